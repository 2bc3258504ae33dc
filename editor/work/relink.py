"""Images that moved: where the pages of a project find theirs again; first a list of proposals, then one step to undo.

An image is known again by its digest, else by its name and size, else, among several of one name, by the folders it is
in. It refuses to guess between two that are equally good, and to give a page an image of another size.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from editor.imaging.decode import Checker
from editor.imaging.facts import IMAGE_SUFFIXES, ImageFacts
from editor.model import edit as e
from editor.model.change import Change
from editor.model.faults import Fault
from editor.model.page import Page
from editor.store import readers
from editor.store.project import Project
from editor.work.taking import image_path
from editor.work.texts import digest_of

DIGEST = "digest"
NAME = "name"
STEM = "stem"
FOLDER = "folder"
"""How an image was known again: by its bytes, its name, its name but for the ending, its name and its folders."""

Report = Callable[[str, int, int], None]
"""Told what is being looked at, how many files are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page and the image that is proposed for it; where there is none, ``why`` says so in a sentence.

    ``facts`` are those of an image that is not the old one byte for byte; ``candidates`` are images between which
    only the archivist can choose.
    """

    page: Page
    image: Path | None = None
    how: str = ""
    why: str = ""
    facts: ImageFacts | None = None
    candidates: tuple[Path, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return it as plain data, as ``muniment relink --json`` prints it."""
        return {
            "page": self.page.id,
            "label": self.page.label,
            "was": self.page.image,
            "image": str(self.image) if self.image is not None else None,
            "found_by": self.how or None,
            "why": self.why or None,
            "candidates": [str(path) for path in self.candidates],
        }

    def sentence(self) -> str:
        """Return it in words."""
        if self.image is None:
            return f"{self.page.label}: {self.page.image} is missing. {self.why}"
        told = f" {self.why}" if self.why else ""
        return f"{self.page.label}: {self.image} (found by {self.how}).{told}"


