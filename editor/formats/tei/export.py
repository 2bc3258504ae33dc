"""A TEI file that gets its name only when it is on the disk, valid, and says what the project says.

On any fault the file that was there stays as it was.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, cast

from lxml import etree

from editor.formats.tei import corpus
from editor.formats.tei.compare import Comparison
from editor.formats.tei.profile import Check
from editor.formats.tei.record import Record
from editor.formats.tei.units import units
from editor.formats.tei.write import write
from editor.formats.xml import FormatFault
from editor.model.faults import Fault
from editor.model.page import PageContent
from editor.whole import name_over

_HEAD: Final = 65_536
_KEPT: Final = 100
"""A record of so many pages is asked for them once; a longer one again and again, and never held whole."""
_UNREAD: Final = (ValueError, LookupError, TypeError, AttributeError)
"""What reading raises where something is not as it should be."""


class ExportFault(Fault):
    """Say why a record was not exported; the file that was there before is as it was."""


def export(record: Record, target: Path, inputs: Iterable[Path] = ()) -> None:
    """Write ``record`` to ``target``, make sure of it, and only then give it its name.

    Args:
        record: What to write.
        target: The file; its folder must be there.
        inputs: Files of the project that must not be overwritten; the page images are known beside these.

    Raises:
        ExportFault: it cannot be written, is not valid, does not come back as it was, or would overwrite an input.
    """
    record = replace(record, pages=_Kept(record.pages))
    _refuse_input([record], target, inputs)
    with made(target) as part:
        _write_part(record, part, target)
        name_over(part, target)


def export_corpus(
    title: str, version: str, records: Iterable[Record], target: Path, inputs: Iterable[Path] = ()
) -> None:
    """Write several records as one ``teiCorpus``, each made sure of as in a file of its own.

    Args:
        title: What they are together.
        version: That of the program.
        records: What to write, one at a time; asked for once.
        target: The file; its folder must be there.
        inputs: Files of the project that must not be overwritten.

    Raises:
        ExportFault: as ``export``, or there is no record.
    """
    _refuse_input([], target, inputs)
    with made(target) as part, corpus.Corpus(part, title, version) as whole:
        for record in records:
            kept = replace(record, pages=_Kept(record.pages))
            _refuse_input([kept], target, ())
            with made(target) as one:
                _write_part(kept, one, target)
                whole.add(one)
        if problem := whole.close():
            raise ExportFault(f"{target.name} was not written: {problem}")
        name_over(part, target)


@contextmanager
def made(target: Path) -> Iterator[Path]:
    """Give an empty file beside ``target`` that is gone afterwards, unless it got its name.

    Raises:
        ExportFault: nothing can be written there, then or later.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except OSError as error:
        raise ExportFault(f"{target.name} cannot be written in {target.parent}: {error.strerror}.") from error
    try:
        yield part
    except OSError as error:
        raise ExportFault(f"{target.name} was not written: {error.strerror}. The old file is as it was.") from error
    finally:
        part.unlink(missing_ok=True)


def _write_part(record: Record, part: Path, target: Path) -> None:
    with os.fdopen(os.open(part, os.O_WRONLY | getattr(os, "O_BINARY", 0)), "wb") as out:
        _write(cast(BinaryIO, out), record, target)
        out.flush()
        os.fsync(out.fileno())
    _make_sure(record, part, target)


class _Kept:
    """The pages of a record, kept when they are few."""

    def __init__(self, pages: Callable[[], Iterator[PageContent]]) -> None:
        self._pages = pages
        self._kept: list[PageContent] | None = None

    def __call__(self) -> Iterator[PageContent]:
        """Return the pages from the first one on."""
        return self._asked() if self._kept is None else iter(self._kept)

    def _asked(self) -> Iterator[PageContent]:
        seen: list[PageContent] = []
        many = False
        for content in self._pages():
            many = many or len(seen) == _KEPT
            if many:
                seen.clear()
            else:
                seen.append(content)
            yield content
        self._kept = None if many else seen


def _write(out: BinaryIO, record: Record, target: Path) -> None:
    try:
        write(out, record, target.parent)
    except ValueError as error:
        raise ExportFault(f"{target.name} was not written: {_culprit(record) or error}.") from error
    except etree.SerialisationError as error:
        raise ExportFault(f"{target.name} was not written: {error}. Is the disk full?") from error


def _culprit(record: Record) -> str:
    """Return which line has a character that XML cannot hold, "" where none has."""
    for content in record.pages():
        for region, line in content.lines():
            try:
                etree.Element("lb").tail = line.text
            except ValueError:
                where = f"page {content.page.label or content.page.seq}, region {region.seq}, line {line.seq}"
                return f"{where} has a character that no XML file can hold"
    return ""


def _make_sure(record: Record, part: Path, target: Path) -> None:
    check, comparison = Check(), Comparison(record)
    broken: Exception | None = None
    try:
        for unit in units(part, own=True):
            check.unit(unit)
            try:
                if broken is None:
                    comparison.unit(unit)
            except _UNREAD as error:  # told only where the file is valid: what is not, need not be readable
                broken = error
    except FormatFault as fault:
        raise ExportFault(f"{target.name} was not written: it would not be valid. {fault}") from fault
    if found := check.faults():
        raise ExportFault(f"{target.name} was not written: it would not be valid. {found[0]}")
    if broken is not None:
        raise broken
    if changed := comparison.sentences():
        raise ExportFault(f"{target.name} was not written: it would not say what the project says. {changed[0]}")


def _refuse_input(records: Iterable[Record], target: Path, inputs: Iterable[Path]) -> None:
    if target.is_dir():
        raise ExportFault(f"{target.name} is a folder; name a file in it.")
    if not target.exists():
        return
    if any(_same(path, target) for path in inputs):
        raise ExportFault(f"{target.name} is a file of the project and is not overwritten; choose another name.")
    for image in chain.from_iterable(record.image_urls() for record in records):
        if image and _same(target.parent / image, target):
            raise ExportFault(f"{target.name} is a page image and is not overwritten; choose another name.")
    with target.open("rb") as file:
        head = file.read(_HEAD)
    if head.strip() and b"<TEI" not in head and b"<teiCorpus" not in head:
        raise ExportFault(f"{target.name} is there already and is no TEI file; choose another name.")


def _same(path: Path, target: Path) -> bool:
    try:
        return path.samefile(target)
    except OSError:
        return False
