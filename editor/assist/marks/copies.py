"""Who has copies and what is enclosed: lists behind the text, and the rows of copies beside it or over it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from editor.assist.marks import signed
from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

_LONGEST_CUE = 24
_LONGEST_SAID = 40
_LONGEST_ROW = 64
_LONGEST_LINE = 45
_LONGEST_ITEM = 60
_ITEM = re.compile(r"^\W{0,2}[A-H] ?[-.)] ?(?:\d|[A-Z]).*[^.]$")
_ITEM_ALONE = re.compile(r"^\W{0,2}[A-H] ?[-.)]$")
"""The letter of a paper that is enclosed, by itself or before what it is."""
_COUNTED = re.compile(r"^\W{0,3}(?:[A-H]\W{1,3})?\d{1,2} ?(?:cys?|copies|copy|ea)\b", re.IGNORECASE)
_DAY_OF_PAPER = re.compile(r"^\W{0,3}\d{1,2} [A-Z][a-z]{2}(?: 19\d\d)? [a-z]{4,}|^\W{1,3}19\d\d [a-z]{4,} ")
"""The day of a paper that is enclosed, and what it is."""
_HELD = re.compile(r"^\W?[A-Z]{3,10} ?\((?:FOR )?[A-Z. ]{4,24}\)")
"""An agency, and who of it has a copy."""
_COPY = re.compile(r"^\W{0,3}(?:[O0]r\S{1,4} ?& ?)?[\dIl]{1,2}\W? ?[-–—=~]{1,2} ?\W?(?:[A-Z][\w/.]*|[A-Z]/)")
"""A number of copies, a dash, and who has them."""
_NAMED_COPY = re.compile(
    r"^\W{0,3}[\dIl]{1,2}\W? ?[-–—=~] ?\W?(?:M[rsx]{1,2}\.|Miss\b|Bureau|The |Chrono|Orig|[A-Z]\. )"
)
_ORIGINALS = re.compile(
    r"^\W{0,3}(?:O(?:r[il1]g(?:inal)?)?|or[il1]g(?:inal)?|0)\.?"
    r" ?(?:(?:&|and) ?[\dIl]{1,2}\W{0,2})?\W? ?[-–—.,=~]\W{0,2}[A-Z][A-Za-z]"
)
"""The original, with a copy or two or none, and who has it."""
_DRAFTED = re.compile(
    r"^\W{0,2}(?:[A-Z][A-Z0-9&]{0,8} ?/ ?){1,6}(?:[A-Z]{0,2}[A-Z][a-z]+|[A-Z][a-z.]+ [A-Z][a-z]+)[\w. ,]{0,16}"
    r"(?:[:;] ?\w{2,4}\b.{0,30}|/\w{2,3}(?:\W.{0,24})?|\W{1,3}\d{4,5}\b.{0,20}|\W{0,2}\(\d{1,2} [A-Z].{2,12}\)?)$"
)
"""The offices and the name of who drafted a paper, with his typist, his telephone or the day."""
_DRAFTED_AT = re.compile(
    r"^\W{0,2}[A-Z]{1,5}(?: ?/ ?[A-Z&]{2,5}){1,4} ?\((?=.*\d).{6,44}\)\W?$"
    r"|^\W{0,2}(?:[A-Z][A-Z0-9&]{0,6} ?/ ?){2,6}[A-Z][A-Za-z., ]{3,26}\((?=.{0,3}\d).{2,16}\).{0,26}$"
)
"""The office that drafted a paper, and who, with his telephone and the day, in brackets."""
_AS_SAID = re.compile(r"^\W?a/s\b.{0,12}$|^\W?as stated(?: above)?\W{0,2}$", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"^\W?\d{1,2}[.)]$")
_ITEM_OF_LIST = re.compile(
    r"^\W{0,3}(?:[-–—•=~] ?[A-Z]|[\dlI]{1,2} ?[-–—=~]|[A-Z]{1,5}(?:/[A-Z]|\d{1,3}\W{0,2}$)|[A-Z]{2,4}\W{0,2}$)"
)
"""A dash or a number before somebody, or the letters of an office: such lists may be of any length."""
_CODE = re.compile(r"^\W{0,2}[A-Z]{1,2}\d{1,3}\W{0,2}$")
"""An office by a letter and a figure."""
_SHORT_CODE = re.compile(r"^\W?(?=.*\d)[A-Z\d]{1,3}(?:/\d{1,2})?\W?$")
_OFFICE_CODE = re.compile(r"^\W?(?:[A-Z]{1,2}\d{1,3}|[A-Z]{3,4}|[A-Z]{1,4}/[A-Z]{2,4})[^\w:]?$")
_ONE_FIGURE = re.compile(r"^\W?[\dlI]\W?$")
_COPIES_NEAR = 4
_WITH_PAPERS = re.compile(
    r"^\W{0,3}(?:[A-Za-z]{3,10} ){0,2}\(?w/ ?(?:o ?)?(?:at|enc)\w{0,4}\)?\W?$|^\W{0,3}(?:\w{3} )?chrono\b"
)
"""Somebody with what is attached or without, or the file by days."""
_PAPER_LETTERS = 4
_OTHER_LABEL = re.compile(r"^\W?(?:[A-Za-z]{5,16}|[A-Z]{3,8} [A-Z]{2,8}) ?:\W?$")
"""A label that a list of copies ends at, if it is none of such lists."""
_COPIED_TO = re.compile(r"^\W?[cC][cCsSe]?[,:;.] ?(?:[A-Z&]{1,5}/ ?){1,3}[A-Z&]{1,6}\b.{0,20}$")
"""CC, read badly or well, and an office."""
_ONE_COPY = re.compile(r"^\W{0,2}1 ?[-–—] ?[A-Z][a-z]{3,14}\W?$")
_SHORT_CUE = 5
_NUMBERED = re.compile(r"^\W?\d{1,2}\. ")
"""A paragraph of a telegram with its number."""
_MOSTLY = 0.7
_INITIALS = re.compile(
    r"^\W{0,2}[A-Z]{3,9} ?/ ?[a-z]{2,3}\W{0,2}$"
    r"|^\W{0,2}(?:[A-Z]{2,4} ?[:/] ?){1,2}[A-Z]?[a-z1]{2,3}(?:/\w{1,3})?(?: ?\(\d{1,2}\))?\W{0,2}$"
)
"""Who wrote a letter and who typed it, by their initials."""
_HEAD_LINES = 3
_HEADS_PAGE = re.compile(
    r"^\W{0,2}(?:Attachment|Enclosure|ATTACHMENT|ENCLOSURE) ?#? ?(?:[A-Z]|\d{1,2}|[IVX]{2,4})\W{0,2}$"
)
"""What a page is headed with that is attached: what follows is the paper."""
_AGENCY = re.compile(r"\b[A-Z]{2,5}\b")
_AGENCIES = 3
_AGENCY_LINES = 4
"""So many lines behind the text that are agencies and no more are a list of them."""
_AGENCY_LETTERS = 20
_AGENCY_NEAR = 3
_AGENCY_WORD = re.compile(r"[A-Z&]{2,}")
_SPLIT_NUMBER = re.compile(r"^\W{0,2}\d{1,2}\W{0,2}$")
_SPLIT_NAME = re.compile(r"^\W{0,2}[-–—=~] ?[A-Z][\w&/. -]{2,34}(?: ?\(.{1,16}\))?\W{0,2}$")
"""A number of copies on a line of its own, and under it a dash and who has them."""
_FILE_OF_COPY = re.compile(r"^\W{0,3}\(\d{1,3}-\d{1,6}\)(?: ?\([A-Za-z]{1,5}\))?\W{0,2}$")
_IN_ALL = re.compile(r"^\W?\(\d{1,2}\)\W?$")
"""How many copies there are in all, under a list of them."""
_ATTENTION, _MOST_OF_ATTENTION = "ATTENTION", 3
"""What may stand under who has a copy, and how many lines there are to whose attention and in what office."""
_OF_ATTENTION = re.compile(r"^[A-Z][\w.,'’ -]{3,33}$")
_OFFICE_OVER = frozenset({"BUREAU"})
_ROW_NEAR = 4
_ROWS_NEAR = 5
"""So many lines under the head of a list, or under a row of it, the next row stands."""
_HEAD = "DIST"
_NUMBER_OF_COPY = re.compile(r"^\W{0,3}COPY N[O0]\b", re.IGNORECASE)
_SAYS = re.compile(r"^\W{0,2}(?:[cC]{2}|Dist(?:ribution)?|DIST(?:RIBUTION)?)\W{0,2}:|^\W?FIELD\W{1,2}DISSEM\W{0,2}$")
"""A cue that begins a list wherever it stands."""
_ON_ONE_LINE = re.compile(r"^\W{0,2}D(?:ist|IST)\W{0,2}: ?(\w)?")
_OPENS = re.compile(
    r"^\W{0,3}(?:\d{1,2} )?([A-Za-z]{2,12}(?: [Tt]o)?)\W{0,2}"
    r"(?: ?[&:=–—-]|\(|,? ?\d| ?and | ?\.|$| (?:as stated|herewith|a/s)\b)"
)


def distribution(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines of lists of copies and enclosures, and of the rows of copies at the head of a letter."""
    listed, said = 0, False
    rows = {at for at, piece in enumerate(sheet.pieces) if sheet.free(at) and _is_row(sheet, at, piece)}
    rows |= _listed_rows(sheet)
    rows |= _agency_lines(sheet) | _beside_rows(sheet, rows)
    attention = _to_attention(sheet, rows)
    rows |= attention
    for at in filter(sheet.free, range(0 if sheet.form else len(sheet.pieces))):
        piece = sheet.pieces[at]
        if _begins(sheet, at):
            listed, said = _goes_on(piece), _SAYS.match(piece.text) is not None or _has_items(sheet, at)
            yield at, hit("distribution", "It is what a list of copies or enclosures begins with.")
        elif at in rows:
            listed = 0 if at in attention else max(listed, 0 if _IN_ALL.match(piece.text) else 1)
            yield at, hit("distribution", "It says who has copies.", 0.1)
        elif listed and _ends_list(sheet, at):
            listed = 0
        elif listed and _may_go_on(sheet, at) and (sheet.after_body(at) or said):
            listed = 0 if is_field(piece) else listed - (not _ITEM_OF_LIST.match(piece.text))
            if _names_somebody(piece) or _numbers_paper(sheet, at) or _is_short_code(sheet, at):
                yield at, hit("distribution", "It stands in a list of copies or enclosures.", 0.1)
        elif _stands_alone(sheet, at):
            yield at, hit("distribution", "It says who has copies.", 0.15)
        else:
            listed = 0


