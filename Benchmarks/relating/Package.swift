// swift-tools-version: 6.2
import PackageDescription

// A package of its own: `probe` times the related index for compare.py. Its rooms are links to the product's.
let package = Package(
  name: "wireroom",
  targets: [
    .target(name: "FeedModel"),
    .target(name: "Relate", dependencies: ["FeedModel"]),
    .executableTarget(name: "probe", dependencies: ["FeedModel", "Relate"]),
  ],
  swiftLanguageModes: [.v6]
)
