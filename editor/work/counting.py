"""What is kept in memory of a text file while an import is planned: all but its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from editor.formats import pairing
from editor.model.source import Source, SourcePage

FAILED: Final = "pdf:failed"
"""The attribute of a page of a PDF that could not be read."""

_KEPT: Final = frozenset({FAILED, pairing.FRAME})
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Counted:
    """A text file, all but its text: ``source`` has pages without regions, ``counts`` regions and lines of each.

    ``record`` is the place among the plan's records of what it tells of its document, -1 for nothing.
    """

    source: Source
    counts: tuple[tuple[int, int], ...]
    record: int = -1


def counted(source: Source) -> Counted:
    """Return what is kept of a text file."""
    counts = tuple((len(page.regions), sum(len(r.lines) for r in page.regions)) for page in source.pages)
    return Counted(_bare(source), counts)


def _bare(source: Source) -> Source:
    """Return a source without anything that grows with what stands on its pages."""
    pages = tuple(
        SourcePage(
            page.image,
            page.width,
            page.height,
            label=page.label,
            ident=page.ident,
            attributes={key: page.attributes[key] for key in _KEPT & page.attributes.keys()} or _NOTHING,
        )
        for page in source.pages
    )
    return Source(source.file, source.format, producer=source.producer, pages=pages)
