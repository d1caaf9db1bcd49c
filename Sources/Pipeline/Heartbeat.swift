/// Whether the pipeline is alive: idle, or further on than at the last look.
struct Heartbeat {
  private var last = -1

  /// Compares `state` with the last look; the first look always finds life.
  mutating func isAlive(_ state: NewsroomState) -> Bool {
    defer { last = state.progress }
    return state.activity == .idle || state.progress != last
  }
}
