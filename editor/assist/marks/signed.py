"""Who signed: behind /s/, or a name behind the last sentence, and the office under it; only offered."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

_TITLES = 3
_CAPITALS = 0.8
_LONG_TITLE = 7
_LONGEST_TITLE = 45
_NAME = re.compile(
    r"^\W{0,2}(?:[A-Z][A-Za-z'-]*\.? ){1,3}(?:[A-Z][a-z'A-Z-]{2,})(?:,? (?:[Jj]r|[Ss]r|II|III)\.?)?\W{0,2}$"
)
_SIGNED = re.compile(r"^\W?(?:[7/(]\s?[sS]\s?[/)]\s?\w|[1Il][sS]/ ?[A-Z])|^[sS]/ ?[A-Z][a-z]+ [A-Z]")
_STAMPED = re.compile(r"^\W{0,2}\(?SIGNED\W{1,3}[A-Z]|^\W?SGD\b")
_OF_UNIT = re.compile(
    r"^\W?[A-Z][A-Z]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z'-]+){1,2}, \d{1,3}(?:st|nd|rd|th|TH) [A-Z].{1,24}$"
)
"""An agent of the army and his unit, as his reports are signed."""
_WITH_SYMBOL = re.compile(
    r"^\W{0,2}[A-Z][A-Za-z'-]+(?: [A-Z]\.){0,2} [A-Z][A-Za-z'-]{2,}, "
    r"(?:[A-Z]{1,5}(?:/[A-Z][A-Za-z0-9]{0,5}){1,4})\W{0,2}$"
)
"""A name and behind it the letters of an office."""
_OF_OFFICE = re.compile(r"^\W{0,2}(?:Deputy|Acting|Senior|Assistant|Chief|Director|Executive|Special|Principal)\b")
_IN_CAPITALS = re.compile(r"^\W{0,2}[A-Z]{3,10}(?: [A-Z]\.?)? [A-Z][A-Z'-]{3,12}\W{0,2}$")
_LISTED = re.compile(r"^\W?(?:[A-Z][a-z]+ ){1,2}[A-Z]{4,14}\W?$")
_TASK_FORCE = re.compile(r"^\W{0,2}[A-Z]{2,4}/[A-Z]{2,4} Task Force\b.{0,32}$")
_LIST = 3
_ROLL = 4
"""So many names under each other are a list of persons."""
_PARAGRAPH = re.compile(r"^\W?\d{1,2}\. [A-Z]\w* \w+ ")
"""A paragraph with its number, which may be so short that it is no line of running text."""
_END_NEAR = 2
_SURNAME_IN_CAPITALS = re.compile(r"^\W?[A-Z][a-z]+ [A-Z&]\W{1,2}[A-Z]{4,14}\W?$")
"""A first name, an initial and a surname in capitals, as those who sign dispatches are named."""
_FILLED = re.compile(r"\W{1,3}\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$")
"""The day behind the office of who signed."""
_OPENS_TITLE = re.compile(
    r"^\W?(?:(?:Acting|Deputy|Assistant|Special|Executive|Associate) )*"
    r"(?:Chief|Director|Chairman|Secretary|Counsel|Agent)"
)
_TITLE_CUT = re.compile(r"^\W?(?:hief|irector|eputy|cting), ?[A-Z]")
"""The office of who signed, its first letter not read."""
_LEVEL_OF_PART = re.compile(r"^\W?\(S\)")
_SYMBOL = re.compile(r"^\W{0,2}[A-Z]{1,5}(?: ?/ ?[A-Z0-9]{1,5}){1,4}\W{0,2}$")
"""The office of who signed, by its letters."""
_CUE = re.compile(r"^\W{0,2}([A-Za-z]{5,9}) ?[:;]\W{0,2}$")
_CUE_ERRORS = 2
_SENTENCE_END = (".", "?", "!", '"', "”", "'", "’", ",")
_PORTION = re.compile(r"\s*\((?:TS|S|C|U|FOUO)(?:/[A-Z]{2})?\)$")
"""What a paragraph is classified as, behind it."""
_CARRIED = 3
_AGENCY_WORDS = 6
_SMALL = frozenset({"of", "the", "and", "for", "on"})
_LONGEST_CLOSING = 26


def signatures(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield what is signed: behind /s/, or a name behind the last sentence, and the office that stands under it."""
    looking = titles = 0
    for at, piece in enumerate(sheet.pieces):
        closing = _closes(piece.text, piece.squeezed)
        if closing and sheet.free(at):
            yield at, hit("signature", "It is what stands over a signature.", -0.1)
        if sheet.running(at) or closing:
            ended = _PORTION.sub("", piece.text.rstrip()).endswith(_SENTENCE_END) or len(piece.text) < 50
            looking, titles = (_CARRIED if sheet.after_body(at + 1) and ended else 0), 0
        elif sheet.free(at):
            begun = _signed(sheet, at, looking)
            if begun is not None:
                looking, titles = begun[0], _TITLES
                yield at, begun[1]
            elif titles and _is_under(piece.text) and not is_field(piece):
                titles -= 1
                yield at, hit("signature", "It stands under a signature, as names and offices do.", 0.05)
            else:
                last = sheet.running(at - 1) or _PARAGRAPH.match(piece.text)
                ends = last and sheet.after_body(at) and piece.text.rstrip().endswith(".")
                looking, titles = (_CARRIED if ends else max(0, looking - 1)), 0


