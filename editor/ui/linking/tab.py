"""The place of the linking below the page: what the actions call; its pane is made when it is asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.kit.theme import Theme
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.ui.linking.pane import LinkingPane
    from editor.ui.pageview.view import PageView


class LinkingTab(QWidget):
    """Linking of text to the scan.

    Signals:
        wanted: it is to be seen, with room for its list.
        chosen: a place was chosen for good; the archivist wants to be in the text.
        told: a sentence for the status bar.
        counted: how many suggestions wait on the page shown.
    """

    wanted = Signal()
    chosen = Signal()
    told = Signal(str)
    counted = Signal(int)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose pages are linked; nothing is made yet."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._view: PageView | None = None
        self._pane: LinkingPane | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def use(self, view: PageView) -> None:
        """Take the view of the scan, on which places are shown and clicked."""
        self._view = view

    @property
    def pane(self) -> LinkingPane:
        """Return the pane."""
        if self._pane is None:
            from editor.ui.linking.pane import LinkingPane

            assert self._view is not None
            self._pane = LinkingPane(self._session, self._theme, self._view, self)
            self._pane.told.connect(self.told)
            self._pane.chosen.connect(self.chosen)
            self._pane.counted.connect(self.counted)
            self._pane.pagesWanted.connect(self.pages_from_text)
            self._layout.addWidget(self._pane)
        return self._pane

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pane when it is seen first, and show the places on the scan."""
        super().showEvent(event)
        if not event.spontaneous():
            self.pane.show()
            self.pane.show_on_scan(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the scan as it is while other lists are looked at."""
        super().hideEvent(event)
        if not event.spontaneous() and self._pane is not None:
            self._pane.show_on_scan(False)

    # What the actions call

    def link_page(self) -> None:
        """Link the text of the page shown to its scan; nothing is changed before it is taken."""
        self.wanted.emit()
        self.pane.begin()

    def pin(self) -> None:
        """Say where the selected text, or the piece of text at the caret, stands on the scan."""
        self.wanted.emit()
        self.pane.begin_pin()

    def link_document(self) -> None:
        """Link all pages of the document in the background; what is not sure is left to be looked at."""
        self.wanted.emit()
        self.pane.begin_background()

    def pages_from_text(self) -> None:
        """Propose where the text of the page shown goes on to the next scans, to be changed and taken."""
        from editor.ui.linking.pages_dialog import PagesDialog

        dialog = PagesDialog(self._session, self.window())
        dialog.told.connect(self.told)
        dialog.exec()
        dialog.deleteLater()

    def next_hit(self) -> None:
        """Go to the next link that wants a decision."""
        self.pane.next_open()

    def previous_hit(self) -> None:
        """Go to the one before."""
        self.pane.next_open(-1)

    def stop(self) -> None:
        """Ask nothing any more."""
        if self._pane is not None:
            self._pane.linker.stop()
