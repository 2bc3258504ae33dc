"""The rows of the list of marks: numbers that pages read differently, then the marks of each kind; plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.model.geometry import Box

if TYPE_CHECKING:
    from editor.work.mark_numbers import NumberVote, Reading
    from editor.work.marks import MarkProposal

HEAD, MARK, VOTE, READING = "head", "mark", "vote", "reading"
DIFFER, AGREE = "differ", "agree"
"""Names of the groups of numbers; groups of marks have the name of their kind."""
_SHOWN = 2
"""So many readings that say what was voted for stand beside those that do not."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a HEAD has the name of its group in ``text`` and how many it has in ``count``."""

    kind: str
    text: str = ""
    count: int = 0
    mark: MarkProposal | None = None
    vote: NumberVote | None = None
    reading: Reading | None = None

    @property
    def page(self) -> int | None:
        """Return the id of the page it leads to."""
        one = self.mark if self.mark is not None else self.reading
        return one.page if one is not None else None

    @property
    def box(self) -> Box | None:
        """Return its place on the scan."""
        one = self.mark if self.mark is not None else self.reading
        return one.box if one is not None else None

    @property
    def spot(self) -> tuple[int, int, int] | None:
        """Return line, start and end of its first words."""
        if self.mark is not None:
            first = self.mark.spans[0]
        elif self.reading is not None:
            first = self.reading.span
        else:
            return None
        return first.line, first.start, first.end

    @property
    def lines(self) -> int:
        """Return of how many lines of the page it is."""
        return len(self.mark.spans) if self.mark is not None else 1

    @property
    def can_be_put_right(self) -> bool:
        """Tell whether it is a reading that differs from what was voted for, or a number of which some do."""
        if self.vote is None:
            return False
        return self.reading.text != self.vote.vote.value if self.reading is not None else bool(differing(self.vote))

    @property
    def key(self) -> tuple[object, ...]:
        """Return what it is about, to find it again in a new list."""
        if self.vote is not None and self.reading is None:
            return self.kind, self.vote.readings[0].span
        return self.kind, self.text if self.kind == HEAD else self.spot

    def holds(self, line: int, position: int) -> bool:
        """Tell whether a place in the text lies in the mark."""
        spans = self.mark.spans if self.mark is not None else ()
        return any(one.line == line and one.start <= position <= one.end for one in spans)


def rows_of(groups: dict[str, list[MarkProposal]], votes: Sequence[NumberVote]) -> list[Row]:
    """Return the rows: numbers read differently, the marks by kind, numbers that all pages have alike."""
    unlike = [each for each in votes if differing(each)]
    alike = [each for each in votes if not differing(each)]
    rows: list[Row] = []
    if unlike:
        rows.append(Row(HEAD, DIFFER, len(unlike)))
        for each in unlike:
            rows += [Row(VOTE, vote=each), *(Row(READING, vote=each, reading=one) for one in _held_up(each))]
    for name, marks in groups.items():
        rows += [Row(HEAD, name, len(marks)), *(Row(MARK, mark=one) for one in marks)]
    if alike:
        rows += [Row(HEAD, AGREE, len(alike)), *(Row(VOTE, vote=each) for each in alike)]
    return rows


def differing(vote: NumberVote) -> list[Reading]:
    """Return the readings that say something else than was voted for."""
    return [one for one in vote.readings if one.text != vote.vote.value]


def _held_up(vote: NumberVote) -> list[Reading]:
    """Return the readings to look at: some that say what was voted for, and all that do not."""
    same = [one for one in vote.readings if one.text == vote.vote.value]
    return [*same[:_SHOWN], *differing(vote)]


def safe_in(rows: Iterable[Row]) -> list[MarkProposal]:
    """Return the marks of a list that may be taken all at once."""
    return [row.mark for row in rows if row.mark is not None and row.mark.safe]
