"""Where the panes of a desk are: beside each other, and the lists below them; shown, hidden, and placed as they were.

It knows places and sizes, and nothing of what a pane does.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from editor.ui.kit.settings import Settings

PAGES, MIDDLE, INSPECTOR = range(3)
"""Places beside each other."""
_ACROSS = (150, 1164, 286)
_DOWN = (782, 118)
_NAMES = ("pages", "inspector", "below")


class PaneFrame(QSplitter):
    """Three places beside each other, and one below them.

    Signals:
        paneShown: the name of a pane and whether it is shown.
    """

    paneShown = Signal(str, bool)

    def __init__(self, middle: QWidget, below: QWidget, parent: QWidget | None = None) -> None:
        """Take scan and text, and the lists below; the other places are empty until their panes are put in."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.below = below
        self._lent: tuple[list[int], list[int]] | None = None
        """Heights before more room was lent to the lists below, and with it."""
        self.across = QSplitter(Qt.Orientation.Horizontal, self)
        for place, stretch in ((PAGES, 0), (MIDDLE, 1), (INSPECTOR, 0)):
            self.across.addWidget(middle if place == MIDDLE else QWidget(self))
            self.across.setStretchFactor(place, stretch)
        self.addWidget(self.across)
        self.addWidget(below)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        for splitter, sizes in ((self.across, _ACROSS), (self, _DOWN)):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            splitter.setSizes(sizes)

    def put(self, place: int, pane: QWidget) -> None:
        """Put a pane into its place."""
        empty = self._at(place)
        self.across.replaceWidget(place, pane)
        empty.deleteLater()

    def _at(self, place: int) -> QWidget:
        pane = self.across.widget(place)
        assert pane is not None
        return pane

    # Shown and hidden

    def show_pages(self, on: bool) -> None:
        """Show or hide the list of pages."""
        self._show("pages", self._at(PAGES), on)

    def show_inspector(self, on: bool) -> None:
        """Show or hide the inspector."""
        self._show("inspector", self._at(INSPECTOR), on)

    def show_below(self, on: bool) -> None:
        """Show or hide problems and search."""
        self._show("below", self.below, on)

    def _show(self, name: str, pane: QWidget, on: bool) -> None:
        if pane.isHidden() == on:
            pane.setVisible(on)
            self.paneShown.emit(name, on)

    def panes_shown(self) -> tuple[bool, bool, bool]:
        """Tell whether the list of pages, the inspector, and problems and search are shown."""
        return not self._at(PAGES).isHidden(), not self._at(INSPECTOR).isHidden(), not self.below.isHidden()

    def make_room_below(self, room: int) -> None:
        """Lend the lists below so many pixels of height, if they have less; with 0, take back what was lent."""
        above, below = self.sizes()
        if not room:
            self.take_room_back()
        elif below < room:
            before = self._lent[0] if self._is_lent() and self._lent is not None else [above, below]
            self.setSizes([above + below - room, room])
            self._lent = before, self.sizes()

    def take_room_back(self) -> None:
        """Give scan and text the height again that was lent, unless the archivist has moved the border since."""
        if self._is_lent() and self._lent is not None:
            self.setSizes(self._lent[0])
        self._lent = None

    def _is_lent(self) -> bool:
        return self._lent is not None and self.sizes() == self._lent[1]

    # What is remembered

    def restore(self, settings: Settings) -> None:
        """Place the panes as they were, and show those that were shown."""
        for name, splitter in (("beside", self.across), ("down", self)):
            state = settings.blob(f"desk/{name}")
            if not state.isEmpty():
                splitter.restoreState(state)
                splitter.setHandleWidth(1)
        for name, show in zip(_NAMES, (self.show_pages, self.show_inspector, self.show_below), strict=True):
            show(settings.flag(f"desk/{name}", True))

    def save(self, settings: Settings) -> None:
        """Remember how the panes are placed, and which are shown; what is lent is not kept."""
        self.take_room_back()
        settings.put("desk/beside", self.across.saveState())
        settings.put("desk/down", self.saveState())
        for name, shown in zip(_NAMES, self.panes_shown(), strict=True):
            settings.put(f"desk/{name}", shown)
