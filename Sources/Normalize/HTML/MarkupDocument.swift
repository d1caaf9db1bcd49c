internal import LibXML2

/// A parsed page with what reading asks of it again and again: tags by number, attributes by name, folded class words.
struct MarkupDocument {
  let tree: MarkupTree
  /// The tag of every node, `.text` for texts.
  let tags: [Tag]
  /// Attributes asked for by name, as the tree numbers them; −1 where the document has none.
  private let nameIndex: [String: Int32]

  init(_ tree: MarkupTree) {
    self.tree = tree
    let byName = tree.names.map(Tag.init)
    tags = Self.withoutSwallowing(tree, tree.nodes.map { $0.isText ? .text : byName[Int($0.name)] })
    var index: [String: Int32] = [:]
    for (number, name) in tree.names.enumerated() { index[name] = Int32(number) }
    nameIndex = index
  }

  /// A button with an unclosed box in it takes in all that follows; what holds paragraphs is taken for a plain box.
  private static func withoutSwallowing(_ tree: MarkupTree, _ tags: [Tag]) -> [Tag] {
    var structural: [Int32] = [0]
    structural.reserveCapacity(tags.count + 1)
    for tag in tags {
      let counts = tag == .p || tag == .article || tag == .main || tag.headingLevel != nil
      structural.append((structural.last ?? 0) + (counts ? 1 : 0))
    }
    var mended = tags
    for at in tags.indices where tags[at] == .enclosure {
      if structural[Int(tree.nodes[at].end)] - structural[at] > 2 { mended[at] = .div }
    }
    return mended
  }

  /// The position after a node's last descendant.
  func end(_ node: Int) -> Int { Int(tree.nodes[node].end) }

  /// The element around a node, −1 at the root.
  func parent(_ node: Int) -> Int { Int(tree.nodes[node].parent) }

  /// The node's line in the markup, from 1.
  func line(_ node: Int) -> Int { Int(tree.nodes[node].line) }

  /// The number of an attribute's name, for `value(_:of:)` in loops.
  func number(of name: String) -> Int32 { nameIndex[name] ?? -1 }

  /// The bytes of an attribute's value; nil where it is absent.
  func bytes(_ name: Int32, of node: Int) -> ArraySlice<UInt8>? {
    guard name >= 0, !tree.nodes[node].isText else { return nil }
    let range = tree.nodes[node]
    for attribute in tree.attributes[Int(range.lower)..<Int(range.upper)]
    where attribute.name == name {
      return tree.bytes[Int(attribute.lower)..<Int(attribute.upper)]
    }
    return nil
  }

  func value(_ name: String, of node: Int) -> String? {
    bytes(number(of: name), of: node).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a text node.
  func text(_ node: Int) -> ArraySlice<UInt8> {
    tree.bytes[Int(tree.nodes[node].lower)..<Int(tree.nodes[node].upper)]
  }

  /// All text under a node, white space collapsed; at most `limit` bytes of it.
  func inlineText(of node: Int, limit: Int = 1 << 16) -> String {
    var out: [UInt8] = []
    var at = node
    while at < end(node), out.count < limit {
      if tags[at].isHidden, at != node {
        at = end(at)
        continue
      }
      if tags[at] == .text { out += text(at) }
      if tags[at] == .br || tags[at].isBlock { out.append(32) }
      at += 1
    }
    return String(decoding: Whitespace.collapsed(out), as: UTF8.self)
  }
}

/// White space of markup: blanks, tabs and line ends; no-break spaces are written for display and stay.
enum Whitespace {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// Runs become one blank, none at the ends.
  static func collapsed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var pending = false
    for byte in bytes {
      if isSpace(byte) {
        pending = !out.isEmpty
      } else {
        if pending { out.append(32) }
        pending = false
        out.append(byte)
      }
    }
    return out
  }
}
