"""Canonical text: what of another program's characters may enter a project, and what is told about the rest.

LF only, no control characters but TAB, none of the code points Qt uses for itself, no surrogates; nothing is
normalised, so that a long s or a loose combining mark stays what it was.
"""

from __future__ import annotations

import re
from typing import Final

from editor.formats.notes import BIDI, ILLEGAL, LINE_BREAK, Notes
from editor.model.text import PLANE_ENDS

LINE_BREAKS: Final = "\r\n\u2028\u2029"
_NEVER = f"\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{PLANE_ENDS}"
_SUSPICIOUS = re.compile(f"[\x00-\x08\x0a-\x1f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069{_NEVER}]")
_BREAK = re.compile(f"[{LINE_BREAKS}]")
_ILLEGAL = re.compile(f"[\x00-\x08\x0b-\x0c\x0e-\x1f{_NEVER}]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STRETCH = 100_000
"""Characters that are looked through at once: other threads get no turn meanwhile."""


def is_suspicious(text: str) -> bool:
    """Tell whether anything in ``text`` may have to be changed or told, so that most is looked at once."""
    return any(_SUSPICIOUS.search(text, start, start + _STRETCH) for start in range(0, len(text), _STRETCH))


def line(raw: str, notes: Notes, where: str) -> str:
    """Return the text of one line, code point for code point except what cannot stay.

    A line break at the end goes, one inside becomes a space, an illegal character U+FFFD; ``notes`` is told.
    """
    if _SUSPICIOUS.search(raw) is None:
        return raw
    text = raw.rstrip(LINE_BREAKS)
    if _BREAK.search(text):
        notes.count(LINE_BREAK, where)
        text = _BREAK.sub(" ", text)
    if _ILLEGAL.search(text):
        notes.count(ILLEGAL, where)
        text = _ILLEGAL.sub("\ufffd", text)
    if _BIDI.search(text):
        notes.count(BIDI, where)
    return text


def illegal_share(text: str) -> float:
    """Return how much of ``text`` is illegal, 0 to 1; form feeds and line breaks are not counted as illegal."""
    plain = text.replace("\f", "")
    found = sum(len(_ILLEGAL.findall(plain, at, at + _STRETCH)) for at in range(0, len(plain), _STRETCH))
    return found / len(text) if text else 0.0


def value(text: str) -> str:
    """Return an attribute's value with line breaks as spaces and illegal characters as U+FFFD."""
    if _SUSPICIOUS.search(text) is None:
        return text
    return _ILLEGAL.sub("\ufffd", _BREAK.sub(" ", text))
