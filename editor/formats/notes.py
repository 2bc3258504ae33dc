"""What a reader has to tell about one file: sentences, and remarks counted so that a page of faults is one sentence.

Knows no format; it is how "told, never silently" is kept by every reader alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

_MOST_NAMED: Final = 5


class Remark(NamedTuple):
    """A remark in the singular and, with ``{n}``, in the plural; places are added behind."""

    one: str
    many: str


OUTLINE: Final = Remark(
    "An outline could not be used and was left out, the text is kept",
    "{n} outlines could not be used and were left out, their text is kept",
)
NO_OUTLINE: Final = Remark("A region or line has no outline", "{n} regions or lines have no outline")
BASELINE: Final = Remark(
    "A baseline could not be used and was left out", "{n} baselines could not be used and were left out"
)
OUTSIDE: Final = Remark(
    "An outline reaches out of the page and is kept as it is",
    "{n} outlines reach out of the page and are kept as they are",
)
TWICE: Final = Remark("An id is used twice, both are kept", "{n} ids are used more than once, all are kept")
LINE_BREAK: Final = Remark("A line break inside a line became a space", "In {n} lines a line break became a space")
ILLEGAL: Final = Remark(
    "Characters no text file may have became U+FFFD in one line",
    "Characters no text file may have became U+FFFD in {n} lines",
)
BIDI: Final = Remark(
    "A line has marks for the direction of writing, they are kept and shown as marks",
    "{n} lines have marks for the direction of writing, they are kept and shown as marks",
)
WORD: Final = Remark(
    "A word does not stand in the text of its line and lost its box",
    "{n} words do not stand in their lines and lost their boxes",
)
TAG: Final = Remark(
    "A tag lies outside the text of its line and was left out",
    "{n} tags lie outside the text of their lines and were left out",
)
DANGLING: Final = Remark(
    "The reading order names a region that is not there", "The reading order names {n} regions that are not there"
)


@dataclass(slots=True)
class Notes:
    """The sentences about one file, in the order of their first occasion."""

    file: str
    _told: dict[str | Remark, list[str]] = field(default_factory=dict)
    _count: dict[Remark, int] = field(default_factory=dict)

    def tell(self, sentence: str) -> None:
        """Add a sentence, once."""
        self._told.setdefault(sentence, [])

    def count(self, remark: Remark, where: str = "") -> None:
        """Count one more case of ``remark`` at ``where`` (an id or a line number)."""
        places = self._told.setdefault(remark, [])
        self._count[remark] = self._count.get(remark, 0) + 1
        if where and len(places) < _MOST_NAMED and where not in places:
            places.append(where)

    def sentences(self) -> tuple[str, ...]:
        """Return everything told so far."""
        return tuple(self._sentence(told, places) for told, places in self._told.items())

    def _sentence(self, told: str | Remark, places: list[str]) -> str:
        if isinstance(told, str):
            return told
        n = self._count[told]
        text = told.one if n == 1 else told.many.format(n=f"{n:,}")
        if places:
            more = n - len(places)
            text += ": " + ", ".join(places) + (f" and {more:,} more" if more > 0 else "")
        return text + "."
