import FeedModel

/// Why a document could not be rendered.
package struct RenderError: Error, Equatable {
  package enum Reason: Equatable, Sendable {
    /// `site.base_url` is not an absolute `http(s)` URL that ends in a slash.
    case baseURL
    /// A page template does not compile.
    case template
    /// A field that every format needs is empty.
    case missing(field: String)
    /// The compression library failed.
    case compression
  }

  package var reason: Reason
  /// The item at fault, where one is.
  package var item: ItemID?
  /// One sentence: what is wrong; what to do.
  package var message: String

  package init(_ reason: Reason, item: ItemID? = nil, message: String) {
    self.reason = reason
    self.item = item
    self.message = message
  }
}
