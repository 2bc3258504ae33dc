"""A tab whose pane is made when it is asked for first: nobody waits for what nobody opens. Knows no pane."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Pane = TypeVar("Pane", bound=QWidget)


class LateTab(QWidget, Generic[Pane]):
    """The place of a list of places below the page.

    Signals:
        wanted: it is to be seen, with ``ROOM`` for its list.
        chosen: a place was chosen for good; the archivist wants to be in the text.
        told: a sentence for the status bar.
        counted: how many of what it lists wait.
    """

    wanted = Signal()
    chosen = Signal()
    told = Signal(str)
    counted = Signal(int)

    ROOM: ClassVar[int] = 0
    """Pixels of height that its list needs at least."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be a place; nothing is made yet."""
        super().__init__(parent)
        self._pane: Pane | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    @property
    def pane(self) -> Pane:
        """Return the pane, made if it was not."""
        if self._pane is None:
            self._pane = self._make()
            column = self.layout()
            assert column is not None
            column.addWidget(self._pane)
        return self._pane

    @property
    def made(self) -> Pane | None:
        """Return the pane where it was made."""
        return self._pane

    def title(self, count: int = 0) -> str:
        """Return what stands on the tab where so many wait."""
        raise NotImplementedError

    def next_hit(self) -> None:
        """Go to the next row of the list."""
        raise NotImplementedError

    def previous_hit(self) -> None:
        """Go to the row before."""
        raise NotImplementedError

    def _make(self) -> Pane:
        """Return the pane, which becomes this widget's."""
        raise NotImplementedError

    def _seen(self, on: bool) -> None:
        """Take that the pane is looked at from now on, or no longer."""

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pane when it is seen first, which asks for room."""
        super().showEvent(event)
        if not event.spontaneous():
            if self._pane is None:
                self.wanted.emit()
            self.pane.show()
            self._seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell a pane that was made that other lists are looked at."""
        super().hideEvent(event)
        if not event.spontaneous() and self._pane is not None:
            self._seen(False)
