"""The marks of a page: two passes, since head and foot are only known when the sure marks are out of the way."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from editor.assist.marks import (
    carbons,
    copies,
    dates,
    doubt,
    figures,
    fragments,
    headings,
    letterheads,
    levels,
    likely,
    lists,
    members,
    portions,
    signed,
    slips,
    stamps,
    tables,
    teletype,
    whole,
    worn,
)
from editor.assist.marks.hits import Hit, hit, near_hit
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import Near, kinds, phrases
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import squeeze
from editor.assist.marks.values import Mark, MarkLine, MarkPage
from editor.model.geometry import union

Rule = Callable[[Piece, Sheet, int], Hit | None]
Running = Callable[[Piece, str], int]
"""On how many pages a piece stands at the same place."""

_FIRST: tuple[Rule, ...] = (
    whole.release, teletype.level, figures.control, figures.page_number, portions.portion,
    whole.classification, whole.review, whole.declassification, whole.handling,
)  # fmt: skip
_SECOND: tuple[Rule, ...] = (
    whole.classification, whole.handling, letterheads.letterhead, worn.banner, worn.worded, worn.caveat,
    worn.letterhead, letterheads.office, dates.date, figures.edge_number, figures.pointed_number, figures.loose_control,
)  # fmt: skip
_LISTS = (
    dates.broken_date, teletype.teletype, lists.dashed_names, lists.officials, lists.handled, slips.slip,
    carbons.carbons, copies.distribution, lists.drafters, lists.asked_between, signed.signatures, lists.routing,
    lists.scattered, headings.headings,
)  # fmt: skip
_COVER = frozenset({"release", "control", "page", "classification", "date"})
_STAMPED = frozenset({"declassification", "review"})
"""What is kept of a cover form: numbers and banners, and what is filled in and is a mark by itself."""
Run = tuple[str, int, Near]
"""A kind, how many short lines are a mark of it together, and of what phrase."""
_BROKEN = ("review", "declassification", "letterhead", "classification", "handling")
_RANKED = ("TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED")
_LOWEST = "UNCLASSIFIED"
_LEVELS = frozenset({"SECRET", "TOPSECRET", "CONFIDENTIAL", "UNCLASSIFIED"})
"""What of the classifications may be broken, each letter there."""
_BRACKETS = frozenset("()")
_QUOTES = frozenset("\"“”'‘’")
_TWICE = 2
"""A running mark stands no more often on one page."""
_STAMP_LINES = 4
_STAMP_WIDTH = 14
_GROUPED = frozenset({"declassification", "review", "routing", "distribution", "letterhead", "release", "handling"})
"""Lines of these that follow each other are one mark."""
_SAFE = 0.75
"""A mark of a safe kind that is less sure is not taken with all others."""


def is_safe(mark: Mark) -> bool:
    """Tell whether a mark may be taken with all others of the safe kinds."""
    return kinds()[mark.kind].safe and mark.sure >= _SAFE


def marks_of(page: MarkPage, running: Running | None = None) -> list[Mark]:
    """Return the marks of a page in reading order."""
    sheet = Sheet(page)
    found: dict[int, Hit] = {}
    _take(sheet, found, _broken(sheet))
    _take(sheet, found, fragments.fragments(sheet))
    _take(sheet, found, _by_rules(sheet, _FIRST))
    _take(sheet, found, fragments.companions(sheet, found))
    _take(sheet, found, fragments.years(sheet, found))
    _take(sheet, found, _stamp_ends(sheet, found))
    _take(sheet, found, stamps.worn_lines(sheet))
    for _ in range(_STAMP_LINES):
        _take(sheet, found, stamps.beside(sheet, found))
    sheet.settle()
    _take(sheet, found, members.members(sheet))
    _take(sheet, found, letterheads.blocks(sheet))
    _take(sheet, found, _by_rules(sheet, _SECOND))
    _take(sheet, found, levels.until(sheet))
    _take(sheet, found, levels.levels(sheet, found, running))
    _take(sheet, found, worn.under_level(sheet, found))
    sheet.settle()
    for rule in _LISTS:
        _take(sheet, found, rule(sheet))
    if running is not None:
        _take(sheet, found, _repeated(sheet, running))
        found = {at: _with_repetition(one, running(sheet.pieces[at], sheet.zone(at))) for at, one in found.items()}
    found.update(doubt.doubted(sheet, found))
    for at in doubt.listed(found):
        del found[at]
    if sheet.cover:
        found = {at: one for at, one in found.items() if _on_cover(sheet.pieces[at], one)}
    found = likely.weighed(sheet, found)
    for at in tables.entries(sheet, found):
        del found[at]
    _tell_struck(sheet, found)
    return list(_as_marks(sheet, {at: found[at] for at in sorted(found)}))


@functools.lru_cache(maxsize=4096)
def says_mark(text: str) -> bool:
    """Tell whether a line is surely a mark by what it says alone, wherever it stands."""
    sheet = Sheet(MarkPage(0, (MarkLine(0, text),)))
    return len(sheet.pieces) == 1 and any(_by_rules(sheet, (*_FIRST, dates.date)))


def _take(sheet: Sheet, found: dict[int, Hit], more: Iterable[tuple[int, Hit]]) -> None:
    for at, one in list(more):
        if at not in found:
            found[at] = one
            sheet.taken.add(at)


def _by_rules(sheet: Sheet, rules: tuple[Rule, ...]) -> Iterator[tuple[int, Hit]]:
    for at, piece in enumerate(sheet.pieces):
        if at in sheet.taken:
            continue
        one = next((found for rule in rules if (found := rule(piece, sheet, at)) is not None), None)
        if one is not None:
            yield at, one


def _broken(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines of stamps and letterheads that are broken into two to four short lines."""
    at = 0
    while at < len(sheet.pieces):
        best = min((run for kind in _BROKEN for run in _runs(sheet, at, kind)), key=_fewest_errors, default=None)
        if best is None:
            at += 1
            continue
        kind, many, near = best
        yield from ((each, near_hit(kind, near)) for each in range(at, at + many))
        at += many


