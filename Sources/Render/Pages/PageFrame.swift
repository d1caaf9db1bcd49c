import FeedModel

/// What stands around every page of a site, rendered once: the head's end with the masthead, and the footer.
struct PageFrame: Sendable {
  let top: [UInt8]
  let foot: [UInt8]
}

extension PageTemplates {
  /// The frame of pages that stand `root` (`../` for each folder) below the output folder.
  ///
  /// Without a `root` it is the front page's, whose headline is the masthead. `feeds` is the folder of the feeds to follow.
  func frame(of site: Site, root: String, feeds: String = "") -> PageFrame {
    let isFront = root.isEmpty
    let top: [String: Any] = [
      "root": root, "home": root, "site": escaped(site.title), "masthead": !isFront,
      "kind": isFront ? " class=\"front\"" : "",
    ]
    let foot: [String: Any] = [
      "feeds": fragment { $0.feedLinks(root + feeds, list: root + OPMLFormat.file) },
      "rights": site.rights.map { "<p dir=\"auto\">\(escaped($0))</p>\n" } ?? "",
    ]
    return PageFrame(top: text(.top, top), foot: text(.foot, foot))
  }
}

extension ByteWriter {
  fileprivate mutating func feedLinks(_ folder: String, list: String) {
    markup("Follow: ")
    let formats: [(StaticString, String)] = [
      ("Atom", AtomFormat.file), ("RSS", RSSFormat.file), ("JSON Feed", JSONFormat.file),
    ]
    for (name, file) in formats {
      markup("<a href=\"")
      write(folder + file, .uri)
      markup("\">")
      markup(name)
      markup("</a> · ")
    }
    markup("<a href=\"")
    write(list, .uri)
    markup("\">All feeds</a>")
  }
}
