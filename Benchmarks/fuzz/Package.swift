// swift-tools-version: 6.2
import PackageDescription

// The compiler heeds the last of several sanitizer flags only, so both stand in one, for compiling and for linking.
let sanitizers = ["-sanitize=fuzzer,address"]
let instrumented: [SwiftSetting] = [.unsafeFlags(sanitizers)]

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
    .target(name: "FeedModel", swiftSettings: instrumented),
    .target(name: "LibXML2", dependencies: ["CLibXML2"], swiftSettings: instrumented),
    .target(name: "Markdown", dependencies: ["CMarkdown"], swiftSettings: instrumented),
    .target(name: "Charset", dependencies: ["CCharset"], swiftSettings: instrumented),
    .target(
      name: "Decode",
      dependencies: ["FeedModel", "Markdown", "Charset", .product(name: "Yams", package: "Yams")],
      swiftSettings: instrumented),
    .target(name: "CForest", cSettings: [.unsafeFlags(["-fsanitize=address,fuzzer-no-link"])]),
    .target(
      name: "Normalize", dependencies: ["FeedModel", "LibXML2", "CForest"],
      swiftSettings: instrumented),
    .executableTarget(
      name: "fuzz", dependencies: ["FeedModel", "Decode", "Normalize"],
      swiftSettings: instrumented + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(sanitizers)]),
  ],
  swiftLanguageModes: [.v6]
)
