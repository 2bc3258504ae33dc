"""Who signed: behind /s/, or a name behind the last sentence, and the office under it; only offered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.rules import table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import squeeze

_TITLES = 3
_LONGEST_TITLE = 45
_NAME = re.compile(r"^\W{0,2}(?:[A-Z][A-Za-z'-]*\.? ){1,3}(?:[A-Z][a-z'A-Z-]{2,})(?:,? (?:Jr|Sr|II|III)\.?)?\W{0,2}$")
_SIGNED = re.compile(r"^\W?[7/(]\s?[sS]\s?[/)]\s?\w|^[sS]/ ?[A-Z][a-z]+ [A-Z]")
_SENTENCE_END = (".", "?", "!", '"', "”", "'", "’", ",")
_PORTION = re.compile(r"\s*\((?:TS|S|C|U|FOUO)(?:/[A-Z]{2})?\)$")
"""What a paragraph is classified as, behind it."""
_CARRIED = 3
_CLOSING = frozenset(
    {"SINCERELY", "SINCERELYYOURS", "VERYTRULYYOURS", "RESPECTFULLY", "YOURSSINCERELY", "FAITHFULLYYOURS"}
)


def signatures(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield what is signed: behind /s/, or a name behind the last sentence, and the office that stands under it."""
    looking = titles = 0
    for at, piece in enumerate(sheet.pieces):
        if sheet.running(at) or squeeze(piece.text) in _CLOSING:
            ended = _PORTION.sub("", piece.text.rstrip()).endswith(_SENTENCE_END) or len(piece.text) < 50
            looking, titles = (_CARRIED if sheet.after_body(at + 1) and ended else 0), 0
        elif not sheet.free(at):
            continue
        elif _SIGNED.match(piece.text):
            looking, titles = 1, _TITLES
            yield at, hit("signature", "It is signed with /s/.", -0.2)
        elif (looking and _is_name(piece.text, upper=sheet.upper)) or _under_field(sheet, at):
            looking, titles = 0, _TITLES
            yield at, hit("signature", "It is a name by itself behind the last sentence.")
        elif titles and (_is_title_of(piece.text) or _is_name(piece.text)):
            titles -= 1
            yield at, hit("signature", "It stands under a signature, as names and offices do.", 0.05)
        else:
            looking, titles = max(0, looking - 1), 0


def _is_title_of(text: str) -> bool:
    """Tell whether a line is the office of who signed: few words with capitals, one of them of an office."""
    words = re.findall(r"[A-Za-z]+", text)
    known = any(word.upper() in table()["signature"]["titles"] for word in words)
    return known and len(text) <= _LONGEST_TITLE and not any(map(str.isdigit, text)) and not text.rstrip().endswith(":")


def _under_field(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is a name right under the field for a signature, its first letter cut off or not."""
    text = sheet.pieces[at].text
    return at > 0 and sheet.pieces[at - 1].squeezed == "SIGNATURE" and _is_name(text[:1].upper() + text[1:])


def _is_name(text: str, *, upper: bool = False) -> bool:
    """Tell whether a line is a name: not one of a list in a text that is all in capitals."""
    if text.rstrip().endswith("?") or (upper and text.isupper()):
        return False
    written = re.search(r"[a-z]{2}|\b[A-Z]\. ", text)
    return len(text) <= 32 and _NAME.match(text) is not None and written is not None
