"""Which page of a project a planned page is already: by its image, else by the file its text came from.

Only asks; where names alone would have to decide, they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from editor.formats import pairing
from editor.store import readers
from editor.store.project import Project
from editor.work.import_plan import PlannedPage


class Before:
    """Find pages again during one import; no page is found for two planned ones, unless they share their image.

    Two files of one import that are alike byte for byte, two blank sheets say, are two pages all the same.
    """

    def __init__(self, project: Project, digests: Mapping[Path, str]) -> None:
        """Take the project and the digests of the plan's text files."""
        self._project = project
        self._digests = digests
        self._by_image: dict[tuple[Path, int], int] = {}
        self._found: set[int] = set()
        self._read: dict[int, dict[tuple[str, int], list[readers.ReadPage]]] = {}

    def note(self, planned: PlannedPage, page: int) -> None:
        """Remember what page a planned one became."""
        self._found.add(page)
        if planned.image is not None:
            self._by_image[planned.image, planned.frame] = page

    def by_image(self, planned: PlannedPage) -> int | None:
        """Return the page that the very image of a planned page has become in this import."""
        return self._by_image.get((planned.image, planned.frame)) if planned.image is not None else None

    def by_digest(self, digest: str, frame: int, name: str) -> int | None:
        """Return a page with an image of this digest, one that calls it by this name first."""
        found = readers.pages_with_image(self._project, digest, frame, name)
        return next((page for page in found if page not in self._found), None)

    def by_text(self, planned: PlannedPage, document: int) -> int | None:
        """Return the page of a document that was read from the same page of a text file."""
        if planned.text_file is None:
            return None
        if document not in self._read:
            self._read[document] = readers.pages_by_reading(self._project, document)
        found = self._read[document].get((planned.text_file.name, planned.number), [])
        digest = self._digests.get(planned.text_file, "")
        free = [one for one in found if one.page not in self._found]
        free.sort(key=lambda one: not digest or one.digest != digest)  # the very file before others of its name
        return next(_fitting(planned, digest, free), None)


def _fitting(planned: PlannedPage, digest: str, pages: list[readers.ReadPage]) -> Iterator[int]:
    """Yield the pages that a planned page may be, though their image is not the same.

    Many records have a 0001.xml, so the name of the file is not enough. An image of another digest is another page,
    unless both came out of one PDF. A text without image is that of a page without image, if they do not name
    different ones, of a page that came from the very same file, and of one with the image it names.
    """
    declared = _stem(planned.declared)
    for one in pages:
        same = bool(digest) and one.digest == digest
        if planned.image == planned.text_file or (planned.image is None and one.image):
            if same or (planned.image is None and declared and _stem(one.image) == declared):
                yield one.page
        elif not one.image and (same or _stem(one.declared) in ("", declared)):
            yield one.page


def _stem(name: str) -> str:
    """Return the stem of an image's name, whatever folder and system it is of."""
    return Path(pairing.base_name(name)).stem.casefold()
