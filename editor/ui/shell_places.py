"""Where the archivist is in a project: told in the tools, and remembered on this computer and not in the file."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from editor.store import readers
from editor.ui.kit.settings import Settings
from editor.ui.session import Session

_MOMENT = 40
"""Milliseconds after a page is shown before its place among all pages is counted."""


class Place(QObject):
    """The page shown among all pages; remembered with each page, so that a crash forgets the line at most.

    Signals:
        told: "Page 3 of 9".
    """

    told = Signal(str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        """Take what is remembered."""
        super().__init__(parent)
        self._settings = settings
        self._session: Session | None = None
        self._pages = 0
        """How many pages there are, 0 where they are to be counted again."""
        self._soon = QTimer(self, singleShot=True, interval=_MOMENT)
        self._soon.timeout.connect(self._tell)

    def follow(self, session: Session) -> None:
        """Tell of a session's pages, and go where it was left."""
        self._session, self._pages = session, 0
        session.pageShown.connect(self._soon.start)
        session.structureChanged.connect(self._count_again)
        go_back(self._settings, session)

    def leave(self) -> None:
        """Remember the page and line that are shown, and follow no session any more."""
        self._soon.stop()
        if self._session is not None:
            remember(self._settings, self._session)
        self._session = None

    def _count_again(self) -> None:
        self._pages = 0
        self._soon.start()

    def _tell(self) -> None:
        session = self._session
        if session is None or session.page_id is None:
            self.told.emit(self.tr("No page"))
            return
        self._pages = self._pages or readers.page_count(session.project)
        at = readers.page_position(session.project, session.page_id)
        self.told.emit(self.tr("Page {0} of {1}").format(at, self._pages))
        remember(self._settings, session)


def _key(session: Session) -> str:
    return "place/" + str(session.project.path.absolute()).replace("/", "|").replace("\\", "|")


def remember(settings: Settings, session: Session) -> None:
    """Remember the page and line that are shown."""
    if session.page_id is not None:
        settings.put(_key(session), f"{session.page_id} {session.selection.line or 0}")


def go_back(settings: Settings, session: Session) -> None:
    """Show the page and line that were shown last, or else the first page."""
    page, _, line = settings.text(_key(session)).partition(" ")
    if page.isdecimal() and readers.page_of(session.project, int(page)) == int(page):
        session.show_page(int(page))
        if line.isdecimal():
            session.select_line(int(line))
    else:
        session.show_first_page()
