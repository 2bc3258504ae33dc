"""Marks taken: each becomes a region of its kind at its place, and the sentence it interrupted is whole again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from editor.assist.marks.values import Range
from editor.model.edit import (
    AddRegion,
    Batch,
    Edit,
    JoinLines,
    JoinRegions,
    MoveLine,
    MoveRegion,
    SetRegionKind,
    SplitLine,
    SplitRegion,
)
from editor.model.geometry import rectangle
from editor.model.page import PageContent
from editor.model.text import cut
from editor.store import readers
from editor.store.project import Project
from editor.work.marks import MarkProposal

_ENDS = (".", "!", "?", ":", ";", '."', ".”", ".'", ".)")
NewId = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Taken:
    """The edit that takes proposals, None where there is nothing to take, and the proposals that it takes."""

    edit: Edit | None
    proposals: tuple[MarkProposal, ...]


def edits_of(project: Project, proposals: Sequence[MarkProposal]) -> Edit | None:
    """Return the edit that takes proposals, one step to undo; None where there is nothing to take."""
    return taken(project, proposals).edit


def taken(project: Project, proposals: Sequence[MarkProposal]) -> Taken:
    """Return the edit that takes proposals, one step to undo, without those whose lines have changed since."""
    edits: list[Edit] = []
    there: list[MarkProposal] = []
    ordered = sorted(proposals, key=lambda one: one.number)
    for page, some in groupby(ordered, key=lambda one: one.page):
        if readers.page_key(project, page) is not None:
            draft = _Draft(readers.content(project, page, 0), project.new_id)
            there += draft.take_all(list(some))
            edits += draft.edits
    if not edits:
        return Taken(None, ())
    title = f"Take mark: {there[0].label}" if len(there) == 1 else f"Take {len(there)} marks"
    return Taken(Batch(tuple(edits), title), tuple(there))


def goes_on(before: str, behind: str) -> bool:
    """Tell whether a sentence surely goes on from one line to another: no end, and a small letter or a hyphen."""
    end, start = before.rstrip(), behind.lstrip()
    if not end or not start or end.endswith(_ENDS):
        return False
    return start[0].islower()


class _Draft:
    """The regions of a page while edits are made: each edit is put down and done here in one."""

    def __init__(self, content: PageContent, new_id: NewId) -> None:
        self.edits: list[Edit] = []
        self._page, self._new_id = content.page.id, new_id
        self._order = [region.id for region in content.regions]
        self._lines = {region.id: [line.id for line in region.lines] for region in content.regions}
        self._kind = {region.id: region.kind for region in content.regions}
        self._text = {line.id: line.text for _, line in content.lines()}
        self._marks: set[int] = set()

    def take_all(self, proposals: Sequence[MarkProposal]) -> list[MarkProposal]:
        """Take proposals and return them; those whose lines have changed since are left alone."""
        there = [one for one in proposals if self.still_says(one)]
        cuts = self.cut_out([span for one in there for span in one.spans])
        lines = set(cuts.values())
        for one in sorted(there, key=lambda one: self.place(cuts[one.spans[0]])):
            self.take(one, [cuts[span] for span in one.spans], lines)
        self.mend(lines)
        return there

    def still_says(self, one: MarkProposal) -> bool:
        """Tell whether the ranges of a proposal still say what they said when it was made."""
        said = [self._text.get(span.line, "")[span.start : span.end] for span in one.spans]
        return said == one.text.split("\n")

    def place(self, line: int) -> tuple[int, int]:
        """Return where a line stands: its region's place and its own."""
        region = self._region(line)
        return self._order.index(region), self._lines[region].index(line)

    def cut_out(self, spans: Iterable[Range]) -> dict[Range, int]:
        """Cut ranges out of their lines, join what is left of each line, and return the line of each range."""
        found: dict[Range, int] = {}
        ordered = sorted(set(spans), key=lambda span: (span.line, -span.start))
        for line, some in groupby(ordered, key=lambda span: span.line):
            rests: list[int] = []
            for span in some:
                rest = self._split(line, span.end)
                if rest is not None:
                    rests.append(rest)
                piece = self._split(line, span.start)
                found[span] = line if piece is None else piece
            left = (rests.pop() if rests else None) if any(found[span] == line for span in found) else line
            for rest in reversed(rests):
                if left is not None:
                    self._join(left, rest)
        return found

    def _split(self, line: int, at: int) -> int | None:
        """Split a line and return the new one, None where one of the halves would be empty."""
        left, right, _, _ = cut(self._text[line], at)
        if not left.strip() or not right.strip():
            return None
        new, region = self._new_id(), self._region(line)
        self.edits.append(SplitLine(line, at, id=new))
        self._text[line], self._text[new] = left, right
        self._lines[region].insert(self._lines[region].index(line) + 1, new)
        return new

    def _join(self, first: int, second: int) -> None:
        region = self._region(second)
        if self._lines[region].index(second) != self._lines[region].index(first) + 1:
            self.edits.append(MoveLine(second, region, after=first))
        self.edits.append(JoinLines(first, second))
        self._lines[region].remove(second)
        self._text[first] = f"{self._text[first]} {self._text[second]}"

    def take(self, one: MarkProposal, lines: list[int], taken: set[int]) -> None:
        """Make the region of a mark of its lines."""
        homes = list(dict.fromkeys(self._region(line) for line in lines))
        if all(set(self._lines[home]) <= set(lines) for home in homes):
            self._retype(homes, one.region)
            return
        home = homes[0]
        after = self._place_for(home, lines, taken)
        new = self._new_id()
        outline = rectangle(one.box) if one.box is not None else ()
        self.edits.append(AddRegion(self._page, one.region, outline, after, id=new))
        self._order.insert(0 if after is None else self._order.index(after) + 1, new)
        self._kind[new], self._lines[new] = one.region, []
        self._marks.add(new)
        for line in lines:
            self.edits.append(MoveLine(line, new))
            self._lines[self._region(line)].remove(line)
            self._lines[new].append(line)

    def _retype(self, homes: list[int], kind: str) -> None:
        first = homes[0]
        if self._kind[first] != kind:
            self.edits.append(SetRegionKind(first, kind))
            self._kind[first] = kind
        for other in homes[1:]:
            self.edits.append(JoinRegions(first, other))
            self._lines[first] += self._lines.pop(other)
            self._order.remove(other)
        self._marks.add(first)

    def _place_for(self, home: int, lines: list[int], taken: set[int]) -> int | None:
        """Return the region behind which the region of a mark belongs, None for the head of the page.

        A mark between two sentences parts its region; one within a sentence goes behind it.
        """
        all_lines = self._lines[home]
        first, last = all_lines.index(lines[0]), max(all_lines.index(line) for line in lines if line in all_lines)
        before = [line for line in all_lines[:first] if line not in taken]
        behind = [line for line in all_lines[last + 1 :] if line not in taken]
        if not before:
            at = self._order.index(home)
            return self._order[at - 1] if at else None
        if behind and self._text[before[-1]].rstrip().endswith(_ENDS) and not goes_on_small(self._text[behind[0]]):
            self._part(home, behind[0])
        return self._behind(home)

    def _behind(self, home: int) -> int:
        """Return a region or the last of the marks that were put behind it."""
        at = self._order.index(home)
        while at + 1 < len(self._order) and self._order[at + 1] in self._marks:
            at += 1
        return self._order[at]

    def _part(self, home: int, line: int) -> None:
        new, lines = self._new_id(), self._lines[home]
        at = lines.index(line)
        self.edits.append(SplitRegion(home, before_line=line, id=new))
        self._lines[home], self._lines[new] = lines[:at], lines[at:]
        self._kind[new] = self._kind[home]
        last = self._behind(home)
        if last != home:
            self.edits.append(MoveRegion(new, after=last))
        self._order.insert(self._order.index(last) + 1, new)

    def mend(self, taken: set[int]) -> None:
        """Join the regions of a sentence that marks stood between; the marks go behind it."""
        at = 0
        while at < len(self._order):
            stop = at + 1
            while stop < len(self._order) and self._order[stop] in self._marks:
                stop += 1
            between = self._order[at + 1 : stop]
            if between and stop < len(self._order) and self._one_sentence(self._order[at], self._order[stop]):
                self._join_over(self._order[at], between, self._order[stop])
            else:
                at += 1

    def _one_sentence(self, first: int, second: int) -> bool:
        if first in self._marks or self._kind[first] != self._kind[second]:
            return False
        ends, starts = self._lines[first], self._lines[second]
        return bool(ends and starts) and goes_on(self._text[ends[-1]], self._text[starts[0]])

    def _join_over(self, first: int, between: list[int], second: int) -> None:
        after = second
        for mark in between:
            self.edits.append(MoveRegion(mark, after=after))
            after = mark
        self.edits.append(JoinRegions(first, second))
        self._lines[first] += self._lines.pop(second)
        at = self._order.index(first)
        self._order[at : at + len(between) + 2] = [first, *between]

    def _region(self, line: int) -> int:
        return next(region for region, lines in self._lines.items() if line in lines)


def goes_on_small(text: str) -> bool:
    """Tell whether a line begins with a small letter."""
    start = text.lstrip()
    return bool(start) and start[0].islower()
