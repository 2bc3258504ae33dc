"""The pages that come of what was gathered: images and texts paired, put in order, and named.

Reads nothing; what it knows of the files was counted when they were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from editor.formats import pairing
from editor.imaging.facts import ImageFacts
from editor.model.source import SourcePage
from editor.work import by_mets
from editor.work.counting import FAILED, Counted
from editor.work.import_plan import ANOTHER, SAME_FILE, PlannedPage, Record
from editor.work.unpacking import Unpacking, folder_name

_OURS = "Muniment "


@dataclass(slots=True)
class Gathered:
    """What is known of all files of an import: nothing in it grows with what stands on a page.

    Attributes:
        named: Files that were named themselves and do not merely lie in a folder.
        images: The facts of each image; None for a PDF.
        texts: What was counted in each text file, PDFs among them.
        records: What the files tell of their documents.
        digests: SHA-256 of each text file.
        order: What METS files say.
        unpacking: What came out of archives.
        refused: Sentences about files that cannot be read.
        messages: Sentences about what was left out or decided.
    """

    named: set[Path]
    images: dict[Path, ImageFacts | None] = field(default_factory=dict)
    texts: dict[Path, Counted] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    digests: dict[Path, str] = field(default_factory=dict)
    order: by_mets.Order = field(default_factory=by_mets.Order)
    unpacking: Unpacking = field(default_factory=Unpacking)
    refused: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


class Pages:
    """Make pages of what was gathered."""

    def __init__(self, gathered: Gathered) -> None:
        """Take what was gathered; what is decided here is told in its messages."""
        self._all = gathered

    def pages(self) -> Iterator[PlannedPage]:
        """Yield the pages in the order they will have."""
        entries = list(self._entries())
        worth = [(path, self._all.texts[path].source) for path in self._worth_pairing(entries)]
        idents = {path: tuple(page.ident for page in source.pages) for path, source in worth}
        given = {
            (entry.path, entry.frame): (entry.path, entry.frame, SAME_FILE)
            for entry in entries
            if self._all.images[entry.path] is None
        }
        given |= self._all.order.given(idents)
        places = self._all.order.places(idents)
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
        for path, facts in self._all.images.items():
            if facts is not None:
                yield from (pairing.ImageEntry(path, n) for n in range(facts.frames))
            else:
                pages = enumerate(self._all.texts[path].source.pages)
                yield from (pairing.ImageEntry(path, n) for n, page in pages if FAILED not in page.attributes)

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
                facts=self._all.images[entry.path],
                frame=entry.frame,
                image_shown=self._all.unpacking.shown(entry.path),
                keep=self._kept(entry),
            )
        return self._with_text(page, pair)

    def _with_text(self, page: PlannedPage, pair: pairing.Pair) -> PlannedPage:
        if pair.text is None or pair.page is None:
            return page
        text = self._all.texts[pair.text]
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
            text_shown=self._all.unpacking.shown(pair.text),
            record=text.record,
        )

    def _kept(self, entry: pairing.ImageEntry) -> str:
        kept = self._all.unpacking.kept(entry.path)
        if self._all.images[entry.path] is not None:
            return kept
        return f"{kept.rpartition('/')[0]}/{folder_name(entry.path)}/page-{entry.frame + 1:04d}".lstrip("/")

    def _label(self, entry: pairing.ImageEntry | None, text: Path | None, page: SourcePage | None) -> str:
        if page is not None and page.label and self._is_ours(text):
            return page.label  # an archivist gave it
        if entry is not None:
            facts = self._all.images[entry.path]
            pages = facts.frames if facts is not None else len(self._all.texts[entry.path].counts)
            return f"{entry.path.stem} {entry.frame + 1}" if pages > 1 else entry.path.stem
        if page is not None and page.label:
            return page.label
        return text.stem if text is not None else "page"

    def _is_ours(self, text: Path | None) -> bool:
        return text in self._all.texts and self._all.texts[text].source.producer.startswith(_OURS)

    def _worth_pairing(self, entries: list[pairing.ImageEntry]) -> Iterator[Path]:
        """Leave out plain text that merely lies in a folder beside better readings of the same pages."""
        layout = any(text.source.format != "text" and any(text.counts) for text in self._all.texts.values())
        stems = {entry.path.stem.casefold() for entry in entries}
        for path, text in self._all.texts.items():
            lies = text.source.format == "text" and layout and path not in self._all.named
            if lies and path.stem.casefold() not in stems:
                self._all.messages.append(
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
