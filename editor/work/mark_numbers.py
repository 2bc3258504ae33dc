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
from editor.assist.marks.values import Range
from editor.model.edit import Batch, Edit, SetLineText
from editor.store import readers
from editor.store.project import Project
from editor.work.marks import MarkProposal

_NUMBERED = frozenset({"control", "release"})
_IN_BANNER = re.compile(r"[A-Z|l0-9!]{2,4}[-—][A-Z0-9]{3,5}[A-Za-z0-9 ]{8,24}[-—]\w{1,2}\s*$")
"""The number at the end of a release banner, however misread."""
_AGREED = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as one page has it: where it stands, and what it says there."""

    page: int
    number: int
    span: Range
    text: str


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


def number_votes(proposals: Iterable[MarkProposal]) -> list[NumberVote]:
    """Return a vote on each number that more than one page of the proposals has, the most read first."""
    groups = [group for group in _groups(list(_readings(proposals))) if len({one.page for one in group}) > 1]
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


def _readings(proposals: Iterable[MarkProposal]) -> Iterable[Reading]:
    for one in proposals:
        if one.kind not in _NUMBERED:
            continue
        for span, text in zip(one.spans, one.text.split("\n"), strict=True):
            match = _IN_BANNER.search(text) if one.kind == "release" else None
            if one.kind == "release" and match is None:
                continue
            start = match.start() if match is not None else 0
            said = text[start:].rstrip()
            yield Reading(
                one.page, one.number, Range(span.line, span.start + start, span.start + start + len(said)), said
            )


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
