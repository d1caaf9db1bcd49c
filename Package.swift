// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Also in debug builds: tests put thousands of articles through these rooms, which are twenty times slower without.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A room of the program: one stage, or one thing the stages share.
func room(
  _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func system(_ name: String, _ pkgConfig: String?, _ packages: [String]) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt(packages)])
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let http: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird"),
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
  .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
  .product(name: "NIOExtras", package: "swift-nio-extras"),
]

let package = Package(
  name: "wireroom",
  products: [.executable(name: "wireroom", targets: ["wireroom"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries of the system, raw; the same name without the C is the one safe Swift face.
    system("CLibXML2", "libxml-2.0", ["libxml2-dev"]),
    system("CCurl", "libcurl", ["libcurl4-openssl-dev"]),
    system("CMarkdown", "md4c-html", ["libmd4c-dev", "libmd4c-html0-dev"]),
    system("CCharset", "uchardet", ["libuchardet-dev"]),
    system("CZlib", "zlib", ["zlib1g-dev"]),
    system("CBrotli", "libbrotlienc", ["libbrotli-dev"]),
    system("CCrypto", "libcrypto", ["libssl-dev"]),
    room("LibXML2", ["CLibXML2"]),
    room("Curl", ["CCurl"]),
    room("Markdown", ["CMarkdown"]),
    room("Charset", ["CCharset"]),
    room("Compression", ["CZlib", "CBrotli"]),
    room("Digest", ["CCrypto"]),

    // The way an article goes.
    room("FeedModel", []),
    room("Gauges", []),
    room("Ingest", ["FeedModel", "Digest"]),
    room("Decode", ["FeedModel", "Markdown", "Charset", yams]),
    // The inner loop of the line model; optimized in debug builds for the same reason as its room.
    .target(name: "CForest", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    room("Normalize", ["FeedModel", "LibXML2", "CForest"], settings: strict + optimized),
    room("Archive", ["FeedModel", "Digest", grdb]),
    room("Relate", ["FeedModel"], settings: strict + optimized),
    room("Assemble", ["FeedModel"]),
    room("Render", ["FeedModel", "LibXML2", "Compression", "Digest", mustache]),
    room("Publish", ["FeedModel", "Curl", "Digest", "Compression"]),
    // Beside NIO, Clang credits `struct stat` to a private module of NIO's that nobody can import: no member visibility.
    room(
      "Serve", ["FeedModel", logging] + http,
      settings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]),
    room("Settings", ["FeedModel", yams]),
    room("Control", ["FeedModel"]),
    room(
      "Pipeline",
      [
        "FeedModel", "Ingest", "Decode", "Normalize", "Archive", "Relate", "Assemble", "Render",
        "Publish", "Settings", "Digest", "Gauges", logging,
      ]),
    .executableTarget(
      name: "wireroom",
      dependencies: [
        "FeedModel", "Pipeline", "Serve", "Control", "Settings", "Ingest", "Normalize", "Archive",
        "Relate", "Render", "Publish", "LibXML2", "Curl", "Gauges", arguments, logging, signals,
      ],
      swiftSettings: strict),

    // Servers for tests to talk to.
    .target(name: "LoopbackHTTP", path: "Tests/LoopbackHTTP", swiftSettings: strict),
    tests("LibXML2", ["LibXML2"]),
    tests("Curl", ["Curl", "LoopbackHTTP"]),
    tests("Markdown", ["Markdown"]),
    tests("Charset", ["Charset"]),
    tests("Compression", ["Compression"]),
    tests("Digest", ["Digest"]),
    tests("FeedModel", ["FeedModel"]),
    tests("Gauges", ["Gauges"]),
    tests("Ingest", ["Ingest", "FeedModel"]),
    tests("Decode", ["Decode", "FeedModel"]),
    tests("Normalize", ["Normalize", "FeedModel", "Decode", "CForest"], exclude: ["Readings"]),
    tests("Archive", ["Archive", "FeedModel", grdb]),
    tests("Relate", ["Relate", "FeedModel"]),
    tests("Assemble", ["Assemble", "FeedModel"]),
    tests("Render", ["Render", "FeedModel", "LibXML2"], exclude: ["Goldens", "Schemas"]),
    tests("Publish", ["Publish", "FeedModel", "Curl", "Digest"]),
    tests(
      "Serve",
      ["Serve", "FeedModel", .product(name: "NIOEmbedded", package: "swift-nio")] + http),
    tests("Settings", ["Settings", "FeedModel"]),
    tests("Control", ["Control", "FeedModel"]),
    tests(
      "Pipeline",
      [
        "Pipeline", "FeedModel", "Settings", "Archive", "Publish", "Curl", "Digest", "LoopbackHTTP",
        logging,
      ]),
    tests("wireroom", ["wireroom", "FeedModel"]),
    // Drives the built program from outside.
    tests("Acceptance", ["wireroom", "LoopbackHTTP"]),
  ],
  swiftLanguageModes: [.v6]
)
