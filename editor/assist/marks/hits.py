"""What a rule says of a piece of a line: a kind, how sure, and why in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from editor.assist.marks.rules import Near, kinds

_AN_ERROR = 0.05
"""What each wrong letter takes from how sure a hit is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece that is a mark of a kind; ``most`` is how sure it can be whatever its place on the scan says."""

    kind: str
    sure: float
    reason: str
    most: float = 1.0


def hit(kind: str, reason: str, less: float = 0.0) -> Hit:
    """Return a hit as sure as its kind is, or ``less``."""
    return Hit(kind, max(0.05, kinds()[kind].sure - less), reason)


def near_hit(kind: str, near: Near, less: float = 0.0) -> Hit:
    """Return the hit of a phrase that was met."""
    if near.errors == 0:
        said = f"The whole of it reads {near.phrase}."
    else:
        letters = "one letter" if near.errors == 1 else f"{near.errors} letters"
        said = f"The whole of it reads {near.phrase} but for {letters}."
    return hit(kind, said, less + near.errors * _AN_ERROR)
