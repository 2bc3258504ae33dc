"""Hyphens at the ends of lines: is the word to be joined, is the hyphen its own, or is that not known; with evidence.

Pure: dictionaries and what stands elsewhere are asked through functions. The break itself is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

JOINED, KEPT, UNKNOWN = "joined", "kept", "unknown"

HYPHENS = "-\u00ad\u2010\u00ac\u2e17"
_END = re.compile(rf"([^\W\d_][^\W_]*(?:['’-][^\W_]+)*)[{HYPHENS}]\Z")
_START = re.compile(r"\s*([^\W_]+(?:['’-][^\W_]+)*)")

_HANGING = frozenset({"and", "or", "nor", "to", "und", "oder", "et", "ou", "y", "o", "e", "en"})
"""Before these a hyphen may stand for a word that only comes later: pre- and post-war."""

_LONGEST = 80
"""No half of a word is longer."""

Asked = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a hyphen at a line's end is: JOINED, KEPT or UNKNOWN, the word that comes of it, and why, as a sentence."""

    way: str
    word: str
    evidence: str


def halves(text: str, following: str) -> tuple[str, str] | None:
    """Return the two parts of a word that a line's end breaks at a hyphen, None where it breaks none."""
    stripped = text.rstrip()
    if not stripped.endswith(tuple(HYPHENS)):
        return None
    end, start = _END.search(stripped[-_LONGEST:]), _START.match(following[:_LONGEST])
    return (end.group(1), start.group(1)) if end is not None and start is not None else None


def ruled(text: str, following: str, knows: Asked, seen: Asked) -> Ruling | None:
    """Return what the hyphen at the end of a line is, None where there is none that breaks a word.

    Args:
        text: The line.
        following: The line behind it.
        knows: Whether a dictionary, or the project's own list, holds a word.
        seen: Whether a word stands elsewhere in the project, within a line.
    """
    parts = halves(text, following)
    if parts is None:
        return None
    first, rest = parts
    joined, hyphenated = first + rest, f"{first}-{rest}"
    if not rest[:1].isalpha() or (rest[:1].isupper() and not first.isupper()):
        return Ruling(KEPT, hyphenated, f"“{rest}” begins with a capital or a figure: the hyphen is the word's own.")
    in_project = seen(joined)
    if not in_project and seen(hyphenated):
        return Ruling(KEPT, hyphenated, f"“{hyphenated}” stands so elsewhere in the project.")
    if knows(joined):
        return Ruling(JOINED, joined, f"“{joined}” is in the dictionary.")
    if in_project:
        return Ruling(JOINED, joined, f"“{joined}” stands so elsewhere in the project.")
    return _of_parts(first, rest, knows)


def _of_parts(first: str, rest: str, knows: Asked) -> Ruling:
    """Return what the parts tell of a word that nobody knows as a whole."""
    joined, hyphenated = first + rest, f"{first}-{rest}"
    if rest.casefold() in _HANGING:
        return Ruling(UNKNOWN, joined, f"“{rest}” is a word of its own, and the hyphen may be left hanging before it.")
    last = first.rpartition("-")[2]
    if last != first and knows(last + rest):
        return Ruling(JOINED, joined, f"“{last + rest}”, the part behind its hyphen, is in the dictionary.")
    if len(first) > 1 and len(rest) > 1 and knows(first) and knows(rest):
        return Ruling(KEPT, hyphenated, f"“{first}” and “{rest}” are words, and “{joined}” is none.")
    return Ruling(UNKNOWN, joined, f"Neither “{joined}” nor “{hyphenated}” is known, here or in the dictionary.")
