"""What to change so that lines of the text become as another version has them.

Edits are returned and nothing is done. Nothing goes that is not asked for: lines that only the text has stay, and
lines that a person has verified stay as they are, unless told otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from editor.model import edit as e
from editor.model.page import Piece, Share, Word
from editor.model.share import confidence_of
from editor.model.text import cut, map_position
from editor.work.compare import Comparison, Difference, Row
from editor.work.versions import VersionLine


@dataclass(frozen=True, slots=True)
class Takeover:
    """What to change: the edits in order, of how many rows, and how many rows were left alone as verified."""

    edits: tuple[e.Edit, ...] = ()
    taken: int = 0
    verified: int = 0

    def batch(self, title: str) -> e.Batch:
        """Return the edits as one, one step to undo."""
        return e.Batch(self.edits, title)


def take_over(
    comparison: Comparison,
    rows: Iterable[Row],
    new_id: Callable[[], int],
    *,
    verified: bool = False,
    removing: bool = False,
) -> Takeover:
    """Return the edits that make rows of the text, on the left, as they are on the right.

    Args:
        comparison: Of the text as it is now with a reading.
        rows: Some of its rows.
        new_id: Gives an id that is not taken.
        verified: Change also what a person has verified.
        removing: Remove also lines that the reading does not have.

    Raises:
        ValueError: the left version is not the text as it is now.
    """
    if not comparison.can_take:
        raise ValueError("lines can be taken only from a reading into the text as it is now")
    taking = _Taking(comparison, new_id)
    taken = left_alone = 0
    for row in rows:
        before = taking.count
        if row.verified and not verified and (row.differs or lacks_place(row)):
            left_alone += row.kind != "left" or removing
            continue
        taking.take(row, removing)
        taken += taking.count > before
    return Takeover(taking.all_edits(), taken, left_alone)


def take_words(row: Row, difference: Difference) -> e.SetLineText | None:
    """Return the edit that takes over one difference of a line, None where the row is not one line on either side."""
    if len(row.left) != 1 or len(row.right) != 1 or row.left[0].id is None:
        return None
    (start, end), (first, last) = difference.left, difference.right
    text = row.left_text[:start] + row.right_text[first:last] + row.left_text[end:]
    return e.SetLineText(row.left[0].id, text)


def lacks_place(row: Row) -> bool:
    """Tell whether the left side of a row has no place on the scan, and the right side has one to give."""
    if len(row.left) != 1 or len(row.right) != 1:
        return False
    return not (row.left[0].outline or row.left[0].baseline) and bool(row.right[0].outline or row.right[0].baseline)


def rows_of_region(comparison: Comparison, row: Row) -> tuple[Row, ...]:
    """Return the rows of the region that ``row`` is in: one of the text, or one that only the reading has."""
    regions = _regions(comparison)
    mine = next((region for region, other in zip(regions, comparison.rows, strict=True) if other is row), None)
    return tuple(other for region, other in zip(regions, comparison.rows, strict=True) if region == mine)


def _regions(comparison: Comparison) -> list[tuple[str, int]]:
    """Return the region of each row; a line that the text lacks is in the region of its neighbours in the reading."""
    of_right: dict[tuple[int, int], int] = {
        (line.region, line.at): row.left[0].region for row in comparison.rows if row.left for line in row.right
    }
    out = []
    for row in comparison.rows:
        if row.left:
            out.append(("left", row.left[0].region))
            continue
        line = row.right[0]
        beside = sorted((abs(at - line.at), at > line.at, at) for region, at in of_right if region == line.region)
        found = of_right[line.region, beside[0][2]] if beside else None
        out.append(("left", found) if found is not None else ("right", line.region))
    return out


class _Taking:
    """The edits so far, and where the lines of the reading stand in the text after them."""

    def __init__(self, comparison: Comparison, new_id: Callable[[], int]) -> None:
        self._left, self._right = comparison.left, comparison.right
        self._new_id = new_id
        self.edits: list[e.Edit] = []
        self._places: dict[tuple[int, int], tuple[int, int]] = {}
        """Region and line of the text, by region and place of the line in the reading."""
        self._before: dict[int, int | None] = {}
        """The line that stands before a line in its region."""
        self._instead: dict[int, int] = {}
        """What to follow instead of a line that was joined to another, or that was split."""
        self._gone: list[e.Edit] = []
        last: dict[int, int] = {}
        for line in self._left.lines:
            assert line.id is not None
            self._before[line.id] = last.get(line.region)
            last[line.region] = line.id
        for row in comparison.rows:
            if row.left:
                self._placed(row.left[-1], row.right)

    def _placed(self, line: VersionLine, rights: Iterable[VersionLine]) -> None:
        region = self._left.regions[line.region].id
        assert region is not None and line.id is not None
        for right in rights:
            self._places[right.region, right.at] = region, line.id

    @property
    def count(self) -> int:
        """Return how many edits there are."""
        return len(self.edits) + len(self._gone)

    def all_edits(self) -> tuple[e.Edit, ...]:
        """Return all edits; lines go last, so that others can still be put behind them."""
        return (*self.edits, *self._gone)

    def take(self, row: Row, removing: bool) -> None:
        """Add the edits of one row."""
        if row.kind == "left":
            if removing:
                self._gone += [e.RemoveLine(line.id) for line in row.left if line.id is not None]
        elif row.kind == "right":
            self._add(row.right[0])
        elif row.kind == "split":
            self._split(row)
        else:
            self._change(row)

    def _change(self, row: Row) -> None:
        first = row.left[0].id
        assert first is not None
        for line in row.left[1:]:
            assert line.id is not None
            self.edits.append(e.JoinLines(first, line.id))
            self._instead[line.id] = first
        if row.differs:
            self.edits.append(e.SetLineText(first, row.right[0].text))
        if row.kind == "joined" or lacks_place(row):
            self._shape(first, row.right[0])
        if row.kind == "joined":
            region = self._left.regions[row.left[0].region].id
            assert region is not None
            self._places[row.right[0].region, row.right[0].at] = region, first

    def _shape(self, line: int, like: VersionLine) -> None:
        if like.outline:
            self.edits.append(e.SetLineOutline(line, like.outline))
        if like.baseline:
            self.edits.append(e.SetLineBaseline(line, like.baseline))

    def _split(self, row: Row) -> None:
        line, text = row.left[0].id, row.left[0].text
        region = self._left.regions[row.left[0].region].id
        assert line is not None and region is not None
        whole = " ".join(right.text for right in row.right)
        cuts, at = [], 0
        for right in row.right[:-1]:
            at += len(right.text) + 1
            cuts.append(min(map_position(whole, text, at), len(text)))
        # From the end: what stands before a cut keeps its positions, and each new line comes right behind the first.
        parts = [line, *(self._new_id() for _ in cuts)]
        for at, part in zip(cuts[::-1], parts[:0:-1], strict=True):
            self.edits.append(e.SplitLine(line, min(at, len(text)), part))
            text = cut(text, at)[0]
        self._instead[line] = parts[-1]
        for part, right in zip(parts, row.right, strict=True):
            self.edits.append(e.SetLineText(part, right.text))
            self._shape(part, right)
            self._places[right.region, right.at] = region, part

    def _add(self, line: VersionLine) -> None:
        region, after = self._place_for(line)
        made = self._new_id()
        share, confidence = self._share(line)
        self.edits.append(
            e.AddLine(region, line.text, line.outline, line.baseline, after, line.text, confidence, share, id=made)
        )
        self._places[line.region, line.at] = region, made

    def _share(self, line: VersionLine) -> tuple[Share | None, float | None]:
        """Return where in the reading a line is from, and how sure the machine was of it."""
        if line.source is None or line.number is None:
            return None, None
        words = tuple(Word(w.start, w.end, w.confidence) for w in line.source.words if w.confidence is not None)
        share = Share(self._right.reading, (Piece(line.number, 0, len(line.text)),), words)
        return share, line.source.confidence if line.source.confidence is not None else confidence_of(share, None)

    def _place_for(self, line: VersionLine) -> tuple[int, e.After]:
        """Return the region for a line that the text has not, and the line to follow: beside what stands beside it."""
        for at in range(line.at - 1, -1, -1):
            if (found := self._places.get((line.region, at))) is not None:
                return found
        count = sum(other.region == line.region for other in self._right.lines)
        for at in range(line.at + 1, count):
            if (found := self._places.get((line.region, at))) is not None:
                before = self._before.get(found[1])
                return found[0], self._instead.get(before, before) if before is not None else None
        return self._add_region(line.region), None

    def _add_region(self, number: int) -> int:
        region, made = self._right.regions[number], self._new_id()
        before = [place for place in self._places if place[0] < number]
        after = self._places[max(before)][0] if before else None
        hand = region.source.hand if region.source is not None else None
        self.edits.append(e.AddRegion(self._right.page, region.kind, region.outline, after, hand, id=made))
        return made
