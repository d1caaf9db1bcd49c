internal import CCurl
import Glibc
import Synchronization

/// The thread that owns libcurl's multi handle, and the way to it.
final class TransferLoop: Sendable {
  private struct Inbox {
    var added: [Transfer] = []
    var cancelled: [Transfer] = []
    /// Handed over and not answered yet.
    var count = 0
    var isStopped = false
    var hasEnded = false
  }

  /// `@unchecked Sendable`: other threads only call `curl_multi_wakeup`, which is made for that, and never after
  /// `hasEnded`; all else is the loop thread's.
  private struct Multi: @unchecked Sendable {
    let handle: UnsafeMutableRawPointer
  }

  private let limits: TransferLimits
  private let addresses: AddressPolicy
  private let multi: Multi
  private let inbox = Mutex(Inbox())

  static func start(
    limits: TransferLimits, addresses: AddressPolicy
  ) throws(CurlError) -> TransferLoop {
    guard let handle = curl_multi_init() else {
      throw CurlError(reason: .failed, url: "", message: "libcurl has no memory")
    }
    let loop = TransferLoop(limits: limits, addresses: addresses, multi: Multi(handle: handle))
    let context = Unmanaged.passRetained(loop)
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    guard error == 0 else {
      context.release()
      curl_multi_cleanup(handle)
      throw CurlError(reason: .failed, url: "", message: "the system gives no thread (\(error))")
    }
    pthread_detach(thread)
    return loop
  }

  private init(limits: TransferLimits, addresses: AddressPolicy, multi: Multi) {
    self.limits = limits
    self.addresses = addresses
    self.multi = multi
  }

  /// Hands a transfer over; it is answered whatever happens.
  func add(_ transfer: Transfer) {
    let refusal = inbox.withLock { inbox -> CurlError.Reason? in
      if inbox.isStopped { return .stopped }
      if inbox.count >= limits.transfers + limits.waiting { return .busy }
      inbox.count += 1
      inbox.added.append(transfer)
      curl_multi_wakeup(multi.handle)
      return nil
    }
    switch refusal {
    case .busy: transfer.fail(.busy, "too many requests wait; try again later")
    case .some(let reason): transfer.fail(reason, "the client was stopped")
    case nil: break
    }
  }

  func cancel(_ transfer: Transfer) {
    // Seen when the transfer is taken up, in case it was not handed over yet.
    transfer.isCancelled.store(true, ordering: .releasing)
    inbox.withLock { inbox in
      guard !inbox.hasEnded else { return }
      inbox.cancelled.append(transfer)
      curl_multi_wakeup(multi.handle)
    }
  }

  func stop() {
    inbox.withLock { inbox in
      inbox.isStopped = true
      if !inbox.hasEnded { curl_multi_wakeup(multi.handle) }
    }
  }
}

extension TransferLoop {
  /// What only the loop's thread knows.
  private struct Work {
    var waiting: [Transfer] = []
    var running: [UnsafeMutableRawPointer: Transfer] = [:]
  }

  private func run() {
    wr_multi_set_long(multi.handle, CURLMOPT_MAX_HOST_CONNECTIONS, limits.perHost)
    wr_multi_set_long(multi.handle, CURLMOPT_MAXCONNECTS, limits.transfers)
    var work = Work()
    while takeIn(&work) {
      startWaiting(&work)
      var running: Int32 = 0
      let code = curl_multi_perform(multi.handle, &running)
      finishDone(&work)
      // Not one transfer but the handle itself is broken: nothing would ever be answered again.
      if code != CURLM_OK { break }
      if !work.waiting.isEmpty, work.running.count < limits.transfers { continue }
      // libcurl shortens the wait to its own next timeout.
      curl_multi_poll(multi.handle, nil, 0, 60_000, nil)
    }
    end(&work)
  }

  /// Takes what others handed over; false when the loop is to end.
  private func takeIn(_ work: inout Work) -> Bool {
    let news = inbox.withLock { inbox in
      defer {
        inbox.added = []
        inbox.cancelled = []
      }
      return inbox
    }
    work.waiting += news.added
    for transfer in news.cancelled {
      if let handle = work.running.first(where: { $0.value === transfer })?.key {
        release(handle, &work)
        answered(transfer) { $0.fail(.cancelled, "the request was cancelled") }
      } else if let index = work.waiting.firstIndex(where: { $0 === transfer }) {
        work.waiting.remove(at: index)
        answered(transfer) { $0.fail(.cancelled, "the request was cancelled") }
      }
    }
    return !news.isStopped
  }

  private func startWaiting(_ work: inout Work) {
    var started = 0
    for transfer in work.waiting {
      guard work.running.count < limits.transfers else { break }
      started += 1
      if transfer.isCancelled.load(ordering: .acquiring) {
        answered(transfer) { $0.fail(.cancelled, "the request was cancelled") }
        continue
      }
      guard let handle = transfer.open(addresses) else {
        answered(transfer) { $0.fail(.failed, "libcurl refuses the request") }
        continue
      }
      guard curl_multi_add_handle(multi.handle, handle) == CURLM_OK else {
        transfer.close()
        answered(transfer) { $0.fail(.failed, "libcurl has no memory") }
        continue
      }
      work.running[handle] = transfer
    }
    work.waiting.removeFirst(started)
  }

  private func finishDone(_ work: inout Work) {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi.handle, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let transfer = work.running[handle]
      else { continue }
      // Read before the handle is taken out, which frees the message.
      let result = wr_multi_result(message)
      curl_multi_remove_handle(multi.handle, handle)
      work.running[handle] = nil
      answered(transfer) { $0.finish(result) }
      transfer.close()
    }
  }

  private func release(_ handle: UnsafeMutableRawPointer, _ work: inout Work) {
    curl_multi_remove_handle(multi.handle, handle)
    work.running.removeValue(forKey: handle)?.close()
  }

  /// Makes room before the answer, so that who got it may send the next.
  private func answered(_ transfer: Transfer, _ answer: (Transfer) -> Void) {
    inbox.withLock { $0.count -= 1 }
    answer(transfer)
  }

  private func end(_ work: inout Work) {
    let late = inbox.withLock { inbox in
      inbox.isStopped = true
      inbox.hasEnded = true
      defer { inbox.added = [] }
      return inbox.added
    }
    for (handle, transfer) in work.running {
      curl_multi_remove_handle(multi.handle, handle)
      transfer.close()
    }
    for transfer in Array(work.running.values) + work.waiting + late {
      transfer.fail(.stopped, "the client was stopped")
    }
    curl_multi_cleanup(multi.handle)
  }
}
