import Archive
import Ingest
import Publish
import Render
import Settings

/// One line for any error of the rooms: what is wrong; what to do.
package func describe(_ error: any Error) -> String {
  switch error {
  case let error as PipelineError: error.message
  case let error as ArchiveError: error.description
  case let error as PublishError: error.message
  case let error as StoreError: error.message
  case let error as IngestError: error.message
  case let error as RenderError: error.message
  case let error as SettingsError:
    error.faults.map { "\($0.place): \($0.message)" }.joined(separator: "\n")
  case is CancellationError:
    "the daemon was stopped before it was done; it does the rest at its next start"
  default: "\(error)"
  }
}
