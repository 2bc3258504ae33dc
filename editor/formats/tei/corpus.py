"""Several records in one file: a ``teiCorpus`` with a short header, and in it each record as its own file would be.

So that every id is there once, those of the second record begin with ``d2-``. What is in the corpus is held against the
record's own file, which was made sure of, byte for byte; so all that is true of the one is true of the other.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from lxml import etree

from editor.formats.tei import names
from editor.formats.tei.header import UNTITLED, application

_TAG = re.compile(rb"<[^<>]+>")
_NAMED = re.compile(rb'(?<= xml:id=")|(?<=[" ]#)')
_POINTING = re.compile(rb' xml:id="|="#')
_DECLARATION: Final = b"<?xml"
_BEGIN: Final = b"<TEI"
_END: Final = b"</teiCorpus>\n"


class Corpus:
    """A corpus on its way out; records are added one after the other, and read back at the end."""

    def __init__(self, path: Path, title: str, version: str) -> None:
        """Take the file to write, which is there and empty, what the records are together, and our version."""
        self._path = path
        self._file = path.open("wb")
        self._digests: list[bytes] = []
        self._write([b"<?xml version='1.0' encoding='utf-8'?>\n", f'<teiCorpus xmlns="{names.TEI}">\n'.encode()])
        self._write([etree.tostring(_header(title, version), encoding="utf-8", pretty_print=True)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _write(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            self._file.write(piece)

    def add(self, path: Path) -> None:
        """Put the record in the file ``path`` behind those that are there."""
        digest = hashlib.sha256()
        prefix = _prefix(len(self._digests) + 1)
        with path.open("rb") as file:
            for line in file:
                if not line.startswith(_DECLARATION):
                    digest.update(line)
                    self._file.write(_prefixed(line, prefix))
        self._file.write(b"\n")
        self._digests.append(digest.digest())

    def close(self) -> str:
        """End the file, bring it onto the disk and read it back; return what is wrong with it, "" where nothing is."""
        if not self._digests:
            return "there is no record to write."
        self._file.write(_END)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        with self._path.open("rb") as file:
            found = [_digest(record) for record in records(file)]
        return "" if found == self._digests else "what was read back differs from what was written."


def records(lines: Iterable[bytes]) -> Iterator[Iterator[bytes]]:
    """Yield the records of a corpus of ours as the lines of their own files, to be taken before the next one."""
    lines = iter(lines)
    number = 0
    for line in lines:
        if line.startswith(_BEGIN):
            number += 1
            yield _one(line, lines, _prefix(number))


def _one(first: bytes, lines: Iterator[bytes], prefix: bytes) -> Iterator[bytes]:
    line = first
    while not line.endswith(b"</TEI>\n"):
        yield _bare(line, prefix)
        line = next(lines, b"</TEI>\n")
    yield _bare(line[:-1], prefix)


def _digest(lines: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.digest()


def prefixed(number: int, name: str) -> str:
    """Return the name that something in the record ``number`` (from 1) has in the corpus."""
    return f"d{number}-{name}" if name else ""


def _prefix(number: int) -> bytes:
    return f"d{number}-".encode()


def _prefixed(line: bytes, prefix: bytes) -> bytes:
    """Put ``prefix`` before every id and pointer in the tags of a line; our tags never run over its end."""
    if _POINTING.search(line) is None:
        return line
    return _TAG.sub(lambda tag: _NAMED.sub(prefix, tag[0]) if _POINTING.search(tag[0]) else tag[0], line)


def _bare(line: bytes, prefix: bytes) -> bytes:
    if _POINTING.search(line) is None:
        return line
    own = re.compile(rb'((?: xml:id="|[" ]#))' + re.escape(prefix))
    return _TAG.sub(lambda tag: own.sub(rb"\1", tag[0]) if _POINTING.search(tag[0]) else tag[0], line)


def _header(title: str, version: str) -> etree._Element:
    made = etree.Element("teiHeader")
    description = etree.SubElement(made, "fileDesc")
    called = title if title.strip() else UNTITLED
    etree.SubElement(etree.SubElement(description, "titleStmt"), "title").text = called
    for element, text in (("publicationStmt", "Unpublished transcriptions."), ("sourceDesc", "See each record.")):
        etree.SubElement(etree.SubElement(description, element), "p").text = text
    application(etree.SubElement(made, "encodingDesc"), version)
    return made
