import LibXML2
import Testing

@Suite("XML trees") struct XMLTests {
  init() { startLibXML2() }

  func tree(_ text: String) throws -> MarkupTree { try MarkupTree(xml: Array(text.utf8)) }

  @Test("Elements carry name, namespace, attributes, text and line")
  func walks() throws {
    let root = try #require(
      try tree("<f xmlns='urn:a' xmlns:b='urn:b'>\n<b:e k='1' b:k='2'>x<i>y</i>z</b:e></f>").root)
    #expect(root.name == "f")
    #expect(root.namespace == "urn:a")
    let element = try #require(root.child("e", namespace: "urn:b"))
    #expect(element.line == 2)
    #expect(element.text == "xyz")
    #expect(element.attribute("k") == "1")
    #expect(element.attribute("k", namespace: "urn:b") == "2")
    #expect(element.attribute("absent") == nil)
    #expect(element.children.map(\.name) == ["i"])
    #expect(element.children.first?.parent?.name == "e")
  }

  @Test("A CDATA section is text and five named entities are resolved")
  func cdata() throws {
    #expect(
      try tree("<a><![CDATA[1<2]]> &amp;&lt;&gt;&quot;&apos;&#x2011;</a>").root?.text
        == "1<2 &<>\"'\u{2011}")
  }

  @Test(
    "The first error of an ill-formed document is thrown with its line",
    arguments: [
      ("<a>\n<b></a>", 2), ("<a>&nope;</a>", 1), ("<a>\n\u{1}</a>", 2), ("<a x='1' x='2'/>", 1),
      ("<a>\n\n<b:c/></a>", 3), ("<a/><b/>", 1), ("<a>1\n&</a>", 2),
    ])
  func errors(_ text: String, _ line: Int) {
    let error = #expect(throws: MarkupError.self) { _ = try tree(text) }
    #expect(error?.line == line)
    #expect(error?.message.isEmpty == false)
  }

  @Test("Nothing and invalid UTF-8 are errors")
  func empty() {
    #expect(throws: MarkupError.self) { _ = try tree("") }
    #expect(throws: MarkupError.self) {
      _ = try MarkupTree(xml: Array("<a>".utf8) + [0xFF] + Array("</a>".utf8))
    }
  }

  @Test("Entities of the document are not expanded and external ones not fetched")
  func entities() throws {
    let tree = try tree(
      "<!DOCTYPE a [<!ENTITY e 'boom'><!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>x&e;&f;y</a>")
    #expect(tree.root?.text == "xy")
    #expect(tree.hasDocumentType)
    #expect(tree.hasEntityReferences)
  }

  @Test("A document nested deeper than 256 elements is refused")
  func deep() {
    let deep = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
    #expect(throws: MarkupError.self) { _ = try tree(deep) }
  }
}

@Suite("RelaxNG") struct RelaxNGTests {
  let grammar = """
    <element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore><element name="b"><text/></element>
    </zeroOrMore></element>
    """

  @Test("A valid document has no errors and an invalid one says where")
  func validates() throws {
    startLibXML2()
    let schema = try RelaxNGSchema(Array(grammar.utf8))
    #expect(try schema.errors(in: Array("<a><b>1</b><b/></a>".utf8)).isEmpty)
    #expect(try schema.errors(in: Array("<a>\n<c/></a>".utf8)).first?.line == 2)
    #expect(throws: MarkupError.self) { _ = try schema.errors(in: Array("<a>".utf8)) }
    #expect(throws: MarkupError.self) { _ = try RelaxNGSchema(Array("<x/>".utf8)) }
  }
}
