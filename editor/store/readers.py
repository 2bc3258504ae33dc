"""Questions to a project, in plain SQL; none reads more than what is shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from editor.model.annotation import Annotation, PageTarget, RegionTarget, SpanTarget, Target
from editor.model.codec import from_json
from editor.model.faults import Fault
from editor.model.geometry import Polygon
from editor.model.page import Document, Line, Page, PageContent, Region
from editor.model.share import share_of
from editor.model.source import SourcePage
from editor.store.legible import legible, mapping
from editor.store.progress import CHOICES
from editor.store.project import Project

_PAGE = (
    "SELECT p.id, p.document, {seq}, p.label, p.image, p.frame, p.width, p.height, p.digest, p.status, "
    "p.needs_review, p.view FROM page p"
)
_SEQ = "(SELECT count(*) FROM page o WHERE o.document=p.document AND o.rank<=p.rank)"
_LINE = "id, region, text, ocr_text, outline, baseline, confidence, verified, share, attributes"
_UNSHARED = _LINE.replace("share", "NULL")


@legible("What the project says of itself")
def project_values(project: Project) -> dict[str, str]:
    """Return the values of the project: title, tag set and settings."""
    row = project.connection.execute('SELECT "values" FROM project WHERE id=1').fetchone()
    return mapping(json.loads(row[0]))


@legible("The list of documents")
def documents(project: Project) -> list[Document]:
    """Return the documents in order."""
    rows = project.connection.execute('SELECT id, title, "values" FROM document ORDER BY rank')
    return [
        Document(i, seq, title, mapping(json.loads(values))) for seq, (i, title, values) in enumerate(rows, start=1)
    ]


@legible("A document")
def document(project: Project, document_id: int) -> Document:
    """Return one document.

    Raises:
        Fault: there is none.
    """
    row = project.connection.execute(
        'SELECT id, (SELECT count(*) FROM document o WHERE o.rank<=d.rank), title, "values" FROM document d WHERE id=?',
        (document_id,),
    ).fetchone()
    if row is None:
        raise Fault(f"There is no document {document_id}.")
    return Document(row[0], row[1], row[2], mapping(json.loads(row[3])))


def _page(row: tuple[Any, ...]) -> Page:
    (page_id, document_id, seq, label, image, frame, width, height, digest, status, review, view) = row
    shown = mapping(json.loads(view))
    return Page(page_id, document_id, seq, label, image, frame, width, height, digest, status, bool(review), shown)


@legible("A page")
def page(project: Project, page_id: int, seq: int | None = None) -> Page:
    """Return a page without its content; where its ``seq`` is known, the pages before need not be counted.

    Raises:
        Fault: there is none.
    """
    counted = _SEQ if seq is None else str(int(seq))
    row = project.connection.execute(_PAGE.format(seq=counted) + " WHERE p.id=?", (page_id,)).fetchone()
    if row is None:
        raise Fault(f"There is no page {page_id}.")
    return _page(row)


def pages(project: Project, document_id: int) -> Iterator[Page]:
    """Yield the pages of a document in order, without their content."""
    with legible("A page"):
        rows = project.connection.execute(_PAGE.format(seq="0") + " WHERE p.document=? ORDER BY p.rank", (document_id,))
        found = [_page((*row[:2], seq, *row[3:])) for seq, row in enumerate(rows.fetchall(), start=1)]
    yield from found


def all_pages(project: Project) -> Iterator[Page]:
    """Yield every page of every document in order."""
    for one in documents(project):
        yield from pages(project, one.id)


@legible("The list of pages")
def page_count(project: Project, document_id: int | None = None) -> int:
    """Return how many pages a document, or the project, has."""
    where, values = ("", ()) if document_id is None else (" WHERE document=?", (document_id,))
    return int(project.connection.execute("SELECT count(*) FROM page" + where, values).fetchone()[0])


PageKey = tuple[int, int]
"""The place of a page in the project: rank of its document, its own rank."""


@legible("The list of pages")
def page_window(
    project: Project, after: PageKey | None, limit: int = 200, only: str = ""
) -> list[tuple[PageKey, Page]]:
    """Return the next pages of the project behind ``after``, with their places; ``seq`` is not filled in.

    ``only`` is one of ``progress.CHOICES``.
    """
    low = after if after is not None else (-(1 << 62), -(1 << 62))
    rows = project.connection.execute(
        "SELECT d.rank, p.rank, p.id, p.document, 0, p.label, p.image, p.frame, p.width, p.height, p.digest, p.status, "
        "p.needs_review, p.view FROM document d CROSS JOIN page p ON p.document=d.id "
        f"WHERE (d.rank, p.rank) > (?, ?) AND {CHOICES[only]} ORDER BY d.rank, p.rank LIMIT ?",
        (*low, limit),
    )
    return [((row[0], row[1]), _page(row[2:])) for row in rows.fetchall()]


@legible("The list of pages")
def pages_before(project: Project, before: PageKey, limit: int = 200, only: str = "") -> list[tuple[PageKey, Page]]:
    """Return the pages right before a place of the project, in order; ``seq`` is not filled in."""
    rows = project.connection.execute(
        "SELECT d.rank, p.rank, p.id, p.document, 0, p.label, p.image, p.frame, p.width, p.height, p.digest, p.status, "
        "p.needs_review, p.view FROM document d CROSS JOIN page p ON p.document=d.id "
        f"WHERE (d.rank, p.rank) < (?, ?) AND {CHOICES[only]} ORDER BY d.rank DESC, p.rank DESC LIMIT ?",
        (*before, limit),
    )
    return [((row[0], row[1]), _page(row[2:])) for row in rows.fetchall()][::-1]


@legible("The list of pages")
def pages_between(project: Project, document_id: int, after: int, to: int) -> int:
    """Return how many pages of a document stand behind one rank and up to another."""
    row = project.connection.execute(
        "SELECT count(*) FROM page WHERE document=? AND rank>? AND rank<=?", (document_id, after, to)
    ).fetchone()
    return int(row[0])


@legible("The list of pages")
def page_key(project: Project, page_id: int) -> PageKey | None:
    """Return the place of a page in the project, None where there is no such page."""
    row = project.connection.execute(
        "SELECT d.rank, p.rank FROM page p JOIN document d ON d.id=p.document WHERE p.id=?", (page_id,)
    ).fetchone()
    return (row[0], row[1]) if row else None


@legible("The list of pages")
def page_beside(project: Project, page_id: int, step: int) -> int | None:
    """Return the id of the page ``step`` pages on (negative: back) in the project, or None past its ends."""
    here = project.connection.execute(
        "SELECT d.rank, p.rank FROM page p JOIN document d ON d.id=p.document WHERE p.id=?", (page_id,)
    ).fetchone()
    if here is None:
        return None
    sign, order = (">", "ASC") if step > 0 else ("<", "DESC")
    row = project.connection.execute(
        f"SELECT p.id FROM document d CROSS JOIN page p ON p.document=d.id WHERE (d.rank, p.rank) {sign} (?, ?) "
        f"ORDER BY d.rank {order}, p.rank {order} LIMIT 1 OFFSET ?",
        (*here, abs(step) - 1),
    ).fetchone()
    return row[0] if row else None


@legible("The list of pages")
def page_position(project: Project, page_id: int) -> int:
    """Return the place of a page in the whole project, from 1; 0 where there is no such page.

    It counts the pages before, so it is asked for after a page is on the screen and not before.
    """
    row = project.connection.execute(
        "SELECT count(*) FROM page h JOIN document g ON g.id=h.document, document d JOIN page p ON p.document=d.id "
        "WHERE h.id=? AND (d.rank, p.rank) <= (g.rank, h.rank)",
        (page_id,),
    ).fetchone()
    return int(row[0])


@legible("The list of pages")
def first_page(project: Project) -> int | None:
    """Return the id of the first page of the project."""
    window = page_window(project, None, 1)
    return window[0][1].id if window else None


class PageCells(NamedTuple):
    """A page with everything on it as the file has it: fetched at once, and read by ``read_cells`` in any thread."""

    page: Page
    regions: list[tuple[Any, ...]]
    lines: list[tuple[Any, ...]]
    annotations: list[tuple[Any, ...]]


@legible("A page")
def content(project: Project, page_id: int, seq: int | None = None, *, shares: bool = True) -> PageContent:
    """Return a page with everything on it; where its ``seq`` is known, the pages before need not be counted.

    Args:
        project: The project.
        page_id: The page.
        seq: Its place in its document.
        shares: Whether lines tell what of which reading they came from, the half of what is kept of them.

    Raises:
        Fault: there is no such page.
    """
    return read_cells(cells(project, page_id, seq, shares=shares))


@legible("A page")
def cells(project: Project, page_id: int, seq: int | None = None, *, shares: bool = True) -> PageCells:
    """Return what ``content`` reads, not yet read: a small part of its time.

    Raises:
        Fault: there is no such page.
    """
    whole = page(project, page_id, seq)
    columns = _LINE if shares else _UNSHARED
    rows = project.connection.execute(
        f"SELECT {columns} FROM line WHERE region IN (SELECT id FROM region WHERE page=?) ORDER BY region, rank",
        (page_id,),
    ).fetchall()
    found = project.connection.execute(
        "SELECT id, kind, outline, hand, continues, attributes FROM region WHERE page=? ORDER BY rank", (page_id,)
    ).fetchall()
    return PageCells(whole, found, rows, _annotations(project.connection, page_id))


@legible("A page")
def read_cells(found: PageCells) -> PageContent:
    """Return the page that these cells are; it asks no file."""
    lines: dict[int, list[Line]] = {}
    for start in range(0, len(found.lines), _AT_ONCE):
        rows = found.lines[start : start + _AT_ONCE]
        for row, parsed in zip(rows, _parsed(rows, _LINE_JSON), strict=True):
            siblings = lines.setdefault(row[1], [])
            siblings.append(_line(row, parsed, len(siblings) + 1))
    regions = tuple(
        Region(
            r[0],
            found.page.id,
            seq,
            r[1],
            _polygon(json.loads(r[2])),
            r[3],
            r[4],
            tuple(lines.get(r[0], ())),
            mapping(json.loads(r[5])),
        )
        for seq, r in enumerate(found.regions, start=1)
    )
    return PageContent(found.page, regions, tuple(_annotations_of(found.annotations)))


def _parsed(rows: Sequence[tuple[Any, ...]], columns: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Yield what the JSON in some columns of each row says: parsed at once, which is cheaper than cell by cell."""
    cells = ["null" if row[column] is None else row[column] for row in rows for column in columns]
    found = iter(json.loads("[" + ",".join(cells) + "]"))
    return zip(*(found for _ in columns), strict=True)


