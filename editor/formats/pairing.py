r"""Which page of text belongs to which image, by names alone: nothing is opened, nothing is looked for on the disk.

A name a file declares may be a Windows path, a network path, an address or a path of another machine: only its last
part counts, and the way it was found is told with every pair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from editor.model.source import Source, SourcePage

DECLARED: Final = "declared name"
BASE: Final = "base name"
STEM: Final = "stem"
ORDER: Final = "order"
NONE: Final = "none"

FRAME: Final = "frame"
"""The attribute of a page that says which picture of its image file it is."""

_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,11}$")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class ImageEntry:
    """One picture of a page: a file, the frame in it from 0, and the label it goes by."""

    path: Path
    frame: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """An image and the page of text that belongs to it, either of which may be missing.

    ``how`` is the reason they are together: declared name, base name, stem, order or none. ``number`` is the place of
    the page in its text file, from 0. ``rival`` is set where the image of a page has the text of another: the page is
    another reading of it.
    """

    image: ImageEntry | None
    text: Path | None = None
    page: SourcePage | None = None
    number: int = 0
    how: str = NONE
    message: str = ""
    rival: ImageEntry | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of text that looks for its image."""

    text: Path
    page: SourcePage
    number: int
    of: int
    frame: int | None = None

    @property
    def is_bare(self) -> bool:
        """Tell a page of plain text, which names no image and has no places that could be wrong on one."""
        return not self.page.image.strip() and not self.page.width


def base_name(declared: str) -> str:
    """Return the last part of a declared name, whatever system or network it is of."""
    name = declared.strip()
    if _ADDRESS.match(name):
        name = unquote(urlsplit(name).path)
    return re.split(r"[/\\]", name)[-1].strip()


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return a sorting key that puts ``page-2`` before ``page-10``."""
    pieces = re.split("([0-9]+)", name.casefold())
    return [(0, int(p), "") if p.isascii() and p.isdigit() else (1, 0, p) for p in pieces if p]


Given = Mapping[tuple[Path, int], tuple[Path, int, str]]
"""What is told from outside: of a text file's page, from 0, the image, its frame, and who tells it."""


def pair(images: Sequence[ImageEntry], texts: Sequence[tuple[Path, Source]], given: Given | None = None) -> list[Pair]:
    """Return one pair for each image and each page, images in their order.

    A page is given the image that ``given`` says, else the image it names (as a path from its own folder, else by the
    last part of the name), else one with its stem or that of its text file, else, where as many are left over of both,
    the next in order. A single text left over, if it is plain and has too few pages, begins on the first image that is
    free.
    """
    sheets = [
        _Sheet(path, page, i, len(s.pages), frame)
        for path, s in texts
        for i, (page, frame) in enumerate(zip(s.pages, _frames(s), strict=True))
    ]
    match = _Match(images, sheets)
    match.told(given or {})
    match.by(DECLARED, lambda sheet: match.near(sheet, match.declared(sheet)))
    match.by(BASE, lambda sheet: match.near(sheet, match.named(base_name(sheet.page.image))))
    match.by(STEM, lambda sheet: match.near(sheet, match.stemmed(base_name(sheet.page.image))))
    match.by(STEM, lambda sheet: match.near(sheet, match.stemmed(sheet.text.name)))
    match.by_order()
    return match.pairs()


