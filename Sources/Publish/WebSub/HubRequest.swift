/// What somebody asks of the embedded hub (WebSub §5.1).
package enum HubRequest: Hashable, Sendable {
  case subscribe(SubscriptionRequest)
  case unsubscribe(topic: String, callback: CallbackURL)
  /// A publisher's ping for a topic.
  case publish(topic: String)
}

/// A request for a subscription.
package struct SubscriptionRequest: Hashable, Sendable {
  /// As the subscriber wrote it.
  package var topic: String
  package var callback: CallbackURL
  /// At most 199 bytes; nil for none.
  package var secret: [UInt8]?
  /// Nil leaves the choice to the hub.
  package var leaseSeconds: Int?
}

/// Why a hub request is refused: a status and a sentence for the subscriber.
package struct HubRefusal: Error, Hashable, Sendable {
  package var status: Int
  package var message: String
  /// Seconds, where a later try may succeed.
  package var retryAfter: Int?

  package init(_ status: Int, _ message: String, retryAfter: Int? = nil) {
    self.status = status
    self.message = message
    self.retryAfter = retryAfter
  }
}

extension HubRequest {
  /// Reads the body of a request to the hub; parameters that are not WebSub's are passed over (§5.1).
  ///
  /// - Throws: `HubRefusal` with status 400 or 415 that says which parameter is wrong.
  package init(body: [UInt8], contentType: String?) throws(HubRefusal) {
    let type = (contentType ?? "").lowercased().prefix { $0 != ";" && $0 != " " }
    guard type == "application/x-www-form-urlencoded" else {
      throw HubRefusal(415, "send application/x-www-form-urlencoded")
    }
    guard let list = formDecoded(body) else {
      throw HubRefusal(400, "the form has a broken escape or text that is not UTF-8")
    }
    let form = HubForm(fields: list)
    switch try form.required("hub.mode") {
    case "subscribe":
      self = .subscribe(
        SubscriptionRequest(
          topic: try form.required("hub.topic"), callback: try form.callback(),
          secret: try form.secret(), leaseSeconds: try form.lease()))
    case "unsubscribe":
      self = .unsubscribe(topic: try form.required("hub.topic"), callback: try form.callback())
    case "publish":
      // Publishers disagree on the name.
      if let url = try form.value("hub.url") {
        self = .publish(topic: url)
      } else {
        self = .publish(topic: try form.required("hub.topic"))
      }
    default: throw HubRefusal(400, "hub.mode is not subscribe, unsubscribe or publish")
    }
  }
}

/// The fields of a hub request, each given once.
private struct HubForm {
  let fields: [(name: String, value: String)]

  func value(_ name: String) throws(HubRefusal) -> String? {
    let values = fields.filter { $0.name == name }
    guard values.count <= 1 else { throw HubRefusal(400, "\(name) is given twice") }
    return values.first.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  func required(_ name: String) throws(HubRefusal) -> String {
    guard let value = try value(name) else { throw HubRefusal(400, "\(name) is missing") }
    return value
  }

  func callback() throws(HubRefusal) -> CallbackURL {
    guard let callback = CallbackURL(try required("hub.callback")) else {
      throw HubRefusal(
        400,
        "hub.callback is not an absolute http(s) URL without fragment and user, on port 80, 443 or above 1023"
      )
    }
    return callback
  }

  /// "MUST be less than 200 bytes in length" (§5.1).
  func secret() throws(HubRefusal) -> [UInt8]? {
    guard let secret = try value("hub.secret") else { return nil }
    guard secret.utf8.count < 200 else {
      throw HubRefusal(400, "hub.secret has 200 bytes or more")
    }
    return Array(secret.utf8)
  }

  func lease() throws(HubRefusal) -> Int? {
    guard let text = try value("hub.lease_seconds") else { return nil }
    guard text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let seconds = Int(text), seconds > 0
    else { throw HubRefusal(400, "hub.lease_seconds is not a positive number of seconds") }
    return seconds
  }
}
