"""Running text that marks stand around, and what is found on a page of given lines."""

from unittest.mock import patch

from editor.assist.marks import likely
from editor.assist.marks.judge import marks_of
from editor.assist.marks.values import Mark, MarkLine, MarkPage

BODY = (
    "The committee was told in the spring that the ship had been",
    "sold to a firm of brokers, whose agent came to the office with",
    "the papers and asked that they be kept until his return, and",
    "nobody has seen him since that day in the harbour or elsewhere.",
)
UPPER = tuple(line.upper() for line in BODY)


def found(*lines: str) -> dict[str, Mark]:
    """Return the mark that each line of a page is, or is a piece of."""
    page = MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(lines, start=1)))
    return {lines[each.line - 1]: one for one in marks_of(page) for each in one.ranges}


def kinds(*lines: str) -> dict[str, str]:
    """Return the kind of the mark that each line of a page is."""
    return {text: one.kind for text, one in found(*lines).items()}


def by_rules(*lines: str) -> dict[str, str]:
    """Return the kind of the mark that each line of a page is by the rules alone, without what was learnt."""
    with patch.object(likely, "weighed", lambda sheet, found: dict(found)):
        return kinds(*lines)