class _Match:
    """The images that are still free and the pairs found so far, by place in ``images`` and ``sheets``."""

    def __init__(self, images: Sequence[ImageEntry], sheets: Sequence[_Sheet]) -> None:
        self.images = images
        self.sheets = sheets
        self.image_of: dict[int, tuple[int, str]] = {}
        self.free = dict.fromkeys(range(len(images)))
        self.by_name: dict[str, list[int]] = {}
        self.by_stem: dict[str, list[int]] = {}
        self.by_path: dict[str, list[int]] = {}
        for i, image in enumerate(images):
            self.by_name.setdefault(image.path.name.casefold(), []).append(i)
            self.by_stem.setdefault(image.path.stem.casefold(), []).append(i)
            self.by_path.setdefault(_plain(image.path), []).append(i)

    def by(self, how: str, find: Callable[[_Sheet], int | None]) -> None:
        """Give each sheet that has no image yet the one ``find`` names."""
        for s, sheet in enumerate(self.sheets):
            if s not in self.image_of and (image := find(sheet)) is not None:
                self._take(s, image, how)

    def told(self, given: Given) -> None:
        """Give each sheet the image that was told from outside, where both are there."""
        places = {(image.path, image.frame): i for i, image in enumerate(self.images)} if given else {}
        for s, sheet in enumerate(self.sheets):
            path, frame, how = given.get((sheet.text, sheet.number), (None, 0, NONE))
            image = places.get((path, frame)) if path is not None else None
            if image is not None and image in self.free:
                self._take(s, image, how)

    def _take(self, sheet: int, image: int, how: str) -> None:
        self.image_of[sheet] = (image, how)
        del self.free[image]

    def declared(self, sheet: _Sheet) -> list[int]:
        """Return the images at the very path the page names, counted from its own folder."""
        name = sheet.page.image.strip().replace("\\", "/")
        if not name or _ADDRESS.match(name):
            return []
        return self.by_path.get(_plain(sheet.text.parent / PurePosixPath(name)), [])

    def named(self, name: str) -> list[int]:
        """Return the images called ``name``, whatever the case of its letters."""
        return self.by_name.get(name.casefold(), []) if name else []

    def stemmed(self, name: str) -> list[int]:
        """Return the images whose name or stem is ``name`` without some of its endings, the longest rest first."""
        rest = name.casefold()
        while rest:
            if found := [*self.by_name.get(rest, ()), *self.by_stem.get(rest, ())]:
                return found
            shorter = _ENDING.sub("", rest)
            rest = shorter if shorter != rest else ""
        return []

    def _wanted(self, sheet: _Sheet) -> list[int]:
        """Return every image that names speak for, free or not."""
        name = base_name(sheet.page.image)
        ways = (self.declared(sheet), self.named(name), self.stemmed(name), self.stemmed(sheet.text.name))
        return next((found for found in ways if found), [])

    def near(self, sheet: _Sheet, found: Iterable[int]) -> int | None:
        """Return the free image nearest to the sheet's file and to its number among the frames, or None."""
        free = [i for i in found if i in self.free]
        return min(free, key=lambda i: self._distance(sheet, i), default=None)

    def _distance(self, sheet: _Sheet, image: int) -> tuple[int, int, int]:
        entry = self.images[image]
        ours, theirs = sheet.text.parent.parts, entry.path.parent.parts
        common = len(list(takewhile(lambda parts: parts[0] == parts[1], zip(ours, theirs, strict=False))))
        wanted = sheet.frame if sheet.frame is not None else sheet.number if sheet.of > 1 else 0
        frame = abs(entry.frame - wanted)
        return len(ours) + len(theirs) - 2 * common, frame, image

    def by_order(self) -> None:
        """Pair what is left where the counts agree: a text file and the images that begin with its stem, then all.

        A page whose image has the text of another page already is not given the next best.
        """
        left = [s for s, sheet in enumerate(self.sheets) if s not in self.image_of and not self._wanted(sheet)]
        for text in dict.fromkeys(self.sheets[s].text for s in left):
            own = [s for s in left if self.sheets[s].text == text]
            stem = text.stem.casefold()
            alike = [i for i in self.free if len(own) > 1 and self.images[i].path.stem.casefold().startswith(stem)]
            self._in_order(own, alike)
        left = [s for s in left if s not in self.image_of]
        self._in_order(left, list(self.free))
        left = [s for s in left if s not in self.image_of and self.sheets[s].is_bare]
        if len({self.sheets[s].text for s in left}) == 1 and len(left) < len(self.free):
            # One text whose page ends are lost: it begins on the first page, from where the archivist shares it out.
            self._in_order(left, sorted(self.free, key=self._natural_image)[: len(left)])

    def _in_order(self, sheets: list[int], images: list[int]) -> None:
        if len(sheets) != len(images):
            return
        by_name = sorted(sheets, key=lambda s: (natural(str(self.sheets[s].text)), self.sheets[s].number))
        for s, i in zip(by_name, sorted(images, key=self._natural_image), strict=True):
            self._take(s, i, ORDER)

    def _natural_image(self, image: int) -> tuple[list[tuple[int, int, str]], int]:
        return natural(str(self.images[image].path)), self.images[image].frame

    def pairs(self) -> list[Pair]:
        """Return all pairs: images in their order, a page without one behind the page before it in its file."""
        sheet_of = {image: (s, how) for s, (image, how) in self.image_of.items()}
        found: list[tuple[tuple[int, int], Pair]] = []
        for i, image in enumerate(self.images):
            if i in sheet_of:
                s, how = sheet_of[i]
                sheet = self.sheets[s]
                found.append(((i, -1), Pair(image, sheet.text, sheet.page, sheet.number, how)))
            else:
                found.append(
                    ((i, -1), Pair(image, message=f"{_shown(image)} has no text; it becomes a page without lines."))
                )
        last = len(self.images)
        for s, sheet in enumerate(self.sheets):
            if s in self.image_of:
                continue
            before = self.image_of.get(s - 1) if sheet.number else None
            place = before[0] if before is not None else last
            found.append(((place, s), self._unpaired(sheet)))
        return [pair for _, pair in sorted(found, key=lambda item: item[0])]

    def _unpaired(self, sheet: _Sheet) -> Pair:
        wanted = self._wanted(sheet)
        rival = self.images[min(wanted, key=lambda i: self._distance(sheet, i))] if wanted else None
        return Pair(None, sheet.text, sheet.page, sheet.number, message=self._missing(sheet), rival=rival)

    def _missing(self, sheet: _Sheet) -> str:
        page = f"page {sheet.number + 1} of {sheet.text.name}" if sheet.of > 1 else sheet.text.name
        named = base_name(sheet.page.image)
        if wanted := self._wanted(sheet):
            why = f"{self.images[wanted[0]].path.name} has a text already"
        else:
            why = f"it names {named[:80]}, which is not among the images" if named else "no image goes with it"
        return f"There is no image for {page} ({why}); its text is kept."


def _frames(source: Source) -> list[int | None]:
    """Return which picture of its image each page is, from 0, where the file tells it; ours tell all but the first."""
    told = [page.attributes.get(FRAME, "") for page in source.pages]
    if not any(told) and not source.producer.startswith("Muniment "):
        return [None] * len(told)
    return [int(frame) if frame.isascii() and frame.isdigit() else 0 for frame in told]


def _plain(path: Path | PurePosixPath) -> str:
    """Return a path without ``.`` and ``..``, for comparing only."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] not in ("..", path.anchor):
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _shown(image: ImageEntry) -> str:
    return f"{image.path.name}, picture {image.frame + 1}," if image.frame else image.path.name
