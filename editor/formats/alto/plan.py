"""What is settled about a page before it is written as ALTO: names, nesting, the order of the file, cut words.

Writing and ``sayable`` both ask here, so that what is promised to come back is what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from editor.formats import canon, flow, kinds
from editor.model.source import SourceLine, SourcePage, SourceRegion
from editor.model.tagset import TagSet

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,200}")
_DEEPEST: Final = 40
_FIGURES: Final = frozenset({"image", "seal", "damage", "redaction"})


class Names:
    """The ids of one file: each is a good one, and none is used twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def claim(self, ident: str) -> bool:
        """Take an id if it can be one and is free; tell whether it was taken."""
        if not _NAME.fullmatch(ident) or ident in self._taken:
            return False
        self._taken.add(ident)
        return True

    def made(self, stem: str) -> str:
        """Return a new id that begins with ``stem``."""
        number = self._last.get(stem, 0) + 1
        while not self.claim(f"{stem}{number}"):
            number += 1
        self._last[stem] = number
        return f"{stem}{number}"


class Plan:
    """One page, ready to be written."""

    def __init__(
        self,
        page: SourcePage,
        tagset: TagSet | None = None,
        *,
        kept: Iterable[str] = (),
        holders: Mapping[str, str] | None = None,
    ) -> None:
        """Take a page.

        ``kept`` are ids that something it keeps already has (styles, steps of processing), ``holders`` tells of blocks
        that only hold others together in which one they lie.
        """
        self.page = page
        self.table = flow.Table(tagset)
        self.names = Names()
        self.ident = self._name(page.ident)
        wanted = [self._name(region.ident) for region in page.regions]
        self.lines = [[self._name(line.ident) for line in region.lines] for region in page.regions]
        self.kept = {ident for ident in kept if self.names.claim(ident)}
        self.ident = self.ident or self.names.made("page")
        self.regions = [ident or self.names.made("r") for ident in wanted]
        self.places = {ident: index for index, ident in enumerate(self.regions)}
        self._named = {r.ident: index for index, r in reversed(list(enumerate(page.regions))) if r.ident}
        self._continued = {r.continues: i for i, r in reversed(list(enumerate(page.regions))) if r.continues}
        self.holders: list[str] = []
        self.above = self._nested(holders or {})
        self.children: dict[str, list[str]] = {}
        for ident in self.regions:
            self._add(ident)

    def _add(self, ident: str) -> None:
        """Put a block below the one it lies in, after those that are there."""
        above = self.above[ident]
        if ident not in self.children.get(above, ()):
            if above:
                self._add(above)
            self.children.setdefault(above, []).append(ident)

    def _name(self, ident: str) -> str:
        return ident if self.names.claim(ident) else ""

    def named(self, ident: str) -> str:
        """Return the name in the file of the region a source calls ``ident``; one that is elsewhere keeps its own."""
        return self.regions[self._named[ident]] if ident in self._named else ident

    def _nested(self, holders: Mapping[str, str]) -> dict[str, str]:
        """Return the id of the block each block is written in, "" for none.

        That is the region it names if that one has no lines of its own, else a block that only holds others together.
        """
        wanted: dict[str, str] = {}
        todo = list(zip(self.regions, (r.attributes.get("parent", "") for r in self.page.regions), strict=True))
        while todo:
            ident, above = todo.pop(0)
            wanted[ident] = above = self.named(above)
            if above and above not in self.places and above not in self.holders and self.names.claim(above):
                self.holders.append(above)
                todo.append((above, holders.get(above, "")))
        return {ident: above if self._may_hold(above, wanted) else "" for ident, above in wanted.items()}

    def _may_hold(self, ident: str, wanted: Mapping[str, str]) -> bool:
        """Tell whether a block can hold others: it is there, has no lines and does not lie in itself."""
        place = self.places.get(ident)
        if (place is None and ident not in self.holders) or (place is not None and self.page.regions[place].lines):
            return False
        depth = 0
        while ident in wanted and depth < _DEEPEST:
            ident, depth = wanted[ident], depth + 1
        return depth < _DEEPEST

    def in_file(self, under: str = "") -> Iterator[int]:
        """Yield the places of the regions in the order of the file."""
        for ident in self.children.get(under, ()):
            if ident in self.places:
                yield self.places[ident]
            yield from self.in_file(ident)

    def in_file_held(self, under: str = "") -> Iterator[str]:
        """Yield the ids of the blocks that only hold others together, in the order of the file."""
        for ident in self.children.get(under, ()):
            if ident not in self.places:
                yield ident
            yield from self.in_file_held(ident)

    def element(self, index: int) -> str:
        """Return the name of the element a region is written as."""
        region = self.page.regions[index]
        if self.children.get(self.regions[index]):
            return "ComposedBlock"
        if region.lines or region.kind not in (*_FIGURES, "separator"):
            return "TextBlock"
        return "GraphicalElement" if region.kind == "separator" else "Illustration"

    def label(self, region: SourceRegion) -> str:
        """Return the label of a region's kind: the one it came with if that still says its kind, else our own."""
        if region.native and region.native == region.native.strip() and kinds.labelled((region.native,)) == region.kind:
            return region.native
        return canon.value(self.table.kind_form(region.kind, "alto") or f"CustomZone:{region.kind}").strip()

    def after(self, index: int, line: int) -> tuple[int, int] | None:
        """Return the place of the line after a line, within its region or in the one that continues it."""
        if line + 1 < len(self.page.regions[index].lines):
            return index, line + 1
        other = self._continued.get(self.page.regions[index].ident)
        return (other, 0) if other is not None and self.page.regions[other].lines else None

    def before(self, index: int, line: int) -> tuple[int, int] | None:
        """Return the place of the line before a line, within its region or in the one it continues."""
        if line:
            return index, line - 1
        other = self._named.get(self.page.regions[index].continues)
        if other is None or self._continued.get(self.page.regions[other].ident) != index:
            return None
        return (other, len(self.page.regions[other].lines) - 1) if self.page.regions[other].lines else None

    def line(self, place: tuple[int, int]) -> SourceLine:
        """Return the line at a place."""
        return self.page.regions[place[0]].lines[place[1]]

    def text(self, place: tuple[int, int] | None) -> str:
        """Return the text of the line at a place, "" where there is none."""
        return self.page.regions[place[0]].lines[place[1]].text if place is not None else ""

    def is_cut(self, index: int, line: int) -> bool:
        """Tell whether a line ends in the middle of a word that the next one goes on with."""
        return flow.goes_on(self.text((index, line)), self.text(self.after(index, line)))


def is_said(name: str) -> bool:
    """Tell whether an attribute of this name goes into ALTO: those of other formats stay where they came from."""
    return not name.startswith(("page:", "hocr:", "alto:"))
