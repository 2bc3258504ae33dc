"""What would become of the pages of an import if it were taken now: which are new and which are there already.

Asks the project and changes nothing. Where the image still is inside another file, its page counts as new unless its
text tells more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from editor.store import readers
from editor.store.project import Project
from editor.work.before import Before
from editor.work.import_plan import Plan, PlannedPage
from editor.work.taking import image_path


class Foresight:
    """Tells outcomes as ``TakenPage`` does, for any pages of one plan."""

    def __init__(self, project: Project, plan: Plan, title: Callable[[], str] = lambda: "") -> None:
        """Take the project, the plan, and what gives the document that all pages would go into, "" for none."""
        self._project = project
        self._plan = plan
        self._title = title
        self._texts: dict[int, bool] = {}

    def outcomes(self, pages: Iterable[PlannedPage]) -> list[str]:
        """Return what becomes of each page: ``added``, ``filled``, ``version``, or "" where nothing comes of it."""
        before = Before(self._project, self._plan.digests)
        documents = {document.title: document.id for document in readers.documents(self._project)[::-1]}
        with_text: set[int] = set()
        out = []
        for number, planned in enumerate(pages, start=1):
            found = self._there(planned, before, documents.get(self._title_of(planned)))
            page = found if found is not None else -number
            before.note(planned, page)
            has_text = page in with_text or (page > 0 and self._has_text(page))
            out.append(self._outcome(planned, found is not None, has_text))
            if planned.text_file is not None:
                with_text.add(page)
        return out

    @staticmethod
    def _outcome(planned: PlannedPage, known: bool, has_text: bool) -> str:
        if not known:
            return "added"
        if planned.text_file is None:
            return ""
        return "version" if has_text else "filled"

    def _title_of(self, planned: PlannedPage) -> str:
        told = self._plan.records[planned.record].title if planned.record >= 0 else ""
        return self._title() or told or self._plan.title or "Import"

    def _there(self, planned: PlannedPage, before: Before, document: int | None) -> int | None:
        found = before.by_image(planned)
        if found is None and planned.facts is not None and planned.image is not None:
            name = image_path(self._project, planned.image)
            found = before.by_digest(planned.facts.digest, planned.frame, name)
        if found is None and document is not None:
            found = before.by_text(planned, document)
        return found

    def _has_text(self, page: int) -> bool:
        if page not in self._texts:
            self._texts[page] = readers.has_lines(self._project, page)
        return self._texts[page]
