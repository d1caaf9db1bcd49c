import FeedModel

/// What changed from one revision of an article to the next, for people: a line a change.
///
/// `-` is what was there before, `+` what is there now, `~` a paragraph that changed in part: with `[-` old words `-]` and
/// `{+` new ones `+}` between some of the words around.
struct RevisionDiff {
  let lines: [String]

  init(from old: Revision?, to new: Revision) {
    var lines: [String] = []
    func change(_ name: String, _ before: String?, _ after: String?) {
      guard before != after else { return }
      if let before { lines.append("- \(name): \(before)") }
      if let after { lines.append("+ \(name): \(after)") }
    }
    change("headline", old?.article.headline, new.article.headline)
    change("dek", old?.article.dek, new.article.dek)
    change("updated", old?.updated.rfc3339, new.updated.rfc3339)
    change("file", old?.location.display, new.location.display)
    change("sources", old.flatMap(Self.sources), Self.sources(new))
    if let old {
      for hunk in Self.hunks(Self.paragraphs(old), Self.paragraphs(new)) {
        lines += Self.lines(of: hunk)
      }
    }
    self.lines = lines
  }

  /// Nil when there are none.
  private static func sources(_ revision: Revision) -> String? {
    let sources = revision.article.sources.map { "\($0.number) \($0.title)" }
    return sources.isEmpty ? nil : sources.joined(separator: ", ")
  }

  private static func paragraphs(_ revision: Revision) -> [Substring] {
    revision.article.body.text.split(separator: "\n\n")
  }

  private static func cut(_ text: Substring) -> String {
    text.count <= 160 ? String(text) : text.prefix(159) + "…"
  }
}

extension RevisionDiff {
  /// A run of elements that were replaced by others, either may be empty; and how many equal ones come before it.
  private struct Hunk {
    var kept: [Substring] = []
    var removed: [Substring] = []
    var inserted: [Substring] = []

    var isEmpty: Bool { removed.isEmpty && inserted.isEmpty }
  }

  /// The hunks that lead from `old` to `new`; the last one holds only what is kept after them.
  private static func hunks(_ old: [Substring], _ new: [Substring]) -> [Hunk] {
    var removals: Set<Int> = []
    var insertions: Set<Int> = []
    for step in new.difference(from: old) {
      switch step {
      case .remove(let at, _, _): removals.insert(at)
      case .insert(let at, _, _): insertions.insert(at)
      }
    }
    var hunks: [Hunk] = [Hunk()]
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removals.contains(i) {
        hunks[hunks.count - 1].removed.append(old[i])
        i += 1
      } else if insertions.contains(j) {
        hunks[hunks.count - 1].inserted.append(new[j])
        j += 1
      } else {
        if hunks[hunks.count - 1].isEmpty == false { hunks.append(Hunk()) }
        hunks[hunks.count - 1].kept.append(old[i])
        (i, j) = (i + 1, j + 1)
      }
    }
    return hunks
  }

  private static func lines(of hunk: Hunk) -> [String] {
    var lines: [String] = []
    let paired = min(hunk.removed.count, hunk.inserted.count)
    for (before, after) in zip(hunk.removed, hunk.inserted) {
      if let line = marked(before, after) {
        lines.append("~ " + line)
      } else {
        lines += ["- " + cut(before), "+ " + cut(after)]
      }
    }
    lines += hunk.removed.dropFirst(paired).map { "- " + cut($0) }
    return lines + hunk.inserted.dropFirst(paired).map { "+ " + cut($0) }
  }

  /// Words around a change that are shown.
  private static let context = 6

  /// A paragraph with its changes marked; nil when most of its words changed, or it is too long to compare.
  private static func marked(_ before: Substring, _ after: Substring) -> String? {
    let old = before.split(separator: " ")
    let new = after.split(separator: " ")
    guard max(old.count, new.count) <= 2000 else { return nil }
    let hunks = hunks(old, new)
    let kept = hunks.reduce(0) { $0 + $1.kept.count }
    guard 2 * kept >= max(old.count, new.count) else { return nil }
    var parts: [String] = []
    for (index, hunk) in hunks.enumerated() {
      let isLast = index == hunks.count - 1 && hunk.isEmpty
      parts += shortened(hunk.kept, isFirst: index == 0, isLast: isLast)
      if !hunk.removed.isEmpty { parts.append("[-\(hunk.removed.joined(separator: " "))-]") }
      if !hunk.inserted.isEmpty { parts.append("{+\(hunk.inserted.joined(separator: " "))+}") }
    }
    return parts.joined(separator: " ")
  }

  private static func shortened(
    _ words: [Substring], isFirst: Bool, isLast: Bool
  ) -> [String] {
    let limit = isFirst || isLast ? context : 2 * context
    guard words.count > limit + 1 else { return words.map(String.init) }
    let head = isFirst ? [] : words.prefix(context).map(String.init)
    let tail = isLast ? [] : words.suffix(context).map(String.init)
    return head + ["…"] + tail
  }
}
