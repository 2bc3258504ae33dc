"""A line's share of its reading, cut and joined as the line is; pure arithmetic on code points."""

from __future__ import annotations

import json
from typing import Any

from editor.model.codec import canonical
from editor.model.page import Piece, Share, Word
from editor.model.text import cut, glue


def share_text(share: Share | None) -> str | None:
    """Return a share as the JSON text a line keeps, None for none."""
    if share is None:
        return None
    pieces = [(p.line, p.start, p.end) for p in share.pieces]
    return canonical([share.reading, pieces, [(w.start, w.end, w.confidence) for w in share.words]])


def share_from(text: str | None) -> Share | None:
    """Return the share that a line keeps as JSON text."""
    return None if text is None else share_of(json.loads(text))


def share_of(data: Any) -> Share | None:  # noqa: ANN401 - JSON has no narrower type
    """Return the share that the JSON data of one describe, None for none."""
    if data is None:
        return None
    reading, pieces, words = data
    return Share(reading, tuple(Piece(*piece) for piece in pieces), tuple(Word(*word) for word in words))


Shared = tuple[str | None, Share | None]
"""The OCR text of a line and where it came from."""


def cut_share(ocr: str | None, share: Share | None, at: int) -> tuple[Shared, Shared]:
    """Return the shares of the two lines a line becomes when its OCR text is cut at ``at``."""
    if ocr is None:
        return (None, None), (None, None)
    left, right, left_end, right_start = cut(ocr, at)
    if share is None:
        return (left, None), (right, None)
    return (left, _part(share, 0, left_end)), (right, _part(share, right_start, len(ocr)))


def _part(share: Share, start: int, end: int) -> Share:
    pieces = []
    offset = 0
    for piece in share.pieces:
        length = piece.end - piece.start
        low, high = max(start, offset), min(end, offset + length)
        if low < high:
            pieces.append(Piece(piece.line, piece.start + low - offset, piece.start + high - offset))
        offset += length + 1
    words = tuple(
        Word(max(w.start, start) - start, min(w.end, end) - start, w.confidence)
        for w in share.words
        if w.start < end and w.end > start
    )
    return Share(share.reading, tuple(pieces), words)


def unbroken(first: Share | None, second: Share | None) -> bool:
    """Tell whether one share goes on where the other ends, as the halves of a word do that was cut in two."""
    if first is None or second is None or not (first.pieces and second.pieces) or first.reading != second.reading:
        return False
    end, start = first.pieces[-1], second.pieces[0]
    return (end.line, end.end) == (start.line, start.start)


def join_share(first: Shared, second: Shared) -> Shared:
    """Return the share of two lines made one; a line that no reading knows adds nothing.

    Where the two come from different readings the text of both is kept and the place of the first.
    """
    (ocr1, share1), (ocr2, share2) = first, second
    if ocr1 is None or ocr2 is None:
        return second if ocr1 is None else first
    whole = unbroken(share1, share2)
    ocr = ocr1 + ("" if whole else glue(ocr1, ocr2)) + ocr2
    if share1 is None or share2 is None or share1.reading != share2.reading:
        return ocr, share1 or share2
    shift = len(ocr) - len(ocr2)
    words = share1.words + tuple(Word(w.start + shift, w.end + shift, w.confidence) for w in share2.words)
    pieces = share1.pieces + share2.pieces
    if whole:
        end, start = share1.pieces[-1], share2.pieces[0]
        pieces = (*share1.pieces[:-1], Piece(end.line, end.start, start.end), *share2.pieces[1:])
    return ocr, Share(share1.reading, pieces, _one_again(words))


def _one_again(words: tuple[Word, ...]) -> tuple[Word, ...]:
    out: list[Word] = []
    for word in words:
        if out and out[-1].end == word.start and out[-1].confidence == word.confidence:
            out[-1] = Word(out[-1].start, word.end, word.confidence)
        else:
            out.append(word)
    return tuple(out)


def confidence_of(share: Share | None, otherwise: float | None) -> float | None:
    """Return the mean confidence of a share's words, weighted by length, or ``otherwise`` where none is known."""
    known = [(w.end - w.start, w.confidence) for w in share.words if w.confidence is not None] if share else []
    total = sum(length for length, _ in known)
    return round(sum(n * c for n, c in known) / total, 4) if total else otherwise
