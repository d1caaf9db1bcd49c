// swift-tools-version: 6.2
import PackageDescription

// A package of its own, as libFuzzer brings its own `main`. Its rooms are links to the product's. `make fuzz` builds and runs it.
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
    .target(name: "Normalize", dependencies: ["FeedModel", "LibXML2"]),
    .executableTarget(
      name: "fuzz", dependencies: ["FeedModel", "Decode", "Normalize"],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
  ],
  swiftLanguageModes: [.v6]
)
