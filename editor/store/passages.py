"""Every text in which something may be found and replaced, a page at a time: lines, notes, values of tags."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.model.annotation import NOTE
from editor.store.legible import legible
from editor.store.project import Project

_SLICE = 500


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and where it stands.

    Attributes:
        page: The page it is on.
        place: ``8.4`` for the fourth line of the eighth region, ``8`` for a region, "" for the page itself.
        line: The line it is, or that the note or tag begins on.
        annotation: The note or tag whose text or value it is; None: the line's own text.
        tag: What tag that is.
        key: Which of its attributes.
        text: The text.
        verified: Whether it is the text of a line that a person has checked.
    """

    page: int
    place: str
    line: int | None
    annotation: int | None
    tag: str
    key: str
    text: str
    verified: bool


def page_ids(project: Project, document: int | None = None) -> Iterator[int]:
    """Yield the ids of all pages in order, or of those of a document; some are read at a time."""
    behind = (-(1 << 62), -(1 << 62))
    while True:
        with legible("The list of pages"):
            rows = project.connection.execute(
                "SELECT d.rank, p.rank, p.id FROM document d CROSS JOIN page p ON p.document=d.id "
                "WHERE (d.rank, p.rank) > (?, ?) AND (?3 IS NULL OR d.id=?3) ORDER BY d.rank, p.rank LIMIT ?",
                (*behind, document, _SLICE),
            ).fetchall()
        yield from (row[2] for row in rows)
        if len(rows) < _SLICE:
            return
        behind = (rows[-1][0], rows[-1][1])


@legible("A page")
def lines_of(project: Project, page: int, region: int | None = None) -> list[Passage]:
    """Return the lines of a page, or of one region of it, in reading order."""
    return [
        Passage(page, f"{region_seq}.{seq}", line, None, "", "", text, bool(verified))
        for of_region, region_seq, line, seq, text, verified in _lines(project, page)
        if line is not None and (region is None or of_region == region)
    ]


@legible("A page")
def notes_of(project: Project, page: int, region: int | None = None) -> list[Passage]:
    """Return the texts of the notes that begin on a page, or on one region of it."""
    return [one for one in _annotations(project, page, region) if one.tag == NOTE and one.key == "text"]


@legible("A page")
def tag_values_of(project: Project, page: int, region: int | None = None) -> list[Passage]:
    """Return the values of the attributes of the tags that begin on a page, or on one region of it."""
    return [one for one in _annotations(project, page, region) if one.tag != NOTE]


_Row = tuple[int, int, int | None, int, str, int]


def _lines(project: Project, page: int) -> Iterator[_Row]:
    """Yield region, its number, line (None where it has none), its number, text, verified."""
    rows = project.connection.execute(
        "SELECT r.id, l.id, l.text, l.verified FROM region r LEFT JOIN line l ON l.region=r.id WHERE r.page=? "
        "ORDER BY r.rank, l.rank",
        (page,),
    ).fetchall()
    region, region_seq, seq = -1, 0, 0
    for of_region, line, text, verified in rows:
        if of_region != region:
            region, region_seq, seq = of_region, region_seq + 1, 0
        seq += 1
        yield of_region, region_seq, line, seq, text, verified


def _annotations(project: Project, page: int, region: int | None) -> list[Passage]:
    rows = project.connection.execute(
        "SELECT id, tag, attributes, targets FROM annotation WHERE id IN (SELECT t.annotation FROM region r "
        "JOIN line l ON l.region=r.id JOIN target t ON t.thing=l.id WHERE r.page=?1 UNION SELECT t.annotation "
        "FROM region r JOIN target t ON t.thing=r.id WHERE r.page=?1 UNION SELECT annotation FROM target WHERE thing=?1"
        " UNION SELECT id FROM annotation WHERE targets='[]' AND home=?1) ORDER BY id",
        (page,),
    ).fetchall()
    if not rows:
        return []
    places = _places(project, page)
    found = []
    for annotation, tag, attributes, targets in rows:
        first = next(iter(json.loads(targets)), {"page": page})
        thing = int(first.get("line") or first.get("region") or page)
        order, place, of_region = places.get(thing, (-1, "", None))
        # One over several pages belongs to the page it begins on, so that it is found once.
        if order >= 0 and (region is None or of_region == region):
            found += [
                (order, Passage(page, place, first.get("line"), annotation, tag, key, value, False))
                for key, value in json.loads(attributes).items()
            ]
    return [passage for _, passage in sorted(found, key=lambda one: one[0])]


def _places(project: Project, page: int) -> dict[int, tuple[int, str, int | None]]:
    """Return the order, the place and the region of everything on a page that can bear a note or tag."""
    places: dict[int, tuple[int, str, int | None]] = {page: (0, "", None)}
    for region, region_seq, line, seq, _, _ in _lines(project, page):
        places.setdefault(region, (len(places), f"{region_seq}", region))
        if line is not None:
            places[line] = (len(places), f"{region_seq}.{seq}", region)
    return places


@legible("A line")
def lines_now(project: Project, lines: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """Return the text of lines as it is now, and whether they are verified; a line that is gone is left out."""
    rows = project.connection.execute(
        "SELECT l.id, l.text, l.verified FROM json_each(?) j JOIN line l ON l.id=j.value", (json.dumps(list(lines)),)
    )
    return {line: (text, bool(verified)) for line, text, verified in rows.fetchall()}


@legible("A tag")
def attributes_now(project: Project, annotations: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return the attributes of notes and tags as they are now; one that is gone is left out."""
    rows = project.connection.execute(
        "SELECT a.id, a.attributes FROM json_each(?) j JOIN annotation a ON a.id=j.value",
        (json.dumps(list(annotations)),),
    )
    return {annotation: json.loads(attributes) for annotation, attributes in rows.fetchall()}
