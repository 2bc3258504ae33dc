"""How regions flow into running text: what their kinds are written as, which paragraphs go on, which hyphens are soft.

Shared by every format that writes text in reading order. Knows tag sets, not elements: a form is a string of the tag
set's own table, and a kind the project's set does not know is looked up in the fullest set that is shipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

from editor.model.page import Region
from editor.model.tagset import RegionKind, SpanTag, TagSet, read_tagset
from editor.shipped import resource

HYPHENS: Final = "-\u00ad\u2010\u00ac\u2e17"
"""Hyphen, soft hyphen, Unicode hyphen, not sign and oblique double hyphen: what OCR gives for the end of a cut word."""


@cache
def fullest() -> TagSet:
    """Return the shipped tag set that knows every kind and tag of ours."""
    return read_tagset(resource("tagsets/us-government-records.toml").read_text(encoding="utf-8"))


class Table:
    """The kinds and tags of one project, looked up once each, with the shipped set behind them.

    ``cut`` tells what the ends of its lines are.
    """

    def __init__(self, tagset: TagSet | None = None, cut: Cut | None = None) -> None:
        own = tagset or fullest()
        self.cut: Cut = cut or by_form
        self._kinds = {kind.name: kind for kind in (*fullest().kinds, *own.kinds)}
        self._tags = {tag.name: tag for tag in (*fullest().tags, *own.tags)}

    def kind(self, name: str) -> RegionKind:
        """Return the kind called ``name``; one that no set knows is running text."""
        return self._kinds.get(name) or RegionKind(name, name, "", "body")

    def role(self, name: str) -> str:
        """Return what the kind called ``name`` is on the page."""
        return self.kind(name).role

    def kind_form(self, name: str, format_: str) -> str:
        """Return how regions of a kind are written in ``format_``, "" where no set says it."""
        return _form(self.kind(name).formats, _of(fullest().kinds, name), format_)

    def tag(self, name: str) -> SpanTag:
        """Return the tag called ``name``."""
        return self._tags.get(name) or SpanTag(name, name, "")

    def tags(self) -> tuple[str, ...]:
        """Return the names of all tags that are known."""
        return tuple(self._tags)

    def tag_form(self, name: str, format_: str) -> str:
        """Return how words with a tag are written in ``format_``, "" where no set says it."""
        return _form(self.tag(name).formats, _of(fullest().tags, name), format_)


def _of(entries: Iterable[RegionKind | SpanTag], name: str) -> Mapping[str, str]:
    return next((entry.formats for entry in entries if entry.name == name), {})


def _form(own: Mapping[str, str], shipped: Mapping[str, str], format_: str) -> str:
    return own.get(format_) or shipped.get(format_, "")


def goes_on(text: str, following: str) -> bool:
    """Tell whether ``text`` ends in the middle of a word that the line ``following`` finishes.

    Evidence is a hyphen after a letter and a small letter after it: Kennedy- / Khrushchev is left alone.
    """
    return len(text) > 1 and text[-1] in HYPHENS and text[-2].isalpha() and following[:1].islower()


JOINED: Final = "joined"
KEPT: Final = "kept"
APART: Final = ""

Cut = Callable[[str, str], str]
"""Asked with a line and the one behind it: JOINED where a word runs over the break and loses its hyphen, KEPT where it
runs over and keeps it, APART where nothing runs over."""


def by_form(text: str, following: str) -> str:
    """Return what a line's end is by the form of the two lines alone: see ``goes_on``."""
    return JOINED if goes_on(text, following) else APART


def reflowed(region: Region) -> bool:
    """Tell whether each line of ``region`` is a whole paragraph, its physical lines being unknown."""
    return region.attributes.get("reflowed") == "true"


class Chain:
    """Which region runs on from the one before, over page ends and the furniture between.

    A region is joined to the one it continues when no other running text stands between the two, and both are written
    the same way; regions without lines have no text to join. ``way`` tells how a region is written: None for what may
    stand inside a paragraph, "" for what ends one and cannot be continued.
    """

    def __init__(self, way: Callable[[Region], str | None]) -> None:
        self._way = way
        self._open: tuple[int, str] | None = None

    def joins(self, region: Region) -> bool:
        """Take the next region in reading order, and tell whether it runs on from the open paragraph."""
        way = self._way(region) if region.lines else None
        if way is None:
            return False
        joined = bool(way) and region.continues is not None and self._open == (region.continues, way)
        self._open = (region.id, way) if way else None
        return joined
