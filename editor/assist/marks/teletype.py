"""What a teletype adds to a message: its routing lines, who it is from and to, how many copies each agency has."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import months, phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

Found = tuple[int, Hit]
"""The place of a piece and what it is."""

_LONGEST = 70
_LESS = 0.3
_ROUTED = re.compile(
    r"^\W{0,3}(?:V?ZCZC ?\w{2,6}(?: ?\d{2,4})?|([OPRZ])\1 R[A-Z]{4,7}(?: R[A-Z]{4,7})*"
    r"|DE R[UEHX][A-Z]{2,6}\b.{0,16}|ZN[YR] ([CSTREUM])\2{3,4}(?: \w{2,4}){0,2}|N{4}|[OPRZ] R[UEHX][A-Z]{3,6})"
    r"\W{0,2}$"
)
"""The lines before and behind a message by which its way through the network is told."""
_FROM = re.compile(r"^\W{0,3}(?:(?:FM|TO|INFO|AIG) |R[UEHX][A-Z]{3,5}/ ?)[A-Z]{3,}[A-Z/ .,-]{3,}$")
"""Who a message is from or to, behind its sign and without a colon."""
_SENTENCE = re.compile(r"\b(?:FILE|MESSAGE|BRANCH|IN|AND|OF|THE|IS|WAS|BE|THAT|BY)\b|\. ")
_STATION = re.compile(r"^\W{0,2}[A-Za-z][A-Za-z\d]{3,4}(?: [A-Z]{4})?\W{0,2}$")
_STATION_CAPITALS = 0.7
_STATIONS = 8
"""So many words of four letters, a line each, are the stations that a message to many goes to."""
_STATION_LETTERS = 4
_GAP = 2
_COUNTED = re.compile(r"(?<![\w/])[A-Z][A-Z\d/]{1,9} ?[-–] ?\d{1,2}\b(?:\(\d{1,2}\))?")
_COUNT_LABEL = re.compile(r"^\W{0,2}(?:ACTION|INFO|DISTR)\W{0,3}")
_LISTED = re.compile(r"^\W{0,2}(\d{1,2}) ?[-–] ?(?=[\w,/& ]*[A-Z]{2})[A-Z\d][A-Z\d,/& ]{1,10}\W?$")
"""An office behind its number, as the stamp of a message center lists them."""
_LEAST_LISTED = 4
_NONE = re.compile(r"[\W\d]*")
_FEW = 8
"""So many signs of a row of counted agencies may be something else."""
_LEAST_COUNTED = 3
_LEVEL_AND_TIME = re.compile(
    r"^\W{0,3}([A-Z][A-Z. -]{4,20}?)\W{0,2} ([\dA-Z]{6,7})(?: (?:[A-Z]{3,5}\W? \d\d\b|CITE\b|STAFF\b).{0,40})?\W{0,2}$"
)
"""The level of a cable with the day and time it was sent, and what may stand behind them."""
_TIME_DIGITS = 4
_NEAR = 2


def level(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is the level of a cable with the day and time behind it."""
    match = _LEVEL_AND_TIME.match(piece.text)
    if match is None or sum(map(str.isdigit, match.group(2))) < _TIME_DIGITS:
        return None
    if phrases("classification", "beside").near(squeeze(match.group(1))) is None:
        return None
    return hit("classification", "It is the level of a cable, and the time that it was sent.", _LESS)


def teletype(sheet: Sheet) -> Iterator[Found]:
    """Yield what a teletype adds to a message."""
    for at in filter(sheet.free, range(len(sheet.pieces))):
        text = sheet.pieces[at].text
        if len(text) > _LONGEST or sheet.running(at):
            continue
        if _ROUTED.match(text) and sheet.zone(at) != "body":
            yield at, hit("routing", "It is a line that tells the way of a message through the network.", 0.1)
        elif sheet.upper and _FROM.match(text) and not _SENTENCE.search(text) and sheet.before_body(at):
            yield at, hit("heading", "It says who the message is from or to.")
    yield from _stations(sheet)
    yield from _counted(sheet)
    yield from _listed(sheet)


def _listed(sheet: Sheet) -> Iterator[Found]:
    """Yield a column of offices behind their numbers, which count up but for one here or there that was misread."""
    read = ((at, _LISTED.match(sheet.pieces[at].text)) for at in filter(sheet.free, range(len(sheet.pieces))))
    run: list[tuple[int, int]] = []
    for at, number in [*((at, int(match.group(1))) for at, match in read if match is not None), (len(sheet.pieces), 0)]:
        goes_on = run and at - run[-1][0] <= _GAP and 0 < number - run[-1][1] <= _GAP
        if not goes_on:
            if len(run) >= _LEAST_LISTED:
                said = hit("routing", "It is one of a list of offices by number.", 0.15)
                yield from ((each, said) for each, _ in run)
            run = []
        run.append((at, number))


def _stations(sheet: Sheet) -> Iterator[Found]:
    """Yield a column of stations, some of them misread and scraps between."""
    run: list[int] = []
    for at in range(len(sheet.pieces) + 1):
        if run and (at == len(sheet.pieces) or at - run[-1] > _GAP):
            if len(run) >= _STATIONS and _short(sheet, run) * 2 > len(run):
                yield from ((each, hit("routing", "It is one of a column of stations.", 0.15)) for each in run)
            run = []
        if at < len(sheet.pieces) and sheet.free(at) and _is_station(sheet, at):
            run.append(at)


def _is_station(sheet: Sheet, at: int) -> bool:
    piece = sheet.pieces[at]
    fits = _STATION.match(piece.text) is not None and capitals(piece.text) >= _STATION_CAPITALS
    return fits and not is_field(piece) and months().near(piece.squeezed) is None and piece.squeezed not in _words()


@functools.cache
def _words() -> frozenset[str]:
    """Return the words of four letters that forms are printed with."""
    return frozenset(squeeze(word) for word in table()["routing"]["no_stations"])


def _short(sheet: Sheet, run: list[int]) -> int:
    """Return how many different ones of a run have four letters."""
    return len({sheet.pieces[at].squeezed for at in run if len(sheet.pieces[at].squeezed) == _STATION_LETTERS})


def _counted(sheet: Sheet) -> Iterator[Found]:
    """Yield rows of agencies, each with how many copies it has, and ACTION or INFO beside them."""
    rows = {at for at in filter(sheet.free, range(len(sheet.pieces))) if _is_counted(sheet.pieces[at].text)}
    near = {
        at for row in rows for at in range(row - _NEAR, row + _NEAR + 1)
        if sheet.free(at) and _goes_with(sheet.pieces[at].text)
    }  # fmt: skip
    for at in sorted(rows | near):
        yield at, hit("distribution", "It says how many copies each agency has.", 0.1)


def _is_counted(text: str) -> bool:
    """Tell whether a line is agencies with figures behind a dash and hardly more: three, or one behind ACTION."""
    label = _COUNT_LABEL.match(text)
    bare = text[label.end() :] if label else text
    many = len(_COUNTED.findall(bare))
    rest = _NONE.sub("", _COUNTED.sub("", bare))
    return many >= (1 if label else _LEAST_COUNTED) and len(rest) <= _FEW


def _goes_with(text: str) -> bool:
    """Tell whether a line beside such a row is one agency with its figure, or ACTION or INFO alone."""
    label = _COUNT_LABEL.match(text)
    return _COUNTED.fullmatch(text.strip(" .,")) is not None or (label is not None and label.end() >= len(text))
