import FeedModel
import Testing

@Suite("Sanitised markup") struct SanitiserTests {
  @Test(
    "What could act on a reader's machine is gone, its text kept where it is text",
    arguments: [
      ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
      ("<p onclick='x()' style='color:red' class=c>a</p>", "<p>a</p>"),
      ("<p><a href='javascript:x()'>a</a></p>", "<p>a</p>"),
      ("<p><a href='java&#10;script:x()'>a</a></p>", "<p>a</p>"),
      ("<p><a href=' JaVaScRiPt:x()'>a</a></p>", "<p>a</p>"),
      ("<p><a href='data:text/html,x'>a</a> <a href='vbscript:x'>b</a></p>", "<p>a b</p>"),
      ("<p>a</p><iframe src='https://example.com'></iframe><p>b</p>", "<p>a</p><p>b</p>"),
      ("<p>a</p><form><input value=x><textarea>y</textarea></form>", "<p>a</p>"),
      ("<p>a<svg><script>x</script><text>t</text></svg></p>", "<p>a</p>"),
      ("<p>a</p><style>p{}</style><object data=x>y</object>", "<p>a</p>"),
      ("<p>a <noscript><img src=x onerror=y></noscript>b</p>", "<p>a b</p>"),
      ("<p>a</p><img src='data:image/png;base64,AAAA'>", "<p>a</p>"),
      ("<p>a <img src='https://t.example.com/p.gif' width=1 height=1>b</p>", "<p>a b</p>"),
      ("<p>a<!-- c -->b<?x y?></p>", "<p>ab</p>"),
      ("<p><a href='https://u:p@example.com/'>a</a></p>", "<p>a</p>"),
    ])
  func safe(_ fragment: String, _ expected: String) throws {
    #expect(try HTMLFixture.markup(fragment) == expected)
  }

  @Test(
    "A frame of a known host becomes a link to what it shows, with no word in the text",
    arguments: [
      (
        "<p>a</p><iframe src='//www.youtube.com/embed/x1?autoplay=1' title='A &lt;film&gt;'></iframe><p>b</p>",
        "<p>a</p><p><a href=\"https://www.youtube.com/watch?v=x1\">A &lt;film&gt;</a></p><p>b</p>"
      ),
      (
        "<p>a</p><iframe src='https://player.vimeo.com/video/7'>old browser</iframe>",
        "<p>a</p><p><a href=\"https://player.vimeo.com/video/7\">player.vimeo.com</a></p>"
      ),
      ("<p>a</p><iframe src='https://youtube.com.evil.example/embed/x'></iframe>", "<p>a</p>"),
      ("<p>a</p><iframe src='javascript:x()'></iframe>", "<p>a</p>"),
      ("<p>a</p><iframe srcdoc='<script>x()</script>'></iframe>", "<p>a</p>"),
    ])
  func frames(_ fragment: String, _ expected: String) throws {
    #expect(try HTMLFixture.markup(fragment) == expected)
  }

  @Test(
    "A small inlined picture is kept; a placeholder, a large one and one that could act are not")
  func inlined() throws {
    func markup(_ type: String, _ count: Int) throws -> String {
      try HTMLFixture.markup(
        "<p>a <img alt=x src='data:image/\(type);base64,\(String(repeating: "A", count: count))'> b</p>"
      )
    }
    #expect(try markup("png", 400).contains("<img src=\"data:image/png;base64,AAAA"))
    #expect(try markup("png", 40) == "<p>a b</p>")
    #expect(try markup("png", 20_000) == "<p>a b</p>")
    #expect(try markup("svg+xml", 400) == "<p>a b</p>")
  }

