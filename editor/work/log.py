"""The journal as records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from editor.model.faults import Fault
from editor.store import journal, readers
from editor.store.project import Project


def log(project: Project, since: int = 0, page: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the entries after rev ``since``; only those that touched page number ``page`` (from 1), if given.

    Raises:
        Fault: there is no such page.
    """
    things = None if page is None else things_on(project, page_by_number(project, page))
    for entry in journal.entries(project.connection, since, things):
        yield entry.record()


def page_by_number(project: Project, number: int) -> int:
    """Return the id of a page by its number over the whole project.

    Raises:
        Fault: there is no such page.
    """
    page = next(islice(readers.all_pages(project), number - 1, None), None) if number > 0 else None
    if page is None:
        raise Fault(f"There is no page {number} in this project.")
    return page.id


def things_on(project: Project, page_id: int) -> set[int]:
    """Return the ids of a page and of all regions, lines and annotations on it."""
    content = readers.content(project, page_id)
    things = {page_id, *(region.id for region in content.regions), *(line.id for _, line in content.lines())}
    return things | {annotation.id for annotation in content.annotations}
