"""What METS files say of an import: which files belong to which page, in which order, and what the record is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.formats import mets, pairing, xml
from editor.formats.mets import Mets, MetsPage
from editor.work.import_plan import Record

TOLD = "METS"
"""How a text came to its image where a METS says so."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a page among all that METS files name, what they call it, and the record it is of, -1 for none."""

    number: int
    label: str
    record: int


@dataclass(slots=True)
class Order:
    """What all METS files of an import say together."""

    pages: list[tuple[Path | None, Path | None, MetsPage, int]] = field(default_factory=list)
    passed_over: set[Path] = field(default_factory=set)

    def add(self, path: Path, record: int) -> tuple[Mets, list[Path]]:
        """Read a METS file and return it with the files that are to be used, in its order.

        Other images of the same pages, such as thumbnails, are passed over from now on.

        Raises:
            FormatFault: it cannot be read.
        """
        read = mets.read(xml.parse(xml.read_bytes(path), path.name), path.name)
        folder = path.parent
        found = mets.present(read, lambda name: is_inside(folder, folder / name))
        used: dict[Path, None] = {}
        for page in found.pages:
            image = folder / page.image if page.image else None
            text = folder / page.text if page.text else None
            self.pages.append((image, text, page, record))
            used.update((file, None) for file in (image, text) if file is not None)
            self.passed_over.update(folder / name for name in page.images)
        self.passed_over -= used.keys()
        return found, list(used)

    def sheets(self) -> Iterator[tuple[Path | None, Path | None]]:
        """Yield the image and the text of each page."""
        yield from ((image, text) for image, text, _, _ in self.pages)

    def given(self, idents: Mapping[Path, tuple[str, ...]]) -> pairing.Given:
        """Return the pairs that are told; ``idents`` are the names of the pages of each text file."""
        frames: dict[Path, int] = {}
        told: dict[tuple[Path, int], tuple[Path, int, str]] = {}
        for image, text, page, _ in self.pages:
            frame = 0
            if image is not None:
                frame = frames.get(image, 0)
                frames[image] = frame + 1
            if image is not None and text is not None:
                told.setdefault((text, _number(page, idents.get(text, ()))), (image, frame, TOLD))
        return told

    def places(self, idents: Mapping[Path, tuple[str, ...]]) -> dict[tuple[Path, int], Place]:
        """Return the place of each image, by file and frame, and of each page of text, by file and number."""
        frames: dict[Path, int] = {}
        found: dict[tuple[Path, int], Place] = {}
        for number, (image, text, page, record) in enumerate(self.pages):
            place = Place(number, page.label, record)
            if image is not None:
                found.setdefault((image, frames.get(image, 0)), place)
                frames[image] = frames.get(image, 0) + 1
            if text is not None:
                found.setdefault((text, _number(page, idents.get(text, ()))), place)
        return found


def _number(page: MetsPage, idents: tuple[str, ...]) -> int:
    """Return which page of its text file a page is: the one it names, else the one at its place, else the only one."""
    if page.part and page.part in idents:
        return idents.index(page.part)
    return page.number if page.number < len(idents) else 0


def record_of(read: Mets) -> Record:
    """Return what a METS tells of its document."""
    return Record(read.title, dict(read.values))


def is_inside(folder: Path, path: Path) -> bool:
    """Tell whether a path is that of an ordinary file in a folder or below, with no link leading out of it."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False