def _closes(text: str, squeezed: str) -> bool:
    """Tell whether a line is what a letter is closed with, a letter or two misread."""
    return len(text) <= _LONGEST_CLOSING and phrases("signature", "closings").near(squeezed) is not None


def _signed(sheet: Sheet, at: int, looking: int) -> tuple[int, Hit] | None:
    """Return how a piece is signed, after how many more lines a name may stand, None where it is not."""
    text = sheet.pieces[at].text
    if _given_for(sheet, at) or (_STAMPED.match(text) and sheet.zone(at) != "body"):
        return 1, hit("signature", "It says that somebody signed, or for whom.", -0.1)
    if looking and sheet.last >= 0 and (_TITLE_CUT.match(text) or (_OPENS_TITLE.match(text) and _is_title_of(text))):
        return 0, hit("signature", "It is the office of who signed, right behind the last sentence.", 0.05)
    if _SIGNED.match(text) and not _LEVEL_OF_PART.match(text):
        return 1, hit("signature", "It is signed with /s/.", -0.2)
    if _is_cue(sheet, at):
        return 1, hit("signature", "It is the field behind which a form is signed.", 0.1)
    said = _by_shape(sheet, at, looking)
    if said:
        return 1, hit("signature", said, 0.1)
    if _of_list(sheet, at) or _of_roll(sheet, at) or _of_sentence(sheet, at):
        return None
    if (looking and _is_name(text, upper=sheet.upper)) or _under_field(sheet, at) or _with_office(sheet, at):
        return 0, hit("signature", "It is a name by itself behind the last sentence.")
    return None


def _by_shape(sheet: Sheet, at: int, looking: int) -> str:
    """Return how a name is written that is signed by its shape, "" where it is none."""
    text = sheet.pieces[at].text
    if _OF_UNIT.match(text) and not sheet.running(at):
        return "It is a name and a unit, as reports are signed."
    if _WITH_SYMBOL.match(text) and not (sheet.running(at) or sheet.before_body(at) or _OF_OFFICE.match(text)):
        return "It is a name and the letters of an office, as papers are signed."
    if looking and not sheet.upper and _IN_CAPITALS.match(text) and _after_end(sheet, at):
        return "It is a name in capitals behind the last sentence, an office under it."
    if _TASK_FORCE.match(text) and not sheet.before_body(at) and not sheet.running(at):
        return "It is the task force that compiled a file, as its papers are signed."
    if _of_dispatch(sheet, at):
        return "It is a name with the surname in capitals behind the text, as dispatches are signed."
    return ""


