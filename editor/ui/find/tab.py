"""The place of find and replace below the page: what the actions call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.ui.jobs import Jobs
from editor.ui.kit.latetab import LateTab
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.ui.find.replace import ReplacePane


class ReplaceTab(LateTab["ReplacePane"]):
    """Find and replace."""

    ROOM = 330

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose project is searched and changed."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._theme = theme

    def title(self, count: int = 0) -> str:
        """Return what stands on the tab."""
        return self.tr("Replace")

    def _make(self) -> ReplacePane:
        from editor.ui.find.replace import ReplacePane

        pane = ReplacePane(self._session, self._jobs, self._theme, self)
        pane.told.connect(self.told)
        pane.chosen.connect(self.chosen)
        return pane

    def open(self) -> None:
        """Put the caret into what is looked for."""
        pane = self.pane
        self.wanted.emit()
        pane.focus_find()

    def next_hit(self) -> None:
        """Go to the next place that would be replaced."""
        self.pane.next_hit()

    def previous_hit(self) -> None:
        """Go to the place before."""
        self.pane.previous_hit()
