"""Control numbers that stand on many pages of a record: one vote on each, shown with its support, put right when asked.

Numbers that differ are never put right where two groups of readings each agree: two records may be bound together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Levenshtein

from editor.assist.marks.consensus import FARTHEST, Vote, consensus
from editor.assist.marks.rules import kinds
from editor.assist.marks.values import MarkPage, Range
from editor.model.edit import Batch, Edit, SetLineText
from editor.model.geometry import Box
from editor.store import readers
from editor.store.project import Project
from editor.work.marks import MarkProposal

_NUMBERED = frozenset({"control", "release"})
_IN_BANNER = re.compile(r"[A-Z|l0-9!]{2,4}[-—][A-Z0-9]{3,5}[A-Za-z0-9 ]{8,24}[-—]\w{1,2}\s*$")
"""The number at the end of a release banner, however misread."""
_AGREED = 2
_LINE, _AIR = 5.0, 0.06
"""So many times as wide as it is high is a box of one line; so much of it is shown before what is looked at."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as one page has it: where it stands in the text and on the scan, and what it says there."""

    page: int
    number: int
    span: Range
    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class NumberVote:
    """A number of a record, voted on by its readings; see ``consensus`` for what a vote tells."""

    vote: Vote
    readings: tuple[Reading, ...]

    def record(self) -> dict[str, Any]:
        """Return it as plain data, as ``muniment marks --json`` prints it."""
        return {
            "number": self.vote.value,
            "support": self.vote.support,
            "trusted": self.vote.trusted,
            "doubtful": list(self.vote.doubtful),
            "readings": [{"page": one.number, "line": one.span.line, "text": one.text} for one in self.readings],
        }

    def sentence(self) -> str:
        """Return it as a line for people, the doubtful signs in brackets."""
        signs = (f"[{sign}]" if at in self.vote.doubtful else sign for at, sign in enumerate(self.vote.value))
        differing = sum(one.text != self.vote.value for one in self.readings)
        trusted = "" if self.vote.trusted else " Hold it against the scan."
        return (
            f"Number {''.join(signs)}: {len(self.readings)} readings, {differing} differ, "
            f"support {self.vote.support:.0%}.{trusted}"
        )


def number_votes(proposals: Iterable[MarkProposal], settled: Iterable[Reading] = ()) -> list[NumberVote]:
    """Return a vote on each number that more than one page has, the most read first.

    ``settled`` are readings in regions that are numbers and banners already.
    """
    found = sorted([*_readings(proposals), *settled], key=lambda one: (one.number, one.span.line))
    groups = [group for group in _groups(found) if len({one.page for one in group}) > 1]
    groups.sort(key=lambda group: (-len(group), group[0].number))
    return [NumberVote(consensus([one.text for one in group]), tuple(group)) for group in groups]


def corrected_numbers(project: Project, votes: Sequence[NumberVote]) -> Edit | None:
    """Return the edit that gives every page the number that was voted for, one step to undo; None where all have it.

    Readings whose line has changed since are left alone.
    """
    edits: list[Edit] = []
    for each in votes:
        for one in each.readings:
            line = readers.line(project, one.span.line)
            here = line.text[one.span.start : one.span.end]
            if here == one.text and here != each.vote.value:
                text = line.text[: one.span.start] + each.vote.value + line.text[one.span.end :]
                edits.append(SetLineText(line.id, text))
    return Batch(tuple(edits), "Put control numbers right") if edits else None


def settled_readings(page: MarkPage, number: int) -> list[Reading]:
    """Return the numbers of a page that stand in regions of their kind; ``number`` is the page's place."""
    of_region = {kinds()[name].region: name for name in _NUMBERED}
    lines = ((of_region[line.kind], line) for line in page.lines if line.kind in of_region and line.text.strip())
    found = (_reading(kind, page.id, number, Range(line.id, 0, 0), line.text, line.box) for kind, line in lines)
    return [one for one in found if one is not None]


def _readings(proposals: Iterable[MarkProposal]) -> Iterable[Reading]:
    for one in proposals:
        if one.kind in _NUMBERED:
            for span, text in zip(one.spans, one.text.split("\n"), strict=True):
                found = _reading(one.kind, one.page, one.number, span, text, one.box)
                if found is not None:
                    yield found


def _reading(kind: str, page: int, number: int, span: Range, text: str, box: Box | None) -> Reading | None:
    """Return the number in a text that begins where ``span`` does; None for a banner without any."""
    match = _IN_BANNER.search(text) if kind == "release" else None
    if kind == "release" and match is None:
        return None
    start = match.start() if match is not None else len(text) - len(text.lstrip())
    said = text[start:].rstrip()
    place = _part_of(box, start / len(text)) if box is not None else None
    return Reading(page, number, Range(span.line, span.start + start, span.start + start + len(said)), said, place)


def _part_of(box: Box, share: float) -> Box:
    """Return about the place of the end of a line, from a share of its letters on; all of it where it is no line."""
    left, top, right, bottom = box
    if right - left < _LINE * (bottom - top):
        return box
    return left + max(share - _AIR, 0.0) * (right - left), top, right, bottom


def _groups(found: Sequence[Reading]) -> list[list[Reading]]:
    """Return readings of one number together: around each that is read alike twice, else around the first of them."""
    counts = Counter(one.text for one in found)
    centres = [text for text, count in counts.most_common() if count >= _AGREED]
    groups: dict[str, list[Reading]] = {text: [] for text in centres}
    for one in found:
        near = min(groups, key=lambda text: Levenshtein.distance(one.text, text), default=None)
        if near is None or Levenshtein.distance(one.text, near) > FARTHEST * len(near):
            near = one.text
        groups.setdefault(near, []).append(one)
    return list(groups.values())
