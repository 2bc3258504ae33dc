"""Lines and regions without a place on the scan that break a sentence where they stand and mend one elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.assist.order.joints import Joints, end_of, start_of, unmatched
from editor.assist.order.values import FLOW, Proposal, Sheet, box_of_line, line_moves, said
from editor.model.edit import Edit, MoveRegion, SetLineText, SplitLine
from editor.model.page import Line, Region

_MOST = 200
_BLOCK = 3
_GAIN = 4.0
_BROKEN = -1.0
_HALF_BROKEN = -0.5
_STRONG = 1.2
_LEAST = 0.6
_TORN = 0.5
_INSIDE = 0.3
_HYPHEN = 3.0
_HYPHEN_GAIN = 3.2
_LETTERS = 12
_LEAD = 0.6
"""So much better than moving something else must the best move be."""
_MOSTLY = 0.55
_SEAM = re.compile(r"\s*//\s*|(?<=[,.;:!?][\"'”’])\s+|(?<=[.!?])\s+(?=[\"“A-Z])|(?<=,)\s+")
_NEAR = 3
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line with its region."""

    region: Region
    line: Line

    @property
    def text(self) -> str:
        """Return its text."""
        return self.line.text


@dataclass(frozen=True, slots=True)
class Move:
    """Units from ``start`` to ``stop`` go before unit ``to``; ``cut``: into that unit, at a code point of its text."""

    gain: float
    start: int
    stop: int
    to: int
    cut: tuple[int, int] | None = None

    @property
    def swap(self) -> tuple[int, int]:
        """Return the stretch that is changed: the same for a move and the move of what it passes."""
        return min(self.start, self.to), max(self.stop, self.to)


def broken_sentences(sheet: Sheet, joints: Joints) -> list[Proposal]:
    """Return the proposal to move what mends the most, none where nothing does so clearly."""
    units = [Unit(region, line) for region in sheet.content.regions if sheet.role(region) in FLOW
             for line in region.lines if sum(map(str.isalpha, line.text)) >= _LETTERS]  # fmt: skip
    if not 2 < len(units) <= _MOST or any(box_of_line(unit.line) for unit in units):
        return []
    if not joints.english:
        return []
    best = max(_cuts(units, joints), key=lambda move: move.gain, default=None)
    if best is not None and best.gain > _GAIN + 1:
        return [_cut_proposal(units, best)]
    moves = sorted(_moves(units, joints), key=lambda move: (-move.gain, move.stop - move.start))
    if not moves:
        return []
    best = moves[0]
    rival = next((move for move in moves[1:] if move.swap != best.swap), None)
    if rival is not None and best.gain - rival.gain < _LEAD and not _same_pair(best, rival):
        return []
    return [_proposal(units, best, joints)]


def _same_pair(a: Move, b: Move) -> bool:
    """Tell whether two moves are about the same place, so that either may be the better one."""
    return a.swap[0] < b.swap[1] and b.swap[0] < a.swap[1]


def joints_of(sheet: Sheet) -> Joints:
    """Return what judges the lines of a page: the dictionary only where it knows most of the page's words."""
    found = [word for _, line in sheet.content.lines() for word in _WORD.findall(line.text)]
    seen = frozenset(word.casefold() for word in found)
    long = [word for word in found if len(word) > 3][:400]
    known = sum(sheet.words.knows(word) for word in long) if sheet.words.loaded else 0
    return Joints(sheet.words, seen, bool(long) and known >= _MOSTLY * len(long))


def _score(units: Sequence[Unit], joints: Joints, before: int, behind: int) -> float:
    if before < 0 or behind >= len(units):
        return 0.0
    a, b = units[before], units[behind]
    return joints.score(a.text, b.text, a.region is not b.region)


def _moves(units: Sequence[Unit], joints: Joints) -> Iterator[Move]:
    count = len(units)
    ends, starts = [end_of(unit.text) for unit in units], [start_of(unit.text) for unit in units]
    homes = [unit.region.id for unit in units]

    def joint(a: int, b: int) -> float:
        # Nothing is known of what is before the first line and behind the last.
        return joints.between(ends[a], starts[b], homes[a] != homes[b]) if a >= 0 and b < count else 0.0

    now = [joint(at - 1, at) for at in range(count + 1)]
    broken = {at for at in range(count + 1) if now[at] <= _HALF_BROKEN}
    for start in range(count):
        for stop in range(start + 1, min(start + _BLOCK, count) + 1):
            places = range(count + 1) if start in broken or stop in broken else broken
            for to in places:
                if to < start or to > stop:
                    new = joint(start - 1, stop), joint(to - 1, start), joint(stop - 1, to)
                    old = now[start], now[stop], now[to]
                    if _is_clear(new, old):
                        yield Move(sum(new) - sum(old), start, stop, to)


def _is_clear(new: Sequence[float], old: Sequence[float]) -> bool:
    """Tell whether all that comes together fits and something that is parted did not, or a cut word is joined."""
    if max(new) >= _HYPHEN and min(old) <= _HALF_BROKEN:
        return min(new) >= -0.3 and max(old) < _HYPHEN and sum(new) - sum(old) >= _HYPHEN_GAIN
    fits = min(new) >= _LEAST and max(new) >= _STRONG
    return fits and min(old) <= _BROKEN and max(old) <= _TORN and sum(new) - sum(old) >= _GAIN


