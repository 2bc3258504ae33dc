"""Layout files: a page as the neutral value, written, read again by our own reader, and held against what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from editor.formats import hocr, known
from editor.formats.about import About
from editor.formats.xml import FormatFault
from editor.model.faults import Fault
from editor.model.source import SourcePage
from editor.work.export_sheet import Sheet
from editor.work.export_whole import write_whole

_HOCR_END: Final = b"</body>\n</html>\n"

Write = Callable[[SourcePage, About], bytes]
Sayable = Callable[[SourcePage, About], SourcePage]


def write_page(sheet: Sheet, write: Write, sayable: Sayable) -> None:
    """Write a file of one page.

    Args:
        sheet: The file.
        write: Makes the bytes of what is left of a page.
        sayable: Leaves out of a page what the format cannot say.

    Raises:
        Fault: what was written does not come back as it was meant; what bore the name stays.
    """
    about = sheet.about()
    (page,) = sheet.leaving()
    meant = sayable(page, about)
    data = write(meant, about)
    write_whole(sheet.target, lambda out: out.write(data), lambda part: compare(sheet.target, part, (meant,)))


def write_hocr(sheet: Sheet) -> None:
    """Write the hOCR of a document; each page is read again as it is written, so that no more than one is ever held.

    Raises:
        Fault: what was written does not come back as it was meant; what bore the name stays.
    """
    about = sheet.about()
    last: list[SourcePage] = []

    def pages() -> Iterator[SourcePage]:
        for page in sheet.leaving():
            last[:] = [page]
            yield page

    def write(out: BinaryIO) -> None:
        parts = hocr.write(pages(), about)
        head = next(parts)
        out.write(head)
        for part in parts:
            if last:
                found = hocr.read(head + part + _HOCR_END, sheet.target.name).pages
                refuse_difference(sheet.target, (hocr.sayable(last.pop(), about),), found)
            out.write(part)

    write_whole(sheet.target, write)


def compare(target: Path, part: Path, expected: Sequence[SourcePage]) -> None:
    """Refuse a file that does not say what was meant.

    Raises:
        Fault: it differs, or cannot be read.
    """
    try:
        found = known.read(part).pages
    except FormatFault as fault:
        raise Fault(f"{target.name} was not written: it cannot be read back ({fault.reason})") from fault
    refuse_difference(target, tuple(expected), found)


def refuse_difference(target: Path, expected: tuple[SourcePage, ...], found: tuple[SourcePage, ...]) -> None:
    """Refuse pages that are not as they were meant.

    Raises:
        Fault: they differ; it says where.
    """
    where = difference(expected, found)
    if where:
        raise Fault(f"{target.name} was not written: it would not say what the project says ({where}).")


def difference(meant: Any, found: Any, where: str = "page") -> str:  # noqa: ANN401 - any values of a page
    """Return where two values differ first, "" where they are the same."""
    if meant == found:
        return ""
    if is_dataclass(meant) and type(meant) is type(found):
        for field in fields(meant):
            inner = difference(getattr(meant, field.name), getattr(found, field.name), f"{where}, {field.name}")
            if inner:
                return inner
    if isinstance(meant, tuple) and isinstance(found, tuple) and len(meant) == len(found):
        for number, (one, other) in enumerate(zip(meant, found, strict=True), start=1):
            inner = difference(one, other, f"{where} {number}")
            if inner:
                return inner
    return f"{where}: {_short(meant)} came back as {_short(found)}"


def _short(value: object) -> str:
    said = f"“{value}”" if isinstance(value, str) else repr(value)
    return said if len(said) <= 80 else said[:79] + "…"
