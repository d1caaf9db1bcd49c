/// What a frame shows, where its host is known for films and sound.
struct FramedMedia {
  /// The page to visit.
  let url: String
  /// Without `www.`.
  let host: String

  /// Nil for any other host.
  init?(_ address: String) {
    let rest = address.drop { $0 != "/" }.drop { $0 == "/" }
    let name = rest.prefix { !"/?#:".contains($0) }
    let host = name.hasPrefix("www.") ? name.dropFirst(4) : name
    guard Self.hosts.contains(String(host)) else { return nil }
    let path = rest.dropFirst(name.count)
    let embed = "/embed/"
    if host.hasPrefix("youtube"), path.hasPrefix(embed) {
      let id = path.dropFirst(embed.count).prefix { !"/?#".contains($0) }
      self.host = "youtube.com"
      url = "https://www.youtube.com/watch?v=" + id
    } else {
      self.host = String(host)
      url = address
    }
  }

  private static let hosts: Set = [
    "youtube.com", "youtube-nocookie.com", "player.vimeo.com", "vimeo.com", "dailymotion.com",
    "geo.dailymotion.com", "w.soundcloud.com", "open.spotify.com", "embed.podcasts.apple.com",
    "bandcamp.com", "archive.org", "player.twitch.tv", "embed.ted.com", "media.ccc.de",
  ]
}
