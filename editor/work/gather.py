"""What is in the files and folders of an import: each is read once and only its counts and names are kept.

Writes nothing but what archives hold, into a folder that the plan owns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from editor.formats import known, pairing
from editor.imaging.decode import Checker
from editor.imaging.facts import IMAGE_SUFFIXES
from editor.model.faults import Fault
from editor.model.source import Source
from editor.store.project import SUFFIX
from editor.work import by_mets
from editor.work.counting import FAILED
from editor.work.import_plan import Plan, Record
from editor.work.planning import Gathered, Pages
from editor.work.spool import Head, Spool
from editor.work.texts import Texts
from editor.work.unpacking import hidden

_TEXTS = (".txt", ".text", ".md")
"""Endings of the plain text that is taken from a folder without being named."""

_XML = frozenset({".xml", ".mets"})

Report = Callable[[str, int, int], None]
"""Told what is being read, how many files are done, and of how many."""


def sort(path: Path) -> str:
    """Return what a file is, by its bytes; what bears the name of an image and is none is left to be refused as one."""
    kind = str(known.sort(path))
    return "image" if kind in ("text", "unknown") and path.suffix.lower() in IMAGE_SUFFIXES else kind


class Gathering:
    """Read files, remember what a plan needs of them, and make the plan."""

    def __init__(self, sources: list[Path], report: Report | None, stopped: Callable[[], bool]) -> None:
        """Take the files and folders that were named, and who is told and asked between files."""
        self._sources = sources
        self._report = report
        self._stopped = stopped
        self._all = Gathered({path for path in sources if not path.is_dir()})
        self._spool = Spool()
        self._checker = Checker(stopped=stopped)
        self._reader = Texts(stopped=stopped)
        self._seen: set[Path] = set()
        self._done = self._of = 0

    def close(self) -> None:
        """Remove what was unpacked, where no plan came of it."""
        self._all.unpacking.close()
        self._spool.close()

    def plan(self) -> Plan:
        """Read every file, until it is stopped, and return what would come of them."""
        with self._checker, self._reader:
            self._read_all(self._files(self._sources))
        return Plan(
            tuple(Pages(self._all).pages()),
            tuple(self._all.refused),
            tuple(self._all.messages),
            self._title(),
            tuple(self._all.records),
            self._all.digests,
            self._all.unpacking.folder,
            self._spool,
        )

    def _title(self) -> str:
        if len(self._all.records) == 1 and self._all.records[0].title:
            return self._all.records[0].title
        if len(self._all.records) > 1 and all(text.record >= 0 for text in self._all.texts.values()):
            return ""
        return next((path.resolve().stem for path in self._sources), "Import")

    def _files(self, sources: Iterable[Path]) -> list[Path]:
        out: dict[Path, None] = {}
        for source in sources:
            if source.is_dir():
                found = [p for p in source.rglob("*") if p.is_file() and not _passed(p.relative_to(source))]
                out.update(dict.fromkeys(sorted(found, key=_natural)))
            elif source.suffix == SUFFIX:
                self._all.refused.append(f"{source.name} is a project; it can be opened, not imported.")
            elif source.exists():
                out[source] = None
            else:
                self._all.refused.append(f"{source} is not there.")
        return list(out)

    def _read_all(self, files: Iterable[Path]) -> None:
        """Read files, those first that tell how the others belong together."""
        fresh = [path for path in files if path not in self._seen]
        self._seen.update(fresh)
        self._of += len(fresh)
        for path in sorted(fresh, key=lambda path: not _is_mets(path)):
            if self._stopped():
                return
            if self._report is not None:
                self._report(path.name, self._done, self._of)
            self._done += 1
            try:
                self._read(path)
            except Fault as fault:
                self._all.refused.append(str(fault))

    def _read(self, path: Path) -> None:
        kind = sort(path)
        named = path in self._all.named
        if path in self._all.order.passed_over and not named:
            self._say(f"{path.name} was left out: it is another image of a page whose image is taken.")
        elif not named and not _is_wanted(path, kind):
            self._say(f"{path.name} was left out: it is neither an image nor a text Muniment knows.")
        elif kind == "image":
            facts = self._all.images[path] = self._checker.check(path)
            if facts.left_out:
                self._say(f"{path.name} holds {facts.left_out} pictures that are no pages; they were left out.")
        elif kind == "zip":
            files, left_out = self._all.unpacking.unpack(path, _is_wanted, self._stopped)
            if left_out:
                self._say(f"Files in {path.name} that Muniment does not know were left out: {_listed(left_out)}.")
            self._read_all(sorted(files, key=_natural))
        elif kind == "mets":
            self._read_mets(path, named)
        else:
            self._read_text(path, kind)

    def _read_text(self, path: Path, kind: str) -> None:
        kept, self._all.digests[path] = self._reader.read(path, kind)
        self._spool.put(path, kept)
        self._keep(path, kept.head)

    def _read_mets(self, path: Path, named: bool) -> None:
        record = len(self._all.records)
        read, files = self._all.order.add(path, record)
        self._all.records.append(by_mets.record_of(read))
        for message in read.messages:
            self._say(f"{path.name}: {message}")
        if named:  # then what else lies in its folder is none of ours
            self._all.named.update(files)
            self._read_all(files)
            self._read_all(self._images_of(files, path.parent))

    def _images_of(self, files: list[Path], folder: Path) -> Iterator[Path]:
        """Yield the images that texts a METS names declare and have beside them, where the METS names no image."""
        named = set(files)
        for text in (text for image, text in self._all.order.sheets() if image is None and text in named):
            source = self._all.texts[text].source if text in self._all.texts else Source("", "")
            for page in source.pages:
                image = text.parent / pairing.base_name(page.image)
                if page.image and by_mets.is_inside(folder, image):
                    yield image

    def _say(self, sentence: str) -> None:
        self._all.messages.append(sentence)

    def _keep(self, path: Path, head: Head) -> None:
        record, source, found = -1, head.source, head.counted
        if source.format == "pdf":
            self._all.images[path] = None
            failed = [n for n, page in enumerate(found.source.pages, start=1) if FAILED in page.attributes]
            self._all.refused += [f"Page {n} of {path.name} cannot be read and is left out." for n in failed]
        elif source.title or source.values:
            record = len(self._all.records)
            self._all.records.append(Record(source.title, dict(source.values)))
        self._all.texts[path] = replace(found, record=record)


def _is_wanted(path: Path, kind: str) -> bool:
    """Tell whether a file that merely lies in a folder or an archive is taken."""
    suffix = path.suffix.lower()
    if kind == "zip":  # many other things are archives inside
        return suffix == ".zip"
    return suffix in _TEXTS if kind == "text" else kind != "unknown"


def _is_mets(path: Path) -> bool:
    """Tell of what may be XML whether it is a METS file; what cannot be read is found out later."""
    try:
        return path.suffix.lower() in _XML and sort(path) == "mets"
    except Fault:
        return False


def _listed(names: list[str]) -> str:
    shown = ", ".join(name[:80] for name in names[:5])
    return f"{shown} and {len(names) - 5:,} more" if len(names) > 5 else shown


def _natural(path: Path) -> list[Any]:
    parts = re.split(r"(\d+)", str(path).casefold())
    return [int(part) if part.isdigit() else part for part in parts]


def _passed(path: Path) -> bool:
    return hidden(path) or SUFFIX in path.suffixes
