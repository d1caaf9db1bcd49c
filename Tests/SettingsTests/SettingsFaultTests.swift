import Glibc
import Testing

@testable import Settings

@Suite("Faults in settings")
struct SettingsFaultTests {
  @Test(
    "A fault names its line, column and remedy",
    arguments: [
      ("site:\n  titel: x", "wireroom.yaml:2:3: unknown key `site.titel`; did you mean `title`?"),
      ("inputs: {}", "wireroom.yaml:1:1: unknown key `inputs`; did you mean `input`?"),
      (
        "input:\n  settle: fast",
        "wireroom.yaml:2:11: `input.settle` must be a duration such as `200ms`, `5s`, `2m` or `1h`, not `fast`"
      ),
      (
        "feeds:\n  - title: x",
        "wireroom.yaml:2:5: a feed needs a `name` of lower-case letters, digits and hyphens"
      ),
      (
        "site: {base_url: \"ftp://x\"}",
        "wireroom.yaml:1:18: `ftp://x` is not an absolute http(s) URL; write `https://HOST/`"
      ),
      ("site:\n  timezone: Mars/Olympus", "wireroom.yaml:2:13: "),
      ("site: [", "wireroom.yaml:"),
      ("a: 1\na: 2", "key given twice"),
      ("server: {listen: here}", "wireroom.yaml:1:18: `here` is not HOST:PORT"),
      (
        "input: {directories: /a}\noutput: {directory: /a/b}",
        "wireroom.yaml:2:21: `/a/b` and the incoming folder `/a` overlap"
      ),
      ("feeds: [{name: a}, {name: a}]", "wireroom.yaml:1:27: two feeds are named `a`"),
      (
        "feeds: [{name: a}, {name: b, formerly: a}]",
        "yaml:1:40: `a` is a feed's name and a former one"
      ),
      ("feeds: [{name: b, formerly: A}]", "`A` is no feed's name"),
      ("server: {trusted_proxies: [10.0.0.0/99]}", "`10.0.0.0/99` is not an address or a network"),
      ("server: {redirects: {old.xml: /feed.rss}}", "`old.xml: /feed.rss` is not a path"),
      ("server: {redirects: {/old.xml: feed.rss}}", "`/old.xml: feed.rss` is not a path"),
      ("server: {redirects: [/a, /b]}", "`server.redirects` must be a mapping of texts"),
      ("server: {gone: feed.xml}", "`feed.xml` is not a path"),
      ("server: {header_timeout: 0}", "`server.header_timeout` must be a duration"),
      ("server: {client_rate: -1}", "`server.client_rate` must be a whole number"),
      ("server: {listen: [\"a:1\", \"b:2\", \"a:1\"]}", "yaml:1:18: `a:1` stands there twice"),
      ("server: {redirects: {/a: /a}}", "`/a: /a` leads to itself without end"),
      ("server: {redirects: {/a/: /a/b/}}", "`/a/: /a/b/` leads to itself without end"),
      ("input: {rescan: 0s}", "`input.rescan` must be a duration from 1s"),
      ("feeds: [{}]", "wireroom.yaml:1:9: a feed needs a `name`"),
      ("feeds: [{name: a, formerly: main}]", "`main` is a feed's name and a former one"),
      ("feeds: [{name: a, select: {folders: [/desk]}}]", "`/desk` is no folder below"),
      ("feeds: [{name: a, select: {folders: [../desk]}}]", "`../desk` is no folder below"),
      (
        "feeds: [{name: a, select: {languages: [en_US]}}]",
        "`select.languages` must be a BCP 47 tag, not `en_US`; did you mean `en-US`?"
      ),
      ("push: {webhooks: [{url: \"http://h/\", secret: \"\"}]}", "the secret is empty"),
      (
        "push: {webhooks: [{url: \"http://h/\", secret: whsec_???}]}",
        "1:46: the secret begins with `whsec_`, and what follows is no base 64"
      ),
    ])
  func fault(_ text: String, _ expected: String) {
    let found = faults(text)
    #expect(found.contains { $0.contains(expected) }, "found: \(found)")
  }

  @Test(
    "What the gate would refuse in every feed is refused as a setting, with what to write instead",
    arguments: [
      (
        "site: {language: en_US}",
        ":1:18: `site.language` must be a BCP 47 tag, not `en_US`; did you mean `en-US`?"
      ),
      ("site: {language: e}", ":1:18: `site.language` must be a BCP 47 tag, not `e`; write `en`"),
      ("site: {language: \"\"}", ":1:18: `site.language` must be a BCP 47 tag"),
      ("site: {language: no way}", ":1:18: `site.language` must be a BCP 47 tag"),
      ("site: {language: \"4n\"}", ":1:18: `site.language` must be a BCP 47 tag"),
      ("site: {title: \"\"}", ":1:15: the title is empty; write one"),
      ("site: {title: \"\\u200B \"}", ":1:15: the title is empty"),
      (
        "site: {subtitle: \"a\\u0007\"}",
        ":1:18: `site.subtitle` holds U+0007, which XML can't hold"
      ),
      ("site: {rights: \"\"}", ":1:16: `site.rights` is empty"),
      ("site: {author: {name: \"\", email: x@y.example}}", ":1:23: `site.author.name` is empty"),
      (
        "site: {author: {name: A, email: x}}",
        ":1:33: `site.author.email` must be an e-mail address"
      ),
      ("site: {author: {name: A, url: b}}", ":1:31: `b` is not an absolute http(s) URL"),
      (
        "site: {base_url: \"http://münchen.example\"}",
        ":1:18: `http://münchen.example` is not ASCII; write its host in Punycode"
      ),
      ("site: {logo: a b.png}", ":1:14: `site.logo` must be an absolute URL or a path"),
      ("site: {logo: \"javascript:alert(1)\"}", "`site.logo` must be an absolute URL or a path"),
      ("site: {icon: ../a.png}", "`site.icon` must be an absolute URL or a path"),
      ("site: {icon: //cdn.example/a.png}", "`site.icon` must be an absolute URL or a path"),
      ("site: {authority: \"\"}", "`site.authority` is empty"),
      ("site: {base_url: \"http://me:secret@h.example/\"}", "names a user, whom every link"),
      ("site: {base_url: \"http://h.example:99999/\"}", "has no port from 1 to 65535"),
      ("site: {base_url: \"http://h.example/a/../b/\"}", "holds `//`, `/./` or `/../`"),
      ("site: {base_url: \"http://h.example//news\"}", "holds `//`, `/./` or `/../`"),
      ("feeds: [{name: a, title: \"\"}]", ":1:26: `feeds[0].title` is empty"),
      ("feeds: [{name: a, language: en_US}]", "did you mean `en-US`?"),
      ("site: {base_url: \"http://h.example/%zz/\"}", "is not an absolute http(s) URL"),
      ("push: {hubs: \"http://ö.example/\"}", "Punycode"),
    ])
  func gated(_ text: String, _ expected: String) {
    let found = faults(text)
    #expect(found.count == 1 && found[0].contains(expected), "found: \(found)")
  }

