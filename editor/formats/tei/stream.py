"""A document on its way out as bytes: frames that are opened and closed, and whole elements between.

It takes ids under a name of its own, and writes them as ``xml:id``: libxml2 never lets go of an ``xml:id`` it was
given, so that memory would grow with every line of every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import BinaryIO, Final, Self, cast

from lxml import etree

from editor.formats.tei import names

_OURS: Final = f' {names.IDENT}="'.encode()
_THEIRS: Final = b' xml:id="'
_COUNT: Final = etree.XPath(f"count(descendant-or-self::*/@{names.IDENT})")
_LITTLE: Final = 1 << 18
_PIECE: Final = 1 << 16
_TAG: Final = re.compile(rb"<[^<>]+>")


class Stream:
    """Writes to a binary file, which it neither opens nor closes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def text(self, text: str) -> None:
        """Write what stands between elements: blanks and line feeds, or what is markup already."""
        self._out.write(text.encode())

    def whole(self, element: etree._Element, *, pretty: bool = False) -> None:
        """Write an element with all that is in it; its names have no namespace of their own."""
        self._out.write(serialised(element, pretty=pretty))

    @contextmanager
    def element(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """Stand in an element while the block runs."""
        begun = serialised(etree.Element(name, dict(attributes or {})))
        self._out.write(begun.removesuffix(b"/>") + b">")
        yield
        self._out.write(f"</{name}>".encode())

    def write(self, data: bytes) -> None:
        """Write what is bytes already."""
        self._out.write(data)


def serialised(element: etree._Element, *, pretty: bool = False) -> bytes:
    """Return an element as bytes (UTF-8), its ids as ``xml:id``."""
    data = etree.tostring(element, encoding="utf-8", pretty_print=pretty)
    found = data.count(_OURS)
    if not found:
        return data
    if found == cast(float, _COUNT(element)):
        return data.replace(_OURS, _THEIRS)
    # Some text looks like an id: only what stands in tags is one, and in their values there is no quotation mark.
    return _TAG.sub(lambda tag: tag[0].replace(_OURS, _THEIRS), data)


class Aside(Stream):
    """What is written beside a document until its place has come: in memory while it is little, else on the disk."""

    def __init__(self, folder: Path | None = None) -> None:
        """Make an empty one; where it gets long, it lies in ``folder`` without a name."""
        # Its own name for the file: a stream does not close what it is given.
        self._file = SpooledTemporaryFile(max_size=_LITTLE, dir=str(folder) if folder else None)  # noqa: SIM115
        super().__init__(cast(BinaryIO, self._file))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def copy(self, out: Stream) -> None:
        """Write all of it to another stream."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            out.write(piece)
