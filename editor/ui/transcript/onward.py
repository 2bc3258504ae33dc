"""From a line that is checked to the next one nobody has checked, over the ends of pages; it only walks."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from editor.model.page import Line, PageContent
from editor.store import progress
from editor.ui.session import Session
from editor.ui.transcript.acts import flat, index_of

_SLICE = 0.012
"""Seconds of looking over pages before the window has its turn."""


class Onward(QObject):
    """Goes to the next line of the document that is not verified.

    Signals:
        told: a sentence for the archivist.
    """

    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Take the session that is walked through."""
        super().__init__(parent)
        self._session = session
        self._page: int | None = None
        self._start: int | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._look_on)
        session.closing.connect(self._timer.stop)
        for moved in (session.pageShown, session.contentChanged, session.selectionChanged):
            moved.connect(self._timer.stop)

    def go(self, line: int) -> None:
        """Go to the next unverified line behind ``line`` of the page shown."""
        content = self._session.content
        if content is None:
            return
        found = _behind(content, line)
        if found is not None:
            self._session.select_line(found.id)
            return
        self._page = self._start = content.page.id
        self._timer.start()

    def _look_on(self) -> None:
        until = time.monotonic() + _SLICE
        while self._page is not None and time.monotonic() < until:
            self._page = progress.page_behind(self._session.project, self._page)
            found = progress.first_unverified(self._session.project, self._page) if self._page is not None else None
            if found is not None:
                self._timer.stop()
                self._arrive(found)
                return
            if self._page == self._start:
                self._page = None
        if self._page is None:
            self._timer.stop()
            self.told.emit(self.tr("Every line of this document is verified."))

    def _arrive(self, line: int) -> None:
        assert self._page is not None
        self._session.go_to(self._page, line)
        content = self._session.content
        label = content.page.label if content is not None else ""
        self.told.emit(self.tr("The next line that is not verified is on {0}.").format(label or self.tr("this page")))


def _behind(content: PageContent, line: int) -> Line | None:
    lines = flat(content)
    return next((one for one in lines[index_of(lines, line) + 1 :] if not one.verified), None)
