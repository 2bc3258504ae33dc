"""How a figure is taken: two things in one run, in turns, on processor time, and the median of what was counted.

A ratio of medians says whether we are slow; a time alone says only how busy the machine was.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Case = Callable[[], float | None]
"""Does its work once; returns what it measured itself, or None to be measured from outside."""


class NotHere(Exception):
    """Something this bench needs is not on this machine, or not built yet: the row is left out, never made up."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ``value`` against a ``yardstick`` and the ``target`` of their ratio.

    Without a yardstick the target is a limit of the value itself, in the same unit. ``n`` counts the rounds.
    """

    bench: str
    value: float
    yardstick: float | None
    target: float
    n: int
    unit: str = "ms cpu"

    def record(self) -> dict[str, Any]:
        """Return the row as plain data."""
        ratio = self.value / self.yardstick if self.yardstick else None
        return {
            "bench": self.bench,
            "value": _short(self.value),
            "yardstick": _short(self.yardstick),
            "ratio": _short(ratio),
            "target": self.target,
            "met": (self.value if ratio is None else ratio) <= self.target,
            "n": self.n,
            "unit": self.unit,
        }


def _short(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return float(f"{value:.4g}")


def in_turns(
    cases: Mapping[str, Case], rounds: int, *, warm: int = 1, clock: Callable[[], float] = time.process_time
) -> dict[str, list[float]]:
    """Run the cases one after the other, round after round, and return their seconds; the first rounds only warm up."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(rounds + warm):
        for name, case in cases.items():
            began = clock()
            own = case()
            seconds = clock() - began if own is None else own
            if number >= warm:
                taken[name].append(seconds)
    return taken


def against(bench: str, target: float, taken: Mapping[str, Sequence[float]], unit: str = "ms cpu") -> Row:
    """Return the row of two cases, ``value`` and ``yardstick``, in milliseconds."""
    value, yardstick = taken["value"], taken["yardstick"]
    return Row(bench, median_ms(value), median_ms(yardstick), target, len(value), unit)


def median_ms(seconds: Iterable[float]) -> float:
    """Return the median of seconds, in milliseconds."""
    return statistics.median(seconds) * 1000


def percentile_ms(seconds: Sequence[float], share: float) -> float:
    """Return what ``share`` of the seconds do not exceed, in milliseconds."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] * 1000
