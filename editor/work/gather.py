"""What is in the files and folders of an import: each is read once and only its counts and names are kept.

Writes nothing but what archives hold, into a folder that the plan owns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editor.formats import known, pairing
from editor.imaging.decode import Checker
from editor.imaging.facts import IMAGE_SUFFIXES, ImageFacts
from editor.model.faults import Fault
from editor.model.source import Source, SourcePage
from editor.store.project import SUFFIX
from editor.work import texts
from editor.work.import_plan import Plan, PlannedPage, Record

_TEXTS = (".txt", ".text", ".md")
"""Endings of the plain text that is taken from a folder without being named."""

Report = Callable[[str, int, int], None]
"""Told what is being read, how many files are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text file, all but its text: ``source`` has pages without regions, ``counts`` regions and lines of each."""

    source: Source
    counts: tuple[tuple[int, int], ...]
    record: int


def sort(path: Path) -> str:
    """Return what a file is, by its bytes; what bears the name of an image and is none is left to be refused as one."""
    kind = str(known.sort(path))
    return "image" if kind in ("text", "unknown") and path.suffix.lower() in IMAGE_SUFFIXES else kind


class Gathering:
    """Read files, remember what a plan needs of them, and make the plan."""

    def __init__(self, sources: list[Path]) -> None:
        """Take the files and folders that were named."""
        self._sources = sources
        self._named = {path for path in sources if not path.is_dir()}
        self._images: dict[Path, ImageFacts] = {}
        self._texts: dict[Path, _Text] = {}
        self._records: list[Record] = []
        self._digests: dict[Path, str] = {}
        self._refused: list[str] = []
        self._messages: list[str] = []

    def read(self, report: Report | None, stopped: Callable[[], bool]) -> None:
        """Read every file, until ``stopped``."""
        files = self._files(self._sources)
        with Checker() as checker:
            for number, path in enumerate(files):
                if stopped():
                    break
                if report is not None:
                    report(path.name, number, len(files))
                try:
                    self._read(path, checker)
                except Fault as fault:
                    self._refused.append(str(fault))

    def plan(self) -> Plan:
        """Return what would come of all that was read."""
        return Plan(
            tuple(self._pages()),
            tuple(self._refused),
            tuple(self._messages),
            self._title(),
            tuple(self._records),
            self._digests,
        )

    def _title(self) -> str:
        if len(self._records) == 1 and self._records[0].title:
            return self._records[0].title
        if len(self._records) > 1 and all(text.record >= 0 for text in self._texts.values()):
            return ""
        return next((path.resolve().stem for path in self._sources), "Import")

    def _files(self, sources: Iterable[Path]) -> list[Path]:
        out: dict[Path, None] = {}
        for source in sources:
            if source.is_dir():
                found = [p for p in source.rglob("*") if p.is_file() and not _hidden(p.relative_to(source))]
                out.update(dict.fromkeys(sorted(found, key=_natural)))
            elif source.suffix == SUFFIX:
                self._refused.append(f"{source.name} is a project; it can be opened, not imported.")
            elif source.exists():
                out[source] = None
            else:
                self._refused.append(f"{source} is not there.")
        return list(out)

    def _read(self, path: Path, checker: Checker) -> None:
        kind = sort(path)
        named = path in self._named
        if kind == "image":
            facts = self._images[path] = checker.check(path)
            if facts.left_out:
                self._say(f"{path.name} holds {facts.left_out} pictures that are no pages; they were left out.")
        elif not named and (kind == "unknown" or (kind == "text" and path.suffix.lower() not in _TEXTS)):
            self._say(f"{path.name} was left out: it is neither an image nor a text Muniment knows.")
        else:
            source, self._digests[path] = texts.read(path)
            self._keep(path, source)

    def _say(self, sentence: str) -> None:
        self._messages.append(sentence)

    def _keep(self, path: Path, source: Source) -> None:
        counts = tuple((len(page.regions), sum(len(r.lines) for r in page.regions)) for page in source.pages)
        record = -1
        if source.title or source.values:
            record = len(self._records)
            self._records.append(Record(source.title, dict(source.values)))
        pages = tuple(SourcePage(page.image, page.width, page.height, label=page.label) for page in source.pages)
        bare = replace(source, pages=pages, messages=(), values={})
        self._texts[path] = _Text(bare, counts, record)

    def _pages(self) -> Iterator[PlannedPage]:
        entries = [pairing.ImageEntry(path, n) for path, facts in self._images.items() for n in range(facts.frames)]
        worth = [(path, self._texts[path].source) for path in self._worth_pairing(entries)]
        for pair in pairing.pair(entries, worth):
            yield self._page(pair)

    def _page(self, pair: pairing.Pair) -> PlannedPage:
        entry = pair.image or pair.rival
        image = entry.path if entry else None
        facts = self._images.get(image) if image else None
        page = PlannedPage(
            _label(entry, facts, pair.text, pair.page),
            image,
            facts,
            entry.frame if entry else 0,
            how=pair.how if pair.image else "another reading" if pair.rival else pair.how,
            image_shown=str(image) if image else "",
        )
        if pair.text is None or pair.page is None:
            return page
        text = self._texts[pair.text]
        regions, lines = text.counts[pair.number]
        return replace(
            page,
            text_file=pair.text,
            number=pair.number,
            format=text.source.format,
            declared=pair.page.image,
            text_size=(pair.page.width, pair.page.height),
            regions=regions,
            lines=lines,
            text_shown=str(pair.text),
            record=text.record,
        )

    def _worth_pairing(self, entries: list[pairing.ImageEntry]) -> Iterator[Path]:
        """Leave out plain text that merely lies in a folder beside better readings of the same pages."""
        layout = any(text.source.format != "text" for text in self._texts.values())
        stems = {entry.path.stem.casefold() for entry in entries}
        for path, text in self._texts.items():
            lies = text.source.format == "text" and layout and path not in self._named
            if lies and path.stem.casefold() not in stems:
                self._say(
                    f"{path.name} was left out: no image bears its name, and the other files hold text. "
                    "Name the file itself to import it."
                )
            else:
                yield path


def _natural(path: Path) -> list[Any]:
    parts = re.split(r"(\d+)", str(path).casefold())
    return [int(part) if part.isdigit() else part for part in parts]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or SUFFIX in path.suffixes


def _label(
    entry: pairing.ImageEntry | None, facts: ImageFacts | None, text: Path | None, page: SourcePage | None
) -> str:
    if entry is not None:
        many = facts is not None and facts.frames > 1
        return f"{entry.path.stem} {entry.frame + 1}" if many else entry.path.stem
    if page is not None and page.label:
        return page.label
    return text.stem if text is not None else "page"
