"""How far an edit reaches: what it touched, on which pages, and what all that lies in.

The journal notes with every entry the region, page and document around what changed, as it was before and after: so
the history of a page is read off one index, with what has since been removed from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from editor.store.pen import Pen, things_of


@dataclass(frozen=True, slots=True)
class Reach:
    """What an edit reached; ``around`` are the things that hold what was touched, then and now."""

    touched: frozenset[int]
    pages: frozenset[int]
    around: frozenset[int]
    structure: bool


def reach_of(pen: Pen) -> Reach:
    """Return how far what a pen wrote reaches."""
    places = _Places(pen)
    touched: set[int] = set()
    structure = False
    for table, row_id, was, now in pen.rows():
        touched.add(row_id)
        for row in (was, now):
            if row is not None:
                places.see(table, row)
        if table in ("document", "page", "project", "reading"):
            structure = structure or was is None or now is None or _moved(was, now)
    return Reach(frozenset(touched), frozenset(places.pages), frozenset(places.around), structure)


_LISTED = ("rank", "document", "label", "title", "values", "status", "needs_review", "image", "frame")
"""What of a document or page a list of pages shows."""


def _moved(was: dict[str, Any], now: dict[str, Any]) -> bool:
    return any(was.get(name) != now.get(name) for name in _LISTED)


class _Places:
    """The pages and other things around the rows seen so far; each region and page is looked up once."""

    def __init__(self, pen: Pen) -> None:
        self.pages: set[int] = set()
        self.around: set[int] = set()
        self._pen = pen
        self._seen: set[tuple[str, int]] = set()

    def see(self, table: str, row: dict[str, Any]) -> None:
        if table == "page":
            self.pages.add(int(row["id"]))
            self.around.add(int(row["document"]))
        elif table in ("reading", "region"):
            self._in("page", row["page"])
        elif table == "line":
            self._in("region", row["region"])
        elif table == "annotation":
            self._see_targets(row)

    def _see_targets(self, row: dict[str, Any]) -> None:
        if row["home"] is not None and not self._in("page", row["home"]):
            self.pages.add(int(row["home"]))
        for thing in things_of(str(row["targets"])):
            any(self._in(table, thing) for table in ("line", "region", "page"))

    def _in(self, table: str, thing: int) -> bool:
        """Note a thing and all that it lies in, as they are or last were; tell whether there is one."""
        if (table, thing) in self._seen:
            return True
        row = self._pen.find(table, thing) or self._pen.before(table, thing)
        if row is None:
            return False
        self._seen.add((table, thing))
        self.around.add(int(thing))
        self.see(table, row)
        was = self._pen.before(table, thing)
        if was is not None and was != row:
            self.see(table, was)
        return True
