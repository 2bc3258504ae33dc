"""Text with a blank line between every two lines, as some programs leave it: which lines are one paragraph.

The lines stay as they are; only where a region ends is proposed, from the length of lines and how they begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeVar

T = TypeVar("T")

_FEWEST: Final = 12
"""Fewer blocks are no evidence that a text is spaced throughout."""
_SINGLE: Final = 0.9
_LONG: Final = 120
"""Longer lines are paragraphs themselves, which blank lines rightly divide."""
_NARROW: Final = 40
_FULL: Final = 0.7

_BEGINS = re.compile(r"[#>|]|[-*\u2022\u00b7] |\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)] |-{3,}|={3,}")
"""How a heading, a quotation, a table, an item or a rule begins."""
_ENDS = re.compile(r"""[.!?:]["'\u201d\u2019)\]]*""")
_CUT_WORD = re.compile(r".*[^\W\d_][-\u00ac\u00ad\u2010\u2e17]")


def is_spaced(blocks: Sequence[Sequence[str]]) -> bool:
    """Tell whether nearly all blocks between blank lines are single lines of the page, not paragraphs."""
    if len(blocks) < _FEWEST or sum(len(block) == 1 for block in blocks) < _SINGLE * len(blocks):
        return False
    lengths = sorted(len(line) for block in blocks for line in block)
    return lengths[len(lengths) // 2] < 90 and sum(n > _LONG for n in lengths) <= 0.05 * len(lengths)


def paragraphs(
    blocks: Sequence[T], line_of: Callable[[T], str], stands_alone: Callable[[str], bool]
) -> Iterator[list[T]]:
    """Yield the blocks of one line that belong together.

    Args:
        blocks: Blocks of one page, in order.
        line_of: Gives the line of a block, "" for a block of several lines, which is never joined to another.
        stands_alone: Tells of a line whether it is known for something else, a stamp or a page number.
    """
    lines = [line_of(block).strip() for block in blocks]
    width = _width(lines)
    held: list[T] = list(blocks[:1])
    for block, (line, following) in zip(blocks[1:], pairwise(lines), strict=True):
        if _goes_on(line, following, width) and not stands_alone(line) and not stands_alone(following):
            held.append(block)
        else:
            yield held
            held = [block]
    if held:
        yield held


def _width(lines: Sequence[str]) -> float:
    """Return how long a full line is: nine in ten are no longer."""
    lengths = sorted(len(line) for line in lines if len(line) > _NARROW / 2)
    return lengths[(len(lengths) * 9) // 10] if lengths else 0


def _goes_on(line: str, following: str, width: float) -> bool:
    if (
        not any(map(str.isalpha, line))
        or not following
        or width < _NARROW
        or len(line) > _LONG
        or len(following) > _LONG
    ):
        return False
    if _BEGINS.match(following) or (_BEGINS.match(line) and len(line) < _FULL * width):
        return False
    if _CUT_WORD.fullmatch(line):
        return True
    ended = re.search(_ENDS.pattern + r"\Z", line) is not None
    if following[0].islower():
        return not ended or len(line) >= _FULL * width
    return len(line) >= _FULL * width and not (ended and len(following) < _FULL * width)
