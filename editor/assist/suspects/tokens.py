"""A line cut into words to judge, and which of them are none: numbers, codes, initials, marks of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.assist.suspects.rules import Language

_WORD = re.compile(r"\S+")
_PARTS = re.compile(r"--+|\.\.\.+|…|[—–]")
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "\u00ad": "-", "¬": "-"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece between blanks, or between dashes: ``text`` with its punctuation, ``core`` without.

    ``start`` and ``end`` are code points of the line; ``lead`` and ``tail`` the punctuation around the core.
    """

    start: int
    end: int
    text: str
    lead: str
    core: str
    tail: str


NO_WORD = 80
"""A longer run of letters is no word in any language: nothing is looked up, and nothing proposed for it."""


def tokens(line: str) -> Iterator[Token]:
    """Yield the words of a line, quotes and hyphens in their plain forms."""
    for match in _WORD.finditer(line.translate(_SAME)):
        yield from _parts(match.group(), match.start())


def _parts(text: str, at: int) -> Iterator[Token]:
    last = 0
    for dash in _PARTS.finditer(text):
        if dash.start() > last and any(c.isalnum() for c in text[last : dash.start()]) and dash.end() < len(text):
            yield token(text[last : dash.start()], at + last)
            last = dash.end()
    if last < len(text):
        yield token(text[last:], at + last)


def token(text: str, start: int = 0) -> Token:
    """Return one word with its core and its punctuation."""
    first = next((i for i, c in enumerate(text) if c.isalnum()), len(text))
    last = next((i for i in range(len(text), first, -1) if text[i - 1].isalnum()), first)
    return Token(start, start + len(text), text, text[:first], text[first:last], text[last:])


_NUMBER = re.compile(r"[$£#]?[\d.,:/'½¼¾%-]*\d[\d.,:/½¼¾%-]*(?:st|nd|rd|th|s|'s|mm|cm|km|kg|lb|lbs|ft|am|pm)?\Z")
_INITIALS = re.compile(r"(?:(?:[A-Za-z]\.){1,6}[A-Za-z]?|(?:[A-Z][a-z]?\.){1,3}[A-Z][a-z]?)\.?\Z")
_LIST = re.compile(r"\(?(?:[a-z]|[A-Z]|[ivxIVX]{1,5}|\d{1,3})[.)]{1,2}\Z")
_ROMAN = re.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})\Z")
_CODE = re.compile(r"(?=.*[A-Z])(?=.*\d)[A-Z0-9]+(?:[-/.,:][A-Z0-9]+)*(?:'?s)?\Z")
_CODE_PARTS = re.compile(r"[A-Z]{1,5}(?:[-/.&][A-Z0-9]{1,6})+(?:'?s)?\Z")
_ADDRESS = re.compile(r"(?:https?:|www\.)|\S+@\S+\.\S+")
_RULE = re.compile(r"([-_=*.~+#])\1{2,}\Z")
_ALONE = {
    "-",
    "--",
    "---",
    "&",
    "...",
    "….",
    "…",
    "*",
    "**",
    "$",
    "#",
    "%",
    "=",
    "+",
    "/",
    "•",
    "—",
    "–",
    "x",
    "@",
    "§",
}


def exempt(one: Token, language: Language) -> bool:
    """Tell whether nothing can be said of a word's text: a number, code, initial, abbreviation, mark of a list."""
    text, core = one.text, one.core
    if not core:
        return text in _ALONE or bool(_RULE.match(text))
    bare = text.strip("\"'([{)]},;:!?*")
    if _NUMBER.match(core) or _INITIALS.match(bare) or _LIST.match(text) or _ADDRESS.match(core):
        return True
    if one.tail.startswith(".") and core.casefold() in language.abbreviations:
        return True
    if _CODE.match(core) or _CODE_PARTS.match(core):
        return True
    return len(core) > 1 and core.isupper() and bool(_ROMAN.match(core))


def abbreviated(one: Token, language: Language) -> bool:
    """Tell whether the stop behind a word belongs to it, so that no sentence ends there."""
    core = one.core
    return (
        core.casefold() in language.abbreviations
        or len(core) <= 1
        or "." in core
        or core.isupper()
        or bool(_NUMBER.match(core) or _LIST.match(one.text))
    )
