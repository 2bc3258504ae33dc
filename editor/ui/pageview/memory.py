"""Remembers with each page how it was looked at; not undoable, and stored only when the archivist changed something."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from editor.model.edit import SetPageView
from editor.ui.pageview.settings import ViewSettings, settings_of
from editor.ui.session import Session

DELAY = 1200
"""Milliseconds after the last change until it is stored."""


class ViewMemory(QObject):
    """Stores and recalls view settings; what was chosen last is how pages look that remember nothing."""

    def __init__(self, session: Session, now: Callable[[], ViewSettings], parent: QObject | None = None) -> None:
        """Ask ``now`` for the settings of the current page when they are to be stored."""
        super().__init__(parent)
        self._session = session
        self._now = now
        self._usual = ViewSettings()
        self._dirty: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=DELAY)
        self._timer.timeout.connect(self.store)
        session.add_flusher(self.store)

    def recall(self) -> ViewSettings:
        """Return how the current page is to be looked at."""
        content = self._session.content
        return settings_of(content.page.view if content is not None else {}, self._usual)

    def changed(self) -> None:
        """Take note that the archivist looks at the current page in another way."""
        self._usual = self._now()
        self._dirty = self._session.page_id
        self._timer.start()

    def store(self) -> None:
        """Store what was noted."""
        page, self._dirty = self._dirty, None
        self._timer.stop()
        if page is not None and page == self._session.page_id:
            self._session.do(SetPageView(page, self._now().to_mapping()), undoable=False)
