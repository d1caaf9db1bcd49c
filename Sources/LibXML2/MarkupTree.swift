/// A parsed XML or HTML document as a plain value: elements and texts in document order.
///
/// Nothing in it points into libxml2. Comments, processing instructions and the document type are left out; CDATA sections are texts.
/// A node is named by its position in `nodes`; the descendants of node `n` are `n + 1 ..< nodes[n].end`, so every walk is a loop.
package struct MarkupTree: Sendable {
  /// One element or text.
  package struct Node: Sendable {
    /// Index into `names`, or −1 for a text.
    package var name: Int32
    /// Index into `namespaces`, or −1 for none.
    package var namespace: Int32
    /// Position of the parent element, or −1 at the root.
    package var parent: Int32
    /// Position after the last descendant.
    package var end: Int32
    /// Line in the input, from 1; libxml2 counts texts up to 65,535 only.
    package var line: Int32
    /// An element's range in `attributes`, a text's range in `bytes`.
    package var lower: Int32
    package var upper: Int32

    package var isText: Bool { name < 0 }
  }

  /// One attribute of an element.
  package struct Attribute: Sendable {
    /// Index into `names`.
    package var name: Int32
    /// Index into `namespaces`, or −1 for none.
    package var namespace: Int32
    /// The value's range in `bytes`.
    package var lower: Int32
    package var upper: Int32
  }

  /// Document order; the root element first when there is one.
  package internal(set) var nodes: [Node] = []
  package internal(set) var attributes: [Attribute] = []
  /// All texts and attribute values, UTF-8, one after the other.
  package internal(set) var bytes: [UInt8] = []
  /// Distinct local names of elements and attributes; lower case for HTML.
  package internal(set) var names: [String] = []
  /// Distinct namespace URIs.
  package internal(set) var namespaces: [String] = []
  /// Whether the document carried a document type declaration.
  package internal(set) var hasDocumentType = false
  /// Whether a reference to an entity of the document's own was left out.
  package internal(set) var hasEntityReferences = false

  /// The root element, nil for an empty HTML document.
  package var root: Element? { nodes.isEmpty ? nil : Element(tree: self, position: 0) }

  /// Every element in document order.
  package var elements: some Sequence<Element> {
    nodes.indices.lazy.filter { !nodes[$0].isText }.map { Element(tree: self, position: $0) }
  }

  /// The concatenated texts of the node at `position` and its descendants.
  ///
  /// Cost: O(subtree).
  package func text(of position: Int) -> String {
    var out: [UInt8] = []
    for node in nodes[position..<Int(nodes[position].end)] where node.isText {
      out += bytes[Int(node.lower)..<Int(node.upper)]
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension MarkupTree {
  /// An element of a tree, for readers that look at few of them.
  package struct Element: Sendable {
    package let tree: MarkupTree
    package let position: Int

    private var node: Node { tree.nodes[position] }

    /// The local name, without a prefix.
    package var name: String { tree.names[Int(node.name)] }

    /// The namespace URI, nil outside every namespace.
    package var namespace: String? {
      node.namespace < 0 ? nil : tree.namespaces[Int(node.namespace)]
    }

    /// The line of the start tag, from 1.
    package var line: Int { Int(node.line) }

    /// All text in it, descendants included.
    package var text: String { tree.text(of: position) }

    package var parent: Element? {
      node.parent < 0 ? nil : Element(tree: tree, position: Int(node.parent))
    }

    /// The attributes in document order.
    package var attributes: [(name: String, namespace: String?, value: String)] {
      tree.attributes[Int(node.lower)..<Int(node.upper)].map { attribute in
        (
          tree.names[Int(attribute.name)],
          attribute.namespace < 0 ? nil : tree.namespaces[Int(attribute.namespace)],
          String(decoding: tree.bytes[Int(attribute.lower)..<Int(attribute.upper)], as: UTF8.self)
        )
      }
    }

    /// The value of an attribute, nil where it is absent.
    package func attribute(_ name: String, namespace: String? = nil) -> String? {
      attributes.first { $0.name == name && $0.namespace == namespace }?.value
    }

    /// The child elements in document order.
    package var children: [Element] {
      var found: [Element] = []
      var at = position + 1
      while at < Int(node.end) {
        if !tree.nodes[at].isText { found.append(Element(tree: tree, position: at)) }
        at = Int(tree.nodes[at].end)
      }
      return found
    }

    /// The child elements of that name and namespace.
    package func children(_ name: String, namespace: String?) -> [Element] {
      children.filter { $0.name == name && $0.namespace == namespace }
    }

    /// The first child element of that name and namespace.
    package func child(_ name: String, namespace: String?) -> Element? {
      children.first { $0.name == name && $0.namespace == namespace }
    }
  }
}
