import Archive
import Decode
import FeedModel
import Normalize

/// The way of one file from its bytes to an article, or to the problem that keeps it from becoming one.
package struct ArticleReader: Sendable {
  private let decoder = ManuscriptDecoder()
  private let normalizer: Normalizer

  package init(site: Site) {
    normalizer = Normalizer(zone: site.zone, language: site.language)
  }

  /// How `bytes`, a file called `name`, read when they were taken at `capturedAt`.
  package func read(
    _ bytes: [UInt8], at location: SourceLocation, capturedAt: Instant
  ) throws(Problem) -> (manuscript: Manuscript, reading: Reading) {
    let manuscript: Manuscript
    do throws(DecodeError) {
      manuscript = try decoder.decode(bytes, name: location.path)
    } catch {
      throw Problem(location: location, reason: error.message, line: error.line)
    }
    do throws(NormalizeError) {
      return (manuscript, try normalizer.read(manuscript, capturedAt: capturedAt))
    } catch {
      throw Problem(location: location, reason: error.message, line: error.line)
    }
  }

  /// The intake that `file` is to the archive; `capturedAt` where it is known better than from the file's time.
  func intake(_ file: SourceFile, capturedAt: Instant?, now: Instant) -> Intake {
    let seen = SourceSeen(location: file.location, stamp: file.stamp, digest: file.digest)
    do throws(Problem) {
      let captured = capturedAt ?? plausible(file.stamp.modifiedInstant, now: now)
      let result = try read(file.bytes, at: file.location, capturedAt: captured)
      return .article(seen, result.reading.article)
    } catch {
      return .problem(seen, error)
    }
  }
}

/// A file's time as capture time: one before 1990 or in the future tells nothing, so the clock serves.
package func plausible(_ modified: Instant, now: Instant) -> Instant {
  let earliest = CivilTime(year: 1990, month: 1, day: 1).instant()
  return modified < earliest || modified > now ? now : modified
}
