internal import FeedModel

/// The numbered sources at the end of an article and the marks in its text that point to them.
struct MarkupCitations {
  /// Elements that are marks, with the number of their source.
  private(set) var marks: [Int: Int] = [:]
  /// Numbers that `[4]` in running text may mean.
  private(set) var bracketed: Set<Int> = []
  private(set) var sources: [Source] = []
  /// Ids within the article that its other links point to.
  private(set) var targets: Set<String> = []
  /// Nodes of the list of sources, which is data and no longer body.
  private var listed: Range<Int>?
  private var listHeading: Range<Int>?

  private let document: MarkupDocument
  private let links: LinkResolver

  init(
    _ document: MarkupDocument, _ blocks: [MarkupBlock], kept: [Bool], nodes: [Bool],
    links: LinkResolver
  ) {
    self.document = document
    self.links = links
    let wanted = fragments(nodes)
    let ids = identified(wanted)
    readSources(blocks, kept, ids)
    if !sources.isEmpty { readMarks(nodes, ids) }
    guard marks.isEmpty else {
      targets = wanted.filter { id in ids[id].map { !(listed?.contains($0) ?? false) } ?? false }
      return
    }
    targets = wanted.filter { ids[$0] != nil }
  }

  /// Takes the list of sources out of the kept nodes, once marks or a heading prove it to be one.
  func withdraw(from nodes: inout [Bool]) {
    for range in [listed, listHeading] {
      guard let range else { continue }
      for node in range { nodes[node] = false }
    }
  }
}

extension MarkupCitations {
  /// The fragments that links in kept text point to.
  private func fragments(_ nodes: [Bool]) -> Set<String> {
    let href = document.number(of: "href")
    var found: Set<String> = []
    for at in document.tags.indices where document.tags[at] == .a && found.count < 2000 {
      guard let value = document.bytes(href, of: at), value.first == UInt8(ascii: "#"),
        value.count > 1,
        value.count < 200, value.dropFirst().allSatisfy({ $0 > 32 && $0 != 127 }),
        nodes[at..<document.end(at)].contains(true)
      else { continue }
      found.insert(String(decoding: value.dropFirst(), as: UTF8.self))
    }
    return found
  }

  private func identified(_ wanted: Set<String>) -> [String: Int] {
    guard !wanted.isEmpty else { return [:] }
    let names = (document.number(of: "id"), document.number(of: "name"))
    var found: [String: Int] = [:]
    for at in document.tags.indices where document.tags[at] != .text {
      guard let value = document.bytes(names.0, of: at) ?? document.bytes(names.1, of: at) else {
        continue
      }
      let id = String(decoding: value, as: UTF8.self)
      if wanted.contains(id), found[id] == nil { found[id] = at }
    }
    return found
  }

  /// An ordered list under a heading that says so, or whose items links in the text point to.
  private mutating func readSources(_ blocks: [MarkupBlock], _ kept: [Bool], _ ids: [String: Int]) {
    let pointed = Set(ids.values)
    var heading: MarkupBlock?
    var at = 0
    var keptLists: [(node: Int, heading: MarkupBlock?)] = []
    var next = 0
    while at < document.tags.count {
      while next < blocks.count, blocks[next].last < at {
        if kept[next] || blocks[next].text.count < 40 { heading = blocks[next] }
        next += 1
      }
      if document.tags[at] == .ol { keptLists.append((at, heading)) }
      at += 1
    }
    // The list stands near the end; a page of thousands of lists is not searched through.
    for (node, heading) in keptLists.suffix(50).reversed() {
      let range = node..<document.end(node)
      let isPointed = pointed.contains { range.contains($0) }
      let isNamed =
        heading.map {
          $0.text.count <= 120 && SourceHeadings.contains(String(decoding: $0.text, as: UTF8.self))
        } ?? false
      guard isPointed || isNamed else { continue }
      sources = items(of: node)
      guard !sources.isEmpty else { continue }
      listed = range
      if isNamed, let heading { listHeading = heading.first..<heading.last + 1 }
      bracketed = Set(sources.map(\.number))
      return
    }
  }

  private func items(of list: Int) -> [Source] {
    var found: [Source] = []
    var number = document.value("start", of: list).flatMap { Int($0) } ?? 1
    var at = list + 1
    while at < document.end(list), found.count < 500 {
      if document.tags[at] == .li {
        if let value = document.value("value", of: at).flatMap({ Int($0) }) { number = value }
        if let source = source(at, number) { found.append(source) }
        number += 1
      }
      at = document.tags[at] == .text ? at + 1 : document.end(at)
    }
    return found
  }

  private func source(_ item: Int, _ number: Int) -> Source? {
    var title = document.inlineText(of: item, limit: 1000)
    while let last = title.unicodeScalars.last, "↩↑^\u{FE0E} ".unicodeScalars.contains(last) {
      title.unicodeScalars.removeLast()
    }
    let href = document.number(of: "href")
    var url: String?
    for at in item..<document.end(item) where document.tags[at] == .a && url == nil {
      url = document.bytes(href, of: at).flatMap { links.file($0) }
    }
    guard !title.isEmpty else { return nil }
    var entry = SourceEntry(title)
    guard entry.url != nil, !entry.title.isEmpty else {
      return Source(number: number, title: title, url: url)
    }
    // The address is shown in the text as well.
    entry.number = number
    return Source(
      number: number, title: entry.title, publisher: entry.publisher, url: url ?? entry.url)
  }

  /// Links into the list and numbers set high are marks; so is what brackets such a link.
  private mutating func readMarks(_ nodes: [Bool], _ ids: [String: Int]) {
    guard let listed else { return }
    let href = document.number(of: "href")
    for at in document.tags.indices where !listed.contains(at) {
      switch document.tags[at] {
      case .a:
        guard let value = document.bytes(href, of: at), value.first == UInt8(ascii: "#"),
          let target = ids[String(decoding: value.dropFirst(), as: UTF8.self)],
          listed.contains(target),
          let number = number(at), bracketed.contains(number)
        else { continue }
        marks[at] = number
      case .sup:
        guard let number = number(at), bracketed.contains(number) else { continue }
        marks[at] = number
      default: continue
      }
    }
  }

  /// The number that is an element's whole text, brackets aside.
  private func number(_ node: Int) -> Int? {
    let text = document.inlineText(of: node, limit: 20).utf8.filter { !"[]()^ ".utf8.contains($0) }
    guard (1...3).contains(text.count), text.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return text.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
