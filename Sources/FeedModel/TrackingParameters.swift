/// Query parameters that tell a site who followed a link from where, and its server nothing of what to show.
package enum TrackingParameters {
  /// `url` without them and without what they leave (`?`, `&`); everything else byte for byte.
  ///
  /// Cost: O(bytes).
  package static func removed(from url: String) -> String {
    let bytes = Array(url.utf8)
    let fragment = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
    guard let query = bytes[..<fragment].firstIndex(of: UInt8(ascii: "?")) else { return url }
    let pairs = bytes[(query + 1)..<fragment].split(
      separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
    let kept = pairs.filter { !isTracking($0) }
    guard kept.count < pairs.count else { return url }
    var out = Array(bytes[..<query])
    for (index, pair) in kept.enumerated() {
      out.append(index == 0 ? UInt8(ascii: "?") : UInt8(ascii: "&"))
      out += pair
    }
    return String(decoding: out + bytes[fragment...], as: UTF8.self)
  }

  /// Whether `name=value` is one of them; `&amp;` that was escaped twice leaves `amp;` before the name.
  private static func isTracking(_ pair: ArraySlice<UInt8>) -> Bool {
    var name = pair.prefix { $0 != UInt8(ascii: "=") }.map { (65...90).contains($0) ? $0 | 32 : $0 }
    if name.starts(with: "amp;".utf8) { name.removeFirst(4) }
    return families.contains { name.starts(with: $0.utf8) }
      || names.contains(String(decoding: name, as: UTF8.self))
  }

  /// How the names of whole families begin: Google's and its followers', Matomo's, HubSpot's.
  private static let families = ["utm_", "mtm_", "matomo_", "piwik_", "hsa_", "__hs"]

  private static let names: Set<String> = [
    // Clicks on advertisements and posts.
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid",
    "srsltid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "li_fat_id", "epik", "igsh",
    "igshid", "mibextid", "rb_clickid", "wickedid", "irclickid", "_openstat", "xtor", "ref_src",
    "guccounter", "guce_referrer", "guce_referrer_sig", "pk_campaign", "pk_kwd", "pk_source",
    "pk_medium", "pk_content", "pk_cid", "at_medium", "at_campaign",
    // Visitors across sites, and receivers of letters.
    "_ga", "_gl", "_hsenc", "_hsmi", "hsctatracking", "mc_cid", "mc_eid", "mkt_tok", "oly_anon_id",
    "oly_enc_id", "vero_id", "vero_conv", "ml_subscriber", "ml_subscriber_hash", "cmpid",
  ]
}