@legible("A page")
def shape(column: str) -> Polygon:
    """Return the polygon that a column holds as JSON."""
    return _polygon(json.loads(column))


def _polygon(points: Iterable[tuple[float, float]]) -> Polygon:
    return tuple([(x, y) for x, y in points])


_AT_ONCE = 500
"""Lines whose JSON is parsed at once: no other thread moves meanwhile."""
_LINE_JSON = (4, 5, 8, 9)
"""The columns of ``_LINE`` that hold JSON."""


def _line(row: tuple[Any, ...], parsed: tuple[Any, ...], seq: int) -> Line:
    outline, baseline, share, attributes = parsed
    return Line(
        row[0],
        row[1],
        seq,
        row[2],
        row[3],
        _polygon(outline),
        _polygon(baseline),
        row[6],
        bool(row[7]),
        share_of(share),
        mapping(attributes),
    )


@legible("A line")
def line(project: Project, line_id: int) -> Line:
    """Return one line.

    Raises:
        Fault: there is none.
    """
    row = project.connection.execute(f"SELECT {_LINE} FROM line WHERE id=?", (line_id,)).fetchone()
    if row is None:
        raise Fault(f"There is no line {line_id}.")
    seq = project.connection.execute(
        "SELECT count(*) FROM line WHERE region=? AND rank<=(SELECT rank FROM line WHERE id=?)", (row[1], line_id)
    ).fetchone()[0]
    return _line(row, next(_parsed([row], _LINE_JSON)), seq)


