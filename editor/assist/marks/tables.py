"""What tables and lists hold, which is running text: columns, items, the subjects and dates of other papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from editor.assist.marks.hits import Hit
from editor.assist.marks.sheet import Sheet

_NUMBER = re.compile(r"^\W{0,3}\d{5,9}\W{0,3}$")
_DAY = re.compile(
    r"^\W{0,3}\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\s[A-Za-z]{3,9}[.,]{0,2}(?:\s?\d{2,4})?)\W{0,3}$"
)
_LEAST_DAYS = 3
"""So many days on their own below each other are a column (so on all labelled pages)."""
_COPY = re.compile(
    r"^\W{0,2}(?:\d{1,2}\W{1,3}\s?\W?)?(?:[A-Z][A-Z0-9]{1,5}|201)\s?[-–]\s?\d[\d.,]{2,}\W{0,3}(?:\(.{0,24}|\w{0,7}\W{0,2})$"
)
_LEAST_COPIES = 6
"""So many numbers of other papers stand on a page that lists them; of its own it has four at most (as above)."""
_BETWEEN = 2
_LEAST_NUMBERS = 6
_ITEM = re.compile(r"^\W{0,2}[A-Z]-[IVXLC]{1,6}-\d{1,3}\W{0,2}$")
_LEAST_ITEMS = 3
"""So many items of a list that are counted in letters and figures stand on a page."""
_SERIAL = re.compile(r"^\W{0,2}[A-ZÀ]\s?-\s?\d{1,5}\W{0,2}$")
_LEAST_SERIALS = 4
"""So many numbers of one letter and some figures are a column: a page has two of its own at most (as above)."""
_CITED = re.compile(r"\)\]\W{0,2}$")
"""How a telegram that is cited in a text ends."""
_HEAD = 3
_MOST_NUMBERS, _EDGE = 13, 5
"""No page has more numbers of its own (eleven at most, as above), and so many lines from its ends they may be that."""
_POINT = re.compile(r"^\W{0,2}\(\s?(\d{1,2})\W{1,3}(?:$|[A-Z]{2,4}-)")
_LEAST_POINTS = 4
"""So many bracketed figures that count on are those of a list's points."""
_LISTS = frozenset({"routing", "distribution"})
_NUMBERS, _DAYS = frozenset({"control"}), frozenset({"date", "dateline"})
_LEAST_NAMES = 10
_LETTERS = 2
_LONGEST = 10
_DISTINCT = 0.6
"""A list names an office once: of 18 labelled lists of ten and more names each had eight of ten that differ."""
_PAPER = re.compile(r"^\W{0,3}(?:subj(?:ect)?|memorandum (?:for|from))\b", re.IGNORECASE)
_OWN, _PAPERS = 2, 4
"""Of four lines on a page that name a paper or its subject two at most are its own (so on all labelled pages)."""
_OF_PAPERS = frozenset({"heading", "dateline"})
_TITLES = frozenset({"MR", "MRS", "MISS", "DR"})


def entries(sheet: Sheet, found: Mapping[int, Hit]) -> set[int]:
    """Return the hits that are of a table or a list, or of a bracket in the text."""
    every = (_columns, _offices, _points, _items, _papers, _copies)
    return set().union(*(entries_of(sheet, found) for entries_of in every))


def _columns(sheet: Sheet, found: Mapping[int, Hit]) -> set[int]:
    """Return the hits that are entries in the columns of a table: numbers or days below each other."""
    out: set[int] = set()
    for pattern, least, kinds in ((_NUMBER, _LEAST_NUMBERS, _NUMBERS), (_DAY, _LEAST_DAYS, _DAYS)):
        for run in _runs(at for at, piece in enumerate(sheet.pieces) if pattern.match(piece.text)):
            if len(run) >= least:
                out.update(at for at in run if at in found and found[at].kind in kinds)
    return out


def _offices(sheet: Sheet, found: Mapping[int, Hit]) -> set[int]:
    """Return the hits that are entries in a column of offices, in which some come again and again."""
    out: set[int] = set()
    for run in _runs(at for at in sorted(found) if found[at].kind in _LISTS):
        names = [sheet.pieces[at].squeezed for at in run]
        short = [name for name in names if _LETTERS <= len(name) <= _LONGEST and name not in _TITLES]
        if len(short) >= _LEAST_NAMES and len(set(short)) < _DISTINCT * len(short):
            out.update(run)
    return out


def _points(sheet: Sheet, found: Mapping[int, Hit]) -> set[int]:
    """Return the hits that are the numbers of a list's points: figures in brackets that count on down the page."""
    points = {at: int(one[1]) for at, piece in enumerate(sheet.pieces) if (one := _POINT.match(piece.text))}
    numbers = list(points.values())
    counting = len(points) >= _LEAST_POINTS and numbers == sorted(set(numbers))
    return {at for at in points if counting and at in found and found[at].kind in _LISTS}


def _items(sheet: Sheet, found: Mapping[int, Hit]) -> set[int]:
    """Return the hits that are items of a list, and days and telegrams within brackets of the text."""
    items = {at for at, one in found.items() if one.kind == "control" and _ITEM.match(sheet.pieces[at].text)}
    days = {at for at, one in found.items() if one.kind == "date" and _is_open(sheet.pieces[at].text)}
    cited = {at for at, one in found.items() if one.kind == "control" and _CITED.search(sheet.pieces[at].text)}
    return days | cited | (items if len(items) >= _LEAST_ITEMS else set())


def _is_open(text: str) -> bool:
    """Tell whether a text opens a bracket that it does not close, or the other way round: words stand beside it."""
    return text.count("(") != text.count(")")


def _papers(sheet: Sheet, found: Mapping[int, Hit]) -> set[int]:
    """Return the hits that are of the papers in a list, not of the one whose page it is."""
    named = [at for at, piece in enumerate(sheet.pieces) if _PAPER.match(piece.text)]
    if len(named) < _PAPERS:
        return set()
    return {at for at, one in found.items() if one.kind in _OF_PAPERS and at >= named[_OWN]}


def _copies(sheet: Sheet, found: Mapping[int, Hit]) -> set[int]:
    """Return the hits that are numbers of the papers in a list."""
    numbers = {at for at, one in found.items() if one.kind == "control"}
    serial = {at for at, piece in enumerate(sheet.pieces) if _SERIAL.match(piece.text)}
    if len(serial) >= _LEAST_SERIALS:
        return numbers & serial
    named = {at: piece.text for at, piece in enumerate(sheet.pieces) if at >= _HEAD and _COPY.match(piece.text)}
    if len(set(named.values())) >= _LEAST_COPIES:
        return {at for at in numbers if min(named) <= at <= max(named)}
    many = len(numbers) > _MOST_NUMBERS
    return {at for at in numbers if many and _EDGE <= at < len(sheet.pieces) - _EDGE}


def _runs(places: Iterable[int]) -> Iterator[list[int]]:
    """Yield places that stand together, few others between."""
    run: list[int] = []
    for at in places:
        if run and at - run[-1] > _BETWEEN:
            yield run
            run = []
        run.append(at)
    if run:
        yield run
