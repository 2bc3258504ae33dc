"""Why a line reads like a mark, in a sentence made of the traits that spoke for it most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.assist.marks.pieces import Piece
from editor.assist.marks.weights import Weights

NAMES = {
    "classification": "a classification", "release": "a release banner", "declassification": "a declassification stamp",
    "handling": "a handling caveat", "routing": "a line of a routing list", "control": "a control number",
    "page": "a page number", "date": "a date beside the text", "letterhead": "a letterhead", "dateline": "a dateline",
    "heading": "a heading", "signature": "a signature", "distribution": "a line of a distribution list",
    "running": "a running head or foot",
}  # fmt: skip
_MOST = 3
"""So many grounds are told."""
_LEAST = 0.05
"""A trait that speaks less than that is no ground."""
_PLACE = re.compile(r"(top|bottom)(\d+)")
_EDGE = 5
_EDGES = {"top": "at the head of the page", "bottom": "at the foot of the page"}
_AROUND_TEXT = {"before": "before the text begins", "after": "behind the text"}
_HOW = {
    "l": ("length", 0, 5, "short"),
    "c": ("capitals", 4, 5, "in capitals"),
    "d": ("figures", 3, 5, "mostly figures"),
}
"""Of what a class of length, capitals or figures tells, from which class to which, and in what words."""
_LEAST_WORD = 2


def why(learnt: Weights, kind: str, piece: Piece, traits: list[str]) -> str:
    """Return why a piece reads like a mark of a kind."""
    column, body = learnt.kinds.index(kind), learnt.kinds.index("body")
    strong = sorted(((learnt.speaking(one, column, body), one) for one in set(traits)), reverse=True)
    grounds: dict[str, str] = {}
    for speaks, trait in strong:
        if speaks < _LEAST or len(grounds) == _MOST:
            break
        for topic, ground in _grounds(trait, piece):
            grounds.setdefault(topic, ground)
    like = f"It reads like {NAMES.get(kind, kind)}"
    if not grounds:
        return f"{like} by its letters and where it stands."
    return f"{like}: {', '.join(grounds.values())}."


def _grounds(trait: str, piece: Piece) -> Iterator[tuple[str, str]]:
    """Yield what a trait tells an archivist, and of what: each is told once."""
    sign, rest = trait[:1], trait[1:]
    at = _PLACE.fullmatch(trait)
    if at is not None and int(at.group(2)) < _EDGE:
        yield "place", _EDGES[at.group(1)]
    elif trait in _AROUND_TEXT:
        yield "place", _AROUND_TEXT[trait]
    elif trait.startswith(("k-", "k+")):
        yield from _beside(trait)
    elif sign in _HOW and rest.isdigit():
        yield from _how(sign, int(rest))
    elif sign == "w" and len(rest) >= _LEAST_WORD and rest in piece.text.upper():
        yield "word", f"with {rest}"


def _how(sign: str, much: int) -> Iterator[tuple[str, str]]:
    """Yield what the length of a line, its capitals or its figures tell."""
    topic, low, high, said = _HOW[sign]
    if low <= much <= high:
        yield topic, said


def _beside(trait: str) -> Iterator[tuple[str, str]]:
    """Yield what marks stand above and below."""
    where, _, said = trait.partition(" ")
    kinds = said.split(" ")
    if where == "k-+" and len(kinds) == 2 and kinds[0] == kinds[1] and kinds[0] in NAMES:
        yield "beside", f"between marks of the kind {_short(kinds[0])}"
    elif where == "k-1" and said in NAMES:
        yield "beside", f"under {NAMES[said]}"
    elif where == "k+1" and said in NAMES:
        yield "beside", f"above {NAMES[said]}"


def _short(kind: str) -> str:
    return NAMES[kind].removeprefix("a ").removeprefix("line of a ")