@legible("A page")
def page_of(project: Project, thing: int) -> int | None:
    """Return the id of the page that a line, region or page is on."""
    row = project.connection.execute(
        "SELECT page FROM region WHERE id=?1 UNION ALL SELECT r.page FROM line l JOIN region r ON r.id=l.region "
        "WHERE l.id=?1 UNION ALL SELECT id FROM page WHERE id=?1 LIMIT 1",
        (thing,),
    ).fetchone()
    return row[0] if row else None


_ANNOTATION = "SELECT id, tag, attributes, targets, quote FROM annotation"


def _annotations(connection: sqlite3.Connection, page_id: int) -> list[tuple[Any, ...]]:
    return connection.execute(
        _ANNOTATION + " WHERE id IN (SELECT t.annotation FROM region r JOIN line l ON l.region=r.id "
        "JOIN target t ON t.thing=l.id WHERE r.page=?1 UNION SELECT t.annotation FROM region r "
        "JOIN target t ON t.thing=r.id WHERE r.page=?1 UNION SELECT annotation FROM target WHERE thing=?1) ORDER BY id",
        (page_id,),
    ).fetchall()


def _annotations_of(rows: Sequence[tuple[Any, ...]]) -> Iterator[Annotation]:
    for row, (attributes, targets) in zip(rows, _parsed(rows, (2, 3)), strict=True):
        yield Annotation(row[0], row[1], mapping(attributes), tuple([_target(target) for target in targets]), row[4])


