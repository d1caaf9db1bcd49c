import CLibXML2

/// Copies a libxml2 document into a `MarkupTree`, iteratively: nesting is in the hands of whoever wrote the document.
struct TreeBuilder {
  private(set) var tree = MarkupTree()
  /// libxml2 interns names, so most look-ups end at the pointer; the last name seen of every slot.
  private var recent = [(pointer: UnsafePointer<xmlChar>?, name: Int32)](
    repeating: (nil, 0), count: 256)
  private var namesByText: [String: Int32] = [:]
  private var namespaces: [String: Int32] = [:]

  mutating func copy(_ document: xmlDocPtr) {
    tree.hasDocumentType = document.pointee.intSubset != nil
    guard let root = xmlDocGetRootElement(document) else { return }
    var node = root
    var open: [Int32] = []
    while true {
      if append(node, parent: open.last ?? -1), let child = node.pointee.children {
        open.append(Int32(tree.nodes.count - 1))
        node = child
        continue
      }
      while node != root, node.pointee.next == nil, let parent = node.pointee.parent {
        close(&open)
        node = parent
      }
      guard node != root, let next = node.pointee.next else { return }
      node = next
    }
  }
}

extension TreeBuilder {
  private mutating func close(_ open: inout [Int32]) {
    guard let position = open.popLast() else { return }
    tree.nodes[Int(position)].end = Int32(tree.nodes.count)
  }

  /// Appends the node if it is kept; true for an element, whose children follow.
  private mutating func append(_ node: xmlNodePtr, parent: Int32) -> Bool {
    switch node.pointee.type {
    case XML_ELEMENT_NODE:
      let first = Int32(tree.attributes.count)
      appendAttributes(of: node)
      append(
        MarkupTree.Node(
          name: name(node.pointee.name), namespace: namespace(node.pointee.ns), parent: parent,
          end: 0, line: Int32(clamping: xmlGetLineNo(node)), lower: first,
          upper: Int32(tree.attributes.count)))
      return true
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
      let range = append(node.pointee.content)
      append(
        MarkupTree.Node(
          name: -1, namespace: -1, parent: parent, end: 0,
          line: Int32(clamping: xmlGetLineNo(node)), lower: range.lowerBound,
          upper: range.upperBound))
    case XML_ENTITY_REF_NODE: tree.hasEntityReferences = true
    default: break
    }
    return false
  }

  private mutating func append(_ node: MarkupTree.Node) {
    tree.nodes.append(node)
    tree.nodes[tree.nodes.count - 1].end = Int32(tree.nodes.count)
  }

  private mutating func appendAttributes(of node: xmlNodePtr) {
    var next = node.pointee.properties
    while let attribute = next {
      let lower = Int32(tree.bytes.count)
      var part = attribute.pointee.children
      while let text = part {
        if text.pointee.type == XML_TEXT_NODE { _ = append(text.pointee.content) }
        part = text.pointee.next
      }
      tree.attributes.append(
        MarkupTree.Attribute(
          name: name(attribute.pointee.name), namespace: namespace(attribute.pointee.ns),
          lower: lower, upper: Int32(tree.bytes.count)))
      next = attribute.pointee.next
    }
  }

  private mutating func append(_ content: UnsafePointer<xmlChar>?) -> Range<Int32> {
    let lower = Int32(tree.bytes.count)
    if let content {
      tree.bytes += UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content)))
    }
    return lower..<Int32(tree.bytes.count)
  }

  private mutating func name(_ pointer: UnsafePointer<xmlChar>?) -> Int32 {
    guard let pointer else { return 0 }
    let slot = Int(bitPattern: pointer) >> 3 & 255
    if recent[slot].pointer == pointer { return recent[slot].name }
    let text = String(cString: pointer)
    let index = namesByText[text] ?? Int32(tree.names.count)
    if Int(index) == tree.names.count {
      tree.names.append(text)
      namesByText[text] = index
    }
    recent[slot] = (pointer, index)
    return index
  }

  private mutating func namespace(_ pointer: xmlNsPtr?) -> Int32 {
    guard let href = pointer?.pointee.href else { return -1 }
    let text = String(cString: href)
    if let known = namespaces[text] { return known }
    let index = Int32(tree.namespaces.count)
    tree.namespaces.append(text)
    namespaces[text] = index
    return index
  }
}
