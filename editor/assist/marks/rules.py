"""The lists that marks are known by, read once from what the program ships."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from editor.assist.marks.squeeze import squeeze
from editor.assist.suspects.rules import months as month_names
from editor.shipped import resource

_ERRORS = ((5, 0), (8, 1), (14, 2))
"""Phrases shorter than the first may have the second in errors, by trial (tests/bench/marks.py)."""
_REMEMBERED = 4096
"""So many answers are kept: the same lines are asked about in both passes, and on each page of a record."""
_LONG_ERRORS = 3
_LONG_SHARE = 0.2
"""Of phrases of fifteen letters and more this share may be wrong: whole lines so long are never alike by chance."""


@dataclass(frozen=True, slots=True)
class Near:
    """A phrase that was met, and by how many letters it is missed."""

    phrase: str
    errors: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mark: the kind of region it becomes, at the head of a page ``above``, in its margin ``beside``."""

    name: str
    label: str
    region: str
    above: str
    beside: str
    sure: float
    safe: bool


class Phrases:
    """Phrases that are compared squeezed and whole, within few errors."""

    def __init__(self, phrases: Iterable[str], stop: Iterable[str] = ()) -> None:
        """Take phrases as they stand on paper, and near words that are none of them."""
        self._exact = {squeeze(phrase): phrase for phrase in phrases}
        self._stop = frozenset(squeeze(word) for word in stop)
        self._starts = [(one, said, len(one), errors_in(len(one))) for one, said in self._exact.items()]
        self._met: dict[tuple[str, int], Near | None] = {}
        self._by_length: dict[tuple[int, int], dict[int, list[str]]] = {}

    def near(self, squeezed: str, more: int = 0) -> Near | None:
        """Return the phrase a squeezed text is, within the errors its length allows and ``more`` of six to eight."""
        if (exact := self._exact.get(squeezed)) is not None:
            return Near(exact, 0)
        if not squeezed or squeezed in self._stop:
            return None
        key = squeezed, more
        if key not in self._met:
            if len(self._met) >= _REMEMBERED:
                self._met.clear()
            self._met[key] = self._nearest(squeezed, more)
        return self._met[key]

    def _nearest(self, squeezed: str, more: int) -> Near | None:
        found = [
            best for allowed, some in self._candidates(len(squeezed), more).items()
            if (best := process.extractOne(squeezed, some, scorer=OSA.distance, score_cutoff=allowed)) is not None
        ]  # fmt: skip
        best = min(found, key=lambda one: one[1], default=None)
        if best is None or process.extractOne(squeezed, self._stop, scorer=OSA.distance, score_cutoff=best[1] - 1):
            return None
        return Near(self._exact[best[0]], int(best[1]))

    def _candidates(self, length: int, more: int) -> dict[int, list[str]]:
        """Return the phrases that a text of a length can be, by the errors each may have."""
        key = length, more
        if key not in self._by_length:
            every = ((one, errors_in(len(one)) + (more if 6 <= len(one) <= 8 else 0)) for one in self._exact)
            found: dict[int, list[str]] = {}
            for one, allowed in every:
                if abs(len(one) - length) <= allowed:
                    found.setdefault(allowed, []).append(one)
            self._by_length[key] = found
        return self._by_length[key]

    def squeezed(self) -> Iterable[str]:
        """Return the phrases squeezed."""
        return self._exact.keys()

    def starts(self, squeezed: str) -> Near | None:
        """Return the longest phrase a squeezed text begins with."""
        best: Near | None = None
        for phrase, written, length, allowed in self._starts:
            if length < len(squeezed):
                errors = OSA.distance(squeezed[:length], phrase, score_cutoff=allowed)
                if errors <= allowed and (best is None or len(written) > len(best.phrase)):
                    best = Near(written, errors)
        return best


@functools.cache
def errors_in(length: int) -> int:
    """Return how many letters of a phrase may be wrong."""
    return next((errors for below, errors in _ERRORS if length < below), max(_LONG_ERRORS, int(length * _LONG_SHARE)))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"marks/{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds of mark by name, in the order they are listed."""
    return {
        one["name"]: Kind(
            one["name"], one["label"], one["region"], one.get("above", one["region"]), one.get("beside", one["region"]),
            one["sure"], one.get("safe", False),
        )
        for one in _read("kinds")["kind"]
    }  # fmt: skip


@functools.cache
def table() -> dict[str, Any]:
    """Return the lists of phrases as they are written."""
    return _read("phrases")


@functools.cache
def phrases(kind: str, name: str = "whole") -> Phrases:
    """Return a list of phrases of a kind."""
    part = table()[kind]
    return Phrases(part[name], part.get("stop", ()))


@functools.cache
def shapes(kind: str, name: str = "shapes") -> re.Pattern[str]:
    """Return how lines of a kind are written that are known by their shape."""
    return re.compile("|".join(f"(?:{one})" for one in table()[kind][name]))


@dataclass(frozen=True, slots=True)
class Numbers:
    """How control numbers and page numbers are written."""

    control: re.Pattern[str]
    loose: re.Pattern[str]
    labels: Phrases
    stop: frozenset[str]
    least_digits: int
    share_of_digits: float
    page_words: frozenset[str]
    page_labels: Phrases


@functools.cache
def numbers() -> Numbers:
    """Return how numbers are written."""
    found = _read("numbers")
    control, page = found["control"], found["page"]
    return Numbers(
        re.compile("|".join(f"(?:{one})" for one in control["patterns"])),
        re.compile("|".join(f"(?:{one})" for one in control["loose"])),
        Phrases(control["labels"]),
        frozenset(control["stop"]),
        control["least_digits"],
        control["share_of_digits"],
        frozenset(page["words"]),
        Phrases(page["labels"]),
    )


@functools.cache
def beside() -> re.Pattern[str]:
    """Return what tells a classification at the start or the end of a line from the rest of it."""
    words = "|".join(table()["classification"]["beside"])
    return re.compile(rf"(?P<before>.+?[^\w-]+)?(?:{words})(?(before)\W{{0,2}}$|(?P<behind>\W+.*\w.*)$)")


@functools.cache
def months() -> Phrases:
    """Return the names of the months and their short forms."""
    return Phrases(month_names())