def _fewest_errors(run: Run) -> tuple[int, int]:
    return run[2].errors, -run[1]


def _runs(sheet: Sheet, at: int, kind: str) -> Iterator[Run]:
    """Yield how many short lines from one on are a phrase of a kind together."""
    if kind == "letterhead" and not sheet.near_top(at):
        return
    stamps = phrases(kind, "broken" if kind == "handling" else "whole")
    joined = ""
    for many in range(1, _STAMP_LINES + 1):
        last = at + many - 1
        if (
            not sheet.free(last)
            or set(sheet.pieces[last].text) & _BRACKETS
            or not any(map(str.isalpha, sheet.pieces[last].text))
            or not 0 < len(sheet.pieces[last].squeezed) <= len(sheet.pieces[last].text) <= _STAMP_WIDTH
        ):
            return
        joined += sheet.pieces[last].squeezed
        near = stamps.near(joined) if many > 1 else None
        if near is not None and kind == "handling" and not _caveat_in_pieces(sheet, range(at, last + 1), near):
            return
        if near is not None and _is_together(sheet, range(at, last + 1), kind, near):
            yield kind, many, near


def _is_together(sheet: Sheet, lines: range, kind: str, near: Near) -> bool:
    """Tell whether lines that are a phrase but for some letters are one together, and none of them a level by itself.

    Of levels no letter may be misread in pieces but in those of what is attached.
    """
    read = [sheet.pieces[at].squeezed for at in lines]
    if kind == "classification":
        attached = near.phrase.startswith("CLASSIFIED ATTACHMENT") and read[0][1:2] == near.phrase[1]
        return attached or "".join(read) in _LEVELS
    return kind != "declassification" or not near.errors or not _LEVELS.intersection(read)


def _caveat_in_pieces(sheet: Sheet, lines: range, near: Near) -> bool:
    """Tell whether lines that are a caveat together begin like it, each of them a word without a figure."""
    words = [sheet.pieces[at].text for at in lines]
    begun = squeeze("".join(words))[:2] == squeeze(near.phrase)[:2]
    return begun and not any(sign.isdigit() or sign.islower() for word in words for sign in word)


