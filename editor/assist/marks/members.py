"""Printed heads with the members of a committee: names with the state each is of, or with who has the chair."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import label_of
from editor.assist.marks.letterheads import begins_letter, is_place
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

_MEMBER = re.compile(
    r"^\W{0,3}(?!AT |IN |NEAR )[^\W\d_][\w.:' -]{5,32}(?:, ?J[RF]\W{0,2})?[,.;] ?([A-Z][A-Za-z. ]{1,8}?)\W{0,2}$"
)
_CHAIRMAN = re.compile(r"\W{0,2}(?:VICE )?[CG]HA[I1].{0,6}$")
_PART = re.compile(r"^\W{0,2}[A-Z]\W{0,2}[A-Z]\W{0,2}\d?$|^\W{0,3}[A-Z][\w. '-]{5,30},.{0,24}$")
"""A state on a line of its own, or a name with a comma, the state behind it misread or lost."""
_STAFF = re.compile(r"STAFF DIRECTOR|COUNSEL", re.IGNORECASE)
_CAPITALS = 0.7
_OFFICE = re.compile(r"CHAIRMAN|COUNSEL|COMMITTEE|SENATE\b|REPRESENTATIVES")
_TITLE = re.compile(
    r"^\W{0,3}(?:vice |acting )?(?:chair(?:man|woman)?|(?:executive|staff) director|(?:chief|general) counsel)\W{0,2}$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^\W{0,3}(?!M[rs]|Dr|Miss)(?:[A-Z][\w'.-]*\W{1,2}){1,3}[A-Z][\w'.-]{2,}(?:,? [JS]r)?\W{0,2}$")
_BODY_NAMED = re.compile(r"\b(?:COMMISSION|COMMITTEE|BOARD|COUNCIL)\b", re.IGNORECASE)
_NAMES = 5
"""So many names stand about the one who has the chair."""
_IN_ONE_LINE = re.compile(
    r"^\W{0,3}(?:(?:board|commission|committee|council) members?: .*\bchair|(?:executive|staff) director: [A-Z])",
    re.IGNORECASE,
)
_FOOT_LINES = 6
_MANY, _LONG_NAME = 8, 9
_LONGEST = 60
_LEAST = 3
_HEAD_LINES = 30
_BETWEEN = 3
"""So many lines between two members may be read too badly to be told, or be none."""
_ADDRESS_LINES = 10
_LONG = 4
"""Abbreviations with so many letters are compared within one."""


def members(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines from the first member of a committee to the last, and of the address below."""
    first, end = _named(sheet) or _titled(sheet) or _worn(sheet)
    for at in range(first, end):
        if sheet.free(at):
            yield at, hit("letterhead", "It stands among the members of a committee at the head of the page.", 0.1)
    for at, piece in enumerate(sheet.pieces):
        at_edge = at < _HEAD_LINES or at >= len(sheet.pieces) - _FOOT_LINES
        if at_edge and not first <= at < end and sheet.free(at) and _IN_ONE_LINE.match(piece.text):
            yield at, hit("letterhead", "It names the members of a board, as its printed paper does.")


def _named(sheet: Sheet) -> tuple[int, int] | None:
    """Return from where to where members and their address stand, by the states behind their names."""
    head = range(min(_HEAD_LINES, len(sheet.pieces)))
    named = [at for at in head if sheet.free(at) and not sheet.running(at) and _is_member(sheet.pieces[at])]
    runs: list[list[int]] = [[]]
    for at in named:
        if runs[-1] and at - runs[-1][-1] > _BETWEEN + 1:
            runs.append([])
        runs[-1].append(at)
    run = max(runs, key=len)
    return (_start(sheet, run[0]), _end(sheet, run[-1]) + 1) if len(run) >= _LEAST else None


def _titled(sheet: Sheet) -> tuple[int, int] | None:
    """Return from where to where names stand one below the other, one of whom has the chair of a body that is named."""
    head = sheet.pieces[:_HEAD_LINES]
    end = next((at for at, piece in enumerate(head) if label_of(piece)), len(head))
    runs: list[list[int]] = [[]]
    for at in range(end):
        told = _TITLE.match(head[at].text) or _NAME.match(head[at].text)
        if told and sheet.free(at) and not sheet.running(at):
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    run = max(runs, key=len)
    titles = sum(_TITLE.match(head[at].text) is not None for at in run)
    named = run and any(_BODY_NAMED.search(head[at].text) and not sheet.running(at) for at in range(run[0] + 1))
    return (run[0], run[-1] + 1) if named and titles and len(run) - titles >= _NAMES else None


def _worn(sheet: Sheet) -> tuple[int, int]:
    """Return from where to where members read badly stand: many lines in capitals over a town, a committee named."""
    head = sheet.pieces[:_HEAD_LINES]
    place = next((at for at, piece in enumerate(head) if is_place(piece.text)), 0)
    first = place
    while first > 0 and sheet.free(first - 1) and not sheet.running(first - 1) and not begins_letter(head[first - 1]):
        first -= 1
    block = head[first:place]
    in_capitals = [one.text for one in block if capitals(one.text) >= _CAPITALS and len(one.squeezed) >= _LONG_NAME]
    said = sum(_OFFICE.search(text) is not None for text in in_capitals)
    names = sum("," in text for text in in_capitals)
    return (first, place + 1) if len(in_capitals) >= _MANY and said and names >= _LEAST else (0, 0)


def _is_member(piece: Piece) -> bool:
    """Tell whether a piece is a name in capitals and a state."""
    if len(piece.text) > _LONGEST or capitals(piece.text) < _CAPITALS:
        return False
    match = _MEMBER.match(_CHAIRMAN.sub("", piece.text))
    return match is not None and _is_state(squeeze(match.group(1)))


@functools.lru_cache(maxsize=512)
def _is_state(read: str) -> bool:
    known = table()["letterhead"]["states"]
    if read in known:
        return True
    return len(read) >= _LONG and any(
        len(state) >= _LONG and OSA.distance(state, read, score_cutoff=1) <= 1 for state in known
    )


def _start(sheet: Sheet, first: int) -> int:
    """Return the first line of the names that go before the first that was told, itself where none does."""
    at = first
    while sheet.free(at - 1) and capitals(sheet.pieces[at - 1].text) >= _CAPITALS:
        text = sheet.pieces[at - 1].text
        if not (_PART.match(text) or _CHAIRMAN.fullmatch(text)) or begins_letter(sheet.pieces[at - 1]):
            break
        at -= 1
    return at


def _end(sheet: Sheet, last: int) -> int:
    """Return the last line of the address under the last member, itself where there is none."""
    end = last
    for at in range(last + 1, min(last + 1 + _ADDRESS_LINES, len(sheet.pieces))):
        piece = sheet.pieces[at]
        if begins_letter(piece):
            break
        if is_place(piece.text) or (_STAFF.search(piece.text) and capitals(piece.text) >= _CAPITALS):
            end = at
    return end