def _target(data: dict[str, Any]) -> Target:
    if "line" in data:
        return SpanTarget(int(data["line"]), int(data["start"]), int(data["end"]), str(data["quote"]))
    return RegionTarget(int(data["region"])) if "region" in data else PageTarget(int(data["page"]))


@legible("A tag")
def annotation(project: Project, annotation_id: int) -> Annotation:
    """Return one annotation.

    Raises:
        Fault: there is none.
    """
    row = project.connection.execute(_ANNOTATION + " WHERE id=?", (annotation_id,)).fetchone()
    if row is None:
        raise Fault(f"There is no annotation {annotation_id}.")
    return next(_annotations_of([row]))


@legible("The tray of tags")
def orphans(project: Project, limit: int = 1000) -> list[Annotation]:
    """Return the annotations in the tray."""
    rows = project.connection.execute(_ANNOTATION + " WHERE targets='[]' ORDER BY id LIMIT ?", (limit,))
    return list(_annotations_of(rows.fetchall()))


@legible("A reading")
def readings(project: Project, page_id: int) -> list[tuple[int, dict[str, str]]]:
    """Return the readings of a page, oldest first: id and what source they are of."""
    rows = project.connection.execute("SELECT id, source FROM reading WHERE page=? ORDER BY id", (page_id,))
    return [(row[0], mapping(json.loads(row[1]))) for row in rows.fetchall()]


@legible("A reading")
def reading(project: Project, reading_id: int) -> SourcePage:
    """Return a page as a source gave it.

    Raises:
        Fault: there is no such reading.
    """
    row = project.connection.execute("SELECT content FROM reading WHERE id=?", (reading_id,)).fetchone()
    if row is None:
        raise Fault(f"There is no reading {reading_id}.")
    found = from_json(SourcePage, json.loads(row[0]), "reading")
    assert isinstance(found, SourcePage)
    return found


@legible("The list of pages")
def pages_with_image(project: Project, digest: str, frame: int, image: str) -> list[int]:
    """Return the ids of pages that show this very image, by digest and frame; those that name ``image`` first."""
    rows = project.connection.execute(
        "SELECT id FROM page WHERE digest=? AND frame=? AND digest<>'' ORDER BY image=? DESC, id",
        (digest, frame, image),
    )
    return [row[0] for row in rows.fetchall()]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page and one file it was read from: that file's digest and the image it names, each "" where not noted."""

    page: int
    image: str
    digest: str
    declared: str


@legible("A reading")
def pages_by_reading(project: Project, document_id: int) -> dict[tuple[str, int], list[ReadPage]]:
    """Return the pages of a document by what they were read from: a file's name and the place in it, from 0."""
    rows = project.connection.execute(
        "SELECT json_extract(g.source, '$.file'), coalesce(json_extract(g.source, '$.page'), '0'), p.id, p.image, "
        "coalesce(json_extract(g.source, '$.digest'), ''), coalesce(json_extract(g.source, '$.image'), '') "
        "FROM page p JOIN reading g ON g.page=p.id WHERE p.document=? ORDER BY p.rank, g.id",
        (document_id,),
    )
    found: dict[tuple[str, int], list[ReadPage]] = {}
    for file, number, *page in rows.fetchall():
        if file and number.isdigit():
            found.setdefault((file, int(number)), []).append(ReadPage(*page))
    return found


