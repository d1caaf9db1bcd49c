import Testing

@testable import Gauges

@Suite("Gauges")
struct GaugesTests {
  @Test("A family is written with its help, its type and a line a label set")
  func families() {
    let pings = Tally()
    pings.add("result=\"refused\"")
    pings.add("result=\"accepted\"", 2)
    var out = Exposition(prefix: "wireroom_")
    out.gauge("articles", "Live articles.", 3)
    out.counter("hub_pings_total", "Pings of hubs.", pings)
    out.gauge("load", "Load.", 0.5)
    #expect(
      out.text == """
        # HELP wireroom_articles Live articles.
        # TYPE wireroom_articles gauge
        wireroom_articles 3
        # HELP wireroom_hub_pings_total Pings of hubs.
        # TYPE wireroom_hub_pings_total counter
        wireroom_hub_pings_total{result="accepted"} 2
        wireroom_hub_pings_total{result="refused"} 1
        # HELP wireroom_load Load.
        # TYPE wireroom_load gauge
        wireroom_load 0.5

        """)
  }

  @Test("A histogram's buckets add up, a value on a bound is inside, and +Inf counts all")
  func histogram() {
    let seconds = Histogram(bounds: [0.1, 1])
    for value in [0.05, 0.1, 0.5, 7] { seconds.observe(value, "stage=\"scan\"") }
    var out = Exposition(prefix: "")
    out.histogram("stage_seconds", "Time.", seconds)
    #expect(
      out.text == """
        # HELP stage_seconds Time.
        # TYPE stage_seconds histogram
        stage_seconds_bucket{stage="scan",le="0.1"} 2
        stage_seconds_bucket{stage="scan",le="1"} 3
        stage_seconds_bucket{stage="scan",le="+Inf"} 4
        stage_seconds_sum{stage="scan"} 7.65
        stage_seconds_count{stage="scan"} 4

        """)
  }

  @Test("A label's value can't break out of its quotes")
  func quoting() {
    #expect(Exposition.quoted("a\"b\\c\nd") == "\"a\\\"b\\\\c\\nd\"")
  }
}
