"""A record as one reads it: paragraphs that run over lines and pages, and what stands beside them, in their order.

Shared by the formats that show a record to a reader. Knows kinds by the tag set's table, and no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from editor.formats.flow import APART, JOINED, Chain, Cut, Table, reflowed
from editor.formats.marking import Marked, Marks, Part, softened
from editor.model.annotation import Annotation
from editor.model.page import Line, Page, PageContent, Region

_BESIDE: Final = ("furniture", "note", "figure")
STRUCK: Final = "del"


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins; ``notes`` are the annotations on the whole page."""

    page: Page
    notes: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its pieces; ``whole`` tells that no word runs on into the next line.

    ``place`` is the number of its region on the page and its own in the region, such as 8.2.
    """

    line: Line
    parts: tuple[Part, ...]
    place: str
    whole: bool = True


@dataclass(slots=True)
class Block:
    """A paragraph, a heading, a stamp: rows, and page starts within, of one region or of several that run on.

    ``beside`` tells that it stands beside the text, ``struck`` that all of it is struck out. ``tags`` are the
    annotations on the whole region. ``page`` is the one it begins on.
    """

    page: Page
    region: Region
    rows: list[Row | PageStart]
    beside: bool
    tags: tuple[Annotation, ...] = ()
    struck: bool = False
    later: list[Block | PageStart] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Return the kind of its region."""
        return self.region.kind

    def lines(self) -> Iterator[Row]:
        """Yield the rows without the page starts."""
        return (row for row in self.rows if isinstance(row, Row))

    def text(self) -> bool:
        """Tell whether there is a word in it, or a tag that may stand for one."""
        return any(row.line.text.strip() or any(map(_tagged, row.parts)) for row in self.lines())


def _tagged(part: Part) -> bool:
    return isinstance(part, Marked)


class Reading:
    """Puts a record together for someone who wants to read it."""

    def __init__(self, table: Table) -> None:
        """Take what is known of kinds and tags."""
        self._table = table
        self._chain = Chain(self._way)
        self._held: Block | None = None

    def _way(self, region: Region) -> str | None:
        role = self._table.role(region.kind)
        return None if role in _BESIDE else role if role == "body" else ""

    def blocks(self, pages: Iterable[PageContent]) -> Iterator[Block | PageStart]:
        """Yield blocks and page starts in order; what stands between the parts of a paragraph comes behind it."""
        for content in pages:
            marks = Marks(content)
            yield from self._between(PageStart(content.page, tuple(marks.of_page)))
            for region in content.regions:
                yield from self._region(content.page, region, marks)
        yield from self._let_go()

    def _region(self, page: Page, region: Region, marks: Marks) -> Iterator[Block | PageStart]:
        joins = self._chain.joins(region)
        tags = tuple(marks.of_region(region.id))
        rows = [Row(line, marks.parts(line.id, line.text), f"{region.seq}.{line.seq}") for line in region.lines]
        struck = any(tag.tag == STRUCK for tag in tags)
        if self._way(region) is None:
            apart = "list" in self._table.kind_form(region.kind, "tei")
            yield from self._between(
                Block(page, region, [*rows] if apart else _joined(rows, self._table.cut), True, tags, struck)
            )
            return
        if not rows:
            return
        paragraphs = [[row] for row in rows] if reflowed(region) else [rows]
        if joins and self._held is not None:
            self._run_on(paragraphs.pop(0))
        for paragraph in paragraphs:
            yield from self._let_go()
            self._held = Block(page, region, [*paragraph], False, tags, struck)

    def _run_on(self, rows: list[Row]) -> None:
        """Let the paragraph that is open go on, the page starts on the way inside it."""
        assert self._held is not None
        starts = [one for one in self._held.later if isinstance(one, PageStart)]
        self._held.later = [one for one in self._held.later if not isinstance(one, PageStart)]
        self._held.rows += [*starts, *rows]

    def _between(self, one: Block | PageStart) -> Iterator[Block | PageStart]:
        """Hold back what may turn out to stand within a paragraph."""
        if self._held is None or self._table.role(self._held.kind) != "body":
            yield from self._let_go()
            yield one
        else:
            self._held.later.append(one)

    def _let_go(self) -> Iterator[Block | PageStart]:
        held, self._held = self._held, None
        if held is not None:
            later, held.later = held.later, []
            if self._table.role(held.kind) != "table":
                held.rows = _joined(held.rows, self._table.cut)
            yield held
            yield from later


def _joined(rows: Iterable[Row | PageStart], cut: Cut) -> list[Row | PageStart]:
    """Return rows that know whether their last word runs on into the next row."""
    found = list(rows)
    before: int | None = None
    for index, row in enumerate(found):
        if not isinstance(row, Row):
            continue
        if before is not None:
            last = found[before]
            assert isinstance(last, Row)
            way = cut(last.line.text.rstrip(), row.line.text.lstrip())
            if way != APART:
                parts = softened(last.parts) if way == JOINED else last.parts
                found[before] = replace(last, parts=parts, whole=False)
        before = index
    return found
