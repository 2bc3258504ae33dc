"""Letterheads: who writes, at the head of the first page, over the text or over an address; some at the foot too."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from editor.assist.marks import memoranda
from editor.assist.marks.dates import date_of
from editor.assist.marks.hits import Hit, hit, near_hit
from editor.assist.marks.labels import is_field, label_of
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

_CAPITALS = 0.6
_MOSTLY = 0.8
_SHORT_PHRASE = 12
"""A letterhead in small letters that is shorter than this is none."""
_LONG_HEAD = 12
_WORDS = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"of", "the", "and", "for", "on", "to"})
_MOST_WORDS = 10
_PLACE = re.compile(
    r"^\W*[Ww](?:ashington|ASHINGTON)\W{1,3}[Dd]\W{0,2}[Cc]\W{1,3}\d{5}\W*$"
    r"|^\W{0,2}[A-Z]{3,}(?: [A-Z.]{1,}){0,3}, ?[A-Z]{2,}(?: [A-Z]{3,})? \d{5}\W{0,2}$"
)
"""A town with its number, as under the name of an agency."""
_CAPITAL = "WASHINGTONDC"
_CAPITAL_ERRORS = 2
_ZONE_DIGITS = (4, 5, 6)
"""The town of most agencies with its number, a letter or a figure of it misread."""
_STREET = re.compile(
    r"STREET\b|AVENUE\b|BOULEVARD\b|\b(?:BUILDING|SUITE|ROOM|FLOOR|BOX)\b.*\d|\d.*\b(?:BUILDING|SUITE|ROOM|FLOOR)\b"
    r"|^\W?\d{1,5}\w? .*\b(?:ST|AVE|RD|BLVD|BLDG|[NS]\.?[EW])\b",
    re.IGNORECASE,
)
_BOX = re.compile(r"^\W{0,2}(?:P\W{0,2}O\W{0,3})?[B8][O0]X \d{1,5}\W?$")
"""The first line of an address with a number of a box at the post office."""
_ZONE = re.compile(r",.*[A-Za-z.,] ?\d{5}(?:-\d{4})?\W*$")
_TELEPHONE = re.compile(
    r"\(\d{3}\) ?\d{3}[-. ]\d{4}|^\W?(?:TELEPHONE|PHONE)\b|\bFAX\b|\b[A-Z]{2}\.? \d-\d{4}\b", re.IGNORECASE
)
_PARTED = re.compile(r"[^\W_].* [•·*] .*[^\W_]")
"""What stands in one line of an address and is parted by dots is printed, wherever on the page."""
_MARGIN = re.compile(
    r"^\W{0,3}(?:\d{1,5} )?(?:\w+ )?(?:Street|Avenue)\b.{0,30}, ?[A-Z]\W{0,2}[A-Z]\W{1,3}\d{5}\W{0,2}$"
)
_DESK = re.compile(r"^\W{0,3}From the Desk of\b.{0,32}$", re.IGNORECASE)
_UNITED = re.compile(r"^\W{0,2}UN[A-Z]{1,4}\W{0,2}$")
_OFFICE_MEMORANDUM, _SHORT_LINE = "OFFICEME", 24
_FILE, _REPLY = "FILENO", "IN REPLY"
_LONGEST = 90
"""A longer text is no address, and is not searched for one."""
_NAMES = frozenset({"OF", "FOR", "ON"})
_HEAD_LINES = 9
_BLOCK = 5
_LEAST_NAME, _LEAST_FIRST = 6, 10
"""So many letters a line of a printed name has, and the first of them: fields of forms are shorter."""
_ADDRESS_LINES = 3
_PERSON = re.compile(r"^\W?(?:M(?:r|s|rs|iss)\b\.?|Hon(?:orable|\.)|Dr\.) [A-Z]")


def letterhead(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is the head of a sheet of paper: before the text, or repeated under it."""
    near = phrases("letterhead").near(piece.squeezed)
    if near is not None and not near.errors and _stands_out(piece, sheet, at):
        return near_hit("letterhead", near)
    head = sheet.near_top(at) and sheet.before_body(at)
    labelled = at > 0 and sheet.pieces[at - 1].text.rstrip().endswith((":", ","))
    if head and sheet.last >= 0 and not labelled and piece.text.strip(" .:") in table()["letterhead"]["short"]:
        return hit("letterhead", "It is the name of an agency, alone over the text.", 0.1)
    printed = _printed(piece, sheet, at)
    if printed:
        return hit("letterhead", printed, 0.1)
    foot = sheet.last >= 0 and sheet.after_body(at) and capitals(piece.text) > _MOSTLY
    under = at > 0 and sheet.before_body(at) and is_place(piece.text) and _heads(sheet.pieces[at - 1])
    if under:
        return hit("letterhead", "It is the town of the agency above it.", 0.1)
    if not (head or foot) or len(piece.squeezed) < 5 or piece.text[:1].islower() or _is_addressee(piece, sheet, at):
        return None
    if near is None and head and (is_place(piece.text) or _of_agency(piece)):
        return hit("letterhead", "All its words are those of agencies.", 0.1)
    if near is None or (capitals(piece.text) < _CAPITALS and len(piece.squeezed) < _SHORT_PHRASE):
        return None
    return near_hit("letterhead", near)


