extension UploadSettings {
  /// The settings under `upload`; nil when what can't be missing is.
  ///
  /// Keys that the file does not give come from the environment: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
  /// `AWS_SESSION_TOKEN`.
  init?(
    _ fields: SettingsFields, maxAge: Duration, environment: [String: String],
    read: (String) throws(SettingsError) -> String
  ) {
    defer { fields.finish() }
    let region = fields.string("region")
    let endpoint =
      fields.string("endpoint") ?? region.map { "https://s3.\($0).amazonaws.com" } ?? ""
    let bucket = fields.string("bucket") ?? ""
    let accessKey = fields.string("access_key") ?? environment["AWS_ACCESS_KEY_ID"] ?? ""
    let secretKey =
      fields.secret("secret_key", read: read) ?? environment["AWS_SECRET_ACCESS_KEY"] ?? ""
    let age = max(0, maxAge.components.seconds)
    self.init(
      endpoint: endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint, bucket: bucket,
      accessKey: accessKey, secretKey: secretKey,
      cacheControl: fields.string("cache_control") ?? "public, max-age=\(age)")
    self.region = region ?? self.region
    sessionToken = fields.string("session_token") ?? environment["AWS_SESSION_TOKEN"]
    if let text = fields.string("prefix") { prefix = Self.folder(text) }
    addressing = fields.choice("addressing") ?? addressing
    coding = fields.choice("content_encoding") ?? coding
    deletes = fields.value("delete", "true or false", boolean) ?? deletes
    parallel = fields.value("parallel", "a whole number from 1 to 256", whole(1...256)) ?? parallel
    timeout = fields.duration("timeout", .seconds(1) ... .seconds(3600), "1s to 1h") ?? timeout
    usesProxy = fields.value("proxy", "true or false", boolean) ?? usesProxy
    guard check(fields) else { return nil }
  }

  private func check(_ fields: SettingsFields) -> Bool {
    let faults: [(String, Bool, String)] = [
      (
        "endpoint", isWebURL(endpoint),
        "`upload.endpoint` is not an absolute http(s) URL; write the store's, or set `region` for Amazon's"
      ),
      (
        "bucket", isBucketName(bucket),
        "`upload.bucket` is not 3 to 63 lower-case letters, digits, dots and hyphens; give the bucket's name"
      ),
      (
        "cache_control", cacheControl.utf8.allSatisfy { (32...126).contains($0) },
        "`upload.cache_control` is not a header value; write `public, max-age=300` or the like"
      ),
      (
        "prefix", !prefix.utf8.contains { $0 < 32 } && !prefix.contains("//"),
        "`upload.prefix` is not a folder's name; write `news/` or the like"
      ),
    ]
    for (key, isFine, message) in faults where !isFine { fields.fail(key, because: message) }
    return faults.allSatisfy { $0.1 }
  }

  /// `/news` as `news/`.
  private static func folder(_ text: String) -> String {
    let inner = text.split(separator: "/", omittingEmptySubsequences: false)
    var parts = inner[...]
    while parts.first?.isEmpty == true { parts.removeFirst() }
    while parts.last?.isEmpty == true { parts.removeLast() }
    return parts.isEmpty ? "" : parts.joined(separator: "/") + "/"
  }
}

private func isBucketName(_ text: String) -> Bool {
  (3...63).contains(text.utf8.count)
    && text.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46
    }
}
