"""The rules of suspicion as they are shipped: points, confusions, word lists; knows files, and judges no word."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from editor.shipped import resource, resource_names

_FIGURES = ("word", "line", "doubt", "certain", "low", "knee", "edge", "exempt", "long")


@dataclass(frozen=True, slots=True)
class Points:
    """What each sign weighs; ``signs`` are pairs: with word confidences, and without."""

    signs: Mapping[str, tuple[float, float]]
    word: float
    line: float
    doubt: float
    certain: float
    low: float
    knee: float
    edge: float
    exempt: float
    long: float
    ranks: tuple[tuple[float, float], ...]
    absolute: tuple[str, ...]
    probable: float
    possible: float
    listed: float


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language besides its dictionaries; ``twins`` lead from a word to those it may be.

    ``short`` are the words of one and two letters that are worth proposing.
    """

    code: str
    dictionaries: tuple[str, ...] = ()
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()
    period: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    variants: tuple[tuple[str, str], ...] = ()


@functools.cache
def points() -> Points:
    """Return the weights."""
    data = _read("points")
    confidence, bands = data["confidence"], data["bands"]
    return Points(
        signs={name: (float(pair[0]), float(pair[1])) for name, pair in data["points"].items()},
        **{name: float(confidence[name]) for name in _FIGURES},
        ranks=tuple((float(share), float(gain)) for share, gain in confidence["ranks"]),
        absolute=tuple(confidence["absolute"]),
        probable=float(bands["probable"]),
        possible=float(bands["possible"]),
        listed=float(bands["listed"]),
    )


@functools.cache
def confusions() -> Mapping[str, tuple[str, ...]]:
    """Return what may stand on the page for what was read."""
    out: dict[str, tuple[str, ...]] = {}
    for group in _read("confusions").values():
        for read, truths in group.items():
            out[read] = (*out.get(read, ()), *truths)
    return out


@functools.cache
def code_of(name: str) -> str:
    """Return the code of a language as dictionaries have it: ``en`` for ``eng``, ``English`` or ``en-GB``."""
    said = name.strip()
    short = said.replace("_", "-").partition("-")[0].casefold()
    shipped = f"suspects/{short}.toml" in resource_names("suspects") and short in languages()
    return short if shipped else str(_read("languages")["codes"].get(said.casefold(), said))


def languages() -> Mapping[str, str]:
    """Return the languages that are offered, their names by code."""
    found: Mapping[str, str] = _read("languages")["names"]
    return found


@functools.cache
def language(code: str) -> Language:
    """Return the lists of a language, such as ``en`` or ``en-GB``; empty ones where none are shipped."""
    short = code.replace("_", "-").partition("-")[0].casefold()
    if f"suspects/{short}.toml" not in resource_names("suspects"):
        return Language(code, (code.replace("-", "_"),), {})
    data = _read(short)
    twins: dict[str, tuple[str, ...]] = {}
    for pair in data["twins"]:
        one, other = pair.split()
        twins[one] = tuple(dict.fromkeys((*twins.get(one, ()), other)))
        twins[other] = tuple(dict.fromkeys((*twins.get(other, ()), one)))
    return Language(
        code,
        tuple(data["dictionaries"]),
        twins,
        frozenset(data["abbreviations"]),
        frozenset(data["period"]),
        frozenset(data["short"]),
        tuple((here, there) for here, there in data["variants"]),
    )


@functools.cache
def months() -> tuple[str, ...]:
    """Return the names of the months and their short forms, in English."""
    names = _read("series")["dates"]["months"]
    return (*names, *(name[:3] for name in names if len(name) > 3), "Sept")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"suspects/{name}.toml").read_text(encoding="utf-8"))
