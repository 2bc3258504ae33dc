"""The lines of a page with what the machine read there, and what is kept quiet in them, a page at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.store import passages
from editor.store.legible import legible
from editor.store.passages import Passage
from editor.store.project import Project

_TAGS = ("sic", "gap", "unclear", "del")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line and what the machine made of it.

    Attributes:
        at: The line's text and its place.
        region: The region it is of.
        language: What its region says of its language, "" for nothing.
        read: What the machine read, None where no machine did.
        share: What of which reading it came from, as the line keeps it.
        quiet: Tags that explain what looks odd: the tag, start and end.
    """

    at: Passage
    region: int
    language: str = ""
    read: str | None = None
    share: str | None = None
    quiet: tuple[tuple[str, int, int], ...] = ()


@legible("A page")
def lines_as_read(project: Project, page: int) -> list[ReadLine]:
    """Return the lines of a page in reading order."""
    rows = project.connection.execute(
        "SELECT r.id, l.id, l.text, l.verified, l.ocr_text, l.share, json_extract(r.attributes, '$.language') "
        "FROM region r LEFT JOIN line l ON l.region=r.id WHERE r.page=? ORDER BY r.rank, l.rank",
        (page,),
    ).fetchall()
    quiet = _quiet(project, page)
    out: list[ReadLine] = []
    region, region_seq, seq = -1, 0, 0
    for of_region, line, text, verified, read, share, language in rows:
        if of_region != region:
            region, region_seq, seq = of_region, region_seq + 1, 0
        seq += 1
        if line is not None:
            at = Passage(page, f"{region_seq}.{seq}", line, None, "", "", text, bool(verified))
            out.append(ReadLine(at, of_region, language or "", read, share, tuple(quiet.get(line, ()))))
    return out


def _quiet(project: Project, page: int) -> dict[int, list[tuple[str, int, int]]]:
    marks = ",".join("?" * len(_TAGS))
    rows = project.connection.execute(
        "SELECT tag, targets FROM annotation WHERE id IN (SELECT t.annotation FROM region r JOIN line l "
        f"ON l.region=r.id JOIN target t ON t.thing=l.id WHERE r.page=?) AND tag IN ({marks})",
        (page, *_TAGS),
    ).fetchall()
    found: dict[int, list[tuple[str, int, int]]] = {}
    for tag, targets in rows:
        for one in json.loads(targets):
            if "line" in one:
                found.setdefault(int(one["line"]), []).append((tag, int(one["start"]), int(one["end"])))
    return found


@legible("A tag")
def spans_of(project: Project, lines: Iterable[int], tag: str) -> dict[int, set[tuple[int, int]]]:
    """Return where one tag stands on lines: starts and ends by line."""
    rows = project.connection.execute(
        "SELECT DISTINCT a.targets FROM json_each(?) j JOIN target t ON t.thing=j.value "
        "JOIN annotation a ON a.id=t.annotation WHERE a.tag=?",
        (json.dumps(list(lines)), tag),
    )
    found: dict[int, set[tuple[int, int]]] = {}
    for (targets,) in rows.fetchall():
        for one in json.loads(targets):
            if "line" in one:
                found.setdefault(int(one["line"]), set()).add((int(one["start"]), int(one["end"])))
    return found


def walk(project: Project, first: int | None = None) -> Iterator[list[ReadLine]]:
    """Yield the lines of all pages, a list a page, that of ``first`` before the others."""
    if first is not None:
        yield lines_as_read(project, first)
    for page in passages.page_ids(project):
        if page != first:
            yield lines_as_read(project, page)
