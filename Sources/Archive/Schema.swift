internal import GRDB

/// The tables, as steps that are only ever added to, each named by its date.
///
/// An article is one slim row; what it says lies in its revisions, the current one included. Its source files,
/// identity keys and memberships of feeds have rows of their own. Instants are seconds since the epoch,
/// ids 16 bytes, digests 32 bytes, paths bytes as the kernel has them.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("2026-11-23 articles") { try $0.execute(sql: articles) }
    migrator.registerMigration("2026-11-23 files") { try $0.execute(sql: files) }
    migrator.registerMigration("2026-11-23 work") { try $0.execute(sql: work) }
    migrator.registerMigration("2026-11-23 links") { try $0.execute(sql: links) }
    migrator.registerMigration("2026-11-25 recovery") { try $0.execute(sql: recovery) }
    migrator.registerMigration("2026-11-25 feeds") { try $0.execute(sql: feeds) }
    migrator.registerMigration("2026-11-25 push") { try $0.execute(sql: push) }
    migrator.registerMigration("2026-11-26 elsewhere") { try $0.execute(sql: elsewhere) }
    return migrator
  }

  private static let articles = """
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID, STRICT;

    CREATE TABLE folder (
      number INTEGER PRIMARY KEY,
      directory TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE article (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      folder INTEGER NOT NULL REFERENCES folder,
      path BLOB NOT NULL,
      slug TEXT NOT NULL CHECK (slug <> ''),
      headline TEXT NOT NULL CHECK (headline <> ''),
      published INTEGER NOT NULL,
      published_offset INTEGER NOT NULL,
      published_precision INTEGER NOT NULL,
      updated INTEGER NOT NULL CHECK (updated >= published),
      updated_offset INTEGER NOT NULL,
      updated_precision INTEGER NOT NULL,
      published_earliest INTEGER,
      published_latest INTEGER,
      updated_earliest INTEGER,
      updated_latest INTEGER,
      first_seen INTEGER NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      digest BLOB NOT NULL,
      sketch BLOB NOT NULL,
      story BLOB CHECK (length(story) = 16),
      related BLOB,
      missing INTEGER,
      withdrawn INTEGER,
      barred INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE UNIQUE INDEX article_by_slug ON article (slug);
    CREATE INDEX article_missing ON article (missing) WHERE missing IS NOT NULL;
    CREATE INDEX article_by_published ON article (published DESC, id) WHERE withdrawn IS NULL;
    CREATE INDEX article_by_story ON article (story) WHERE story IS NOT NULL;
    CREATE INDEX article_unassigned ON article (id) WHERE story IS NULL AND withdrawn IS NULL;
    CREATE INDEX article_by_withdrawal ON article (withdrawn DESC, id) WHERE withdrawn IS NOT NULL;
    CREATE INDEX article_gone_by_digest ON article (digest)
      WHERE withdrawn IS NOT NULL OR missing IS NOT NULL;

    CREATE TABLE revision (
      article INTEGER NOT NULL REFERENCES article,
      number INTEGER NOT NULL CHECK (number >= 1),
      folder INTEGER NOT NULL REFERENCES folder,
      path BLOB NOT NULL,
      published_precision INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      updated_offset INTEGER NOT NULL,
      updated_precision INTEGER NOT NULL,
      captured INTEGER NOT NULL,
      change INTEGER NOT NULL,
      accepted INTEGER NOT NULL,
      content BLOB NOT NULL,
      UNIQUE (article, number)
    ) STRICT;

    CREATE TABLE identity (
      key BLOB PRIMARY KEY,
      article INTEGER NOT NULL REFERENCES article
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX identity_by_article ON identity (article);

    CREATE TABLE redirect (
      story BLOB PRIMARY KEY CHECK (length(story) = 16),
      target BLOB NOT NULL CHECK (length(target) = 16 AND target <> story)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX redirect_by_target ON redirect (target);
    """

  private static let files = """
    CREATE TABLE file (
      number INTEGER PRIMARY KEY,
      folder INTEGER NOT NULL REFERENCES folder,
      path BLOB NOT NULL,
      device INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      digest BLOB NOT NULL,
      captured INTEGER NOT NULL,
      article INTEGER UNIQUE REFERENCES article,
      missing INTEGER,
      UNIQUE (folder, path)
    ) STRICT;
    CREATE INDEX file_by_inode ON file (inode);
    CREATE INDEX file_by_digest ON file (digest);
    CREATE INDEX file_missing ON file (missing) WHERE missing IS NOT NULL;

    CREATE TABLE waiting (
      file INTEGER PRIMARY KEY REFERENCES file ON DELETE CASCADE,
      article INTEGER REFERENCES article,
      due INTEGER,
      content BLOB NOT NULL
    ) STRICT;
    CREATE INDEX waiting_by_article ON waiting (article) WHERE article IS NOT NULL;
    CREATE INDEX waiting_by_due ON waiting (due) WHERE due IS NOT NULL;

    CREATE TABLE problem (
      folder INTEGER NOT NULL REFERENCES folder,
      path BLOB NOT NULL,
      reason TEXT NOT NULL,
      line INTEGER,
      since INTEGER NOT NULL,
      PRIMARY KEY (folder, path)
    ) WITHOUT ROWID, STRICT;
    """

  private static let work = """
    CREATE TABLE pending (
      serial INTEGER PRIMARY KEY AUTOINCREMENT,
      article INTEGER NOT NULL UNIQUE REFERENCES article
    ) STRICT;

    CREATE TABLE document (
      path TEXT PRIMARY KEY,
      type TEXT NOT NULL,
      etag TEXT NOT NULL,
      modified INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;

    CREATE TABLE outbox (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      key TEXT NOT NULL,
      payload BLOB NOT NULL,
      attempts INTEGER NOT NULL,
      next INTEGER NOT NULL,
      error TEXT,
      UNIQUE (kind, key)
    ) STRICT;
    CREATE INDEX outbox_by_time ON outbox (next, number);
    """

  /// What published pages say of articles that the archive doesn't know (`claim`), until their files come:
  /// `article` is set then, and the row goes when the links are restored.
  private static let recovery = """
    CREATE TABLE claim (
      id BLOB PRIMARY KEY CHECK (length(id) = 16),
      slug TEXT NOT NULL,
      headline TEXT NOT NULL,
      published INTEGER NOT NULL,
      published_offset INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      updated_offset INTEGER NOT NULL,
      text BLOB,
      sketch BLOB,
      detail TEXT NOT NULL,
      since INTEGER NOT NULL,
      article INTEGER REFERENCES article
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX claim_by_text ON claim (text) WHERE article IS NULL AND text IS NOT NULL;
    CREATE INDEX claim_by_headline ON claim (headline) WHERE article IS NULL;
    CREATE INDEX claim_met ON claim (article) WHERE article IS NOT NULL;

    CREATE TABLE claim_key (
      key BLOB PRIMARY KEY CHECK (length(key) = 16),
      id BLOB NOT NULL REFERENCES claim ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX claim_key_by_id ON claim_key (id);
    """

  /// What receivers of news need beside the outbox.
  private static let push = """
    ALTER TABLE pending ADD COLUMN event INTEGER NOT NULL DEFAULT 0;

    ALTER TABLE outbox ADD COLUMN lane TEXT NOT NULL DEFAULT '';
    ALTER TABLE outbox ADD COLUMN destination TEXT NOT NULL DEFAULT '';
    ALTER TABLE outbox ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
    UPDATE outbox SET lane = key, destination = key, since = next;
    CREATE INDEX outbox_by_lane ON outbox (kind, lane, number);
    CREATE INDEX outbox_by_destination ON outbox (kind, destination, next);

    CREATE TABLE subscription (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      topic TEXT NOT NULL,
      callback TEXT NOT NULL,
      host TEXT NOT NULL,
      secret BLOB,
      since INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      delivered TEXT,
      UNIQUE (topic, callback)
    ) STRICT;
    CREATE INDEX subscription_by_expiry ON subscription (expires);
    CREATE INDEX subscription_by_host ON subscription (host);

    CREATE TABLE upload (
      path TEXT PRIMARY KEY,
      etag TEXT NOT NULL,
      form TEXT NOT NULL
    ) WITHOUT ROWID, STRICT;
    """

  /// Whether pages that link to a pending article change with it.
  private static let elsewhere = """
    ALTER TABLE pending ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 1;
    """
}
