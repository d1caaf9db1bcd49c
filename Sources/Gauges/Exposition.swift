/// Prometheus text exposition, format 0.0.4, in the making: families in the order they are added, each with help and type.
package struct Exposition {
  package private(set) var text = ""
  private let prefix: String

  /// `prefix` begins the name of every family, such as `wireroom_`.
  package init(prefix: String) { self.prefix = prefix }

  /// A value that goes up and down.
  package mutating func gauge(_ name: String, _ help: String, _ value: Double) {
    head(name, help, "gauge")
    sample(name, "", value)
  }

  package mutating func gauge(_ name: String, _ help: String, _ value: Int) {
    gauge(name, help, Double(value))
  }

  /// A gauge with label sets, such as `feed="main"`.
  package mutating func gauge(
    _ name: String, _ help: String, _ values: [(labels: String, value: Double)]
  ) {
    head(name, help, "gauge")
    for (labels, value) in values { sample(name, labels, value) }
  }

  /// A count that only grows; its name ends in `_total`.
  package mutating func counter(_ name: String, _ help: String, _ value: Double) {
    head(name, help, "counter")
    sample(name, "", value)
  }

  package mutating func counter(_ name: String, _ help: String, _ tally: Tally) {
    head(name, help, "counter")
    for (labels, count) in tally.values { sample(name, labels, Double(count)) }
  }

  package mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram) {
    head(name, help, "histogram")
    for (labels, spread) in histogram.values {
      let lead = labels.isEmpty ? "" : labels + ","
      var count = 0
      for (bound, bucket) in zip(histogram.bounds, spread.buckets) {
        count += bucket
        sample(name + "_bucket", lead + "le=\"\(Self.written(bound))\"", Double(count))
      }
      sample(name + "_bucket", lead + "le=\"+Inf\"", Double(spread.count))
      sample(name + "_sum", labels, spread.sum)
      sample(name + "_count", labels, Double(spread.count))
    }
  }

  /// `text` as a label's value: backslash, quote and line feed escaped, and the quotes around it.
  package static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case "\n": quoted += "\\n"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Exposition {
  private mutating func head(_ name: String, _ help: String, _ type: String) {
    text += "# HELP \(prefix)\(name) \(help)\n# TYPE \(prefix)\(name) \(type)\n"
  }

  private mutating func sample(_ name: String, _ labels: String, _ value: Double) {
    text += prefix + name + (labels.isEmpty ? "" : "{\(labels)}") + " " + Self.written(value) + "\n"
  }

  /// Whole numbers without a fraction.
  private static func written(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
