"""The text that is typed into the window: numbers in order, so many a line, so that what is missing can be told.

A number says by itself on which page and line it stands and what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project

PROJECT = "typing.muniment"
PAGES = 40
LINES = 4
A_LINE = 100
"""Numbers a line: more than are typed in the two seconds after which typing must be saved."""


def line_of(number: int) -> int:
    """Return the index of the line, over all pages, on which a number stands."""
    return (number - 1) // A_LINE


def text_up_to(number: int) -> str:
    """Return the text of a number's line when that number was typed last."""
    first = line_of(number) * A_LINE + 1
    return "".join(f"{n} " for n in range(first, number + 1))


def make(project: Project, image: str) -> None:
    """Fill a new project with pages of empty lines."""
    document = project.apply(e.AddDocument("Typed")).id
    assert document is not None
    for number in range(PAGES):
        page = project.apply(e.AddPage(document, image, str(number + 1), width=1240, height=1754)).id
        assert page is not None
        region = project.apply(e.AddRegion(page)).id
        assert region is not None
        project.apply(e.Batch(tuple(e.AddLine(region) for _ in range(LINES)), "Lines"))


def lines(project: Project) -> Iterator[tuple[int, int, str]]:
    """Yield page, line and text in reading order."""
    for page in readers.all_pages(project):
        for _, line in readers.content(project, page.id).lines():
            yield page.id, line.id, line.text


def stored(project: Project) -> int:
    """Return the last number that is stored, 0 where there is none."""
    numbers = [int(text.split()[-1]) for _, _, text in lines(project) if text.split()]
    return max(numbers, default=0)
