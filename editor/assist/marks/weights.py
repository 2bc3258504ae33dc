"""The weights that were learnt from labelled records, read once, and what they make of the traits of a line.

All weights of a trait are one long number, a lane of sixteen bits for each kind, so that a line is judged by one sum.
"""

from __future__ import annotations

import base64
import functools
import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from pathlib import Path

from editor.shipped import resource

FORMAT = "muniment marks 1"
_BYTE, _LANE = 8, 2
_MIDDLE = 128
"""Weights are kept as bytes with this added, so that no lane ever borrows from the next."""
_MOST = 257
"""So many bytes can be added up in a lane."""
_REMEMBERED = 1 << 16


@dataclass(slots=True)
class Weights:
    """How much every trait speaks for each of some kinds; a line is a mark where its kind is ``least`` likely."""

    kinds: Sequence[str]
    bias: Sequence[float]
    scale: float
    least: float
    table: bytes
    _met: dict[str, int] = field(default_factory=dict)

    def likelihoods(self, traits: Sequence[str]) -> list[float]:
        """Return how likely each kind is for a line with some traits."""
        sums = self._sums(traits)
        best = max(sums)
        shares = [exp(one - best) for one in sums]
        whole = sum(shares)
        return [share / whole for share in shares]

    def speaking(self, trait: str, kind: int, other: int) -> float:
        """Return how much a trait speaks for a kind rather than another."""
        start = self._row(trait)
        return (self.table[start + kind] - self.table[start + other]) * self.scale

    def _sums(self, traits: Sequence[str]) -> list[float]:
        met, traits = self._met, traits[:_MOST]
        if len(met) > _REMEMBERED:
            met.clear()
        total = 0
        for trait in traits:
            lanes = met.get(trait)
            total += self._learnt(trait) if lanes is None else lanes
        lanes_of = struct.unpack(f"<{len(self.kinds)}H", total.to_bytes(_LANE * len(self.kinds), "little"))
        less = _MIDDLE * len(traits)
        return [(lane - less) * self.scale + bias for lane, bias in zip(lanes_of, self.bias, strict=True)]

    def _learnt(self, trait: str) -> int:
        start = self._row(trait)
        spread = bytearray(_LANE * len(self.kinds))
        spread[::_LANE] = self.table[start : start + len(self.kinds)]
        lanes = self._met[trait] = int.from_bytes(spread, "little")
        return lanes

    def _row(self, trait: str) -> int:
        return row_of(trait, len(self.table) // len(self.kinds)) * len(self.kinds)


def row_of(trait: str, rows: int) -> int:
    """Return the row of a table in which the weights of a trait are; traits that share one share their weights."""
    return zlib.crc32(trait.encode()) % rows


def written(weights: Weights) -> str:
    """Return weights as the text that is shipped."""
    packed = base64.b64encode(zlib.compress(weights.table, 9)).decode()
    head = {
        "format": FORMAT, "kinds": list(weights.kinds), "bias": [round(one, 4) for one in weights.bias],
        "scale": weights.scale, "least": weights.least,
        "crc32": zlib.crc32(weights.table), "table": packed,
    }  # fmt: skip
    return json.dumps(head, indent=1) + "\n"


def read(path: Path) -> Weights:
    """Return the weights written in a file.

    Raises:
        ValueError: it is of another format, or damaged.
    """
    head: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8"))
    if head.get("format") != FORMAT:
        raise ValueError(f"{path.name} is not of the format {FORMAT!r}: reinstall the program.")
    table = zlib.decompress(base64.b64decode(str(head["table"])))
    kinds, bias = _texts(head["kinds"]), [float(one) for one in _texts(head["bias"])]
    if zlib.crc32(table) != head["crc32"] or len(kinds) != len(bias) or len(table) % len(kinds):
        raise ValueError(f"{path.name} is damaged: reinstall the program.")
    scale, least = (float(str(head[name])) for name in ("scale", "least"))
    return Weights(kinds, bias, scale, least, table)


def _texts(found: object) -> list[str]:
    return [str(one) for one in found] if isinstance(found, Iterable) else []


@functools.cache
def weights() -> Weights:
    """Return the weights that are shipped."""
    return read(resource("marks/likely.json"))