@legible("A page")
def has_lines(project: Project, page_id: int) -> bool:
    """Tell whether there is any line on a page."""
    return (
        project.connection.execute(
            "SELECT 1 FROM region r JOIN line l ON l.region=r.id WHERE r.page=? LIMIT 1", (page_id,)
        ).fetchone()
        is not None
    )


@legible("A reading")
def files_read(project: Project) -> list[str]:
    """Return the names of the files that readings came from, each once."""
    rows = project.connection.execute("SELECT DISTINCT coalesce(json_extract(source, '$.file'), '') FROM reading")
    return [row[0] for row in rows.fetchall() if row[0]]


@legible("The journal")
def last_change(project: Project) -> str:
    """Return when the project was changed last, as the journal has it (ISO 8601), "" where it never was."""
    row = project.connection.execute('SELECT "when" FROM journal ORDER BY rev DESC LIMIT 1').fetchone()
    return row[0] if row else ""


@legible("The tray of tags")
def orphans_of(project: Project, document_id: int) -> list[Annotation]:
    """Return the annotations in the tray that lost their words on a page of a document."""
    rows = project.connection.execute(
        _ANNOTATION + " WHERE targets='[]' AND home IN (SELECT id FROM page WHERE document=?) ORDER BY id",
        (document_id,),
    )
    return list(_annotations_of(rows.fetchall()))


@legible("A page")
def as_read(project: Project, page: PageContent) -> PageContent:
    """Return a page as its first reading gave it; without a reading, its lines with their OCR text."""
    first = next(iter(readings(project, page.page.id)), None)
    if first is None:
        regions = tuple(replace(region, lines=tuple(_unread(region.lines))) for region in page.regions)
        return PageContent(page.page, regions)
    source = reading(project, first[0])
    made = []
    for seq, region in enumerate(source.regions, start=1):
        lines = tuple(Line(0, seq, n, line.text, line.text) for n, line in enumerate(region.lines, start=1))
        made.append(Region(seq, page.page.id, seq, region.kind, lines=lines, attributes=region.attributes))
    return PageContent(page.page, tuple(made))


def _unread(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        if line.ocr_text is not None:
            yield replace(line, text=line.ocr_text)


_HAS_VERSION = (
    "(SELECT count(*) FROM reading g WHERE g.page=p.id) > 1 OR (EXISTS (SELECT 1 FROM reading g WHERE g.page=p.id) "
    "AND EXISTS (SELECT 1 FROM region r JOIN line l ON l.region=r.id WHERE r.page=p.id) "
    "AND NOT EXISTS (SELECT 1 FROM region r JOIN line l ON l.region=r.id WHERE r.page=p.id "
    "AND l.share IS NOT NULL))"
)
"""Whether there is a reading of the page ``p`` beside the one that its text came from."""


@legible("The list of pages")
def pages_with_versions(project: Project, pages: Sequence[int]) -> set[int]:
    """Return those of ``pages`` that have more than one version to compare."""
    rows = project.connection.execute(
        f"SELECT p.id FROM json_each(?) j JOIN page p ON p.id=j.value WHERE {_HAS_VERSION}", (json.dumps(list(pages)),)
    )
    return {row[0] for row in rows.fetchall()}


@legible("The list of pages")
def page_with_version_beside(project: Project, page_id: int, step: int) -> int | None:
    """Return the id of the next page (``step`` 1) or the one before (-1) that has more than one version, or None."""
    key = page_key(project, page_id)
    if key is None:
        return None
    sign, order = (">", "ASC") if step > 0 else ("<", "DESC")
    row = project.connection.execute(
        f"SELECT p.id FROM document d CROSS JOIN page p ON p.document=d.id WHERE (d.rank, p.rank) {sign} (?, ?) "
        f"AND ({_HAS_VERSION}) ORDER BY d.rank {order}, p.rank {order} LIMIT 1",
        key,
    ).fetchone()
    return row[0] if row else None
