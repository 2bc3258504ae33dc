"""Whom a paper is routed to: lists behind a cue, symbols and rows of offices, the officials a slip is printed with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field, label_of
from editor.assist.marks.memoranda import is_headed
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals
from editor.assist.marks.whole import cue

Found = tuple[int, Hit]
"""The place of a piece and what it is."""

_NAME_LIKE = re.compile(
    r"^\W{0,2}(?:Mr\.? |Mrs\.? |Miss |Gen\.? |Amb\.? )?[A-Z][\w.'/-]*(?: [-–&]? ?[A-Z0-9][\w.'/-]*){0,2}\W{0,2}$"
)
_OFFICE = r"[A-Z]{1,5}(?:-[A-Z]{1,3})?/ ?[A-Z0-9&]{1,5}(?:/[A-Z0-9]{1,5})?"
_SYMBOL = re.compile(rf"^\W{{0,2}}{_OFFICE}(?: ?[-–—,] ?[A-Za-z. ]{{2,18}}| ?\([A-Z]\))?[\W_]{{0,2}}$")
_LONG_SYMBOL = re.compile(r"^\W{0,2}[A-Z]{1,5}(?:/[A-Z0-9]{1,5}){3,4}\W{0,2}$")
_AT_OFFICE = re.compile(
    rf"^\W{{0,2}}{_OFFICE},? ?(?:\((?:by |Mr\.? |Mrs\.? |Miss )?[A-Za-z. ]{{3,14}}\)|A[A-Za-z]{{2,4}}:.{{0,12}}"
    r"|[A-Z][a-z]+ [A-Z][a-z.]+(?: [A-Z][a-z]+)?\W{0,3}[xX]?\W{0,2}\d{4}.{0,9})[\W_]{0,3}$"
)
"""An office with how or by whom it was asked, to whose attention, or who sits there and his telephone."""
_BRACKETED = re.compile(r"^\W?\((?:Mr|Mrs|Miss|Dr|Gen|Col)\.? [A-Z][A-Za-z. ]{2,16}\)\W?$")
_DESK = re.compile(r"^\W{0,2}(?:Chief|Ch\.|Dep|Desk|Dir|Asst|ADD|A)[ ./][ .]?[A-Z&][\w&/.]{0,6}\W{0,2}$")
"""An office by the title of who sits there, in short."""
_SHORT_NAMED = re.compile(r"^\W{0,2}[A-Z]{1,4}/[A-Z][a-z]{3,5}\W{0,2}$")
"""The symbol of an office, the last part of it written short."""
_OFFICE_LETTERS = 14
_OFFICIAL_LETTERS = 22
_TITLED = re.compile(r"^(?:MR|MRS|MISS|MS)(?=[A-Z]{4})")
_CELL = re.compile(r"^[A-Z][A-Z0-9]{0,9}(?:[/-][A-Z0-9&il]{1,9}){0,3}(?: \d| ?\([A-Z0-9/]{1,5}\))?$")
_ROW_LABEL = re.compile(r"\b(?:ACTION|INFO|FOR|DISSEM BY|ADVANCE|SLOTTED)\b\s?[:;.,]?")
_READ_LABEL = re.compile(r"^\W{0,3}(?:[A-Z]{0,3}[CG]ON[FE]|[IT1][NM][FEP][O0]|ACT[IT][O0]N|CONE) ?[:;] ?")
"""CONF, INFO and ACTION in short misreadings."""
_DRAFTERS = re.compile(r"\b(?:ORIG|C[O0]{2}RD|AUTH|REL|UNIT)\W{0,2}[:;]")
"""Who drafted, coordinated, authenticated and released a message."""
_HAS_SYMBOL = re.compile(r"\b[A-Z]{1,5}/[A-Z]{2,9}")
_DASHED_NAME = re.compile(r"^\W{0,3}[A-Z]{4,14}(?:, [A-Z]{1,2}\b.{0,5})?$")
_DASHES = "-–—•"
_DASHED_RUN = 3
_UNIT = re.compile(r"^\W?(?:UNIT|ORIG) ?[:;]{1,2} ?[A-Z]{1,9}\W?[/:] ?\S")
"""Who drafted a message, and the unit, as its form says."""
_PRINTED = re.compile(r"^\W{0,3}(?:M[rsi]{1,3}\.? )?[A-Z][A-Za-z.]{2,11}(?: [A-Z][a-z.]{1,9})?[\W_]{0,4}$")
"""A printed name that was read badly between others that were not."""
_BETWEEN = 3
_MANY_OFFICIALS, _FAR_BETWEEN = 6, 7
"""Where so many of them are read, what is left of the others stands so far between."""
_REMAINS = re.compile(r"^\W{0,3}[A-Z][A-Za-z.& ]{1,11}[\W_]{0,3}$")
_DRAFT_LABEL = re.compile(r"^\W{0,2}(?:[O0][RK][I1l][GC].?|UN[I1l]T.?|[EF]XT.?|DATE.?)\W{0,2}$")
"""ORIG, UNIT, EXT and DATE of a message form, by themselves."""
_DRAFT_LABELS = 3
_DRAFTER = re.compile(
    r"^\W?(?:[A-Z][\w.]+(?: [A-Z]\.)? [A-Z][A-Za-z]+|[A-Z]{1,5} ?/ ?[A-Z0-9/]{1,9})(?:[:/]\w{2,3})?\W?$"
)
"""A name of two words, or an office."""
_ASKED_NEAR = 4
_ASKED_NAME = re.compile(
    r"^\W?(?:\(?M[rRsI]{1,2}\.?(?: [A-Z][a-z]{2,12})?|[A-Z][a-z]{2,12}|[A-Z]{1,4}/[A-Z&]{2,6})\)?\W?$"
)
_STAMP_LETTERS = 34
_ASKS = frozenset({"TO", "FROM"})
"""What a slip asks for, which is nobody."""
_CELLS = 3
_PAIR = 2
_ROW_CAPITALS = 0.6
_MOST_CELLS = 0.75
_SCATTERED = 3
_LEAST_NAMES = 4
_MOST_NAMES = 14


def routing(sheet: Sheet) -> Iterator[Found]:
    """Yield the lines of routing lists: behind a cue, by the symbols of offices, or a run of names behind the text."""
    at = 0
    while at < len(sheet.pieces):
        piece = sheet.pieces[at]
        if not sheet.free(at):
            at += 1
        elif cue(piece, "routing"):
            yield at, hit("routing", "It is what a routing list begins with.")
            names = _names_from(sheet, at + 1)
            yield from ((each, hit("routing", "It is a name in a routing list.", 0.03)) for each in names)
            at = names[-1] + 1 if names else at + 1
        else:
            found = list(_behind_text(sheet, at) or _single(sheet, at))
            yield from found
            at = found[-1][0] + 1 if found else at + 1


def drafters(sheet: Sheet) -> Iterator[Found]:
    """Yield who drafted a message and his office, under the labels of its form that stand in a column of their own."""
    at = 0
    while at < len(sheet.pieces):
        many = 0
        while at + many < len(sheet.pieces) and _DRAFT_LABEL.match(sheet.pieces[at + many].text):
            many += 1
        if many >= _DRAFT_LABELS:
            under = range(at + many, min(len(sheet.pieces), at + 2 * many))
            for each in filter(sheet.free, under):
                if _DRAFTER.match(sheet.pieces[each].text) and not is_field(sheet.pieces[each]):
                    yield each, hit("routing", "It stands under the labels of who drafted a message.", 0.15)
        at += max(1, many)


def asked_between(sheet: Sheet) -> Iterator[Found]:
    """Yield the names and offices between two offices of a message that were asked, as its foot lists them."""
    asked = [at for at, piece in enumerate(sheet.pieces) if _AT_OFFICE.match(piece.text)]
    for low, high in pairwise(asked):
        for at in filter(sheet.free, range(low + 1, min(high, low + _ASKED_NEAR + 1))):
            if high - low <= _ASKED_NEAR + 1 and not sheet.running(at) and _ASKED_NAME.match(sheet.pieces[at].text):
                yield at, hit("routing", "It stands between the offices that were asked.", 0.15)


def _behind_text(sheet: Sheet, at: int) -> list[Found]:
    """Return the lines of a run of names and offices that begins at a piece, behind the text."""
    names = _names_from(sheet, at) if sheet.after_body(at) else []
    if len(names) < _LEAST_NAMES or not any(_office(sheet.pieces[each]) for each in names):
        return []
    said = "It stands in a run of names and offices behind the text."
    return [(each, hit("routing", said, 0.05 if _office(sheet.pieces[each]) else 0.15)) for each in names]


def _single(sheet: Sheet, at: int) -> Iterator[Found]:
    """Yield a piece that is the symbol of an office or a row of such."""
    text = sheet.pieces[at].text
    if (text.lstrip().startswith(":") and at and label_of(sheet.pieces[at - 1])) or is_headed(sheet, at):
        return
    short = _SHORT_NAMED.match(text)
    if sheet.zone(at) != "body" and (_SYMBOL.match(text) or short):
        yield at, hit("routing", "It is the symbol of an office.", 0.15 if short else 0.05)
    elif sheet.zone(at) != "body" and _LONG_SYMBOL.match(text):
        yield at, hit("routing", "It is the symbol of an office.", 0.15)
    else:
        said = _asked(sheet, at) or _drafted(sheet, at)
        if said:
            yield at, hit("routing", said, 0.15)


def _asked(sheet: Sheet, at: int) -> str:
    """Return how a piece names somebody at an office, "" where it does not."""
    text = sheet.pieces[at].text
    if _AT_OFFICE.match(text) and _beside_text(sheet, at):
        return "It is an office and who is asked there."
    if _BRACKETED.match(text) and at and _AT_OFFICE.match(sheet.pieces[at - 1].text):
        return "It is who was asked at an office."
    return ""


def _drafted(sheet: Sheet, at: int) -> str:
    """Return how a piece names offices of a message, "" where it does not."""
    text = sheet.pieces[at].text
    if _UNIT.match(text) and not sheet.running(at):
        return "It is the unit or the name of who drafted the message."
    labels = len(_DRAFTERS.findall(text)) if _HAS_SYMBOL.search(text) and capitals(text) >= _MOST_CELLS else 0
    if labels > 1 or (labels and not sheet.running(at)):
        return "It names the offices that drafted and released a message."
    return "It is a row of offices." if _is_row(text) or _goes_on_row(sheet, at) else ""


def _beside_text(sheet: Sheet, at: int) -> bool:
    return sheet.zone(at) != "body" or not (sheet.running(at - 1) or sheet.running(at + 1))


def handled(sheet: Sheet) -> Iterator[Found]:
    """Yield the stamps of a mail room: where a copy is filed, that a letter was mailed, and by whom it was sent."""
    for at in filter(sheet.free, range(len(sheet.pieces))):
        piece = sheet.pieces[at]
        if len(piece.text) > _STAMP_LETTERS or not _beside_text(sheet, at):
            continue
        if phrases("routing", "registries").near(piece.squeezed) is not None and piece.text.lstrip(" .•")[:1].isupper():
            yield at, hit("routing", "It is the stamp of a registry.", 0.15)
        if capitals(piece.text) < _MOST_CELLS:
            continue
        near = phrases("routing", "stamps").near(piece.squeezed) or phrases("routing", "filed").starts(piece.squeezed)
        if near is not None:
            yield at, hit("routing", f"It is what a mail room stamps: {near.phrase}.", 0.15)


def dashed_names(sheet: Sheet) -> Iterator[Found]:
    """Yield a run of names in capitals, a line each, of which most stand behind a dash: to whom a message was shown."""
    at = len(sheet.pieces) if sheet.form else 0
    while at < len(sheet.pieces):
        many = 0
        while sheet.free(at + many) and _DASHED_NAME.match(sheet.pieces[at + many].text):
            many += 1
        dashes = sum(sheet.pieces[each].text.lstrip()[:1] in _DASHES for each in range(at, at + many))
        if many >= _DASHED_RUN and dashes * 2 >= many:
            yield from ((each, hit("routing", "It is one of a run of names.", 0.15)) for each in range(at, at + many))
        at += max(1, many)


def scattered(sheet: Sheet) -> Iterator[Found]:
    """Yield the offices of a list in the margin that was read line by line between those of the text."""
    found = [at for at, piece in enumerate(sheet.pieces) if _is_office(piece.text)]
    if len(found) >= _SCATTERED and any(_SYMBOL.match(sheet.pieces[at].text) for at in found):
        for at in filter(sheet.free, found):
            yield at, hit("routing", f"It is an office, one of {len(found)} that stand between the lines.", 0.05)


def _is_office(text: str) -> bool:
    return len(text) <= _OFFICE_LETTERS and (_SYMBOL.match(text) or _DESK.match(text)) is not None


def _is_row(text: str) -> bool:
    """Tell whether a line is a row of offices, parted by commas, behind ACTION or INFO or by itself."""
    if capitals(text) < _ROW_CAPITALS:
        return False
    said, labels = _ROW_LABEL.subn(",", text)
    read = _READ_LABEL.match(text) if not labels else None
    if read is not None:
        said, labels = "," + text[read.end() :], 1
    cells = [bare for cell in said.split(",") if (bare := cell.strip(" .:;*"))]
    offices = [cell for cell in cells if _CELL.match(cell)]
    named = sum("/" in cell or cell in table()["routing"]["offices"] for cell in offices)
    slashed = len(cells) == _PAIR and all("/" in cell for cell in cells)
    enough = len(cells) >= _CELLS or (labels and named) or slashed
    return bool(enough and len(offices) >= _MOST_CELLS * len(cells) and named)


def _goes_on_row(sheet: Sheet, at: int) -> bool:
    """Tell whether a line is offices only, and the row of offices above it ends open."""
    above = sheet.pieces[at - 1].text if at else ""
    open_row = above.rstrip().endswith((",", ".")) and _HAS_SYMBOL.search(above) and capitals(above) >= _MOST_CELLS
    text = sheet.pieces[at].text
    if not open_row or capitals(text) < _MOST_CELLS or sheet.running(at):
        return False
    cells = [bare for cell in re.split(r"[,.]", text) if (bare := cell.strip(" :;*"))]
    above_cells = [cell for cell in re.split(r"[,.]", above) if cell.strip()]
    return bool(cells) and len(above_cells) > 1 and all(len(cell) > 1 and _CELL.match(cell) for cell in cells)


def _names_from(sheet: Sheet, start: int) -> list[int]:
    """Return the run of names that begins at a piece; fields of a form between them are passed over."""
    names: list[int] = []
    for at in range(start, min(len(sheet.pieces), start + _MOST_NAMES)):
        piece = sheet.pieces[at]
        if sheet.free(at) and _name_like(piece):
            names.append(at)
        elif not (sheet.free(at) and is_field(piece)):
            break
    return names


def _name_like(piece: Piece) -> bool:
    text = piece.text
    if (
        len(text) > 26
        or piece.squeezed in _ASKS
        or is_field(piece)
        or cue(piece, "distribution")
        or text.rstrip().endswith((":", "?"))
    ):
        return False
    return bool(_NAME_LIKE.match(text) or _SYMBOL.match(text))


def _office(piece: Piece) -> bool:
    return bool(_SYMBOL.match(piece.text)) or piece.text.strip(" .,-") in table()["routing"]["offices"]


def officials(sheet: Sheet) -> Iterator[Found]:
    """Yield the lines of the list of officials that slips of a bureau bear, read between the others."""
    known = phrases("routing", "officials")
    found = [
        at for at, piece in enumerate(sheet.pieces)
        if len(piece.text) <= _OFFICIAL_LETTERS and known.near(_TITLED.sub("", piece.squeezed)) is not None
    ]  # fmt: skip
    if len(found) < _SCATTERED:
        return
    said = f"It is one of {len(found)} officials whose names are printed on such slips."
    far = _FAR_BETWEEN if len(found) >= _MANY_OFFICIALS else _BETWEEN
    between = [(at, high - low) for low, high in pairwise(found) for at in range(low + 1, high) if high - low <= far]
    names = [at for at, apart in between if _is_printed_name(sheet.pieces[at], near=apart <= _BETWEEN)]
    for at in filter(sheet.free, sorted({*found, *names})):
        yield at, hit("routing", said, 0.15 if at in found else 0.2)


def _is_printed_name(piece: Piece, *, near: bool) -> bool:
    """Tell whether a piece between officials can be the name of one, and is no label or field of a form."""
    shape = _PRINTED if near else _REMAINS
    return shape.match(piece.text) is not None and not is_field(piece) and not label_of(piece)
