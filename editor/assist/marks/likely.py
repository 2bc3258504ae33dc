"""Marks that no rule knows but that read like those of labelled records; what the rules said stays as it is.

A mark that is only likely is always an offer: whatever else speaks for it, it is never as sure as a safe one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from editor.assist.marks.figures import is_no_number
from editor.assist.marks.hits import Hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import kinds
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.traits import traits
from editor.assist.marks.weights import Weights, weights
from editor.assist.marks.why import why

BODY = "body"
NOT_MARKS = (BODY, "form", "noise")
MOST_SURE = 0.7
"""No mark that is only likely is surer, below what may be taken unasked."""
_REVIEW = "REVIEW"
BY_RULES_ONLY = frozenset({"classification"})
"""Words that look like levels are told from levels by lists, which the weights know nothing of."""
_OF_RECORDS = frozenset({"classification", "release", "declassification", "review", "handling", "control", "routing"})
"""A page without any of these is of no such record, and what is learnt from records says nothing of it."""
_LISTS = frozenset({"routing", "distribution"})
_GOES_ON = "The next line reads like it too."


def likely(sheet: Sheet, found: Mapping[int, Hit]) -> Iterator[tuple[int, Hit]]:
    """Yield the pieces of a page that are likely marks, where no rule has found any."""
    known = {**_settled(sheet), **{at: one.kind for at, one in found.items()}}
    if not _OF_RECORDS.intersection(known.values()):
        return
    learnt = weights()
    above: Hit | None = None
    for at, own in enumerate(traits(sheet, known)):
        piece = sheet.pieces[at]
        taken = at in found or piece.torn or sheet.page.lines[piece.line].furniture
        one = None if taken or is_field(piece) or is_no_number(piece.text) else _likely(learnt, piece, own)
        if one is not None:
            goes_on = above is not None and above.kind == one.kind in _LISTS and piece.whole
            yield at, replace(one, reason=_GOES_ON) if goes_on else one
        above = one


def _settled(sheet: Sheet) -> dict[int, str]:
    """Return the kinds of the marks that were taken before: what a region of their kind says."""
    lines = sheet.page.lines
    return {
        at: _by_region().get(lines[piece.line].kind, "")
        for at, piece in enumerate(sheet.pieces) if lines[piece.line].furniture
    }  # fmt: skip


@functools.cache
def _by_region() -> dict[str, str]:
    return {one.region: name for name, one in reversed(list(kinds().items())) if one.region == one.above}


def _likely(learnt: Weights, piece: Piece, own: list[str]) -> Hit | None:
    """Return the hit of the likeliest kind where that is likely enough."""
    shares = learnt.likelihoods(own)
    share, kind = max((share, at) for at, share in enumerate(shares) if learnt.kinds[at] not in NOT_MARKS)
    name = learnt.kinds[kind]
    if share < learnt.least or name in BY_RULES_ONLY:
        return None
    said = why(learnt, name, piece, own)
    if name == "declassification" and _REVIEW in piece.squeezed:
        name = "review"
    return Hit(name, min(share, kinds()[name].sure, MOST_SURE), said, MOST_SURE)
