"""TEI out: the whole export, checked and read back, against ``xmlfile`` writing the very same elements."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from editor.formats.tei import export as tei
from editor.formats.tei.record import Record
from editor.formats.tei.write import write
from editor.model.tagset import read_tagset
from editor.shipped import resource
from editor.store import readers
from editor.store.project import Project
from tests.bench import desks
from tests.bench.measure import NotHere, Row, against, in_turns

ROWS = ("export-tei", "export-tei-write", "export-tei-memory")
PAGES, MANY = 60, 610

Element = tuple[str, dict[str, str], str | None, list[Any], str | None]
"""An element as plain values: name, attributes, text, what is in it, what follows it."""


def record_of(project: Project, *, in_memory: bool) -> Record:
    """Return the first document of a project as the export takes it."""
    document = readers.documents(project)[0]
    pages = [page.id for page in readers.pages(project, document.id)]
    kept = [readers.content(project, page) for page in pages] if in_memory else []

    def contents() -> Iterator[Any]:
        return iter(kept) if in_memory else (readers.content(project, page) for page in pages)

    text = resource("tagsets/us-government-records.toml").read_text(encoding="utf-8")
    return Record(
        document=document,
        tagset=read_tagset(text),
        pages=contents,
        changes=(),
        people=(),
        version="0",
        image_url=lambda page: page.image,
        software=(),
        orphans=(),
    )


def plain(element: Any) -> Element:
    """Return an element as plain values."""
    inside = [plain(child) for child in element if isinstance(child.tag, str)]
    return element.tag, dict(element.attrib), element.text, inside, element.tail


def built(values: Element, parent: Any = None) -> Any:
    """Make an element of plain values."""
    name, attributes, text, inside, tail = values
    made = etree.Element(name, attributes) if parent is None else etree.SubElement(parent, name, attributes)
    made.text, made.tail = text, tail
    for child in inside:
        built(child, made)
    return made


def yardstick(file: Path, out: Path) -> Callable[[], None]:
    """Return what writes the elements of a TEI file with ``xmlfile``, one small tree after the other."""
    root = etree.parse(str(file)).getroot()
    parts = [(part.tag, [plain(child) for child in part if isinstance(child.tag, str)]) for part in root]
    name, spaces = root.tag, root.nsmap

    def act() -> None:
        with etree.xmlfile(str(out), encoding="utf-8") as xf, xf.element(name, nsmap=spaces):
            for part, children in parts:
                with xf.element(part):
                    for child in children:
                        xf.write(built(child))

    return act


def peak_mb() -> float:
    """Return the most memory this process has had since it was last forgotten.

    Raises:
        NotHere: this is not Linux.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except OSError as error:
        raise NotHere("memory is measured on Linux only") from error
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def forget_peak() -> None:
    """Let the peak begin at what is used now."""
    Path("/proc/self/clear_refs").write_text("5")


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the rows."""
    out, raw = work / "export.xml", work / "export-raw.xml"
    for path in (out, raw):
        path.unlink(missing_ok=True)
    with Project.open(desks.project(work / f"export-{PAGES}.muniment", PAGES, 40, 40)) as project:
        whole, memory = record_of(project, in_memory=False), record_of(project, in_memory=True)
        tei.export(whole, out)
        cases: dict[str, Callable[[], None]] = {
            "whole": lambda: tei.export(whole, out),
            "write": lambda: write(io.BytesIO(), memory),
            "yardstick": yardstick(out, raw),
        }
        taken = in_turns(cases, rounds)
    yield against("export-tei", 1.3, {"value": taken["whole"], "yardstick": taken["yardstick"]})
    yield against("export-tei-write", 1.3, {"value": taken["write"], "yardstick": taken["yardstick"]})
    with Project.open(desks.project(work / f"export-{MANY}.muniment", MANY, 40, 40)) as project:
        record = record_of(project, in_memory=False)
        forget_peak()
        before = peak_mb()
        tei.export(record, out)
        yield Row("export-tei-memory", peak_mb() - before, None, 50.0, 1, "MB")
