"""Who a memorandum or a letter is addressed to, and the labels that stand over it and are printed on forms too."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from editor.assist.marks.dates import date_of
from editor.assist.marks.labels import label_of
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases
from editor.assist.marks.sheet import Sheet

_PERSON = re.compile(
    r"^\W?(?:The )?(?:M(?:r|s|e|rs|iss)\b\.|Miss|Hon(?:orable|\.)|Dr\.) [A-Z][A-Za-z.]*"
    r"(?: [A-Z][A-Za-z.']*){1,3}\W{0,2}$"
)
"""A person with his title and his first name, as letters are addressed."""
_TITLED = re.compile(r"^\W{0,2}[A-Z][\w.'/]*,?(?: (?:[A-Z][\w.'/]*,?|of|the|and|for|on)){1,6}[^\w:]{0,2}$")
"""An office, an agency or a place, all of its two words or more with capitals."""
_ADDRESS = 4
_FIRST_LINES = 16
_GREETED = 9
"""So many lines over the greeting of a letter its address may begin."""
_GREETING = re.compile(r"^\W?(?:Dear [A-Z]|Gentlemen\W?$|(?:My )?Dear Sirs?\b)")
_STATION = re.compile(
    r"^\W{0,2}(\w{4,7})[,.:]? (?:of Station|of Base|(?:[A-Z]\w+ ){1,3}(?:Division|Staff|Branch))\b.{0,24}$"
)
_CHIEF = "CHIEF"
_TO_SOMEBODY = frozenset({"MEMORANDUM FOR", "MEMORANDUM TO", "TO", "THROUGH", "VIA", "ATTENTION", "ATTN", "FROM"})
_HEAD = 30
_HEAD_LINES = 16
_LONGEST_PAPER = 64
_PAPER = re.compile(
    r"^\W{0,4}(?:[A-H]\W{1,3})?(?:[MN]emo(?:randum)?|Letter|Ltr|Cable) (?:for|fm|fr|from|to|dated|dtd)\b.*[^.]$"
    r"|\bS\w{2,3} [Ss]ub[ji](?:ect|\.)?\W{0,3}$|^\W{0,2}(?:dtd|dated) .{6,24}$"
)
"""A memorandum or a letter for somebody, or of the same subject."""
_SYMBOL = re.compile(r"^\W{0,2}[A-Z]{1,5}(?: ?/ ?[A-Z0-9&]{1,5}){1,3}[^\w:]{0,2}$")
_LABEL = re.compile(
    r"^\W?REFERENCES?\W{0,2}(?::|$)|^\W?OFFICE\W{0,2}:|^[^\w(]?(?:DATE|PLACE|TIME)(?: AND (?:PLACE|TIME))?(?: ?:|\W?$)"
)
_REFERENCES = "REFERENCES"
_PARAGRAPH = re.compile(r"^\W{0,2}[1lI]\.\W{0,2}$|^\W?(?:PRESENT|PARTICIPANTS|ATTENDEES) ?:\W?$")


def is_memorandum(sheet: Sheet) -> bool:
    """Tell whether a page is headed as a memorandum."""
    return any(label_of(piece).startswith("MEMORANDUM ") for piece in sheet.pieces[:_HEAD])


def is_headed(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is within the head of a memorandum: before the text, a label on it or over it."""
    if not sheet.before_body(at) or sheet.last < 0:
        return False
    labels = {label_of(piece) for piece in sheet.pieces[max(0, at - _HEAD_LINES) : at + 1]}
    return any(label.startswith("MEMORANDUM ") for label in labels)


def is_office(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is the letters of an office within the head of a memorandum, no label before them."""
    return _SYMBOL.match(sheet.pieces[at].text) is not None and is_headed(sheet, at)


def is_referred(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece names a paper that is referred to, in the head of a memorandum."""
    text = sheet.pieces[at].text
    return len(text) <= _LONGEST_PAPER and _PAPER.search(text) is not None and is_headed(sheet, at)


def is_label(piece: Piece) -> bool:
    """Tell whether a piece is a label that memoranda have and forms too, read badly or well."""
    if _LABEL.match(piece.text):
        return True
    bare = piece.text.strip(" .:")
    many = 1 if bare.endswith("S") else 2
    return bare.isupper() and OSA.distance(piece.squeezed, _REFERENCES, score_cutoff=many) <= many


def says_filled(piece: Piece) -> bool:
    """Tell whether a piece has a label and what it says, and not the wording that a form explains its label with."""
    label, field = label_of(piece), phrases("form").near(piece.squeezed)
    said = piece.text.partition(":")[2].strip()
    return bool(said and label and not (field and field.phrase.startswith(label)))


def begins_text(piece: Piece) -> bool:
    """Tell whether a piece is the number of the first paragraph, on a line of its own, or who was present."""
    return _PARAGRAPH.match(piece.text) is not None


def is_address(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece over a text is a person whom a letter is addressed to, or his office and place under him."""
    if sheet.last < 0:
        return False
    for each in range(at, max(-1, at - _ADDRESS), -1):
        if _PERSON.match(sheet.pieces[each].text):
            return at < _FIRST_LINES
        if not _TITLED.match(sheet.pieces[each].text):
            return False
    return False


def is_greeted(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is of the address of a letter: over its greeting, and under its day or a person's name."""
    under = range(at + 1, min(len(sheet.pieces), at + _GREETED))
    greeting = next((each for each in under if _GREETING.match(sheet.pieces[each].text)), None)
    if greeting is None or any(map(sheet.running, range(at, greeting))):
        return False
    over = (sheet.pieces[each].text for each in range(max(0, at - _GREETED), at + 1))
    return any(date_of(text) == "words" or _PERSON.match(text) for text in over)


def is_under_addressee(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is an office or an agency under the line of somebody that is written to, or writes."""
    addressed = at > 0 and label_of(sheet.pieces[at - 1]) in _TO_SOMEBODY
    return addressed and _TITLED.match(sheet.pieces[at].text) is not None and not sheet.running(at)


def is_station(text: str) -> bool:
    """Tell whether a line is the chief of a station, a base or a division, his title read badly."""
    match = _STATION.match(text)
    return match is not None and OSA.distance(match.group(1).upper(), _CHIEF, score_cutoff=2) <= 2
