"""What a writer is given: one file to be, its pages one at a time, and what is said of the project it is from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import editor
from editor.formats.about import About
from editor.model.page import Document, Page, PageContent
from editor.model.source import SourcePage
from editor.model.tagset import TagSet, read_tagset
from editor.store import readers
from editor.store.project import Project
from editor.work.export_course import Course
from editor.work.export_request import Part, Request, Work
from editor.work.leaving import leave

_EMPTY = 'name = "plain"'


def tagset_of(project: Project) -> TagSet:
    """Return the project's own tag set."""
    return _tagset(readers.project_values(project).get("tagset") or _EMPTY)


@lru_cache(maxsize=4)
def _tagset(text: str) -> TagSet:
    """Return the tag set that TOML says, read once: a project of many pages asks for it in each of their files."""
    return read_tagset(text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file on its way out."""

    project: Project
    request: Request
    work: Work
    target: Path
    course: Course

    @property
    def part(self) -> Part:
        """Return the one document of the file."""
        return self.work.parts[0]

    @property
    def document(self) -> Document:
        """Return the document of the file."""
        return self.part.document

    @property
    def whole(self) -> bool:
        """Tell whether nothing of the documents is left out."""
        return self.request.pages is None and self.request.status is None

    def contents(self, part: Part | None = None, *, shares: bool = True) -> Iterator[PageContent]:
        """Yield the pages, each read when it is asked for, with or without the shares of its lines."""
        for page, seq in (part or self.part).pages:
            self.course.page()
            yield readers.content(self.project, page, seq, shares=shares)

    def leaving(self) -> Iterator[SourcePage]:
        """Yield the pages as layout files are written from them.

        Their images are named by path where they lie below the file, else by name alone: no program follows a path out
        of the folder of a file it was given, ours among them.
        """
        for content in self.contents():
            url = self.image_url(content.page)
            climbs = ".." in url.split("/") or url.startswith("/")
            yield leave(self.project, content, image=url.rpartition("/")[2] if climbs else url)

    def about(self) -> About:
        """Return what the file says of itself."""
        return About(
            title=self.document.title,
            version=editor.__version__,
            created=readers.last_change(self.project),
            tagset=tagset_of(self.project),
        )

    def image_url(self, page: Page) -> str:
        """Return the image of a page relative to the folder of the file; "" where there is none."""
        return image_url(self.project, page, self.target.parent)

    def image_path(self, page: Page) -> Path | None:
        """Return the file of a page's image, None where there is none."""
        return self.project.path.resolve().parent / page.image if page.image else None


def image_url(project: Project, page: Page, folder: Path) -> str:
    """Return the image of a page as a path relative to ``folder``, with forward slashes; "" where there is none."""
    if not page.image:
        return ""
    image = (project.path.resolve().parent / page.image).resolve()
    try:
        return Path(os.path.relpath(image, folder.resolve())).as_posix()
    except ValueError:
        return image.name
