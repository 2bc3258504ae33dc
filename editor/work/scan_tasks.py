"""Which pages are to be read by an engine, and the edits that put what it read on them: a reading is never lost.

A page without text gets what was read as its regions and lines; a page with text keeps it, and the reading is a version
to compare. What the same engine has read of the same image is not read again, so whoever was interrupted goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from editor.assist.engines import engine as engine_named
from editor.assist.engines.values import EngineFault
from editor.model import edit as e
from editor.model.geometry import bounds, contains
from editor.model.page import Page, Region
from editor.model.source import Source, SourcePage
from editor.store import readers
from editor.store.project import Project
from editor.work.arriving import Arrival

FORMAT: Final = "ocr"
"""What the source of a reading calls its format where an engine made it here."""

EMPTY: Final = "empty"
ALL: Final = "all"

FILLED: Final = "filled"
VERSION: Final = "version"
NOTHING: Final = "nothing"
LEFT_OUT: Final = "left out"
"""What became of a page; ``nothing``: there was nothing to read on it."""


@dataclass(frozen=True, slots=True)
class How:
    """With what pages are read: engine, its version, and languages as it names them."""

    engine: str
    version: str
    languages: tuple[str, ...]

    @property
    def producer(self) -> str:
        """Return what made a reading, as its source says."""
        return f"{self.engine} {self.version}"

    @property
    def language(self) -> str:
        """Return the languages in one word."""
        return "+".join(self.languages)


def how_to_read(engine: str | None = None, language: str = "eng") -> How:
    """Return with what pages are read; loads the engine's library.

    Args:
        engine: Its name, None for the first there is.
        language: One, or several with ``+`` between them.

    Raises:
        EngineFault: there is no such engine or language, or something is not installed.
    """
    found = engine_named(engine)
    there = found.languages()
    languages = tuple(part for part in language.split("+") if part) if there else ()
    if there and not languages:
        raise EngineFault("No language is named; write for example eng.")
    if unknown := [one for one in languages if one not in there]:
        raise EngineFault(
            f"{found.name} has no data for the language “{unknown[0]}”; there are data for {', '.join(there)}."
        )
    return How(found.name, found.version, languages)


@dataclass(frozen=True, slots=True)
class ScanTask:
    """A page to read; ``size`` is of the image as it is filed, None where that is not known."""

    page: int
    number: int
    label: str
    path: Path
    frame: int
    size: tuple[int, int] | None
    digest: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages to read: those with these ids or numbers from 1, else those without text or, with ``ALL``, all.

    Of one document, numbers are counted in it, or else over the whole project.
    """

    which: str = EMPTY
    ids: Collection[int] | None = None
    numbers: Collection[int] | None = None
    document: int | None = None

    def __contains__(self, page: tuple[int, int]) -> bool:
        """Tell whether a page, by its id and number, is named or none is."""
        ident, number = page
        return (self.ids is None or ident in self.ids) and (self.numbers is None or number in self.numbers)

    @property
    def named(self) -> bool:
        """Tell whether the pages were named one by one."""
        return self.ids is not None or self.numbers is not None


def tasks(project: Project, how: How, wanted: Wanted) -> Iterator[ScanTask]:
    """Yield the pages that are to be read, in the order of the project."""
    there = readers.all_pages(project) if wanted.document is None else readers.pages(project, wanted.document)
    for number, page in enumerate(there, start=1):
        task = task_of(project, how, wanted, number, page)
        if task is not None:
            yield task


def task_of(project: Project, how: How, wanted: Wanted, number: int, page: Page) -> ScanTask | None:
    """Return a page, by its number from 1, as what is to be read; None where it has no image or is read already."""
    if (page.id, number) not in wanted or not page.image or _is_done(project, page, how, wanted):
        return None
    size = (page.width, page.height) if page.width and page.height else None
    path = project.path.resolve().parent / page.image
    return ScanTask(page.id, number, page.label, path, page.frame, size, page.digest)


