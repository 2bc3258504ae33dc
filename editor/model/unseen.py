"""Characters that leave no ink, or look like a plain blank: where they stand in a text, and what they are called.

Nothing here changes a text: what cannot be seen is shown, never stripped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

NO_BREAK, NARROW, SPACE, TAB, SOFT_HYPHEN, BLANK = "no break", "narrow", "space", "tab", "soft hyphen", "blank"
"""Kinds that do no harm where they are meant."""
NO_WIDTH, TO_RIGHT, TO_LEFT, TURNING, CONTROL = "no width", "to right", "to left", "turning", "control"
"""Kinds that nobody sees and that make words unfindable, or turn the order of letters round."""
HIDDEN = frozenset({NO_WIDTH, TO_RIGHT, TO_LEFT, TURNING, CONTROL})

_KINDS = (
    (NO_BREAK, "\u00a0\u2007"),
    (NARROW, "\u202f"),
    (SPACE, "\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"),
    (TAB, "\t"),
    (SOFT_HYPHEN, "\u00ad"),
    (TO_RIGHT, "\u200e\u202a\u202d\u2066"),
    (TO_LEFT, "\u200f\u061c\u202b\u202e\u2067"),
    (TURNING, "\u202c\u2068\u2069"),
    (NO_WIDTH, "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
               "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"),
    (CONTROL, "\u0001-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029"),
)  # fmt: skip
_GROUPS = "|".join(f"(?P<k{number}>[{members}])" for number, (_, members) in enumerate(_KINDS))
_ALONE = re.compile(_GROUPS)
_ANY = re.compile(f"[{''.join(members for _, members in _KINDS)}]")
_BLANKS = re.compile(r"^ +| +$|  +")
_SHORT = {
    "\u0009": "TAB",
    "\u0020": "SP",
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u2002": "EN",
    "\u2003": "EM",
    "\u2007": "FIG",
    "\u2009": "THIN",
    "\u200a": "HAIR",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u202f": "NNBSP",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\u3000": "IDSP",
    "\ufeff": "BOM",
}
_NAMES = {"\t": "TAB", "\ufeff": "ZERO WIDTH NO-BREAK SPACE (BYTE ORDER MARK)"}


class Mark(NamedTuple):
    """A character that is not seen: its place in code points, and its kind."""

    at: int
    kind: str


def plain(text: str) -> bool:
    """Tell at once that a text has nothing to mark; False says only that it has to be looked through."""
    return text.isascii() and text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " "


def marks(text: str, *, everything: bool = True) -> Iterator[Mark]:
    """Yield the characters of a text that are not seen, each kind in the order of the text.

    Args:
        text: A line.
        everything: Also those that do no harm: blanks of all kinds, tabs, soft hyphens; else those of HIDDEN only.
    """
    if plain(text):
        return
    # One class first: most texts with letters beyond ASCII have none of these.
    for found in _ALONE.finditer(text) if _ANY.search(text) else ():
        kind = _KINDS[int((found.lastgroup or "k0")[1:])][0]
        if everything or kind in HIDDEN:
            yield Mark(found.start(), kind)
    if everything:
        for found in _BLANKS.finditer(text):
            for at in range(found.start(), found.end()):
                yield Mark(at, BLANK)


def is_hidden(character: str) -> bool:
    """Tell whether a character is of a kind that nobody sees and that does harm."""
    return any(True for _ in marks(character, everything=False))


def short_name(character: str) -> str:
    """Return the few letters a character that leaves no ink is known by, "" where it has none."""
    return _SHORT.get(character, "")


def code(characters: str) -> str:
    """Return the code points of some characters as ``U+00E9``, parted by blanks."""
    return " ".join(f"U+{ord(one):04X}" for one in characters)


def name(character: str) -> str:
    """Return the name of a character as Unicode has it, in small letters; "" for what has none."""
    return _NAMES.get(character, unicodedata.name(character, "")).lower()


def called(character: str) -> str:
    """Return what to call a character: its name and its code point."""
    return f"{name(character) or 'character'} ({code(character)})"
