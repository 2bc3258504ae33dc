"""A PDF file as it is written: numbered objects one after another, and at the end where each of them is.

What has been written is forgotten but for its place, so that a file of thousands of pages needs no more memory than
one of ten. It knows the syntax of PDF and nothing of pages.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import BinaryIO

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_LEVEL = 6


class Objects:
    """Write the objects of one PDF; a number may be asked for before its object is written, and be referred to."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._places = array("Q", [0])
        self._digest = hashlib.sha256()
        self._put(_HEAD)

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)

    def number(self) -> int:
        """Return the number of an object that will be written."""
        self._places.append(0)
        return len(self._places) - 1

    def add(self, body: str, number: int | None = None) -> int:
        """Write an object and return its number."""
        number = self._begin(number)
        self._put(body.encode("ascii") + b"\nendobj\n")
        return number

    def stream(self, data: bytes, entries: str = "", number: int | None = None, packed: bool = True) -> int:
        """Write a stream and return its number; ``packed``: compress it, and say so in its dictionary."""
        number = self._begin(number)
        if packed:
            data, entries = zlib.compress(data, _LEVEL), f"{entries}/Filter/FlateDecode"
        self._put(f"<</Length {len(data)}{entries}>>\nstream\n".encode("ascii"))
        self._put(data)
        self._put(b"\nendstream\nendobj\n")
        return number

    def _begin(self, number: int | None) -> int:
        number = self.number() if number is None else number
        self._places[number] = self._at
        self._put(b"%d 0 obj\n" % number)
        return number

    def end(self, catalog: int, info: int) -> None:
        """Write where all objects are, and the end of the file."""
        start, name = self._at, self._digest.hexdigest()[:32]
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._places))
        for place in self._places[1:]:
            self._put(b"%010d 00000 n \n" % place)
        entries = f"/Size {len(self._places)}/Root {catalog} 0 R/Info {info} 0 R/ID[<{name}><{name}>]"
        self._put(f"trailer\n<<{entries}>>\nstartxref\n{start}\n%%EOF\n".encode("ascii"))


def string(text: str) -> str:
    """Return a text string of any characters."""
    if text.isascii() and text.isprintable() and not set(text) & set("()\\"):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def real(value: float) -> str:
    """Return a number as PDF writes it, to a thousandth of a thousandth."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))
