"""What is in the files and folders of an import: each is read once and only its counts and names are kept.

Writes nothing but what archives hold, into a folder that the plan owns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editor.formats import known, pairing
from editor.imaging.decode import Checker
from editor.imaging.facts import IMAGE_SUFFIXES, ImageFacts
from editor.model.faults import Fault
from editor.model.source import Source, SourcePage
from editor.store.project import SUFFIX
from editor.work import by_mets
from editor.work.import_plan import ANOTHER, SAME_FILE, Plan, PlannedPage, Record
from editor.work.spool import Spool
from editor.work.texts import Texts
from editor.work.unpacking import Unpacking, folder_name, hidden

_TEXTS = (".txt", ".text", ".md")
"""Endings of the plain text that is taken from a folder without being named."""

_XML = frozenset({".xml", ".mets"})
_FAILED = "pdf:failed"
"""The attribute of a page of a PDF that could not be read."""

_KEPT = {_FAILED, pairing.FRAME}
_OURS = "Muniment "
_NOTHING: Mapping[str, str] = {}

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

    def __init__(self, sources: list[Path], report: Report | None, stopped: Callable[[], bool]) -> None:
        """Take the files and folders that were named, and who is told and asked between files."""
        self._sources = sources
        self._report = report
        self._stopped = stopped
        self._named = {path for path in sources if not path.is_dir()}
        self._unpacking = Unpacking()
        self._spool = Spool()
        self._order = by_mets.Order()
        self._checker = Checker()
        self._reader = Texts()
        self._seen: set[Path] = set()
        self._done = self._of = 0
        self._images: dict[Path, ImageFacts | None] = {}
        self._texts: dict[Path, _Text] = {}
        self._records: list[Record] = []
        self._digests: dict[Path, str] = {}
        self._refused: list[str] = []
        self._messages: list[str] = []

    def close(self) -> None:
        """Remove what was unpacked, where no plan came of it."""
        self._unpacking.close()
        self._spool.close()

    def plan(self) -> Plan:
        """Read every file, until it is stopped, and return what would come of them."""
        with self._checker, self._reader:
            self._read_all(self._files(self._sources))
        return Plan(
            tuple(self._pages()),
            tuple(self._refused),
            tuple(self._messages),
            self._title(),
            tuple(self._records),
            self._digests,
            self._unpacking.folder,
            self._spool,
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
                found = [p for p in source.rglob("*") if p.is_file() and not _passed(p.relative_to(source))]
                out.update(dict.fromkeys(sorted(found, key=_natural)))
            elif source.suffix == SUFFIX:
                self._refused.append(f"{source.name} is a project; it can be opened, not imported.")
            elif source.exists():
                out[source] = None
            else:
                self._refused.append(f"{source} is not there.")
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
                self._refused.append(str(fault))

    def _read(self, path: Path) -> None:
        kind = sort(path)
        named = path in self._named
        if path in self._order.passed_over and not named:
            self._say(f"{path.name} was left out: it is another image of a page whose image is taken.")
        elif not named and not _is_wanted(path, kind):
            self._say(f"{path.name} was left out: it is neither an image nor a text Muniment knows.")
        elif kind == "image":
            facts = self._images[path] = self._checker.check(path)
            if facts.left_out:
                self._say(f"{path.name} holds {facts.left_out} pictures that are no pages; they were left out.")
        elif kind == "zip":
            files, left_out = self._unpacking.unpack(path, _is_wanted, self._stopped)
            if left_out:
                self._say(f"Files in {path.name} that Muniment does not know were left out: {_listed(left_out)}.")
            self._read_all(sorted(files, key=_natural))
        elif kind == "mets":
            self._read_mets(path, named)
        else:
            source, self._digests[path] = self._reader.read(path, kind)
            self._spool.put(path, source)
            self._keep(path, source)

    def _read_mets(self, path: Path, named: bool) -> None:
        record = len(self._records)
        read, files = self._order.add(path, record)
        self._records.append(by_mets.record_of(read))
        for message in read.messages:
            self._say(f"{path.name}: {message}")
        if named:  # then what else lies in its folder is none of ours
            self._named.update(files)
            self._read_all(files)
            self._read_all(self._images_of(files, path.parent))

    def _images_of(self, files: list[Path], folder: Path) -> Iterator[Path]:
        """Yield the images that texts a METS names declare and have beside them, where the METS names no image."""
        without = [text for image, text in self._order.sheets() if image is None and text in files]
        for text in without:
            source = self._texts[text].source if text in self._texts else Source("", "")
            for page in source.pages:
                image = text.parent / pairing.base_name(page.image)
                if page.image and by_mets.is_inside(folder, image):
                    yield image

    def _say(self, sentence: str) -> None:
        self._messages.append(sentence)

    def _keep(self, path: Path, source: Source) -> None:
        record = -1
        if source.format == "pdf":
            self._images[path] = None
            failed = [n for n, page in enumerate(source.pages, start=1) if _FAILED in page.attributes]
            self._refused += [f"Page {n} of {path.name} cannot be read and is left out." for n in failed]
        elif source.title or source.values:
            record = len(self._records)
            self._records.append(Record(source.title, dict(source.values)))
        counts = tuple((len(page.regions), sum(len(r.lines) for r in page.regions)) for page in source.pages)
        self._texts[path] = _Text(_bare(source), counts, record)

    # What came of it

    def _pages(self) -> Iterator[PlannedPage]:
        entries = list(self._entries())
        worth = [(path, self._texts[path].source) for path in self._worth_pairing(entries)]
        idents = {path: tuple(page.ident for page in source.pages) for path, source in worth}
        given = {
            (entry.path, entry.frame): (entry.path, entry.frame, SAME_FILE)
            for entry in entries
            if self._images[entry.path] is None
        }
        given |= self._order.given(idents)
        places = self._order.places(idents)
        found = [(pair, _place(pair, places)) for pair in pairing.pair(entries, worth, given)]
        # The sort is stable: what no METS names keeps its order, behind what one names.
        found.sort(key=lambda item: item[1].number if item[1] is not None else len(places))
        for pair, place in found:
            page = self._page(pair)
            if page.image is None and page.text_file is None:
                continue  # a page of a PDF that cannot be read
            if place is not None:
                page = replace(page, label=place.label or page.label, record=place.record)
            yield page

    def _entries(self) -> Iterator[pairing.ImageEntry]:
        for path, facts in self._images.items():
            if facts is not None:
                yield from (pairing.ImageEntry(path, n) for n in range(facts.frames))
            else:
                pages = enumerate(self._texts[path].source.pages)
                yield from (pairing.ImageEntry(path, n) for n, page in pages if _FAILED not in page.attributes)

    def _page(self, pair: pairing.Pair) -> PlannedPage:
        entry = pair.image or pair.rival
        page = PlannedPage(
            self._label(entry, pair.text, pair.page),
            how=pair.how if pair.image else ANOTHER if pair.rival else pair.how,
        )
        if entry is not None:
            page = replace(
                page,
                image=entry.path,
                facts=self._images[entry.path],
                frame=entry.frame,
                image_shown=self._unpacking.shown(entry.path),
                keep=self._kept(entry),
            )
        return self._with_text(page, pair)

    def _with_text(self, page: PlannedPage, pair: pairing.Pair) -> PlannedPage:
        if pair.text is None or pair.page is None:
            return page
        text = self._texts[pair.text]
        regions, lines = text.counts[pair.number]
        size = (pair.page.width, pair.page.height)
        if text.source.format == "pdf" and not regions:
            return replace(page, text_size=size, how=pairing.NONE)
        return replace(
            page,
            text_file=pair.text,
            number=pair.number,
            format=text.source.format,
            declared=pair.page.image,
            text_size=size,
            regions=regions,
            lines=lines,
            text_shown=self._unpacking.shown(pair.text),
            record=text.record,
        )

    def _kept(self, entry: pairing.ImageEntry) -> str:
        kept = self._unpacking.kept(entry.path)
        if self._images[entry.path] is not None:
            return kept
        return f"{kept.rpartition('/')[0]}/{folder_name(entry.path)}/page-{entry.frame + 1:04d}".lstrip("/")

    def _label(self, entry: pairing.ImageEntry | None, text: Path | None, page: SourcePage | None) -> str:
        if page is not None and page.label and self._is_ours(text):
            return page.label  # an archivist gave it
        if entry is not None:
            facts = self._images[entry.path]
            pages = facts.frames if facts is not None else len(self._texts[entry.path].counts)
            return f"{entry.path.stem} {entry.frame + 1}" if pages > 1 else entry.path.stem
        if page is not None and page.label:
            return page.label
        return text.stem if text is not None else "page"

    def _is_ours(self, text: Path | None) -> bool:
        return text in self._texts and self._texts[text].source.producer.startswith(_OURS)

    def _worth_pairing(self, entries: list[pairing.ImageEntry]) -> Iterator[Path]:
        """Leave out plain text that merely lies in a folder beside better readings of the same pages."""
        layout = any(text.source.format != "text" and any(text.counts) for text in self._texts.values())
        stems = {entry.path.stem.casefold() for entry in entries}
        for path, text in self._texts.items():
            lies = text.source.format == "text" and layout and path not in self._named
            if lies and path.stem.casefold() not in stems:
                self._say(
                    f"{path.name} was left out: no image bears its name, and the other files hold text. "
                    "Name the file itself to import it."
                )
            elif text.source.format != "pdf" or any(regions for regions, _ in text.counts):
                yield path


def _place(pair: pairing.Pair, places: Mapping[tuple[Path, int], by_mets.Place]) -> by_mets.Place | None:
    """Return where METS files put a page; another reading of a page, which they do not name, has no place."""
    found = places.get((pair.image.path, pair.image.frame)) if pair.image is not None else None
    if found is None and pair.text is not None:
        found = places.get((pair.text, pair.number))
    return found


def _bare(source: Source) -> Source:
    """Return a source without anything that grows with what stands on its pages."""
    pages = tuple(
        SourcePage(
            page.image,
            page.width,
            page.height,
            label=page.label,
            ident=page.ident,
            attributes={key: page.attributes[key] for key in _KEPT & page.attributes.keys()} or _NOTHING,
        )
        for page in source.pages
    )
    return Source(source.file, source.format, producer=source.producer, pages=pages)


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
