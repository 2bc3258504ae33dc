"""The versions of a page: its text as it is, what engines and files said, and how it was once, recalled aside."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from editor.model.page import PageContent
from editor.store.bygone import PAGE, Bygone, Target
from editor.ui.compare.words import version_name
from editor.ui.history.recalling import Recall
from editor.ui.jobs import Jobs
from editor.ui.session import Session
from editor.work.versions import NOW, Version, as_it_was, revision, version, versions


class PageVersions(QObject):
    """Gives versions of pages by their numbers; those of the past have the number of the edit, negative.

    Signals:
        recalled: a version of the past that was asked for is there now.
    """

    recalled = Signal()

    def __init__(self, session: Session, jobs: Jobs, rev: int | None, parent: QObject | None = None) -> None:
        """Take the session, and after which edit a page is wanted as it was, if so."""
        super().__init__(parent)
        self._session = session
        self._rev = rev
        self._then: dict[tuple[int, int], Version] = {}
        """Pages as they were, by page and number of the version: what is past does not change."""
        self._recall = Recall(session, jobs, self)

    @property
    def wanted(self) -> int | None:
        """Return the number of the version of the past that is wanted."""
        return -self._rev if self._rev is not None else None

    @property
    def recalling(self) -> bool:
        """Tell whether a version of the past is being looked for."""
        return self._recall.running

    def names(self, content: PageContent | None) -> list[tuple[int, str]]:
        """Return the versions of a page by number and name."""
        if content is None:
            return []
        mine = {line.share.reading for _, line in content.lines() if line.share is not None}
        found = versions(self._session.project, content.page.id)
        if self._rev is not None and all(number != -self._rev for number, _ in found):
            found.insert(1, revision(self._session.project, self._rev))
        return [(number, version_name(number, source, first=number in mine)) for number, source in found]

    def of(self, page: int, number: int) -> Version | None:
        """Return a version of a page; one of the past is looked for first, and ``recalled`` tells when it is there."""
        if number >= NOW:
            return version(self._session.project, page, number)
        if (page, number) not in self._then:
            self._recall.start(Target(PAGE, page), -number, self._keep)
        return self._then.get((page, number))

    def _keep(self, found: Bygone) -> None:
        self._then[found.target.id, -found.rev] = as_it_was(self._session.project, found)
        self.recalled.emit()