def _stamp_ends(sheet: Sheet, found: dict[int, Hit]) -> Iterator[tuple[int, Hit]]:
    for at, piece in enumerate(sheet.pieces):
        above = found.get(at - 1)
        if sheet.free(at) and above is not None and above.kind == "declassification" and whole.follows_stamp(piece):
            yield at, hit("declassification", "It goes on a stamp that stands above it.", 0.05)


def _repeated(sheet: Sheet, running: Running) -> Iterator[tuple[int, Hit]]:
    for at, piece in enumerate(sheet.pieces):
        if sheet.free(at) and not sheet.running(at) and not _of_text(sheet, at):
            pages = running(piece, sheet.zone(at))
            if pages:
                yield at, hit("running", f"It stands at about the same place on {pages} pages.")


def _of_text(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is a word of a sentence, by its quotation marks or comma, or an entry of a table."""
    piece, text = sheet.pieces[at], sheet.pieces[at].text.strip()
    repeated = sum(one.squeezed == piece.squeezed for one in sheet.pieces) > _TWICE
    return text[:1] in _QUOTES or text.endswith((",", ";")) or repeated or dates.in_column(sheet, at)


def _with_repetition(one: Hit, pages: int) -> Hit:
    if not pages or one.kind == "running":
        return one
    return Hit(one.kind, one.sure + (1 - one.sure) / 2, f"{one.reason} It stands so on {pages} pages.")


def _on_cover(piece: Piece, one: Hit) -> bool:
    """Tell whether a hit on a cover form is kept."""
    return one.kind in _COVER or (one.kind in _STAMPED and stamps.kept_on_form(piece))


def _tell_struck(sheet: Sheet, found: dict[int, Hit]) -> None:
    """Say of a level beside UNCLASSIFIED on a page that it may be struck out; forms to choose from have more."""
    levels = {at: level for at, one in found.items() if (level := _level(sheet.pieces[at], one))}
    if len(set(levels.values())) == 2 and _LOWEST in levels.values():
        for at, level in levels.items():
            if level != _LOWEST:
                one = found[at]
                said = f"{one.reason} {_LOWEST} stands on the page too: one of the two may be struck out."
                found[at] = Hit(one.kind, one.sure, said, one.most)


def _level(piece: Piece, one: Hit) -> str:
    """Return the level a classification names, "" where none."""
    if one.kind != "classification":
        return ""
    return next((level for level in _RANKED if squeeze(level) in piece.squeezed), "")


def _as_marks(sheet: Sheet, found: dict[int, Hit]) -> Iterator[Mark]:
    """Yield the marks, lines of one stamp or list together."""
    run = 0
    before: tuple[int, str, float] | None = None
    keyed = []
    for at, one in found.items():
        together = before == (at - 1, one.kind, one.most) and one.kind in _GROUPED and sheet.pieces[at].whole
        run += not together
        before = at, one.kind, one.most
        keyed.append((run, at, one))
    for _, group in groupby(keyed, key=lambda each: each[0]):
        yield _mark(sheet, [(at, one) for _, at, one in group])


def _mark(sheet: Sheet, members: list[tuple[int, Hit]]) -> Mark:
    at, first = members[0]
    sure, reasons = _on_scan(sheet, at, min(one.sure for _, one in members))
    ranges = tuple(sheet.pieces[each].range for each, _ in members)
    text = "\n".join(sheet.pieces[each].text for each, _ in members)
    said = tuple(dict.fromkeys([*(one.reason for _, one in members), *reasons]))
    box = union(box for each, _ in members if (box := sheet.pieces[each].box) is not None)
    return Mark(first.kind, ranges, text, sheet.zone(at), min(sure, first.most), box, said)


def _on_scan(sheet: Sheet, at: int, sure: float) -> tuple[float, list[str]]:
    """Return how sure a mark is with what its place on the scan says, and that in sentences."""
    signs = [
        (sheet.in_strip(at), "It stands in the margin at the head or foot of the page."),
        (sheet.slanted(at), "It is turned out of the level, as stamps are."),
        (sheet.large(at), "It is set larger than the text."),
    ]
    reasons = [sentence for there, sentence in signs if there]
    for _ in reasons:
        sure += (1 - sure) / 3
    if sheet.in_block(at) and not reasons:
        sure *= 0.9
        reasons.append("It stands within the block of the text.")
    return round(sure, 3), reasons