def _is_done(project: Project, page: Page, how: How, wanted: Wanted) -> bool:
    """Tell whether there is nothing to read on a page: it has text where none may be, or was read in the same way."""
    text = readers.has_lines(project, page.id)
    if text and not wanted.named and wanted.which == EMPTY:
        return True
    same = any(_is_same(source, page.digest, how) for _, source in readers.readings(project, page.id))
    return same and (text or not wanted.named)


def _is_same(source: dict[str, str], digest: str, how: How) -> bool:
    told = (source.get("format"), source.get("producer"), source.get("language", ""), source.get("digest", ""))
    return told == (FORMAT, how.producer, how.language, digest)


@dataclass(frozen=True, slots=True)
class ReadScan:
    """What became of a page that was read: one of the outcomes above, how many lines, or the sentence why not."""

    task: ScanTask
    outcome: str
    lines: int = 0
    confidence: float | None = None
    message: str = ""

    def record(self) -> dict[str, Any]:
        """Return it as plain data, as ``muniment ocr --json`` prints it."""
        return {
            "page": self.task.page,
            "number": self.task.number,
            "label": self.task.label,
            "outcome": self.outcome,
            "lines": self.lines,
            "confidence": self.confidence,
            "message": self.message or None,
        }

    def sentence(self) -> str:
        """Return it in words."""
        return f"{self.task.number} {self.task.label}: {self.message or _OUTCOMES[self.outcome].format(self.lines)}"


_OUTCOMES: Final = {
    FILLED: "{} lines read.",
    VERSION: "{} lines read, kept as a version to compare.",
    NOTHING: "nothing to read on it.",
}


def arrive(project: Project, task: ScanTask, how: How, read: SourcePage) -> tuple[e.Edit, ReadScan]:
    """Return the edit, one step to undo, that puts what was read on its page, and what becomes of the page by it."""
    empty = not readers.has_lines(project, task.page)
    source = Source(task.path.name, FORMAT, producer=how.producer, pages=(read,))
    arrival = Arrival(read, source, None, task.size or (0, 0))
    edits = [_told(edit, task, how) for edit in arrival.edits(project.new_id, task.page, content=empty)]
    if empty:
        edits = _into(readers.content(project, task.page).regions, edits)
    known = [(w.end - w.start, w.confidence) for line in read.lines() for w in line.words if w.confidence is not None]
    total = sum(length for length, _ in known)
    mean = round(sum(length * sure for length, sure in known) / total, 4) if total else None
    lines = len(read.lines())
    outcome = (FILLED if empty else VERSION) if lines else NOTHING
    return e.Batch(tuple(edits), f"OCR of {task.label}"), ReadScan(task, outcome, lines, mean)


def _into(regions: Sequence[Region], edits: Sequence[e.Edit]) -> list[e.Edit]:
    """Return edits that put lines into the regions there are, where they stand in one, and into new ones elsewhere."""
    out = [_at_home(edit, regions) if isinstance(edit, e.AddLine) else edit for edit in edits]
    used = {edit.region for edit in out if isinstance(edit, e.AddLine)}
    return [edit for edit in out if not isinstance(edit, e.AddRegion) or edit.id in used]


def _at_home(line: e.AddLine, regions: Sequence[Region]) -> e.AddLine:
    left, top, right, bottom = bounds(line.outline)
    middle = (left + right) / 2, (top + bottom) / 2
    home = next((region.id for region in regions if contains(region.outline, middle)), line.region)
    return replace(line, region=home)


def _told(edit: e.Edit, task: ScanTask, how: How) -> e.Edit:
    """Return a reading with the language and the image it was read in and from."""
    if not isinstance(edit, e.AddReading):
        return edit
    more = {"language": how.language, "digest": task.digest}
    return replace(edit, source={**edit.source, **{name: value for name, value in more.items() if value}})