  @Test(
    "What articles are made of is kept",
    arguments: [
      (
        "<p>a <b>b</b> <em>c</em> H<sub>2</sub>O</p>", "<p>a <b>b</b> <em>c</em> H<sub>2</sub>O</p>"
      ),
      ("<h2>One</h2><p>a</p>", "<h2>One</h2><p>a</p>"),
      ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
      ("<ol start=3><li>a</ol>", "<ol start=\"3\"><li>a</li></ol>"),
      ("<blockquote>a<p>b</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
      ("<pre><code>a &lt; b\n  c</code></pre>", "<pre><code>a &lt; b\n  c</code></pre>"),
      (
        "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
      ),
      ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
      ("<p>a &amp; b &lt;c&gt; \"d\" &nbsp;e</p>", "<p>a &amp; b &lt;c&gt; \"d\" \u{A0}e</p>"),
      ("<p>a<br>b</p>", "<p>a<br />b</p>"),
      ("<div>a<br><br>b<div>c</div>d</div>", "<p>a</p><p>b</p><p>c</p><p>d</p>"),
      (
        "<p><a href='two.html?x=1&amp;y=2#z'>a</a></p>",
        "<p><a href=\"https://example.org/news/two.html?x=1&amp;y=2#z\">a</a></p>"
      ),
      (
        "<p><a href='//cdn.example.org/a'>a</a></p>",
        "<p><a href=\"https://cdn.example.org/a\">a</a></p>"
      ),
      ("<p><a href='../a/./b'>a</a></p>", "<p><a href=\"https://example.org/a/b\">a</a></p>"),
      (
        "<p><a href='https://example.org/\u{E4} b'>a</a></p>",
        "<p><a href=\"https://example.org/%C3%A4%20b\">a</a></p>"
      ),
      (
        "<figure><img src=/a.jpg alt='A \"b\"' width=640><figcaption>c</figcaption></figure><p>d</p>",
        "<figure><p><img src=\"https://example.org/a.jpg\" alt=\"A &quot;b&quot;\" width=\"640\" /></p><figcaption>c</figcaption></figure><p>d</p>"
      ),
      (
        "<p>a <img data-src='/b.jpg' src='data:image/gif;base64,R0' alt=''> c</p>",
        "<p>a <img src=\"https://example.org/b.jpg\" alt=\"\" /> c</p>"
      ),
      (
        "<p>a <img srcset='/s.jpg 400w, /m.jpg 1200w, /l.jpg 4000w'> c</p>",
        "<p>a <img src=\"https://example.org/m.jpg\" alt=\"\" /> c</p>"
      ),
      ("<p>so\u{AD}ft&shy;er a&#8203;b</p>", "<p>softer ab</p>"),
    ])
  func kept(_ fragment: String, _ expected: String) throws {
    #expect(try HTMLFixture.markup(fragment) == expected)
  }

  @Test("Relative links without a base become text and relative pictures go")
  func baseless() throws {
    #expect(
      try HTMLFixture.markup("<p><a href='/x'>a</a> <img src='y.png'> b</p>", base: nil)
        == "<p>a b</p>")
  }

  @Test("Links within the article lead to the article's page, others within the page become text")
  func inside() throws {
    let markup = try HTMLFixture.markup(
      "<p><a href='#part'>see</a> <a href='#gone'>not</a></p><h2 id=part>Part</h2><p>x</p>")
    #expect(
      markup == "<p><a href=\"‹page›#part\">see</a> not</p><h2 id=\"part\">Part</h2><p>x</p>")
  }

  @Test("Crossed and unclosed elements come out nested")
  func crossed() throws {
    let soups = [
      "<b>a<p>b</b>c</p>d", "<a href='https://e.org/'><div>a</div><p>b</p></a>c",
      "<ul>a<li>b<p>c</ul>d",
      "<table><tr><td><ul><li>x</table>y", "<p><em>a<h2>b</em>c</h2>", "</p></div>a<li>b</li><td>c",
      "<dl><dd>a<blockquote><pre>b<ul><li>c", "<figure><figcaption>a<p>b</figure><tr><td>c",
      "<p>a<b>b<i>c</b>d</i>e",
      "<ol><li><h3>a</h3>b<br><br>c<table><tr><td>1</td></tr></table></ol>",
    ]
    for soup in soups {
      let markup = try HTMLFixture.markup(soup)
      #expect(HTMLFixture.fault(in: markup) == nil, "\(soup) → \(markup)")
    }
  }

  @Test("Random soup is nested well, free of handlers, and loses no word")
  func random() throws {
    var state: UInt64 = 42
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let names = [
      "p", "div", "b", "i", "a href='https://e.org/x'", "ul", "li", "ol", "table", "tr", "td", "th",
      "pre", "code",
      "blockquote", "h2", "figure", "figcaption", "span onclick=x", "sup", "dl", "dt", "dd",
      "section", "br",
    ]
    for round in 0..<300 {
      var soup = "<p>start</p>"
      for word in 0..<30 {
        let name = names[next(names.count)]
        soup += next(3) == 0 ? "</\(name.prefix { $0 != " " })>" : "<\(name)>"
        if next(2) == 0 { soup += " w\(word) " }
      }
      let markup = try HTMLFixture.markup(soup)
      #expect(HTMLFixture.fault(in: markup) == nil, "round \(round): \(soup) → \(markup)")
      #expect(!markup.contains("onclick"))
    }
  }

  @Test(
    "However deep a page is nested, what is written is not",
    arguments: ["blockquote", "b", "ul><li", "div"])
  func depth(_ tag: String) throws {
    let deep = String(repeating: "<\(tag)>", count: 240) + "words in the deep"
    let markup = try HTMLFixture.markup("<p>a</p>" + deep)
    var depth = 0
    var deepest = 0
    for part in markup.split(separator: "<") where !part.hasSuffix("/>") {
      depth += part.hasPrefix("/") ? -1 : 1
      deepest = max(deepest, depth)
    }
    #expect(deepest <= 100)
    #expect(depth == 0)
    #expect(markup.contains("words in the deep"))
  }
}
