extension Array {
  /// Makes room for `more` elements, and for a quarter of what there is: doubling leaves half of a large index empty.
  mutating func makeRoom(for more: Int = 1) {
    guard count + more > capacity else { return }
    reserveCapacity(count + Swift.max(more, count / 4, 64))
  }

  /// Appends with room made by quarters.
  mutating func appendTightly(_ element: Element) {
    makeRoom()
    append(element)
  }
}
