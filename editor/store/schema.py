"""The tables of a project file and the migrations that made them, each with its record.

A migration, once released, is never changed; a new one is added to ``MIGRATIONS``, and a stored project of every
version is kept under ``tests/projects``.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import NamedTuple

APPLICATION_ID = 0x4D554E49
"""``MUNI``, at offset 68 of every project file."""

FIRST = (
    """CREATE TABLE project (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  copy INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  "values" TEXT NOT NULL
) STRICT""",
    """CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  rank INTEGER NOT NULL,
  title TEXT NOT NULL,
  "values" TEXT NOT NULL
) STRICT""",
    "CREATE INDEX document_rank ON document (rank)",
    """CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED,
  rank INTEGER NOT NULL,
  label TEXT NOT NULL,
  image TEXT NOT NULL,
  frame INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  digest TEXT NOT NULL,
  status TEXT NOT NULL,
  needs_review INTEGER NOT NULL,
  view TEXT NOT NULL
) STRICT""",
    "CREATE INDEX page_rank ON page (document, rank)",
    "CREATE INDEX page_status ON page (status)",
    "CREATE INDEX page_digest ON page (digest)",
    """CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page (id) DEFERRABLE INITIALLY DEFERRED,
  source TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT""",
    "CREATE INDEX reading_page ON reading (page)",
    """CREATE TABLE region (
  id INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page (id) DEFERRABLE INITIALLY DEFERRED,
  rank INTEGER NOT NULL,
  kind TEXT NOT NULL,
  outline TEXT NOT NULL,
  hand TEXT,
  continues INTEGER REFERENCES region (id) DEFERRABLE INITIALLY DEFERRED,
  attributes TEXT NOT NULL
) STRICT""",
    "CREATE INDEX region_rank ON region (page, rank)",
    "CREATE INDEX region_continues ON region (continues) WHERE continues IS NOT NULL",
    """CREATE TABLE line (
  id INTEGER PRIMARY KEY,
  region INTEGER NOT NULL REFERENCES region (id) DEFERRABLE INITIALLY DEFERRED,
  rank INTEGER NOT NULL,
  text TEXT NOT NULL,
  ocr_text TEXT,
  outline TEXT NOT NULL,
  baseline TEXT NOT NULL,
  confidence REAL,
  verified INTEGER NOT NULL,
  share TEXT,
  attributes TEXT NOT NULL
) STRICT""",
    "CREATE INDEX line_rank ON line (region, rank)",
    """CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  tag TEXT NOT NULL,
  attributes TEXT NOT NULL,
  targets TEXT NOT NULL,
  quote TEXT NOT NULL,
  home INTEGER
) STRICT""",
    "CREATE INDEX annotation_orphan ON annotation (home) WHERE targets = '[]'",
    "CREATE TABLE target (thing INTEGER NOT NULL, annotation INTEGER NOT NULL, PRIMARY KEY (thing, annotation)) "
    "STRICT, WITHOUT ROWID",
    """CREATE TABLE journal (
  rev INTEGER PRIMARY KEY,
  "when" TEXT NOT NULL,
  user TEXT NOT NULL,
  edit TEXT NOT NULL,
  inverse TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT""",
    "CREATE TABLE touch (thing INTEGER NOT NULL, rev INTEGER NOT NULL, PRIMARY KEY (thing, rev)) STRICT, WITHOUT ROWID",
    """CREATE TABLE step (
  rev INTEGER PRIMARY KEY REFERENCES journal (rev) DEFERRABLE INITIALLY DEFERRED,
  grp INTEGER NOT NULL,
  merge TEXT NOT NULL,
  inverse_rev INTEGER,
  undone_by INTEGER,
  dead INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX step_standing ON step (rev) WHERE undone_by IS NULL",
    "CREATE INDEX step_undone ON step (undone_by) WHERE undone_by IS NOT NULL AND dead = 0",
    "CREATE VIRTUAL TABLE line_fts USING fts5(text, content='line', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
)

_RECORD = (
    """CREATE TABLE _sqlite_migrations (
  id INTEGER PRIMARY KEY,
  migration_set TEXT,
  name TEXT,
  applied_at TEXT
) STRICT""",
    "CREATE UNIQUE INDEX migration_name ON _sqlite_migrations (migration_set, name)",
)
"""The table in which sqlite-utils records the migrations; ours, so that the gate can compare it word for word."""


_HEAD = (
    """CREATE TABLE head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  rev INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT""",
)
"""Which entry of the journal is the last one, and its digest: a journal whose end was cut off is whole by itself."""

_HEAD_OF_JOURNAL = (
    "INSERT INTO head (id, rev, digest) SELECT 1, coalesce(max(rev), 0), "
    "coalesce((SELECT digest FROM journal ORDER BY rev DESC LIMIT 1), printf('%064d', 0)) FROM journal"
)


class Migration(NamedTuple):
    """One step from a version to the next: what it adds to the schema, and what it then writes into it."""

    name: str
    schema: tuple[str, ...]
    content: tuple[str, ...] = ()


MIGRATIONS = (
    Migration("first", FIRST),
    Migration("head", _HEAD, (_HEAD_OF_JOURNAL,)),
)
"""All there are, in order: a file that went through the first ``n`` of them is of version ``n``."""

VERSION = len(MIGRATIONS)
"""``user_version`` of the newest schema, one more with every migration."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to the newest schema within the open transaction, each migration with its record."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("muniment")
    for version, migration in enumerate(MIGRATIONS, start=1):

        @migrations(name=migration.name)
        def step(db: Database, version: int = version, migration: Migration = migration) -> None:
            for statement in (*migration.schema, *migration.content):
                db.execute(statement)
            db.execute(f"PRAGMA user_version={version}")

    database = Database(connection, execute_plugins=False, strict=True)
    if not database["_sqlite_migrations"].exists():
        for statement in _RECORD:
            connection.execute(statement)
    migrations.apply(database)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of the schema that a file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def written(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Return every object of a file's schema as type, name and SQL, blanks folded."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    return frozenset((kind, name, " ".join((sql or "").split())) for kind, name, sql in rows)


@cache
def expected(version: int = VERSION) -> frozenset[tuple[str, str, str]]:
    """Return the schema a file of a version has, word for word."""
    blank = sqlite3.connect(":memory:")
    try:
        for statement in (*(text for one in MIGRATIONS[:version] for text in one.schema), *_RECORD):
            blank.execute(statement)
        return written(blank)
    finally:
        blank.close()
