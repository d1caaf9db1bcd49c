import LibXML2
import Testing

@Suite("HTML trees") struct HTMLTests {
  init() { startLibXML2() }

  func tree(_ text: String) throws -> MarkupTree { try MarkupTree(html: Array(text.utf8)) }

  @Test("A fragment gets html and body, and unclosed tags are closed")
  func mends() throws {
    let tree = try tree("<p>one<p>two <b>three</p>four")
    #expect(tree.elements.map(\.name).prefix(5) == ["html", "body", "p", "p", "b"])
    #expect(tree.root?.text == "onetwo threefour")
  }

  @Test("Input is UTF-8 whatever its meta element claims")
  func encoding() throws {
    let tree = try tree("<meta charset=iso-8859-1><p>Grüße — 東京 &nbsp;&#x1F600;</p>")
    #expect(tree.root?.text == "Grüße — 東京 \u{A0}\u{1F600}")
  }

  @Test("Attributes keep their values and scripts their text")
  func attributes() throws {
    let tree = try tree("<script>if (a<b) {}</script><a href='?a=1&amp;b=2' HIDDEN>x</a>")
    let link = try #require(tree.elements.first { $0.name == "a" })
    #expect(link.attribute("href") == "?a=1&b=2")
    #expect(link.attribute("hidden") != nil)
    #expect(tree.elements.first { $0.name == "script" }?.text == "if (a<b) {}")
  }

  @Test("Node ends nest: each element's descendants follow it")
  func ends() throws {
    let tree = try tree("<ul><li>a<li>b</ul><p>c</p>")
    for (position, node) in tree.nodes.enumerated() where node.parent >= 0 {
      #expect(Int(node.parent) < position)
      #expect(node.end <= tree.nodes[Int(node.parent)].end)
    }
  }

  @Test("Nothing gives an empty tree")
  func empty() throws { #expect(try tree("").root == nil) }

  @Test("Three hundred levels are read whole and a thousand are refused, not cut")
  func depth() throws {
    let divs = { String(repeating: "<div>", count: $0) + "x" }
    #expect(try tree(divs(300)).root?.text == "x")
    #expect(throws: MarkupError.self) { _ = try tree(divs(1000)) }
  }

  @Test(
    "What would take the parser quadratic time is refused",
    arguments: [
      "<p" + (0..<5000).map { " a\($0)=1" }.joined() + ">",
      "<p '=\" " + (0..<5000).map { " a\($0)" }.joined() + ">",
      (0..<5000).map { "<html a\($0)=1>" }.joined(),
      (0..<5000).map { "<body a\($0)=1>" }.joined(),
    ])
  func hostile(_ text: String) {
    #expect(throws: MarkupError.self) { _ = try tree(text) }
  }

  @Test("Long values, scripts full of comparisons and stray marks pass the guard")
  func tame() throws {
    let words = String(repeating: "x <y & z = 1 ", count: 2000)
    #expect(try tree("<p title='\(words)'>ok</p>").root?.text == "ok")
    #expect(try tree("<script>\(words)</script><p>ok</p>").elements.contains { $0.name == "p" })
    #expect(try tree("<!-- <p \(words)> --><p>ok</p>").root?.text.contains("ok") == true)
  }

  @Test("Unmatched end tags and unclosed elements in great number are read in linear time")
  func soup() throws {
    for unit in ["</i>", "<p>", "<br>", "&", "<", "<!--", "</p>", "<td>", "<li>", "<option>"] {
      _ = try tree(String(repeating: unit, count: 50_000))
    }
  }
}
