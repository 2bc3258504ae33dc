"""How wrong each machine was that read pages a person has checked, so that machines can be told apart.

Every reading of such a page is lined up with its text: lines that are missing in it, or too many, count as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from editor.store import readers
from editor.store.project import Project
from editor.work.compare import compare_page
from editor.work.statistics import CHECKED, Errors
from editor.work.versions import NOW

_Report = Callable[[int, int, str], None]


@dataclass(slots=True)
class Measured:
    """The errors of one machine, and on how many pages."""

    pages: int = 0
    errors: Errors = field(default_factory=Errors)

    def record(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"pages": self.pages, "cer": self.errors.cer, "wer": self.errors.wer}


def measured(project: Project, report: _Report | None = None) -> dict[str, Measured]:
    """Return the errors of each machine against the checked pages, by what made its files.

    Args:
        project: An open project; one page of it is held at a time.
        report: Told how far it is: pages done, of how many, the page's name.
    """
    out: dict[str, Measured] = {}
    total = readers.page_count(project)
    for number, page in enumerate(readers.all_pages(project), start=1):
        if report is not None:
            report(number, total, page.label)
        if page.status != CHECKED:
            continue
        for reading, source in readers.readings(project, page.id):
            one = out.setdefault(source.get("producer") or source.get("format") or "unknown", Measured())
            one.pages += 1
            one.errors.plus(compare_page(project, page.id, NOW, reading).errors())
    return out
