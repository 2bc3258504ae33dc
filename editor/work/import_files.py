"""Bringing files into a project: first a plan, which only reads; then the taking, a page a transaction, one undo step.

A page that is there already is never overwritten: what comes for it is kept beside it as a reading to compare.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.formats import known, pairing
from editor.imaging.decode import Checker
from editor.imaging.facts import IMAGE_SUFFIXES, ImageFacts
from editor.model import edit as e
from editor.model.faults import Fault
from editor.model.source import Source, SourcePage
from editor.store import readers
from editor.store.project import SUFFIX, Project
from editor.work import arriving

_TEXTS = (".txt", ".text", ".md")
"""Endings of the plain text that is taken from a folder without being named."""

Report = Callable[[str, int, int], None]
"""Told what is being read, how many files are done, and of how many."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to come: its image, the text read for it, and how the two were paired."""

    label: str
    image: Path | None = None
    facts: ImageFacts | None = None
    frame: int = 0
    text_file: Path | None = None
    source: Source | None = None
    page: SourcePage | None = None
    how: str = "none"

    @property
    def size(self) -> tuple[int, int]:
        """Return the upright size of the image, else what the text says of its page."""
        if self.facts is not None:
            frame = self.facts.pages[self.frame]
            return frame.width, frame.height
        return (self.page.width, self.page.height) if self.page is not None else (0, 0)

    @property
    def lines(self) -> int:
        """Return how many lines come with it."""
        return sum(len(region.lines) for region in self.page.regions) if self.page else 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What would come in: the pages in order, what was refused and why, and what was noticed."""

    pages: tuple[PlannedPage, ...] = ()
    refused: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    title: str = "Import"


@dataclass(frozen=True, slots=True)
class TakenPage:
    """What became of a planned page: ``added``, ``filled`` (it was there without text), or ``version``."""

    planned: PlannedPage
    page: int
    outcome: str
    messages: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return it as plain data, as ``muniment import --json`` prints it."""
        planned = self.planned
        regions = len(planned.page.regions) if planned.page else 0
        return {
            "page": self.page,
            "label": planned.label,
            "image": str(planned.image) if planned.image else None,
            "text": str(planned.text_file) if planned.text_file else None,
            "format": planned.source.format if planned.source else None,
            "paired_by": planned.how,
            "outcome": self.outcome,
            "regions": regions,
            "lines": planned.lines,
            "messages": list(self.messages),
        }

    def sentence(self) -> str:
        """Return it in words."""
        planned = self.planned
        image = planned.image.name if planned.image else "no image"
        text = f"{planned.text_file.name} (paired by {planned.how})" if planned.text_file else "no text"
        what = {"added": "added", "filled": "text added", "version": "kept as a version to compare"}[self.outcome]
        return f"{planned.label}: {what}; {image}, {text}, {planned.lines} lines."


@dataclass(slots=True)
class _Gathered:
    images: list[tuple[Path, ImageFacts]] = field(default_factory=list)
    texts: list[tuple[Path, Source]] = field(default_factory=list)
    named: set[Path] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def plan(sources: list[Path], report: Report | None = None, stopped: Callable[[], bool] = lambda: False) -> Plan:
    """Read files and folders and return what would come of them; nothing is written.

    Args:
        sources: Files and folders, in any mixture.
        report: Told of each file before it is read.
        stopped: Asked between files; what was read by then is the plan.
    """
    gathered = _Gathered(named={path for path in sources if not path.is_dir()})
    files = _files(sources, gathered)
    with Checker() as checker:
        for number, path in enumerate(files):
            if stopped():
                break
            if report is not None:
                report(path.name, number, len(files))
            try:
                _read(path, checker, gathered)
            except Fault as fault:
                gathered.refused.append(str(fault))
    pages = tuple(_pages(gathered))
    return Plan(pages, tuple(gathered.refused), tuple(gathered.messages), _title(sources))


def _title(sources: list[Path]) -> str:
    return next((path.resolve().stem for path in sources), "Import")


def _natural(path: Path) -> list[Any]:
    parts = re.split(r"(\d+)", str(path).casefold())
    return [int(part) if part.isdigit() else part for part in parts]


def _files(sources: Iterable[Path], gathered: _Gathered) -> list[Path]:
    out: dict[Path, None] = {}
    for source in sources:
        if source.is_dir():
            found = [p for p in source.rglob("*") if p.is_file() and not _hidden(p.relative_to(source))]
            out.update(dict.fromkeys(sorted(found, key=_natural)))
        elif source.suffix == SUFFIX:
            gathered.refused.append(f"{source.name} is a project; it can be opened, not imported.")
        elif source.exists():
            out[source] = None
        else:
            gathered.refused.append(f"{source} is not there.")
    return list(out)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or SUFFIX in path.suffixes


def sort(path: Path) -> str:
    """Return what a file is, by its bytes; what bears the name of an image and is none is left to be refused as one."""
    kind = str(known.sort(path))
    return "image" if kind in ("text", "unknown") and path.suffix.lower() in IMAGE_SUFFIXES else kind


def _read(path: Path, checker: Checker, gathered: _Gathered) -> None:
    kind = sort(path)
    if kind == "image":
        facts = checker.check(path)
        gathered.images.append((path, facts))
        if facts.left_out:
            gathered.messages.append(
                f"{path.name} holds {facts.left_out} pictures that are no pages; they were left out."
            )
    elif path not in gathered.named and (kind == "unknown" or (kind == "text" and path.suffix.lower() not in _TEXTS)):
        gathered.messages.append(f"{path.name} was left out: it is neither an image nor a text Muniment knows.")
    else:
        gathered.texts.append((path, known.read(path)))


