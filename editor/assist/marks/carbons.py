"""The list of copies at the head of a letter that was read in pieces: Mr. in one column, the names in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.sheet import Sheet

_TITLE = re.compile(r"^\W{0,3}[1lI]?\W{0,3}M[rn]s?\W{0,3}$")
_NAME = re.compile(r"^\W{0,3}(?:[A-Z0]\. ?){1,2}\W?(?:[A-Z][A-Za-z'’]{2,}(?:,? [JS][A-Za-z]\.?)?)?\W{0,3}$")
"""One or two initials, and a name behind them or none."""
_NUMBER = re.compile(r"^\W{0,2}[1lI]\W{0,2}$")
_LONGEST = 24
_TITLES = 2
_NEAR = 14
"""So many lines under the first title stands the last name."""
_GAP = 2
"""So many lines between may be something else."""


def carbons(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines of a list of copies before the text of which the titles were read apart from the names."""
    if sheet.form or sheet.last < 0:
        return
    titles = [at for at in range(len(sheet.pieces)) if sheet.before_body(at) and _TITLE.match(sheet.pieces[at].text)]
    if len(titles) < _TITLES:
        return
    last = titles[0]
    found = set(titles)
    for at in range(titles[0] + 1, min(len(sheet.pieces), titles[-1] + _NEAR)):
        if at - last > _GAP or not sheet.before_body(at):
            break
        if at in found or _is_name(sheet, at):
            found.add(at)
            last = at
    if not any(_NAME.match(sheet.pieces[at].text) for at in found):
        return
    for at in filter(sheet.free, sorted(found | _numbers(sheet, titles[0]))):
        yield at, hit("distribution", "It is a part of a list of copies before the text.", 0.15)


def _is_name(sheet: Sheet, at: int) -> bool:
    piece = sheet.pieces[at]
    return len(piece.text) <= _LONGEST and _NAME.match(piece.text) is not None and not is_field(piece)


def _numbers(sheet: Sheet, first: int) -> set[int]:
    """Return the places right over the first title where one copy is counted, and no more stands."""
    found: set[int] = set()
    at = first - 1
    while sheet.free(at) and _NUMBER.match(sheet.pieces[at].text):
        found.add(at)
        at -= 1
    return found
