"""What is written: one record as values, with its pages asked for one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from editor.formats.flow import Cut, by_form
from editor.model.annotation import Annotation
from editor.model.page import Document, Page, PageContent
from editor.model.tagset import TagSet


@dataclass(frozen=True, slots=True)
class Revision:
    """A step in the life of the transcription: ``when`` as ISO 8601, ``status`` as one word or ""."""

    when: str
    who: str
    what: str
    status: str = ""


def own_name(page: Page) -> str:
    """Return the image of ``page`` as the project names it."""
    return page.image


@dataclass(frozen=True, slots=True)
class Record:
    """One document for export.

    ``pages`` gives the pages in order, anew each time it is called; it is called several times, so that no more than a
    page, or a paragraph that runs over several, is ever held. ``changes`` are in order of time. ``software`` names what
    read the pages first. ``image_url`` gives a path relative to the folder of the export, with forward slashes; it is
    percent-encoded on writing. ``orphans`` are annotations that lost their place. ``images``, where given, names the
    images of the pages as ``image_url`` does, so that no page has to be read for that. ``cut`` tells what the
    hyphen at a line's end is.
    """

    document: Document
    tagset: TagSet
    pages: Callable[[], Iterator[PageContent]]
    changes: tuple[Revision, ...] = ()
    people: tuple[str, ...] = ()
    version: str = "0"
    image_url: Callable[[Page], str] = own_name
    software: tuple[str, ...] = ()
    orphans: tuple[Annotation, ...] = ()
    images: Callable[[], Iterator[str]] | None = None
    cut: Cut = by_form

    def image_urls(self) -> Iterator[str]:
        """Yield the images of the pages as ``image_url`` names them, "" for a page without."""
        if self.images is not None:
            yield from self.images()
            return
        for content in self.pages():
            yield self.image_url(content.page) if content.page.image else ""
