"""The texts of a plan, read again when their pages are taken: one file at a time, and only if it is still the same."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path

from editor.formats import known, xml
from editor.formats.xml import FormatFault
from editor.imaging.facts import ImageFacts
from editor.model.faults import Fault
from editor.model.source import Source

_HELD = 2
"""How many files are held: two, so that two readings of the same pages by turns are not parsed for every page."""


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(path: Path) -> tuple[Source, str]:
    """Return what a file of text or layout holds, and its digest.

    Raises:
        FormatFault: it cannot be read.
    """
    data = xml.read_bytes(path)
    return known.read_data(data, path.name, path.suffix), digest_of(data)


class Texts:
    """Read files of text as they are asked for."""

    def __init__(self, digests: Mapping[Path, str]) -> None:
        """Take the digest that each file had when it was looked at."""
        self._digests = digests
        self._held: OrderedDict[Path, Source] = OrderedDict()
        self._faults: dict[Path, Fault] = {}

    def source(self, path: Path) -> Source:
        """Return what a file holds.

        Raises:
            Fault: it changed since it was looked at, or cannot be read any more.
        """
        if path in self._faults:
            raise self._faults[path]
        if path in self._held:
            self._held.move_to_end(path)
            return self._held[path]
        while len(self._held) >= _HELD:
            self._held.popitem(last=False)
        try:
            source = self._held[path] = self._read(path)
        except Fault as fault:
            self._faults[path] = fault
            raise
        return source

    def _read(self, path: Path) -> Source:
        data = xml.read_bytes(path)
        if digest_of(data) != self._digests.get(path):
            raise FormatFault(path.name, "it changed after it was looked at; import it again.")
        return known.read_data(data, path.name, path.suffix)


def check_image(facts: ImageFacts) -> None:
    """Let an image pass that is what it was when it was looked at.

    Raises:
        Fault: its bytes changed, or it is gone.
    """
    if facts.unchanged():
        return
    try:
        with facts.path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == facts.digest
    except OSError as error:
        raise Fault(f"{facts.path.name} cannot be read any more: {error.strerror or error}.") from error
    if not same:
        raise Fault(f"{facts.path.name} changed after it was looked at; import it again.")
