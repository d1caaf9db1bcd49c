// swift-tools-version: 6.2
import PackageDescription

// A package of its own: `probe` prints what the line model sees, for train.py. Its rooms are links to the product's.
let package = Package(
  name: "wireroom",
  targets: [
    .target(name: "FeedModel"),
    .target(name: "LibXML2", dependencies: ["CLibXML2"]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "Normalize", dependencies: ["FeedModel", "LibXML2"]),
    .executableTarget(name: "probe", dependencies: ["FeedModel", "Normalize"]),
  ],
  swiftLanguageModes: [.v6]
)
