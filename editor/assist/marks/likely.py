"""What was learnt from labelled records: marks that no rule knows are offered, offers that read like text are not.

A mark that is only likely is always an offer: whatever else speaks for it, it is never as sure as a safe one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import replace

from editor.assist.marks.figures import is_no_number
from editor.assist.marks.hits import Hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import kinds, months, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import squeeze
from editor.assist.marks.traits import traits
from editor.assist.marks.weights import Weights, weights
from editor.assist.marks.why import why

BODY = "body"
NOT_MARKS = (BODY, "form", "noise")
MOST_SURE = 0.7
"""No mark that is only likely is surer, below what may be taken unasked."""
MOST_BODY = 0.06
"""A line that is likelier than that to be running text is not added (by trial on labelled records, as the next)."""
LEVEL, LEVEL_MOST_BODY = 0.25, 0.2
"""How likely a single worn word in capitals must be to be a level, and what running text may be then (as above)."""
LETTERHEAD = 0.5
"""A heading that is as likely as that to be a letterhead is one (as above)."""
LEVEL_IN_LIST = 0.5
"""A word of a list that is as likely as that to be a level is one (as above)."""
LIKE_BODY, LIKE_BODY_UNSURE = 0.8, 0.5
"""What a rule offers is not offered where it is as likely as that to be running text; less is enough for the unsure."""
_REVIEW = "REVIEW"
_RUNNING = "running"
_LEVEL = "classification"
_WORN = re.compile(r"^[^\w(]?[A-Z]{2,12}[^\w)]?$")
_SHORT = re.compile(r"^[^\w\"'“”‘’]{0,3}[A-Z0-9][^\"'“”‘’]{0,32}$")
"""A short text that does not begin like the middle of a sentence and quotes nothing."""
_NOT_ON_COVERS = frozenset({"heading", "signature", "distribution", "routing"})
"""A cover form has fields of these, and is no letter."""
_HEADING, _LETTERHEAD, _SIGNATURE = "heading", "letterhead", "signature"
_WITHOUT_SMALL = re.compile(r"^[^a-z\"]{2,24}$")
_OF_RECORDS = frozenset({"classification", "release", "declassification", "review", "handling", "control", "routing"})
"""A page without any of these is of no such record, and what is learnt from records says nothing of it."""
_LISTS = frozenset({"routing", "distribution"})
_GOES_ON = "The next line reads like it too."


def weighed(sheet: Sheet, found: Mapping[int, Hit]) -> dict[int, Hit]:
    """Return what the rules found on a page without the offers that read like text, with what is likely besides."""
    known = {**_settled(sheet), **{at: one.kind for at, one in found.items()}}
    if not _OF_RECORDS.intersection(known.values()):
        return dict(found)
    learnt = weights()
    out: dict[int, Hit] = {}
    above: Hit | None = None
    for at, own in enumerate(traits(sheet, known)):
        ruled = found.get(at)
        one = _unknown(learnt, sheet, at, own) if ruled is None else _judged(ruled, learnt, sheet, at, own)
        if one is not None:
            goes_on = ruled is None and above is not None and above.kind == one.kind in _LISTS
            out[at] = replace(one, reason=_GOES_ON) if goes_on and sheet.pieces[at].whole else one
        above = one if ruled is None else None
    return out


def _judged(one: Hit, learnt: Weights, sheet: Sheet, at: int, own: list[str]) -> Hit | None:
    """Return what a rule found, or the letterhead or level it is, or None for an offer that reads like running text.

    What stands apart from the text on the scan is no less for how it reads, nor what stands so on several pages.
    """
    shares = learnt.likelihoods(own)
    by_place = sheet.in_strip(at) or sheet.slanted(at) or sheet.large(at) or one.kind == _RUNNING
    if not by_place and is_text(one.kind, one.sure, shares[learnt.kinds.index(BODY)]):
        return None
    kind = better(one.kind, sheet.pieces[at].text, dict(zip(learnt.kinds, shares, strict=True)))
    return one if kind == one.kind else Hit(kind, MOST_SURE, why(learnt, kind, sheet.pieces[at], own), MOST_SURE)


def better(kind: str, text: str, shares: Mapping[str, float]) -> str:
    """Return the kind of what a rule says is of one, by how likely others are: a letterhead, a level, or the same."""
    if kind == _HEADING and shares[_LETTERHEAD] >= LETTERHEAD:
        return _LETTERHEAD
    in_list = not kinds()[kind].safe and kind in _NOT_ON_COVERS and shares[_LEVEL] >= LEVEL_IN_LIST
    if in_list and _WITHOUT_SMALL.match(text) and squeeze(text) not in _no_levels():
        return _LEVEL
    return kind


def is_text(kind: str, sure: float, body: float) -> bool:
    """Tell whether what a rule says is of a kind is text rather, by how sure the rule is and how likely text is."""
    ruled = kinds()[kind]
    return not ruled.safe and body >= (LIKE_BODY if sure >= ruled.sure else LIKE_BODY_UNSURE)


def _unknown(learnt: Weights, sheet: Sheet, at: int, own: list[str]) -> Hit | None:
    """Return the likely mark that a piece is which no rule knows."""
    piece = sheet.pieces[at]
    settled = piece.torn or sheet.page.lines[piece.line].furniture
    one = None if settled or is_field(piece) or is_no_number(piece.text) else _likely(learnt, piece, own)
    return None if one is not None and sheet.cover and one.kind in _NOT_ON_COVERS else one


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


def is_mark(kind: str, text: str, share: float, body: float, least: float) -> bool:
    """Tell whether a text that no rule knows is a mark of a kind, by how likely that is, and how likely running text.

    Levels are the most worn of all marks and the shortest: of a single word in capitals less is asked. Words that only
    look like levels are told from them by lists, which no weights know. Who signs is not all in small letters.
    """
    if kind == _LEVEL and (squeeze(text) in _no_levels() or _is_day(text)):
        return False
    if kind == _SIGNATURE and text.islower():
        return False
    if kind == _LEVEL and _WORN.match(text):
        return share >= LEVEL and body < LEVEL_MOST_BODY
    return share >= least and body < MOST_BODY and (kind != _LEVEL or _SHORT.match(text) is not None)


def _is_day(text: str) -> bool:
    """Tell whether a text has a figure and the name of a month."""
    named = any((near := months().near(squeeze(word))) is not None and not near.errors for word in text.split())
    return named and any(map(str.isdigit, text))


@functools.cache
def _no_levels() -> frozenset[str]:
    return frozenset(squeeze(word) for word in table()["classification"]["stop"])


def _likely(learnt: Weights, piece: Piece, own: list[str]) -> Hit | None:
    """Return the hit of the likeliest kind where that is likely enough."""
    shares = learnt.likelihoods(own)
    share, kind = max((share, at) for at, share in enumerate(shares) if learnt.kinds[at] not in NOT_MARKS)
    name = learnt.kinds[kind]
    if not is_mark(name, piece.text, share, shares[learnt.kinds.index(BODY)], learnt.least):
        return None
    said = why(learnt, name, piece, own)
    if name == "declassification" and _REVIEW in piece.squeezed:
        name = "review"
    return Hit(name, min(share, kinds()[name].sure, MOST_SURE), said, MOST_SURE)
