"""Marks of several lines: routing lists, distribution, signatures, headings; those that are only offered among them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field, label_of
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze
from editor.assist.marks.whole import cue

Found = tuple[int, Hit]
"""The place of a piece and what it is."""

_NAME_LIKE = re.compile(
    r"^\W{0,2}(?:Mr\.? |Mrs\.? |Miss |Gen\.? |Amb\.? )?[A-Z][\w.'/-]*(?: [-–&]? ?[A-Z0-9][\w.'/-]*){0,2}\W{0,2}$"
)
_OFFICE = r"[A-Z]{1,5}(?:-[A-Z]{1,3})?/ ?[A-Z0-9&]{1,5}(?:/[A-Z0-9]{1,5})?"
_SYMBOL = re.compile(rf"^\W{{0,2}}{_OFFICE}(?: ?[-–—,] ?[A-Za-z. ]{{2,18}}| ?\([A-Z]\))?[\W_]{{0,2}}$")
_DESK = re.compile(r"^\W{0,2}(?:Chief|Ch\.|Dep|Desk|Dir|Asst|ADD|A)[ ./][ .]?[A-Z&][\w&/.]{0,6}\W{0,2}$")
"""An office by the title of who sits there, in short."""
_OFFICE_LETTERS = 14
_SCATTERED = 3
_LEAST_NAMES = 4
_MOST_NAMES = 14
_COPIES = re.compile(r"^\W{0,2}\d{1,2} ?[-–—.] ?\W?[A-Z][\w/]*")
_AGENCY = re.compile(r"\b[A-Z]{2,5}\b")
_NAME = re.compile(r"^\W{0,2}(?:[A-Z][A-Za-z'-]*\.? ){1,3}(?:[A-Z][a-z'A-Z-]{2,})(?:,? (?:Jr|Sr|II|III)\.?)?\W{0,2}$")
_SIGNED = re.compile(r"^\W?[7/(]\s?[sS]\s?[/)]\s?\w|^[sS]/ ?[A-Z][a-z]+ [A-Z]")
_SENTENCE_END = (".", "?", "!", '"', "”", "'", "’", ",")
_TITLE = re.compile(r"^(?:Chief|Director|Deputy|Acting|Chairman)(?: of \w+)?,? .{2,30}$")
_CLOSING = frozenset(
    {"SINCERELY", "SINCERELYYOURS", "VERYTRULYYOURS", "RESPECTFULLY", "YOURSSINCERELY", "FAITHFULLYYOURS"}
)
_CARRIED = 3
_SAID = 0.6
_BEHIND_LABEL = 3
"""So many lines behind a label that stands alone are what it announces; forms set labels and answers apart."""


def routing(sheet: Sheet) -> Iterator[Found]:
    """Yield the lines of routing lists: behind a cue, by the symbols of offices, or a run of names behind the text."""
    at = 0
    while at < len(sheet.pieces):
        piece = sheet.pieces[at]
        if not sheet.free(at):
            at += 1
        elif cue(piece, "routing"):
            yield at, hit("routing", "It is what a routing list begins with.")
            end = _names_from(sheet, at + 1)
            for each in range(at + 1, end):
                yield each, hit("routing", "It is a name in a routing list.", 0.03)
            at = max(end, at + 1)
        else:
            end = _names_from(sheet, at) if sheet.after_body(at) else at
            run = sheet.pieces[at:end]
            if len(run) >= _LEAST_NAMES and any(_office(one) for one in run):
                for each in range(at, end):
                    yield each, hit("routing", "It stands in a run of names and offices behind the text.", 0.05)
            elif _SYMBOL.match(piece.text) and sheet.zone(at) != "body":
                yield at, hit("routing", "It is the symbol of an office.", 0.05)
            at = max(end, at + 1)


def scattered(sheet: Sheet) -> Iterator[Found]:
    """Yield the offices of a list in the margin that was read line by line between those of the text."""
    found = [at for at, piece in enumerate(sheet.pieces) if _is_office(piece.text)]
    if len(found) >= _SCATTERED and any(_SYMBOL.match(sheet.pieces[at].text) for at in found):
        for at in filter(sheet.free, found):
            yield at, hit("routing", f"It is an office, one of {len(found)} that stand between the lines.", 0.05)


def _is_office(text: str) -> bool:
    return len(text) <= _OFFICE_LETTERS and (_SYMBOL.match(text) or _DESK.match(text)) is not None


def _names_from(sheet: Sheet, start: int) -> int:
    end = start
    while end < len(sheet.pieces) and end - start < _MOST_NAMES and sheet.free(end) and _name_like(sheet.pieces[end]):
        end += 1
    return end


def _name_like(piece: Piece) -> bool:
    text = piece.text
    if len(text) > 26 or is_field(piece) or cue(piece, "distribution") or text.rstrip().endswith((":", "?")):
        return False
    return bool(_NAME_LIKE.match(text) or _SYMBOL.match(text))


def _office(piece: Piece) -> bool:
    return bool(_SYMBOL.match(piece.text)) or piece.text.strip(" .,-") in table()["routing"]["offices"]


def distribution(sheet: Sheet) -> Iterator[Found]:
    """Yield the lines of lists of copies and enclosures: behind a cue that stands behind the text."""
    listed = 0
    for at, piece in enumerate(sheet.pieces):
        if not sheet.free(at):
            listed = 0
        elif not sheet.before_body(at) and _opens_list(piece):
            listed = table()["distribution"]["after"]
            yield at, hit("distribution", "It is what a list of copies or enclosures begins with.")
        elif listed and sheet.after_body(at) and len(piece.text) <= 45:
            listed -= 1
            yield at, hit("distribution", "It stands in a list of copies or enclosures.", 0.1)
        elif sheet.after_body(at) and ((_COPIES.match(piece.text) and len(piece.text) <= 40) or _agencies(piece.text)):
            yield at, hit("distribution", "It says who has copies.", 0.15)
        else:
            listed = 0


def _opens_list(piece: Piece) -> bool:
    head, colon, rest = piece.text.partition(":")
    if len(piece.text) <= 24 and phrases("distribution", "cues").near(piece.squeezed) is not None:
        return True
    return bool(colon) and len(rest) <= 40 and phrases("distribution", "cues").near(squeeze(head)) is not None


def _agencies(text: str) -> bool:
    found = _AGENCY.findall(text)
    return len(found) >= 3 and sum(one in table()["routing"]["offices"] for one in found) >= 3


def signatures(sheet: Sheet) -> Iterator[Found]:
    """Yield what is signed: behind /s/, or a name behind the last sentence."""
    looking = 0
    for at, piece in enumerate(sheet.pieces):
        if sheet.running(at) or squeeze(piece.text) in _CLOSING:
            ended = piece.text.rstrip().endswith(_SENTENCE_END) or len(piece.text) < 50
            looking = _CARRIED if sheet.after_body(at + 1) and ended else 0
        elif not sheet.free(at):
            continue
        elif _SIGNED.match(piece.text):
            looking = 1
            yield at, hit("signature", "It is signed with /s/.", -0.2)
        elif looking and _is_name(piece.text):
            looking = 0
            yield at, hit("signature", "It is a name by itself behind the last sentence.")
        else:
            looking = max(0, looking - 1)


def _is_name(text: str) -> bool:
    written = re.search(r"[a-z]{2}|\b[A-Z]\. ", text)
    return len(text) <= 32 and _NAME.match(text) is not None and written is not None


def headings(sheet: Sheet) -> Iterator[Found]:
    """Yield the lines before the text that say who writes to whom, on what."""
    carried = 0
    for at, piece in enumerate(sheet.pieces):
        if not sheet.before_body(at):
            break
        if not sheet.free(at) or is_field(piece):
            continue
        label = label_of(piece)
        if label:
            carried = 0 if len(piece.squeezed) > len(label) + 2 else _BEHIND_LABEL
            yield at, hit("heading", f"It is the line of {label}.", -0.15)
        elif _TITLE.match(piece.text):
            yield at, hit("heading", "It is an office that is written to.", 0.05)
        elif carried and len(piece.text) <= 60 and _is_said(piece.text):
            carried -= 1
            yield at, hit("heading", "It stands behind a label such as TO or SUBJECT.", 0.05)
        elif sheet.last >= 0 and _is_title(piece):
            yield at, hit("heading", "It is a short line in capitals before the text.", 0.15)


def _is_said(text: str) -> bool:
    """Tell whether there are letters enough in a text to answer a label."""
    letters = sum(map(str.isalpha, text))
    return letters > 2 and letters >= _SAID * sum(not c.isspace() for c in text)


def _is_title(piece: Piece) -> bool:
    text = piece.text
    letters = sum(c.isalpha() for c in text)
    signs = sum(not c.isspace() for c in text)
    whole = len(re.findall(r"[A-Z]{3,}", text)) >= 2
    return 8 <= len(text) <= 60 and whole and capitals(text) >= 0.85 and letters >= 0.85 * signs
