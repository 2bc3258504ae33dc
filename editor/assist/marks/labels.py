"""Lines that begin with a label of a memorandum: TO, FROM, SUBJECT, MEMORANDUM FOR."""

from __future__ import annotations

import functools
import re

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.squeeze import capitals, squeeze

_LONGEST_FIELD = 50
_LEAST_PART = 12
"""A part with fewer letters may be of anything."""
_LIKE = 82
"""As like as so much of a hundred, by trial on records labelled for this."""
_LABEL = re.compile(r"^\W{0,2}([A-Za-z' ]{2,26}?)\s*[:;](.*)$")
_SUBJECT_ERRORS = 3
_TWINS = frozenset({"\u0442\u043e", "\u0422\u041e"})
"""TO, read in Cyrillic letters."""


def label_of(piece: Piece) -> str:
    """Return the label a line begins with, "" where it has none."""
    labels, match = phrases("heading", "labels"), _LABEL.match(piece.text)
    if match is not None:
        if _is_from(match.group(1), match.group(2)):
            return "FROM"
        if not match.group(2).strip() and squeeze(match.group(1)) == "TO":
            return "TO"
        if _is_subject(match.group(1)):
            return "SUBJECT"
        near = labels.near(squeeze(match.group(1)))
        upper = capitals(match.group(1)) > 0.5 or match.group(1).strip().lower() in (
            "subject",
            "from",
            "subj",
            "re",
            "attention",
            "attn",
            "reference",
            "through",
            "memorandum for",
        )
        return near.phrase if near is not None and upper else ""
    if piece.text.strip() in _TWINS:
        return "TO"
    near = labels.near(piece.squeezed)
    if near is not None and (capitals(piece.text) > 0.5 or piece.text.strip() == "Memorandum"):
        return near.phrase
    begun = labels.starts(piece.squeezed) if capitals(piece.text) > 0.5 else None
    return begun.phrase if begun is not None and begun.phrase.startswith("MEMORANDUM ") else ""


def _is_from(read: str, behind: str) -> bool:
    """Tell whether a word with a colon and nothing behind it is FROM but for its first or last sign."""
    squeezed = squeeze(read)
    alone = not behind.strip() and len(squeezed) in (4, 5) and read[:1].isupper()
    return alone and squeezed != "PROM" and (squeezed[1:] == "ROM" or squeezed[:3] == "FRO")


def _is_subject(read: str) -> bool:
    """Tell whether a word in capitals before a colon is SUBJECT, misread more than others may be."""
    squeezed = squeeze(read)
    if not read.isupper() or squeezed[:1] != "S" or not squeezed.endswith("T") or squeezed[:3] == "SEC":
        return False
    allowed = _SUBJECT_ERRORS if squeezed.startswith("SU") else _SUBJECT_ERRORS - 1
    return OSA.distance(squeezed, "SUBJECT", score_cutoff=allowed) <= allowed


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