def _proposal(units: Sequence[Unit], move: Move, joints: Joints) -> Proposal:
    block = units[move.start : move.stop]
    left = _score(units, joints, move.to - 1, move.start)
    right = _score(units, joints, move.stop - 1, move.to)
    lines = tuple(unit.line.id for unit in block)
    at_end = move.to == len(units) or (move.to > 0 and left >= right)
    home = units[move.to - 1 if at_end else move.to]
    before = units[move.to - 1] if move.to else None
    behind = units[move.to] if move.to < len(units) else None
    whole = _whole_regions(units, move)
    if whole and (before is None or behind is None or before.region is not behind.region):
        edits: tuple[Edit, ...] = _region_edits(whole, before)
    else:
        after = before.line.id if before is not None and before.region is home.region else None
        edits = line_moves(lines, home.region.id, after)
    near = before if left >= right else behind
    where = "behind" if near is before else "before"
    assert near is not None
    parts = (near.text, block[0].text) if near is before else (block[-1].text, near.text)
    sentence = (
        f"{said(block[0].text)} breaks a sentence where it stands. It fits {where} {said(near.text)}: {_why(*parts)}."
    )
    confidence = max(0.5, min(0.5 + (move.gain - _GAIN) / 10, 0.8))
    return Proposal("sentence", "Move lines", sentence, edits, confidence, lines)


def _whole_regions(units: Sequence[Unit], move: Move) -> list[Region]:
    block = units[move.start : move.stop]
    regions = list({unit.region.id: unit.region for unit in block}.values())
    return regions if sum(len(region.lines) for region in regions) == len(block) else []


def _region_edits(regions: Sequence[Region], before: Unit | None) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    after = before.region.id if before is not None else None
    for region in regions:
        edits.append(MoveRegion(region.id, after=after))
        after = region.id
    return tuple(edits)


def _why(before: str, behind: str) -> str:
    end, start = end_of(before), start_of(behind)
    if end.mark == "hyphen":
        return f"“{end.word}-” goes on as “{start.word}”"
    if start.case == "small":
        return f"“… {end.word} {start.word} …” goes on in small letters" if end.word else "it goes on in small letters"
    return "there a sentence ends and this one begins" if end.mark == "stop" else "there the words go on"


# Inside a line


def _cuts(units: Sequence[Unit], joints: Joints) -> Iterator[Move]:
    """Yield the moves of a line near by into another that was run together out of two pieces."""
    for to, unit in enumerate(units):
        for seam in _SEAM.finditer(unit.text):
            left, right = unit.text[: seam.start()], unit.text[seam.end() :]
            if len(left) < 8 or len(right) < 8:
                continue
            torn = joints.score(left, right) - (2.0 if "//" in seam.group() else 0.0)
            for start in range(max(to - _NEAR, 0), min(to + _NEAR + 1, len(units))):
                if start != to:
                    yield Move(_cut_gain(units, joints, (start, to), (left, right)) - torn, start, start + 1, to,
                               seam.span())  # fmt: skip


def _cut_gain(units: Sequence[Unit], joints: Joints, at: tuple[int, int], halves: tuple[str, str]) -> float:
    """Return what is mended by putting a unit between the halves of another, 0 where a quotation is not put right.

    The seam between the halves is counted by the caller.
    """
    start, to = at
    text = units[start].text
    low, high = max(min(start, to) - 1, 0), min(max(start, to) + 2, len(units))
    now = [unit.text for unit in units[low:high]]
    then = [part for place in range(low, high) if place != start
            for part in ((halves[0], text, halves[1]) if place == to else (units[place].text,))]  # fmt: skip
    new = [joints.score(a, b) for a, b in pairwise(then)]
    quotes = unmatched(now) - unmatched(then)
    if quotes < 1 or min(joints.score(halves[0], text), joints.score(text, halves[1])) < _INSIDE:
        return 0.0
    return sum(new) - sum(joints.score(a, b) for a, b in pairwise(now)) + 1.2 * quotes


def _cut_proposal(units: Sequence[Unit], move: Move) -> Proposal:
    moved, into = units[move.start], units[move.to]
    assert move.cut is not None
    left, right = into.text[: move.cut[0]], into.text[move.cut[1] :]
    seam = into.text[move.cut[0] : move.cut[1]]
    text = moved.text
    edits: list[Edit] = [SplitLine(into.line.id, move.cut[1])]
    reasons = [f"“… {end_of(left).word} {start_of(text).word} …” goes on there"]
    closes = left.rstrip().endswith(",") and unmatched([left, text]) == 0 and text.rstrip()[-1:] in '"”'
    if closes and left.count('"') % 2 == 1:
        left, text = left.rstrip() + text.rstrip()[-1], text.rstrip()[:-1].rstrip()
        reasons.append("the quotation opened there ends behind its comma, not here")
    if "//" in seam or left != into.text[: move.cut[0]]:
        edits.append(SetLineText(into.line.id, left))
    if text != moved.text:
        edits.append(SetLineText(moved.line.id, text))
    if "//" in seam:
        reasons.append("“//” marks the place and goes")
    edits += line_moves((moved.line.id,), into.region.id, into.line.id)
    sentence = (
        f"{said(moved.text)} belongs inside the line {said(into.text)}, before {said(right)}: {'; '.join(reasons)}."
    )
    confidence = min(0.6 + (move.gain - _GAIN) / 10, 0.9)
    return Proposal("pieces", "Put pieces of a line in order", sentence, tuple(edits), confidence,
                    (into.line.id, moved.line.id))  # fmt: skip