def _pages(gathered: _Gathered) -> Iterator[PlannedPage]:
    facts = dict(gathered.images)
    entries = [pairing.ImageEntry(path, n) for path, fact in gathered.images for n in range(fact.frames)]
    texts = list(_worth_pairing(gathered, entries))
    for pair in pairing.pair(entries, texts):
        entry = pair.image or pair.rival
        image = entry.path if entry else None
        source = next((source for path, source in texts if path == pair.text), None)
        fact = facts.get(image) if image else None
        frame = entry.frame if entry else 0
        how = pair.how if pair.image else "another reading" if pair.rival else pair.how
        label = _label(image, fact, frame, pair.text, pair.page)
        yield PlannedPage(label, image, fact, frame, pair.text, source, pair.page, how)


def _worth_pairing(gathered: _Gathered, entries: list[pairing.ImageEntry]) -> Iterator[tuple[Path, Source]]:
    """Leave out plain text that merely lies in a folder beside better readings of the same pages."""
    layout = any(source.format != "text" for _, source in gathered.texts)
    stems = {entry.path.stem.casefold() for entry in entries}
    for path, source in gathered.texts:
        if source.format == "text" and layout and path not in gathered.named and path.stem.casefold() not in stems:
            gathered.messages.append(
                f"{path.name} was left out: no image bears its name, and the other files hold text. "
                "Name the file itself to import it."
            )
        else:
            yield path, source


def _label(image: Path | None, fact: ImageFacts | None, frame: int, text: Path | None, page: SourcePage | None) -> str:
    if image is not None:
        return f"{image.stem} {frame + 1}" if fact is not None and fact.frames > 1 else image.stem
    if page is not None and page.label:
        return page.label
    return text.stem if text is not None else "page"


def take(project: Project, plan: Plan, title: str | None = None) -> Iterator[TakenPage]:
    """Add the planned pages, a transaction each, yielding what became of each; together they are one step to undo.

    Args:
        project: Where they go.
        plan: What ``plan`` returned.
        title: The document they go into, a new one where none is so called; else one named after the source.
    """
    if not plan.pages:
        return
    merge = f"import {project.new_id()}"
    document = _document(project, title or plan.title, merge)
    mine: dict[tuple[Path | None, int], int] = {}
    for planned in plan.pages:
        taken = _take_page(project, planned, document, merge, mine)
        mine[planned.image, planned.frame] = taken.page
        yield taken


def _document(project: Project, title: str, merge: str) -> int:
    for document in readers.documents(project):
        if document.title == title:
            return document.id
    made = project.apply(e.AddDocument(title), merge=merge).id
    assert made is not None
    return made


def _there(project: Project, planned: PlannedPage, mine: dict[tuple[Path | None, int], int]) -> int | None:
    """Return the page that a planned page is already, if any.

    Two files of one import that are alike byte for byte, two blank sheets say, are two pages all the same.
    """
    if planned.facts is None or planned.image is None:
        return None
    if (own := mine.get((planned.image, planned.frame))) is not None:
        return own
    name = image_path(project, planned.image)
    found = readers.pages_with_image(project, planned.facts.digest, planned.frame, name)
    return next((page for page in found if page not in mine.values()), None)


def _take_page(
    project: Project, planned: PlannedPage, document: int, merge: str, mine: dict[tuple[Path | None, int], int]
) -> TakenPage:
    there = _there(project, planned, mine)
    page_id = there if there is not None else project.new_id()
    edits: list[e.Edit] = []
    messages: list[str] = []
    if there is None:
        edits.append(_add_page(project, planned, document, page_id))
    outcome = "added"
    if planned.page is not None and planned.source is not None:
        outcome = "added" if there is None else "version" if readers.has_lines(project, page_id) else "filled"
        size = planned.size if planned.facts else (0, 0)
        arrival = arriving.Arrival(planned.page, planned.source, planned.text_file, size)
        messages += arrival.messages
        edits += arrival.edits(project.new_id, page_id, content=outcome != "version")
        messages += planned.source.messages
    if edits:
        project.apply(e.Batch(tuple(edits), "Import"), merge=merge)
    return TakenPage(planned, page_id, outcome if edits else "version", tuple(messages))


def _add_page(project: Project, planned: PlannedPage, document: int, page_id: int) -> e.AddPage:
    width, height = planned.size
    image = image_path(project, planned.image) if planned.image else ""
    digest = planned.facts.digest if planned.facts else ""
    return e.AddPage(document, image, planned.label, e.LAST, planned.frame, width, height, digest, page_id)


def image_path(project: Project, image: Path) -> str:
    """Return how a project names an image: relative to its own folder where both lie under one, with slashes."""
    folder, image = project.path.resolve().parent, image.resolve()
    try:
        common = os.path.commonpath([folder, image])
    except ValueError:
        return str(image)
    if len(Path(common).parts) < 2:
        return str(image)
    return Path(os.path.relpath(image, folder)).as_posix()


def summary(plan: Plan, taken: list[TakenPage]) -> dict[str, Any]:
    """Return what an import came to, as the last object of ``muniment import --json``."""
    return {
        "summary": True,
        "pages": sum(page.outcome == "added" for page in taken),
        "filled": sum(page.outcome == "filled" for page in taken),
        "versions": sum(page.outcome == "version" for page in taken),
        "regions": sum(page.record()["regions"] for page in taken),
        "lines": sum(page.planned.lines for page in taken),
        "refused": list(plan.refused),
        "messages": list(plan.messages),
    }
