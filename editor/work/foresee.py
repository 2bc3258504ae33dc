"""What would become of the pages of an import if it were taken now: which are new and which are there already.

Asks the project and changes nothing. Where the image still is inside another file, its page counts as new.
"""

from __future__ import annotations

from collections.abc import Iterable

from editor.store import readers
from editor.store.project import Project
from editor.work.import_plan import PlannedPage
from editor.work.taking import image_path


class Foresight:
    """Tells outcomes as ``TakenPage`` does; it asks the project once for each image."""

    def __init__(self, project: Project) -> None:
        """Take the project that pages would come into."""
        self._project = project
        self._there: dict[tuple[str, int, str], list[int]] = {}
        self._texts: dict[int, bool] = {}

    def outcomes(self, pages: Iterable[PlannedPage]) -> list[str]:
        """Return what becomes of each page: ``added``, ``filled``, ``version``, or "" where nothing comes of it."""
        mine: dict[tuple[str, int], int] = {}
        """The page that each image has by then; those that are yet to be made have numbers below zero."""
        with_text: set[int] = set()
        out = []
        for planned in pages:
            page = self._page(planned, mine)
            known = page is not None
            page = page if page is not None else -len(mine) - 1
            if planned.image is not None:
                mine[str(planned.image), planned.frame] = page
            else:
                mine[f"<{len(mine)}>", 0] = page
            out.append(self._outcome(planned, known, page in with_text or (page > 0 and self._has_text(page))))
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

    def _page(self, planned: PlannedPage, mine: dict[tuple[str, int], int]) -> int | None:
        if planned.image is None:
            return None
        own = mine.get((str(planned.image), planned.frame))
        if own is not None or planned.facts is None:
            return own
        name = image_path(self._project, planned.image)
        asked = planned.facts.digest, planned.frame, name
        if asked not in self._there:
            self._there[asked] = readers.pages_with_image(self._project, *asked)
        taken = set(mine.values())
        return next((page for page in self._there[asked] if page not in taken), None)

    def _has_text(self, page: int) -> bool:
        if page not in self._texts:
            self._texts[page] = readers.has_lines(self._project, page)
        return self._texts[page]
