"""An old and a new text told in one: what both say once, what differs as it was and behind it as it is."""

from __future__ import annotations

from dataclasses import dataclass

from editor.work.compare import differences
from editor.work.history import Alteration

SAME, OLD, NEW = "same", "old", "new"
_ROOM = 24
"""So many letters of what is the same stand before and behind what differs."""
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words and what it is: SAME, OLD or NEW."""

    kind: str
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """Return the words of two texts in one row, with no more of what is the same than is needed to find the place."""
    if not old or not new:
        return [Piece(NEW if new else OLD, _cut(new or old))] if old or new else []
    found: list[Piece] = []
    at = 0
    changes = differences(old, new)
    for number, one in enumerate(changes):
        found.append(Piece(SAME, _middle(old[at : one.left[0]], first=number == 0)))
        found.append(Piece(OLD, _cut(old[slice(*one.left)])))
        found.append(Piece(NEW, _cut(new[slice(*one.right)])))
        at = one.left[1]
    found.append(Piece(SAME, _end(old[at:])))
    return [piece for piece in found if piece.text]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _middle(text: str, *, first: bool) -> str:
    if first:
        return text if len(text) <= _ROOM else _tail(text)
    return text if len(text) <= 2 * _ROOM else f"{_head(text)} {_tail(text)}"


def _end(text: str) -> str:
    return text if len(text) <= _ROOM else _head(text)


def _head(text: str) -> str:
    """Return the beginning of a text up to a blank near the room there is."""
    at = text.rfind(" ", _ROOM // 2, _ROOM)
    return (text[:at] if at > 0 else text[:_ROOM]) + "…"


def _tail(text: str) -> str:
    at = text.find(" ", len(text) - _ROOM, len(text) - _ROOM // 2)
    return "…" + (text[at + 1 :] if at > 0 else text[-_ROOM:])


def words_of(change: Alteration) -> list[Piece]:
    """Return a change as it is drawn: of a text the words that differ, of anything else what it was and what it is."""
    if not change.what:
        return pieces(change.old, change.new)
    whole = (Piece(SAME, change.what + ": "), Piece(OLD, _cut(change.old)), Piece(NEW, _cut(change.new)))
    return [piece for piece in whole if piece.text]


def said(change: Alteration) -> str:
    """Return a change as it is read out, with arrows between what was and what is."""
    if not change.what:
        return _said(change.old, change.new)
    return f"{change.what}: " + (
        f"{change.old} → {change.new}" if change.old and change.new else _said(change.old, change.new)
    )


def _said(old: str, new: str) -> str:
    if not old or not new:
        return f"+ {new}" if new else f"− {old}" if old else ""
    changes = differences(old, new)
    pairs = [(old[slice(*one.left)].strip(), new[slice(*one.right)].strip()) for one in changes]
    return "; ".join(f"{a or '∅'} → {b or '∅'}" for a, b in pairs)