def _of_dispatch(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece behind the text is the only name with its surname in capitals on a page."""
    if sheet.last < 0 or not sheet.after_body(at) or not _SURNAME_IN_CAPITALS.match(sheet.pieces[at].text):
        return False
    if at + 1 < len(sheet.pieces) and any(map(str.isdigit, sheet.pieces[at + 1].text)):
        return False
    return sum(_SURNAME_IN_CAPITALS.match(piece.text) is not None for piece in sheet.pieces) == 1


def _of_list(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is one of several persons on a page, each with his surname in capitals."""
    if not _LISTED.match(sheet.pieces[at].text) or (sheet.free(at + 1) and _is_title_of(sheet.pieces[at + 1].text)):
        return False
    return sum(_LISTED.match(piece.text) is not None for piece in sheet.pieces) >= _LIST


def _of_roll(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is one of several names under each other, no offices between them."""
    above = below = at
    while 0 < above > at - _ROLL and _is_name(sheet.pieces[above - 1].text):
        above -= 1
    while below < min(at + _ROLL, len(sheet.pieces) - 1) and _is_name(sheet.pieces[below + 1].text):
        below += 1
    many = below - above + 1
    return many >= _ROLL and not any(_is_title_of(sheet.pieces[each].text) for each in range(above, below + 1))


def _of_sentence(sheet: Sheet, at: int) -> bool:
    """Tell whether a name is a part of a sentence that goes on around it, or the label of a number."""
    text, over, under = (
        sheet.pieces[each].text.rstrip() if each < len(sheet.pieces) else "" for each in (at, at - 1, at + 1)
    )
    ends = sheet.running(at - 1) and text.endswith(".") and not over.endswith((*_SENTENCE_END, ":"))
    goes_on = under[:1].islower() and sheet.running(at + 1) and not text.endswith(".")
    return ends or goes_on or is_field(sheet.pieces[at])


def _after_end(sheet: Sheet, at: int) -> bool:
    """Tell whether an office stands under a piece behind the text, or over it for whom another signs."""
    if not sheet.after_body(at) or phrases("letterhead").near(sheet.pieces[at].squeezed) is not None:
        return False
    titled = sheet.free(at + 1) and _is_title_of(sheet.pieces[at + 1].text)
    return titled or any(_given_for(sheet, each) for each in range(max(0, at - _END_NEAR), at))


def _given_for(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece behind the text says for whom another signs."""
    text = sheet.pieces[at].text
    told = capitals(text) >= _CAPITALS and text.rstrip().endswith(":") and not sheet.running(at)
    if sheet.last < 0 or not (sheet.after_body(at) or told):
        return False
    squeezed, given = sheet.pieces[at].squeezed, phrases("signature", "given_for")
    return given.near(squeezed) is not None or (
        capitals(sheet.pieces[at].text) >= _CAPITALS and given.starts(squeezed) is not None
    )


def _is_under(text: str) -> bool:
    """Tell whether a line may stand under a signature: the office of who signed, or another name."""
    return _is_title_of(text) or _is_name(text) or _SYMBOL.match(text) is not None or _is_agency(text)


def _is_agency(text: str) -> bool:
    """Tell whether a line is a part of an agency: few words with capitals, the last one such as BOARD or STAFF."""
    words = re.findall(r"[A-Za-z]+", text)
    if not 1 < len(words) <= _AGENCY_WORDS or not text[:1].isalpha() or text.rstrip().endswith((":", ".")):
        return False
    capital = all(word[0].isupper() or word in _SMALL for word in words)
    return capital and words[-1].upper() in table()["signature"]["agencies"]


def _is_cue(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece behind the text is SIGNED, REVIEWED or the like with its colon, and no more."""
    match = _CUE.match(sheet.pieces[at].text)
    if match is None or sheet.last < 0 or not sheet.after_body(at) or sheet.cover:
        return False
    read = squeeze(match.group(1))
    return any(
        OSA.distance(read, cue, score_cutoff=_errors(cue)) <= _errors(cue) for cue in table()["signature"]["cues"]
    )


def _errors(cue: str) -> int:
    return min(_CUE_ERRORS, len(cue) // 4)


def _with_office(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece behind the text is a name, the office of who bears it under it."""
    if sheet.last < 0 or not sheet.after_body(at) or not sheet.free(at + 1):
        return False
    text, under = sheet.pieces[at].text.rstrip("?"), sheet.pieces[at + 1].text
    return _is_name(text) and (_SYMBOL.match(under) is not None or _is_title_of(under))


def names_signer(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece behind the text is the name of a person, his office under it."""
    return _is_name(sheet.pieces[at].text) and sheet.free(at + 1) and _is_title_of(sheet.pieces[at + 1].text)


def _is_title_of(text: str) -> bool:
    """Tell whether a line is the office of who signed: few words with capitals, one of them of an office."""
    text = _FILLED.sub("", text)
    words = re.findall(r"[A-Za-z]+", text)
    known = any(_of_title(word.upper()) for word in words)
    return known and len(text) <= _LONGEST_TITLE and not any(map(str.isdigit, text)) and not text.rstrip().endswith(":")


@functools.lru_cache(maxsize=2048)
def _of_title(word: str) -> bool:
    """Tell whether a word in capitals is one of an office, long ones but for a letter or two."""
    if len(word) < _LONG_TITLE:
        return word in table()["signature"]["titles"]
    return phrases("signature", "titles").near(word) is not None


def _under_field(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is a name right under the field for a signature, its first letter cut off or not."""
    text = sheet.pieces[at].text
    return at > 0 and sheet.pieces[at - 1].squeezed == "SIGNATURE" and _is_name(text[:1].upper() + text[1:])


def _is_name(text: str, *, upper: bool = False) -> bool:
    """Tell whether a line is a name: not one of a list in a text that is all in capitals."""
    if text.startswith("(") or text.rstrip().endswith("?") or (upper and text.isupper()):
        return False
    written = re.search(r"[a-z]{2}|\b[A-Z]\. ", text)
    return len(text) <= 32 and _NAME.match(text) is not None and written is not None
