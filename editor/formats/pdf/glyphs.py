"""A line of text as a PDF's text layer holds it, so that it is read out of it as it was put in.

Programs that read text layers guess at lines and words from where the letters stand. What is done here is done for the
guesses of pdfium, the strictest we know, so that it gives every line back on its own and code point for code point:

* every character has a code of its own in one font, told by the font's ToUnicode table, and the same blank glyph;
* right-to-left text stands in the order it is seen, for that is what is expected and turned back;
* a glyph without any text (the joint) parts what would be taken together: two blanks, a hyphen at a line's end and the
  line below, or two lines side by side.

What no form of writing saves: see `is_exact`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from editor.model.faults import Fault

JOINT: Final = "\x03"
"""Stands for the glyph without text; no line of ours can hold it."""

HYPHENS: Final = ("-", "\xad")

_FIRST = 0x100
_LAST = 0xFFFE
_LEFT, _WEAK, _RIGHT, _NEUTRAL = "left", "weak", "right", "neutral"
_SIDES: Final = {
    "L": _LEFT, "R": _RIGHT, "AL": _RIGHT,
    **dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), _WEAK),
}  # fmt: skip
_RENDERED: Final = re.compile(
    "[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc\u0675-\u0678\u06c0\u06c2\u06d3\x93\x94\x96-\x98]"
)


class Codes:
    """Give each character of a document a code of two bytes: ASCII its own, the others as they come."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}
        self._next = _FIRST

    def of(self, text: str) -> str:
        """Return the codes of a text in hexadecimal.

        Raises:
            Fault: the document holds more different characters than one font can.
        """
        return "".join(f"{self._code(sign):04X}" for sign in text)

    def _code(self, sign: str) -> int:
        known = self._of.get(sign)
        if known is not None:
            return known
        if sign < "\x80":
            self._of[sign] = ord(sign)
            return ord(sign)
        if self._next > _LAST:
            raise Fault("The PDF was not written: it holds more than 65,000 different characters; write it in parts.")
        self._of[sign] = self._next
        self._next += 1
        return self._next - 1

    def table(self) -> bytes:
        """Return the ToUnicode table: which code means which character."""
        told = sorted((code, "" if sign == JOINT else sign) for sign, code in self._of.items())
        lines = [f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for code, sign in told]
        parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
        body = "".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n" for part in parts)
        return (_TABLE_HEAD + body + _TABLE_END).encode("ascii")


_TABLE_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Muniment-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TABLE_END: Final = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def shown(text: str, joint: bool) -> str:
    """Return the characters of a line in the order they are shown, with the joints it needs.

    ``joint`` asks for one at its beginning; a line that ends in a hyphen has one there.
    """
    parts = list(text)
    for at in range(len(parts) - 1, 0, -1):
        if parts[at] == parts[at - 1] == " ":
            parts.insert(at, JOINT)
    line = "".join(parts)
    behind = text.rstrip(" ").endswith(HYPHENS)
    if is_turned(text):  # what stands at one end may be shown at the other
        joint = behind = joint or behind or text.lstrip(" ").startswith(HYPHENS)
    return JOINT * joint + _turned(line) + JOINT * behind


def is_turned(text: str) -> bool:
    """Tell whether anything in a text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def is_exact(text: str) -> bool:
    """Tell whether a line is read out of the text layer code point for code point.

    Latin ligatures and the shapes of Arabic and Hebrew letters come back as the letters they stand for, seven Arabic
    letters in two parts, five control characters not at all; and a character beyond U+FFFF may be lost among letters
    written from right to left. All else is exact.
    """
    return text.isascii() or not (_RENDERED.search(text) or (is_turned(text) and any(sign > "\uffff" for sign in text)))


def _side(sign: str) -> str:
    if sign > "\uffff":  # as pdfium has it
        return _NEUTRAL
    return _SIDES.get(unicodedata.bidirectional(sign), _NEUTRAL)


def _turned(line: str) -> str:
    """Return a line in the order that pdfium turns back into the one given.

    It parts a line into runs to the left, to the right, weak and neutral. Where there are more runs to the left
    than to the right it takes the runs from the end, and it turns each run to the left, and neutral ones behind it.
    """
    runs = [(side, "".join(run)) for side, run in groupby(line, _side)]
    right, left = (sum(side == which for side, _ in runs) for which in (_RIGHT, _LEFT))
    if not right:
        return line
    whole = right > left
    made = list(_each_turned(runs, _RIGHT if whole else _LEFT))
    return "".join(reversed(made) if whole else made)


def _each_turned(runs: list[tuple[str, str]], side: str) -> Iterator[str]:
    for this, run in runs:
        if this == _RIGHT or (this == _NEUTRAL and side == _RIGHT):
            side = _RIGHT
            yield "".join(_mirror(sign) for sign in reversed(run))
        else:
            side = side if this == _WEAK else _LEFT
            yield run


def _mirror(sign: str) -> str:
    if not unicodedata.mirrored(sign):
        return sign
    if sign in "<>":
        return "><"["<>".index(sign)]
    name = unicodedata.name(sign, "")
    for one, other in (
        ("LEFT", "RIGHT"),
        ("RIGHT", "LEFT"),
        ("LESS-THAN", "GREATER-THAN"),
        ("GREATER-THAN", "LESS-THAN"),
    ):
        if one in name:
            try:
                return unicodedata.lookup(name.replace(one, other))
            except KeyError:
                return sign
    return sign
