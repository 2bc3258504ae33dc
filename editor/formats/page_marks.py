"""Lines of a plain text that tell where its pages begin or end: found only where several of a kind count up.

A mark is never taken out of the text: what looks like one may be the number that stands on the paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_OF: Final = r"(?: (?:of|/) [0-9]{1,5})?"
_STYLES: Final = (
    ("heading", re.compile(r"#{1,6} page ([0-9]{1,5})" + _OF + r"\W*", re.IGNORECASE)),
    ("comment", re.compile(r"<!-- ?page:? ?([0-9]{1,5})" + _OF + r" ?-->", re.IGNORECASE)),
    ("bracket", re.compile(r"\[(?:page|p\.|pg\.?) ?([0-9]{1,5})" + _OF + r"\]", re.IGNORECASE)),
    ("rule", re.compile(r"[-=*_]{2,} ?page ([0-9]{1,5})" + _OF + r" ?[-=*_]{2,}", re.IGNORECASE)),
    ("dashes", re.compile(r"[-\u2013\u2014=]{2,} ?([0-9]{1,5})" + _OF + r" ?[-\u2013\u2014=]{2,}")),
    ("typed", re.compile(r"[-\u2013\u2014] ?([0-9]{1,4}) ?[-\u2013\u2014]")),
)
"""The ways to mark a page, the surest first; each is a whole line."""
_BEGIN: Final = frozenset("#<[-=*_\u2013\u2014")
"""What any of these begins with: hardly a line has to be looked at."""
_IN_STEP: Final = frozenset({"dashes", "typed"})
"""Ways that are numbers on the paper as well: they count only from 1 or 2 on and without a gap."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where marks stand (places in the list of lines), their numbers, and whether they end a page or begin it."""

    places: tuple[int, ...]
    numbers: tuple[str, ...]
    at_foot: bool = False


def find(lines: Sequence[str]) -> Marks | None:
    """Return the marks in ``lines``, or None where nothing counts up.

    ``## Page 1`` alone is a mark too: the text of one page out of many.
    """
    stripped = [line.strip() for line in lines]
    short = [(i, line) for i, line in enumerate(stripped) if line and line[0] in _BEGIN and len(line) <= 40]
    for style, pattern in _STYLES:
        found = [(i, match.group(1)) for i, line in short if (match := pattern.fullmatch(line))]
        if _counts_up(style, [int(number) for _, number in found]):
            places, numbers = tuple(i for i, _ in found), tuple(number for _, number in found)
            return Marks(places, numbers, _end_pages(stripped, places))
    return None


def _counts_up(style: str, numbers: list[int]) -> bool:
    if style in _IN_STEP:
        return (
            len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (1, 2)
        )
    if len(numbers) == 1:
        return style == "heading" and numbers[0] == 1
    return len(numbers) > 1 and all(a < b for a, b in pairwise(numbers))


def _end_pages(lines: Sequence[str], places: tuple[int, ...]) -> bool:
    """Tell whether the marks stand under their pages: text before the first one and none behind the last."""
    return any(lines[: places[0]]) and not any(lines[places[-1] + 1 :])


def cut(lines: Sequence[str], marks: Marks) -> list[tuple[int, int, str]]:
    """Return each page's first line, the line behind its last, and its label.

    What stands before the mark of page 1 is of page 1; before a later one, a page of its own.
    """
    if marks.at_foot:
        ends = [place + 1 for place in marks.places]
        ends[-1] = len(lines)
        return [(start, end, label) for start, end, label in zip([0, *ends], ends, marks.numbers, strict=False)]
    starts = list(marks.places)
    before = any(line.strip() for line in lines[: starts[0]])
    found = [(0, starts[0], "")] if before and int(marks.numbers[0]) > 1 else []
    if not found:
        starts[0] = 0
    ends = [*starts[1:], len(lines)]
    return found + list(zip(starts, ends, marks.numbers, strict=True))


def is_of_a_program(line: str) -> bool:
    """Tell whether a line is a mark no typist writes, so that it is no page number of the paper."""
    return any(pattern.fullmatch(line) for style, pattern in _STYLES if style not in _IN_STEP)
