"""Finding words in the whole project through the full-text index, or a pattern line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.store.legible import legible
from editor.store.passages import page_ids
from editor.store.project import Project


@dataclass(frozen=True, slots=True)
class Found:
    """A line that may hold a hit, with its page; positions are found by ``work.search``."""

    page: int
    line: int
    text: str


def quoted(query: str) -> str:
    """Return a query for FTS5 in which every word of the archivist's is plain text."""
    words = "".join(c if c.isprintable() else " " for c in query).split()
    return " ".join('"' + w.replace('"', '""') + '"' for w in words if any(c.isalnum() for c in w))


_FROM = "FROM line_fts f JOIN line l ON l.id=f.rowid JOIN region r ON r.id=l.region"


@legible("The index of words")
def lines_with(project: Project, query: str, limit: int = 200, offset: int = 0) -> list[Found]:
    """Return lines with the words of ``query``, in no order that would need all hits to be read.

    Lines with the very words come first, then those whose last word only begins so: a prefix costs much more to ask.
    """
    match = quoted(query)
    if not match:
        return []
    found = _matching(project, match, limit, offset)
    if len(found) == limit:
        return found
    exact = offset + len(found) if found or not offset else len(_matching(project, match, offset, 0))
    longer = f"({match}*) NOT ({match})"
    return found + _matching(project, longer, limit - len(found), max(offset - exact, 0))


def _matching(project: Project, match: str, limit: int, offset: int) -> list[Found]:
    rows = project.connection.execute(
        f"SELECT r.page, l.id, l.text {_FROM} WHERE line_fts MATCH ? LIMIT ? OFFSET ?", (match, limit, offset)
    )
    return [Found(*row) for row in rows.fetchall()]


@dataclass(frozen=True, slots=True)
class Broken:
    """Two lines, the first of which ends in a hyphen."""

    page: int
    line: int
    text: str
    following: str


_ENDINGS = "'-', '\u00ad', '\u2010', '\u00ac', '\u2e17'"


@legible("The index of words")
def lines_broken(project: Project, rest: str, among: int) -> list[Broken]:
    """Return lines with a hyphen at their end before a line that begins with ``rest``, among so many that begin so.

    The line behind is the next of the region, or the first of the one that continues it. The index has the words of
    each line: the second half of a word is one of them, and the first in its line.
    """
    rows = project.connection.execute(
        "WITH second AS (SELECT l.text, l.rank, r.id AS region, r.continues FROM line_fts f "
        "JOIN line l ON l.id=f.rowid JOIN region r ON r.id=l.region WHERE line_fts MATCH ? LIMIT ?), "
        "pair AS (SELECT s.text AS following, coalesce("
        "(SELECT p.id FROM line p WHERE p.region=s.region AND p.rank<s.rank ORDER BY p.rank DESC LIMIT 1), "
        "(SELECT p.id FROM line p WHERE p.region=s.continues ORDER BY p.rank DESC LIMIT 1)) AS before FROM second s) "
        "SELECT r.page, p.id, p.text, pair.following FROM pair JOIN line p ON p.id=pair.before "
        f"JOIN region r ON r.id=p.region WHERE substr(rtrim(p.text), -1) IN ({_ENDINGS})",
        (f'^"{rest}"', among),
    )
    return [Broken(*row) for row in rows.fetchall()]


def all_lines(project: Project) -> Iterator[Found]:
    """Yield every line of the project in order of documents, pages, regions, read a page at a time."""
    for page in page_ids(project):
        with legible("A page"):
            rows = project.connection.execute(
                "SELECT r.page, l.id, l.text FROM region r JOIN line l ON l.region=r.id WHERE r.page=? "
                "ORDER BY r.rank, l.rank",
                (page,),
            ).fetchall()
        yield from (Found(*row) for row in rows)