def _beside_rows(sheet: Sheet, rows: set[int]) -> set[int]:
    """Return the lines that rows of copies were broken into, and what stands over and under them."""
    found = set(rows)
    for at in filter(sheet.free, range(len(sheet.pieces))):
        text, near = sheet.pieces[at].text, found & set(range(at - _ROW_NEAR, at))
        split = (
            _SPLIT_NUMBER.match(text) and at + 1 < len(sheet.pieces) and _SPLIT_NAME.match(sheet.pieces[at + 1].text)
        )
        over = at + 1 in found and sheet.pieces[at].squeezed in _OFFICE_OVER
        under = (near and _FILE_OF_COPY.match(text)) or (_IN_ALL.match(text) and (near or _under_initials(sheet, at)))
        if over or under or (near and (split or (at - 1 in found and _SPLIT_NAME.match(text)))):
            found.add(at)
    return found - rows


def _to_attention(sheet: Sheet, rows: set[int]) -> set[int]:
    """Return the lines under who has a copy that say to whose attention it goes."""
    found: set[int] = set()
    for at in sorted(rows):
        if not sheet.free(at + 1) or not sheet.pieces[at + 1].squeezed.startswith(_ATTENTION):
            continue
        found.add(at + 1)
        for under in range(at + 2, at + 2 + _MOST_OF_ATTENTION):
            if not sheet.free(under) or under in rows or not _OF_ATTENTION.match(sheet.pieces[under].text):
                break
            found.add(under)
    return found


