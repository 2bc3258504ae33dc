"""The place of the marks below the page: what the actions call; its pane is made when it is asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.kit.theme import Theme
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.ui.marks.pane import MarksPane
    from editor.ui.pageview.view import PageView


class MarksTab(QWidget):
    """Marks and furniture of the text.

    Signals:
        wanted: it is to be seen, with room for its list.
        told: a sentence for the status bar.
        counted: how many marks wait.
    """

    wanted = Signal()
    told = Signal(str)
    counted = Signal(int)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose pages are looked at; nothing is made yet."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._view: PageView | None = None
        self._pane: MarksPane | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def use(self, view: PageView) -> None:
        """Take the view of the scan, on which places are shown and clicked."""
        self._view = view

    @property
    def pane(self) -> MarksPane:
        """Return the pane."""
        if self._pane is None:
            from editor.ui.marks.pane import MarksPane

            assert self._view is not None
            self._pane = MarksPane(self._session, self._theme, self._view, self)
            self._pane.told.connect(self.told)
            self._pane.counted.connect(self.counted)
            self._layout.addWidget(self._pane)
        return self._pane

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pane when it is seen first; then it looks, and shows the places on the scan."""
        super().showEvent(event)
        if not event.spontaneous():
            self.pane.show()
            self.pane.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the scan as it is while other lists are looked at."""
        super().hideEvent(event)
        if not event.spontaneous() and self._pane is not None:
            self._pane.set_seen(False)

    # What the actions call

    def review(self) -> None:
        """Look for marks in the text; nothing is changed before it is taken."""
        self.wanted.emit()
        self.pane.begin()

    def next_hit(self) -> None:
        """Go to the next mark."""
        self.pane.next_row()

    def previous_hit(self) -> None:
        """Go to the one before."""
        self.pane.next_row(-1)
