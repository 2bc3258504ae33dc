"""Lines that begin with a label of a memorandum: TO, FROM, SUBJECT, MEMORANDUM FOR."""

from __future__ import annotations

import functools
import re

from rapidfuzz import fuzz

from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.squeeze import capitals, squeeze

_LONGEST_FIELD = 50
_LEAST_PART = 12
"""A part with fewer letters may be of anything."""
_LIKE = 82
"""As like as so much of a hundred, by trial on records labelled for this."""
_LABEL = re.compile(r"^\W{0,2}([A-Za-z ]{2,26}?)\s*[:;](.*)$")


def label_of(piece: Piece) -> str:
    """Return the label a line begins with, "" where it has none."""
    labels, match = phrases("heading", "labels"), _LABEL.match(piece.text)
    if match is not None:
        near = labels.near(squeeze(match.group(1)))
        upper = capitals(match.group(1)) > 0.5 or match.group(1).strip().lower() in (
            "subject",
            "from",
            "subj",
            "re",
            "memorandum for",
        )
        return near.phrase if near is not None and upper else ""
    near = labels.near(piece.squeezed)
    if near is not None and (capitals(piece.text) > 0.5 or piece.text.strip() == "Memorandum"):
        return near.phrase
    begun = labels.starts(piece.squeezed) if capitals(piece.text) > 0.5 else None
    return begun.phrase if begun is not None and begun.phrase.startswith("MEMORANDUM ") else ""


def is_field(piece: Piece, errors: int = 99) -> bool:
    """Tell whether a piece is the name of a field printed on a form, in no more than ``errors``."""
    if len(piece.text) > _LONGEST_FIELD:
        return False
    near = phrases("form").near(piece.squeezed)
    return near is not None and near.errors <= errors


def is_printed(piece: Piece) -> bool:
    """Tell whether a piece is a part of a long text that is printed on forms."""
    if len(piece.squeezed) < _LEAST_PART:
        return False
    return any(
        len(piece.squeezed) <= len(text) + 2 and fuzz.partial_ratio(piece.squeezed, text, score_cutoff=_LIKE) > 0
        for text in _printed()
    )


@functools.cache
def _printed() -> tuple[str, ...]:
    return tuple(squeeze(text) for text in table()["form"]["texts"])