def office(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is the name of an office at the head of a page, over the text and any label."""
    head = sheet.near_top(at) and sheet.before_body(at) and not (sheet.cover or sheet.form)
    if not head or not _names_office(piece) or any(map(begins_letter, sheet.pieces[:at])):
        return None
    return hit("letterhead", "It is written like the name of an office, over the text and any label.", 0.2)


def _printed(piece: Piece, sheet: Sheet, at: int) -> str:
    """Return why a piece is an address as it is printed on paper, "" where it is none."""
    if _MARGIN.match(piece.text):
        return "It is an address and nothing else, as it is printed in a margin."
    near = phrases("letterhead").near(sheet.pieces[at - 1].squeezed) if piece.squeezed == _FILE and at > 0 else None
    if near is not None and near.phrase.startswith(_REPLY):
        return "It goes on with the line above it, which asks to name a file in the reply."
    if _DESK.match(piece.text):
        return "It says from whose desk it is, as printed slips do."
    if sheet.near_top(at) and sheet.before_body(at) and _is_begun(piece, sheet, at):
        return "It is a part of a letterhead that is read in pieces."
    if _is_address(piece.text) and _PARTED.search(piece.text) and sheet.zone(at) != "body":
        return "It is an address in one line, its parts parted by dots as they are printed."
    return ""


def _is_begun(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is the beginning of UNITED STATES over its end, or of OFFICE MEMORANDUM."""
    if piece.squeezed.startswith(_OFFICE_MEMORANDUM) and len(piece.text) <= _SHORT_LINE:
        return True
    below = sheet.pieces[at + 1].squeezed if at + 1 < len(sheet.pieces) else ""
    return _UNITED.match(piece.text) is not None and below.startswith("STATES")


def blocks(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines of names in capitals that stand over an address at the head of a page, and of that address."""
    if sheet.cover or sheet.form:
        return
    at = 0
    while at < min(_HEAD_LINES, sheet.first) and not begins_letter(sheet.pieces[at]):
        many = _block(sheet, at)
        for each in range(at, at + many):
            if sheet.free(each):
                yield each, hit("letterhead", "It stands over an address or in one, at the head of the page.", 0.1)
        at += max(many, 1)


def begins_letter(piece: Piece) -> bool:
    """Tell whether a piece is a date or a label: what stands under it is an addressee."""
    return label_of(piece) != "" or date_of(piece.text) != "" or _PERSON.match(piece.text) is not None


def _block(sheet: Sheet, at: int) -> int:
    """Return how many lines from one on are a name in capitals and its address, 0 where they are not."""
    first = sheet.pieces[at]
    short = len(first.squeezed) < _LEAST_FIRST or len(first.text.split()) < 2
    box = at == 0 and _BOX.match(first.text) is not None and len(sheet.pieces) > 1
    if (short or not _is_name(first) or not sheet.free(at)) and not box:
        return 0
    end = 0
    for many, piece in enumerate(sheet.pieces[at + 1 : min(at + _BLOCK, sheet.first)], start=2):
        if begins_letter(piece) or is_field(piece):
            break
        if _is_address(piece.text):
            end = many
        elif not _is_name(piece):
            break
    return end


def _is_name(piece: Piece) -> bool:
    """Tell whether a piece may be the name of an office or of a person on a printed head."""
    text = piece.text
    return (
        capitals(text) >= _MOSTLY and len(piece.squeezed) >= _LEAST_NAME and ":" not in text
        and not text.rstrip().endswith((",", ";")) and sum(map(str.isdigit, text)) < len(piece.squeezed) / 2
    )  # fmt: skip


def _is_address(text: str) -> bool:
    """Tell whether a text is a street, a town with its number, or a telephone's."""
    if len(text) > _LONGEST:
        return False
    return is_place(text) or any(one.search(text) is not None for one in (_STREET, _ZONE, _TELEPHONE))


def is_place(text: str) -> bool:
    """Tell whether a text is a town with its number."""
    if _PLACE.match(text):
        return True
    letters = "".join(filter(str.isalpha, text)).upper()
    figures = sum(map(str.isdigit, text)) in _ZONE_DIGITS
    return figures and OSA.distance(letters, _CAPITAL, score_cutoff=_CAPITAL_ERRORS) <= _CAPITAL_ERRORS


def _heads(piece: Piece) -> bool:
    """Tell whether a piece in capitals is the name of an agency."""
    return capitals(piece.text) >= _MOSTLY and (
        _of_agency(piece) or phrases("letterhead").near(piece.squeezed) is not None
    )


def _is_addressee(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether an agency in small letters stands under a label or the name of a person, as an addressee does."""
    if capitals(piece.text) >= _MOSTLY:
        return False
    over = sheet.pieces[max(0, at - _ADDRESS_LINES) : at]
    return any(label_of(one) or _PERSON.match(one.text) for one in over) or memoranda.is_greeted(sheet, at)


def _stands_out(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether a long letterhead in capitals stands at the top, or anywhere before the text."""
    long = len(piece.squeezed) >= _LONG_HEAD and capitals(piece.text) >= _MOSTLY
    placed = sheet.near_top(at) or (sheet.last >= 0 and sheet.before_body(at))
    return long and placed and not sheet.running(at - 1)


def _of_agency(piece: Piece) -> bool:
    """Tell whether all words of a line with capitals are those of agencies and their places."""
    words = [squeeze(word) for word in _WORDS.findall(piece.text)]
    if not 2 <= len(words) <= _MOST_WORDS or piece.text.rstrip().endswith((":", ";")):
        return False
    if capitals(piece.text) < _CAPITALS and not all(
        w[0].isupper() or w.lower() in _SMALL for w in _WORDS.findall(piece.text)
    ):
        return False
    return all(_agency_word(word, "words") for word in words) and any(_agency_word(word, "core") for word in words)


def _names_office(piece: Piece) -> bool:
    """Tell whether a line in capitals begins or ends like the name of an office."""
    text = piece.text
    if capitals(text) < _MOSTLY or any(sign.isdigit() or sign in ":," for sign in text):
        return False
    if phrases("letterhead", "names").near(piece.squeezed) is not None:
        return True
    words = [squeeze(word) for word in _WORDS.findall(text)]
    words = words[1:] if words[:1] == ["THE"] else words
    if not 2 <= len(words) <= _MOST_WORDS or any(_agency_word(word, "no_names") for word in words):
        return False
    return (_agency_word(words[0], "begins") and words[1] in _NAMES) or _agency_word(words[-1], "ends")


@functools.lru_cache(maxsize=4096)
def _agency_word(word: str, name: str) -> bool:
    return phrases("letterhead", name).near(word) is not None
