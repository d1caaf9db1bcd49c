/// A watched folder: its place in the tree, so that the move of a folder renames all below it in one step.
final class WatchNode {
  /// The kernel's number of the watch.
  let watch: Int32
  private let isRoot: Bool
  private(set) var name: [UInt8]
  private(set) weak var parent: WatchNode?
  private(set) var children: [[UInt8]: WatchNode] = [:]

  init(watch: Int32, isRoot: Bool) {
    self.watch = watch
    self.isRoot = isRoot
    name = []
  }

  /// Below the incoming folder; empty for the incoming folder itself, nil while the place is not known.
  var path: [UInt8]? {
    var names: [[UInt8]] = []
    var node = self
    while let parent = node.parent {
      names.append(node.name)
      node = parent
    }
    return node.isRoot ? Array(names.reversed().joined(separator: [UInt8(ascii: "/")])) : nil
  }

  func path(of name: [UInt8]) -> [UInt8]? {
    path.map { $0.isEmpty ? name : $0 + [UInt8(ascii: "/")] + name }
  }

  /// Gives the folder a new place; another node that had it loses it.
  func attach(to parent: WatchNode, as name: [UInt8]) {
    detach()
    parent.children[name]?.parent = nil
    self.name = name
    self.parent = parent
    parent.children[name] = self
  }

  func detach() {
    if let parent, parent.children[name] === self { parent.children[name] = nil }
    parent = nil
  }
}
