"""Text squeezed to what a misread mark still shares with the phrase it was: capitals, and figures as letters."""

from __future__ import annotations

import functools
import re
import unicodedata

_REMEMBERED = 4096
"""So many texts are kept squeezed and counted: each rule asks the same of a line."""
_DIGITS = "0158"
_ASCII = 127
_TABLE = str.maketrans(
    _DIGITS + "$" + "АВЕЗКМНОРСТУХІЇЅГПИ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ĐØŁ€",
    "OISB" + "S" + "ABEEKMHOPCTYXIISRNN" + "ABEZHIKMNOPTYX" + "DOLE",
)
"""Figures that look like letters, and the Cyrillic and Greek twins of Latin capitals, which machines mix in."""
_LATIN = {sign: letter for sign, letter in _TABLE.items() if sign > _ASCII}
_NO_LETTER = re.compile(r"[^A-Z]+")
_FIGURE_TWINS = str.maketrans("OoQDlI|!ıSBZ", "000011111582")
_BY_FIGURE = re.compile(r"(?<=\d)[OoQlI|!]|[OoQlI|!](?=\d)")


@functools.lru_cache(maxsize=_REMEMBERED)
def squeeze(text: str) -> str:
    """Return the letters of a text as plain capitals, figures that look like letters among them."""
    upper = text.upper().translate(_TABLE)
    if not upper.isascii():
        upper = unicodedata.normalize("NFKD", upper)
    return _NO_LETTER.sub("", upper)


def plain(text: str) -> str:
    """Return a text without the accents that specks over and under its letters were read as."""
    if text.isascii():
        return text
    signs = unicodedata.normalize("NFKD", text.replace("Đ", "D"))
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def latin(text: str) -> str:
    """Return a text with the Cyrillic and Greek twins of capitals as the Latin letters they look like."""
    return text if text.isascii() else text.translate(_LATIN)


def figured(text: str) -> str:
    """Return a text with the letters beside figures read as the figures they look like."""
    for _ in range(2):
        text = _BY_FIGURE.sub(lambda match: match.group().translate(_FIGURE_TWINS), text)
    return text


@functools.lru_cache(maxsize=_REMEMBERED)
def capitals(text: str) -> float:
    """Return the share of capitals among the letters of a text, 0 where there is none."""
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) / letters if letters else 0.0


def remembered(text: str) -> str:
    """Return what a mark is remembered by: its letters and figures, folded so that a speck makes no difference."""
    return "".join(c for c in figured(text).upper() if c.isalnum())