def summary(found: Iterable[Found]) -> dict[str, Any]:
    """Return what a search came to, as the last object of ``muniment relink --json``."""
    images = [one.image is not None for one in found]
    return {"summary": True, "found": sum(images), "missing": len(images) - sum(images)}


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a project and the folder it lies in: all that is asked of it, so that a worker can look for them."""

    home: Path
    pages: tuple[Page, ...]

    def place(self, page: Page) -> Path:
        """Return where the project says that the image of a page is."""
        return self.home / page.image

    def missing(self) -> list[Page]:
        """Return the pages whose image is not where the project says."""
        return [page for page in self.pages if not self.place(page).is_file()]


def pages_of(project: Project) -> Pages:
    """Return the pages of a project that have an image."""
    return Pages(project.path.parent, tuple(page for page in readers.all_pages(project) if page.image))


def missing(project: Project) -> list[Page]:
    """Return the pages whose image is not where the project says."""
    return pages_of(project).missing()


def look(
    project: Project,
    folders: list[Path] | None = None,
    everything: bool = False,
    report: Report | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Found]:
    """Look for the images of pages in folders and all below them; nothing is changed.

    Args:
        project: Whose pages.
        folders: Where to look; the project's own folder where none is named.
        everything: Look for all pages' images in the folders, not only for those that are missing.
        report: Told of each file before its digest is taken.
        stopped: Asked between files; what was found by then is the answer.

    Returns:
        One for each page that is looked for, in their order; with ``everything`` none for those that stay as they are.
    """
    return search(pages_of(project), folders, everything, report, stopped)


def search(
    pages: Pages,
    folders: list[Path] | None = None,
    everything: bool = False,
    report: Report | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Found]:
    """Look for the images of pages as ``look`` does; the project is not asked, so another thread may do it."""
    wanted = list(pages.pages) if everything else pages.missing()
    if not wanted:
        return []
    seeker = _Search(pages, folders or [pages.home], report or (lambda name, done, of: None), stopped)
    with seeker.checker:
        found = seeker.find(wanted)
    return [one for one in found if not (everything and _stays(pages, one))]


def take(project: Project, found: Iterable[Found]) -> Change | None:
    """Give the pages the images that were found for them, as one step to undo; None where there was none to give.

    Raises:
        Fault: an image is gone again; nothing was changed.
    """
    edits: list[e.Edit] = []
    for one in found:
        if one.image is None:
            continue
        if not one.image.is_file() or (one.facts is not None and not one.facts.unchanged()):
            raise Fault(f"{one.image.name} changed or went away while it was looked at; look again.")
        page, facts = one.page, one.facts
        width, height, digest = page.width, page.height, page.digest
        if facts is not None:
            frame = facts.pages[page.frame]
            width, height, digest = frame.width, frame.height, facts.digest
        name = image_path(project, one.image)
        edits.append(e.SetPageImage(page.id, name, page.frame, width, height, digest))
    return project.apply(e.Batch(tuple(edits), "Find images again")) if edits else None


def _stays(pages: Pages, one: Found) -> bool:
    old = pages.place(one.page)
    return old.is_file() and (one.image is None or one.image.resolve() == old.resolve())


class _Search:
    """The images in some folders, by name and by digest, each decoded and digested at most once."""

    def __init__(self, pages: Pages, folders: list[Path], report: Report, stopped: Callable[[], bool]) -> None:
        self._pages = pages
        self._report = report
        self._stopped = stopped
        self.checker = Checker()
        self._files = list(dict.fromkeys(path for folder in folders for path in _images(folder)))
        self._by_name: dict[str, list[Path]] = {}
        self._by_stem: dict[str, list[Path]] = {}
        for path in self._files:
            self._by_name.setdefault(path.name.casefold(), []).append(path)
            self._by_stem.setdefault(path.stem.casefold(), []).append(path)
        self._digests: dict[Path, str] = {}
        self._facts: dict[Path, ImageFacts | Fault] = {}

    def find(self, pages: list[Page]) -> list[Found]:
        found = {page.id: self._by_digest(page, self._by_name.get(_name(page), [])) for page in pages}
        if any(one is None and page.digest for page, one in ((page, found[page.id]) for page in pages)):
            alike = self._all_by_digest()
            for page in pages:
                found[page.id] = found[page.id] or self._by_digest(page, alike.get(page.digest, []))
        named = {page.id: self._by_names(page) for page in pages if found[page.id] is None}
        named = self._each_to_one(named, [one for one in found.values() if one is not None])
        return [found[page.id] or named[page.id] for page in pages]

    def _by_digest(self, page: Page, files: list[Path]) -> Found | None:
        same = [path for path in files if page.digest and self._digest(path) == page.digest]
        best = min(same, key=lambda path: (path.name.casefold() != _name(page), -_tail(page, path)), default=None)
        return Found(page, best, DIGEST) if best is not None else None

    def _all_by_digest(self) -> dict[str, list[Path]]:
        alike: dict[str, list[Path]] = {}
        for number, path in enumerate(self._files):
            if self._stopped():
                break
            self._report(path.name, number, len(self._files))
            alike.setdefault(self._digest(path), []).append(path)
        alike.pop("", None)
        return alike

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            try:
                self._digests[path] = digest_of(path)
            except Fault:
                self._digests[path] = ""
        return self._digests[path]

    def _by_names(self, page: Page) -> Found:
        """Return the one image that bears the page's name and has its size."""
        how, files = NAME, self._by_name.get(_name(page), [])
        if not files:
            how, files = STEM, self._by_stem.get(Path(_name(page)).stem, [])
        if not files:
            return Found(page, why=f"No image called {_shown(page)} is there, nor one with its digest.")
        fit = [path for path in files if self._fits(page, path)]
        if not fit:
            return Found(page, why=self._why_none(page, files[0]), candidates=tuple(files))
        if len(fit) > 1:
            how, best = FOLDER, max(_tail(page, path) for path in fit)
            fit = [path for path in fit if _tail(page, path) == best]
        if len(fit) > 1:
            why = (
                f"{len(fit)} images are called like {_shown(page)} and fit equally well; choose the folder they are in."
            )
            return Found(page, why=why, candidates=tuple(fit))
        return self._named(page, fit[0], how)

    def _named(self, page: Page, path: Path, how: str) -> Found:
        facts = self._look(path)
        assert isinstance(facts, ImageFacts)
        other = "its bytes are others than before" if page.digest else ""
        return Found(page, path, how, other and f"{path.name} is taken for the image by its name; {other}.", facts)

    def _look(self, path: Path) -> ImageFacts | Fault:
        if path not in self._facts:
            try:
                self._facts[path] = self.checker.check(path)
            except Fault as fault:
                self._facts[path] = fault
        return self._facts[path]

    def _fits(self, page: Page, path: Path) -> bool:
        facts = self._look(path)
        if isinstance(facts, Fault) or page.frame >= facts.frames:
            return False
        frame = facts.pages[page.frame]
        return not (page.width and page.height) or (frame.width, frame.height) == (page.width, page.height)

    def _why_none(self, page: Page, path: Path) -> str:
        facts = self._look(path)
        if isinstance(facts, Fault):
            return str(facts)
        if page.frame >= facts.frames:
            return f"{path.name} holds {facts.frames} pictures, and the page is number {page.frame + 1}."
        frame = facts.pages[page.frame]
        return (
            f"{path.name} has {frame.width} x {frame.height} pixels and the page {page.width} x {page.height}: it is "
            "another image, on which no outline would be in its place."
        )

    def _each_to_one(self, named: dict[int, Found], sure: list[Found]) -> dict[int, Found]:
        """Take back what was given to two pages by name alone, or is the image of another page already."""
        taken = {(one.image, one.page.frame) for one in sure}
        taken |= {(path, page.frame) for path, page in self._used()}
        claims: dict[tuple[Path, int], list[Found]] = {}
        for one in named.values():
            if one.image is not None:
                claims.setdefault((one.image, one.page.frame), []).append(one)
        out = dict(named)
        for key, claimants in claims.items():
            best = max(_tail(one.page, key[0]) for one in claimants)
            nearest = {one.page.image for one in claimants if _tail(one.page, key[0]) == best}
            for one in claimants:
                if key in taken or len(nearest) > 1 or one.page.image not in nearest:
                    out[one.page.id] = _doubtful(one)
        return out

    def _used(self) -> Iterator[tuple[Path, Page]]:
        """Yield the images, among those that were found, that pages have now."""
        places = {path.resolve(): path for path in self._files}
        for page in self._pages.pages:
            if (path := places.get(self._pages.place(page).resolve())) is not None:
                yield path, page


def _doubtful(one: Found) -> Found:
    assert one.image is not None
    why = f"{one.image.name} may be the image of several pages, and only one can have it; choose the folder it is in."
    return replace(one, image=None, how="", why=why, facts=None, candidates=(one.image,))


def _images(folder: Path) -> Iterator[Path]:
    """Yield what is called like an image in a folder and below, in order; links to folders are not followed."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in IMAGE_SUFFIXES:
                yield Path(top, name)


def _parts(image: str) -> list[str]:
    return [part.casefold() for part in image.replace("\\", "/").split("/") if part not in ("", ".", "..")]


def _name(page: Page) -> str:
    return (_parts(page.image) or [""])[-1]


def _shown(page: Page) -> str:
    return page.image.replace("\\", "/").rpartition("/")[2][:80]


def _tail(page: Page, path: Path) -> int:
    """Return how many folders above an image are called as those above the page's old image."""
    ours, theirs = _parts(page.image)[-2::-1], [part.casefold() for part in path.parent.parts[::-1]]
    count = 0
    for our, their in zip(ours, theirs, strict=False):
        if our != their:
            break
        count += 1
    return count
