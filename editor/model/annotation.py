"""Tags and notes: a name, attributes, and targets that are spans of lines, regions or pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NOTE = "note"
"""The tag of a note; its text is the attribute ``text``."""


@dataclass(frozen=True, slots=True)
class SpanTarget:
    """A span of a line, ``start`` and ``end`` in code points, and the words it quotes."""

    line: int
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class RegionTarget:
    """A whole region."""

    region: int


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A whole page."""

    page: int


Target = SpanTarget | RegionTarget | PageTarget


@dataclass(frozen=True, slots=True)
class Annotation:
    """A tag on its targets; without targets it lies in the tray of orphans, with the ``quote`` it lost."""

    id: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    quote: str = ""

    @property
    def orphan(self) -> bool:
        """Tell whether nothing on any page carries this annotation any more."""
        return not self.targets

    @property
    def spans(self) -> tuple[SpanTarget, ...]:
        """Return the targets that are spans."""
        return tuple(t for t in self.targets if isinstance(t, SpanTarget))
