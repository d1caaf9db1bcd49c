extension MarkupReading {
  /// The nodes of a fragment that belong to its kept blocks, and all its pictures and frames.
  func fragmentNodes(_ kept: [Bool]) -> [Bool] {
    var nodes = textNodes(kept)
    for node in range where isMedia(node) { nodes[node] = true }
    return nodes
  }

  /// The nodes of a page that belong to its kept blocks, and the pictures and frames among them.
  ///
  /// Pictures go with the text around them: kept where the nearest blocks before and after are, or inside a kept block.
  func pageNodes(_ kept: [Bool], _ headline: Int?) -> [Bool] {
    var nodes = textNodes(kept)
    var last: Int?
    var waiting: [Int] = []
    for node in range {
      if isMedia(node) {
        if hints.names[node].isDisjoint(with: [
          .related, .share, .advert, .author, .comment, .hidden, .navigation,
        ]) {
          waiting.append(node)
        }
        continue
      }
      let block = Int(blockOfNode[node])
      guard block >= 0, block != headline else { continue }
      if !waiting.isEmpty {
        if kept[block], last.map({ kept[$0] }) ?? false || last == nil {
          for image in waiting { nodes[image] = true }
        }
        waiting.removeAll()
      }
      last = block
    }
    return nodes
  }

  private func textNodes(_ kept: [Bool]) -> [Bool] {
    blockOfNode.map { $0 >= 0 && kept[Int($0)] }
  }

  private func isMedia(_ node: Int) -> Bool {
    document.tags[node] == .img || document.tags[node] == .frame
  }

  /// A warning where links or pictures of the text are relative and nothing says to what.
  func lostAddresses(_ nodes: [Bool]) -> [String] {
    guard !links.hasBase else { return [] }
    let names = (href: document.number(of: "href"), src: document.number(of: "src"))
    let lost = range.count { at in
      guard document.tags[at] == .a || document.tags[at] == .img,
        nodes[at..<document.end(at)].contains(true),
        let address = document.bytes(document.tags[at] == .a ? names.href : names.src, of: at)
      else { return false }
      return LinkResolver.isRelative(address)
    }
    guard lost > 0 else { return [] }
    let what = lost == 1 ? "One relative address is" : "\(lost) relative addresses are"
    return ["\(what) left out, for nothing says where the text stood; state its canonical URL."]
  }
}