  @Test(
    "A fault in a query is placed at its character in the file",
    arguments: [
      ("query: a AND", "4:19: "), ("query: 'a AND'", "4:20: "), ("query: \"colour:x\"", "4:15: "),
      ("query: |\n        a\n        b colour:x", "6:3: "),
    ])
  func queryFaults(_ line: String, _ place: String) {
    let found = faults("feeds:\n  - name: a\n    select:\n      \(line)")
    #expect(found.count == 1)
    #expect(found.first?.contains("wireroom.yaml:\(place)") == true, "\(found)")
  }

  @Test("An age and an archive exclude each other, and so say the settings")
  func ageAndArchive() {
    let found = faults("feeds:\n  - {name: a, archive: true, select: {max_age: 1d}}")
    #expect(found.count == 1)
    #expect(found.first?.contains("has no archive") == true)
  }

  @Test("What may be written, is taken")
  func taken() {
    for text in [
      "\u{FEFF}site: {title: x}", "site: {icon: /a/b.png, logo: \"https://h.example/a.png?b\"}",
      "site: {base_url: \"http://[::1]:8080/a/b\"}", "site: {base_url: \"http://h.example\"}",
      "push: {webhooks: [{url: \"http://h/\", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}]}",
      "server: {redirects: {/rss: \"https://h.example/?feed=rss\"}}",
      "server: {redirects: {/a/: /a/b.html}}",
    ] { #expect(faults(text).isEmpty, "\(text): \(faults(text))") }
  }

  @Test(
    "An empty name of a folder is a fault wherever it comes from, not the folder that one is in")
  func emptyNames() {
    #expect(faults("output: {directory: \"\"}").contains { $0.contains("1:21: the name is empty") })
    #expect(faults("input: {directories: [\"\"]}").contains { $0.contains("the name is empty") })
    #expect(faults("control: {socket: \"\"}").contains { $0.contains("the name is empty") })
    var flags = SettingsFlags()
    flags.state = ""
    let error = #expect(throws: SettingsError.self) {
      _ = try load("", flags: flags, environment: ["WIREROOM_OUTPUT": ""])
    }
    #expect(error?.faults.first?.place == "WIREROOM_OUTPUT")
  }

  @Test("Folders overlap by whatever links they are named, and incoming folders must not either")
  func overlaps() throws {
    var template = Array("/tmp/wireroom-settings-XXXXXX".utf8CString)
    #expect(mkdtemp(&template) != nil)
    let root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { for name in ["/link", "/in", ""] { remove(root + name) } }
    mkdir(root + "/in", 0o755)
    symlink("in", root + "/link")
    let input = "input: {directories: \(root)/in}\n"
    #expect(
      faults(input + "output: {directory: \(root)/link/out/site}").contains {
        $0.contains("2:21: `\(root)/link/out/site` and the incoming folder `\(root)/in` overlap")
      })
    for pair in ["\(root)/in, \(root)/link", "/a, /a/b", "/a/b, /a", "/a, /a/"] {
      #expect(
        faults("input: {directories: [\(pair)]}").contains { $0.contains("overlap, and all") },
        "\(pair)")
    }
    #expect(faults("input: {directories: [/a, /ab]}").isEmpty)
    #expect(faults("input: {directories: /a}\noutput: {directory: /}").count == 1)
  }

  @Test("A fault in the environment or a flag is placed there")
  func places() {
    var flags = SettingsFlags()
    flags.title = ""
    flags.listen = ["here"]
    let error = #expect(throws: SettingsError.self) {
      _ = try load("site: {title: x}", flags: flags, environment: ["WIREROOM_BASE_URL": "ftp://x"])
    }
    #expect(error?.faults.map(\.place) == ["--listen", "WIREROOM_BASE_URL", "--title"])
  }

  @Test("All faults are reported at once")
  func all() {
    #expect(faults("site: {titel: x}\nlog: {level: loud}\ninput: {settle: 5}").count == 3)
  }

  @Test("A command that lacks a folder says which flag gives it")
  func needs() {
    let found = faults("", needs: [.input, .output, .state, .site])
    #expect(found.count == 4)
    #expect(found.contains { $0.contains("--input") })
  }
}
