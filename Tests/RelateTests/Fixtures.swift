import FeedModel

@testable import Relate

/// Articles of an invented country: a few events, each reported several times in other words.
enum Fixtures {
  static let start: Int64 = 1_780_000_000

  static func id(_ number: Int) -> ItemID {
    ItemID(high: mixed(UInt64(number)), low: mixed(UInt64(number) &+ 0x1234_5678))
  }

  static func input(
    _ number: Int, _ headline: String, _ text: String, day: Int64 = 0, links: [String] = []
  ) -> RelateInput {
    RelateInput(
      id: id(number), headline: headline, text: text,
      published: Instant(seconds: start + day * 86_400 + Int64(number)), links: links)
  }

  /// Two reports of a closed bridge, one of a cheese prize.
  static let bridge: [RelateInput] = [
    input(
      1, "Harbour bridge of Velmouth closes",
      "Engineers closed the harbour bridge of Velmouth on Monday after they found cracks in two pylons. "
        + "Mayor Ilsabet Korran said ferries would carry commuters until the pylons are repaired."),
    input(
      2, "Cracked pylons shut Velmouth bridge",
      "Commuters in Velmouth must take ferries: cracks in the pylons of the harbour bridge made engineers "
        + "shut it on Monday, mayor Ilsabet Korran announced."),
    input(
      3, "Ostrel dairy wins the golden wheel",
      "A small dairy in Ostrel won the golden wheel, the oldest cheese prize of the valley, with a blue "
        + "cheese that ripens in a slate mine."),
  ]

  /// `count` articles about `count / 4` invented events, the same on every run.
  static func archive(_ count: Int) -> [RelateInput] {
    (0..<count).map { number in
      let event = number / 4
      var random = UInt64(number) &* 7919 &+ 1
      func pick(_ list: [String]) -> String {
        random = mixed(random)
        return list[Int(random % UInt64(list.count))]
      }
      let names = (0..<5).map { word(UInt64(event * 5 + $0)) }
      let body = (0..<60).map { _ in pick(names + filler) }.joined(separator: " ")
      return input(
        number + 100, "\(names[0]) \(pick(filler)) \(names[1])", body + ".", day: Int64(event % 5))
    }
  }

  /// An invented name.
  static func word(_ seed: UInt64) -> String {
    let syllables = ["ka", "ren", "mo", "tul", "vi", "sha", "dor", "ep", "li", "gon"]
    var random = mixed(seed &+ 99)
    var text = "Q"
    for _ in 0..<4 {
      text += syllables[Int(random % 10)]
      random /= 10
    }
    return text
  }

  private static let filler = [
    "the", "of", "and", "council", "river", "budget", "minister", "report", "says", "after",
    "market",
    "school", "storm", "vote", "plan", "court", "price", "team", "road", "doctor", "harvest",
    "film",
  ]
}

/// Splitmix, so that shuffles are the same on every run.
struct Fixed: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return mixed(state)
  }
}
