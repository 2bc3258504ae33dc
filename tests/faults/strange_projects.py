"""Projects that were damaged, altered or made up: what is done to a sound one, and what is to be made of each."""

from __future__ import annotations

import sqlite3
import zipfile

from editor.model import edit as e
from editor.store.project import Project

LINES = 400


def make(path):
    """Make a sound project of many lines, all of them journaled."""
    with Project.create(path) as project:
        document = project.apply(e.AddDocument("One")).id
        page = project.apply(e.AddPage(document, "a.png", "a", width=100, height=100)).id
        region = project.apply(e.AddRegion(page)).id
        texts = [f"line {number} " + "x" * 200 for number in range(LINES)]
        project.apply(e.Batch(tuple(e.AddLine(region, text) for text in texts)))
        line = project.connection.execute("SELECT id FROM line ORDER BY id LIMIT 1").fetchone()[0]
        project.apply(e.SetLineText(line, "the first line, corrected"))


def foreign_zip(path):
    """Make an archive that bears a project's name."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.exe", "x" * 3000)


def sql(script):
    def change(path):
        connection = sqlite3.connect(path, isolation_level=None)
        connection.executescript(script)
        connection.close()

    return change


def _bytes(change):
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _beside(tail, data):
    return lambda path: path.with_name(path.name + tail).write_bytes(data)


def letter(data):
    """Change a letter of a line where the line itself is kept, not in the journal."""
    at = data.index(b"line 77 xxx")
    while data[at - 1 : at] == b'"':  # that is the journal's JSON
        at = data.index(b"line 77 xxx", at + 1)
    return data[: at + 20] + b"y" + data[at + 21 :]


def _foreign(path):
    path.unlink()
    sql("create table line(id integer primary key, text text not null) strict")(path)


_LINE = "insert into line select 1000, region, rank+9999, {}, null, '[]', '[]', null, 0, null, '{{}}' from line limit 1"
CASES = {
    "ok": (lambda path: None, "accept"),
    "trigger": (sql("create trigger t after update on line begin delete from line; end"), "reject"),
    "view": (sql("drop table line_fts; create view line_fts as select 1"), "reject"),
    "function trigger": (sql("create trigger t after insert on line begin select load_extension(1); end"), "reject"),
    "extra table": (sql("create table big as select zeroblob(20000000) b"), "reject"),
    "virtual table": (sql("create virtual table v using fts5(x)"), "reject"),
    "expression index": (sql("create index i on line(lower(text))"), "reject"),
    "newer": (sql("pragma user_version=99"), "reject"),
    "another program": (sql("pragma application_id=1414746707"), "reject"),
    "another schema": (_foreign, "reject"),
    "not strict": (sql("drop table step; create table step (rev)"), "reject"),
    "bad UTF-8": (sql(_LINE.format("cast(x'c328fffe' as text)")), "reject"),
    "NUL in text": (sql(_LINE.format("'a'||char(0)||'secret'")), "accept-warn"),
    "empty": (_bytes(lambda data: b""), "reject"),
    "cut in half": (_bytes(lambda data: data[: len(data) // 2 // 4096 * 4096]), "reject"),
    "two pages zeroed": (_bytes(lambda data: data[:8192] + b"\0" * 8192 + data[16384:]), "reject"),
    "a page overwritten": (
        _bytes(lambda data: data[:12288] + bytes((i * 7919) % 251 for i in range(4096)) + data[16384:]),
        "reject",
    ),
    "one letter changed": (_bytes(letter), "accept-warn"),
    "header": (_bytes(lambda data: b"SQLite format 3\0" + b"\xff" * 84 + data[100:]), "reject"),
    "page size": (_bytes(lambda data: data[:16] + b"\0\3" + data[18:]), "reject"),
    "a foreign wal": (_beside("-wal", b"\x37\x7f\x06\x82" + b"\0" * 60), "reject"),
    "a foreign journal": (
        _beside("-journal", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 4 + b"\0" * 500),
        "reject",
    ),
}
