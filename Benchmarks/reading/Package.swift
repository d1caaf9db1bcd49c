// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product's build carries none of it. Its rooms are links to the product's.
let package = Package(
  name: "wireroom",
  dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CMarkdown", pkgConfig: "md4c-html",
      providers: [.apt(["libmd4c-dev", "libmd4c-html0-dev"])]),
    .systemLibrary(name: "CCharset", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
    .target(name: "FeedModel"),
    .target(name: "LibXML2", dependencies: ["CLibXML2"]),
    .target(name: "Markdown", dependencies: ["CMarkdown"]),
    .target(name: "Charset", dependencies: ["CCharset"]),
    .target(
      name: "Decode",
      dependencies: ["FeedModel", "Markdown", "Charset", .product(name: "Yams", package: "Yams")]),
    .target(name: "CForest"),
    .target(name: "Normalize", dependencies: ["FeedModel", "LibXML2", "CForest"]),
    // What the line model sees, for train.py.
    .executableTarget(name: "probe", dependencies: ["FeedModel", "Decode", "Normalize"]),
    // How fast decoding and normalising are, beside libxml2's HTML parser alone.
    .executableTarget(
      name: "speed", dependencies: ["FeedModel", "Decode", "Normalize", "LibXML2", "CLibXML2"]),
  ],
  swiftLanguageModes: [.v6]
)
