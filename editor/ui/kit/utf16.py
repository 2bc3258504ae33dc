"""Positions in Qt are UTF-16 units, everywhere else code points: this is the only converter."""

from __future__ import annotations


def to_units(text: str, points: int) -> int:
    """Return the UTF-16 units before code point ``points`` of ``text``."""
    head = text[:points]
    return len(head) + sum(1 for c in head if c > "\uffff")


def to_points(text: str, units: int) -> int:
    """Return the code points before UTF-16 unit ``units`` of ``text``; inside a pair it is the one before."""
    seen = 0
    for index, c in enumerate(text):
        if seen >= units:
            return index if seen == units else index - 1
        seen += 2 if c > "\uffff" else 1
    return len(text)