def _listed_rows(sheet: Sheet) -> set[int]:
    """Return the rows of originals and copies of a list, wherever on the page it stands, its head over it."""
    rows: set[int] = set()
    under = 0
    for at in filter(sheet.free, range(len(sheet.pieces))):
        text = sheet.pieces[at].text
        under = _ROWS_NEAR if _is_head(sheet.pieces[at]) else under - 1
        if under > 0 and len(text) <= _LONGEST_ROW and (_ORIGINALS.match(text) or _COPY.match(text)):
            rows.add(at)
            under = _ROWS_NEAR
    return rows


def _is_head(piece: Piece) -> bool:
    """Tell whether a piece is DISTRIBUTION, or short for it, and no more."""
    if len(piece.text) > _LONGEST_CUE or not _first(piece.text).isupper():
        return False
    near = phrases("distribution", "cues").near(piece.squeezed)
    return near is not None and near.phrase.startswith(_HEAD)


def _ends_list(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece ends a list: a label of something else, or the name of who signed with his office."""
    text = sheet.pieces[at].text
    if _OTHER_LABEL.match(text):
        return True
    return sheet.last >= 0 and sheet.after_body(at) and signed.names_signer(sheet, at)


def _under_initials(sheet: Sheet, at: int) -> bool:
    return at > 0 and _INITIALS.match(sheet.pieces[at - 1].text) is not None


def _agency_lines(sheet: Sheet) -> set[int]:
    """Return the lines of a list of agencies behind the text, one or two on each, and what stands among them."""
    if sheet.last < 0:
        return set()
    short = [
        at for at in range(sheet.last + 1, len(sheet.pieces))
        if sheet.free(at) and len(sheet.pieces[at].text) <= _AGENCY_LETTERS and not is_field(sheet.pieces[at])
    ]  # fmt: skip
    known = {at for at in short if _all_agencies(sheet.pieces[at].text)}
    if len(known) < _AGENCY_LINES:
        return set()
    among = {at for at in short if "/" in sheet.pieces[at].text and known & set(_around(at))}
    return known | {at for at in among if capitals(sheet.pieces[at].text) >= _MOSTLY}


def _around(at: int) -> range:
    return range(at - _AGENCY_NEAR, at + _AGENCY_NEAR + 1)


def _all_agencies(text: str) -> bool:
    words = _AGENCY_WORD.findall(text)
    names = {*table()["routing"]["offices"], *table()["distribution"]["agencies"]}
    return bool(words) and all(word in names for word in words) and capitals(text) >= _MOSTLY


def _is_short(sheet: Sheet, at: int) -> bool:
    return len(sheet.pieces[at].text) <= _LONGEST_LINE and not sheet.running(at)


def _may_go_on(sheet: Sheet, at: int) -> bool:
    """Tell whether a list may go on at a piece: a short line, or an item with its letter and not a sentence."""
    text = sheet.pieces[at].text
    paper = _ITEM.match(text) or _DAY_OF_PAPER.match(text) or _HELD.match(text)
    return _is_short(sheet, at) or (len(text) <= _LONGEST_ITEM and paper is not None)


def _begins(sheet: Sheet, at: int) -> bool:
    """Tell whether a list begins at a piece."""
    piece = sheet.pieces[at]
    if not _is_short(sheet, at) or _among_fields(sheet, at) or (at < _HEAD_LINES and _HEADS_PAGE.match(piece.text)):
        return False
    told = _SAYS.match(piece.text) is not None or _has_items(sheet, at)
    return (told or _may_open(sheet, at)) and _opens_list(piece)


def _has_items(sheet: Sheet, at: int) -> bool:
    """Tell whether the first paper of a list with letters stands under a piece."""
    under = sheet.pieces[at + 1].text if sheet.free(at + 1) else ""
    return under.lstrip(" •*")[:1] == "A" and bool(_ITEM.match(under) or _ITEM_ALONE.match(under))


def _among_fields(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is one of the words of a slip that say what is to be done, others above and under it."""
    around = range(max(0, at - 2), min(len(sheet.pieces), at + 3))
    slip = phrases("form", "slip")
    return sum(slip.near(sheet.pieces[each].squeezed) is not None for each in around if each != at) > 1


def _goes_on(piece: Piece) -> int:
    """Return for how many lines a list may go on: for none where it is said on its first line to whom all goes."""
    one = _ON_ONE_LINE.match(piece.text)
    if one is not None:
        return 0 if one.group(1) else 1
    return int(table()["distribution"]["after"])


def _names_somebody(piece: Piece) -> bool:
    """Tell whether a line of a list names somebody: letters enough, a capital first, and no field of a form."""
    text = piece.text
    if any(shape.match(text) for shape in (_ITEM_ALONE, _COUNTED, _DAY_OF_PAPER, _AS_SAID, _CODE, _WITH_PAPERS)):
        return True
    return _worded(text) and not _first(text).islower() and not is_field(piece)


def _stands_alone(sheet: Sheet, at: int) -> bool:
    """Tell whether a line behind the text is a row of agencies, or the initials of who wrote and who typed."""
    text = sheet.pieces[at].text
    drafted = _DRAFTED_AT.match(text) or (_DRAFTED.match(text) and len(text) <= _LONGEST_ROW)
    if drafted and (sheet.last < 0 or sheet.zone(at) != "body"):
        return True
    told = _agencies(text) or _INITIALS.match(text) or _COPIED_TO.match(text)
    return bool(sheet.last >= 0 and sheet.after_body(at) and told)


def _may_open(sheet: Sheet, at: int) -> bool:
    """Tell whether a list may begin at a piece: not before the text, where there is any."""
    return sheet.last < 0 or not sheet.before_body(at)


def _is_row(sheet: Sheet, at: int, piece: Piece) -> bool:
    """Tell whether a piece says how many copies go to whom."""
    if len(piece.text) <= _LONGEST_ROW and _ORIGINALS.match(piece.text) and not sheet.running(at):
        return sheet.last >= 0 and sheet.after_body(at)
    if len(piece.text) > _LONGEST_SAID or sheet.running(at) or not _COPY.match(piece.text):
        return False
    if _ONE_COPY.match(piece.text) and sheet.last >= 0 and sheet.before_body(at):
        return True
    return (sheet.after_body(at) and sheet.last >= 0) or _NAMED_COPY.match(piece.text) is not None


def _opens_list(piece: Piece) -> bool:
    cues = phrases("distribution", "cues")
    if not any(sign.isascii() and sign.isalpha() for sign in piece.text) or _numbers_copy(piece):
        return False
    first = _first(piece.text)
    if (
        len(piece.text) <= _LONGEST_CUE
        and (first.isupper() or len(piece.squeezed) < _SHORT_CUE)
        and cues.near(piece.squeezed) is not None
    ):
        return True
    head, colon, rest = piece.text.partition(":")
    if colon and not _NUMBERED.match(head) and len(rest) <= _LONGEST_SAID and cues.near(squeeze(head)) is not None:
        return True
    match = _OPENS.match(piece.text)
    if match is None or squeeze(match.group(1)) not in _opening():
        return False
    return match.group(1)[0].isupper() or match.group(1) == "cc"


def _numbers_copy(piece: Piece) -> bool:
    """Tell whether a piece is the field of a form for the number of a copy."""
    return is_field(piece, 0) or _NUMBER_OF_COPY.match(piece.text) is not None


def _is_short_code(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece may be the code of an office, read badly, between others of a list."""
    beside = [sheet.pieces[each].text for each in (at - 1, at + 1) if 0 <= each < len(sheet.pieces)]
    return _SHORT_CODE.match(sheet.pieces[at].text) is not None and any(map(_OFFICE_CODE.match, beside))


def _numbers_paper(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is the number of a paper that is enclosed, what it is on the line under it."""
    items = (_ITEM_OF_LIST.match(one.text) for one in sheet.pieces[at + 1 : at + _COPIES_NEAR])
    if _ONE_FIGURE.match(sheet.pieces[at].text) and sheet.free(at + 1) and any(items):
        return True
    if not _NUMBER_ALONE.match(sheet.pieces[at].text) or not sheet.free(at + 1):
        return False
    under = sheet.pieces[at + 1]
    return len(under.squeezed) >= _PAPER_LETTERS and _first(under.text).isupper() and not is_field(under)


def _worded(text: str) -> bool:
    """Tell whether there are letters enough in a text to name somebody."""
    return sum(map(str.isalpha, text)) > 1


def _first(text: str) -> str:
    """Return the first letter of a text, "" where it has none."""
    return next((sign for sign in text if sign.isalpha()), "")


@functools.cache
def _opening() -> frozenset[str]:
    return frozenset(squeeze(one) for one in table()["distribution"]["opens"])


def _agencies(text: str) -> bool:
    found = _AGENCY.findall(text)
    return len(found) >= _AGENCIES and sum(one in table()["routing"]["offices"] for one in found) >= _AGENCIES
