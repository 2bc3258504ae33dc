"""The place of the linking below the page: what the actions call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.ui.kit.latetab import LateTab
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.ui.linking.pane import LinkingPane
    from editor.ui.pageview.view import PageView


class LinkingTab(LateTab["LinkingPane"]):
    """Linking of text to the scan; what is counted are the suggestions on the page shown."""

    ROOM = 345

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose pages are linked."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._view: PageView | None = None

    def use(self, view: PageView) -> None:
        """Take the view of the scan, on which places are shown and clicked."""
        self._view = view

    def title(self, count: int = 0) -> str:
        """Return what stands on the tab."""
        return self.tr("Linking · suggested {0}").format(count) if count else self.tr("Linking")

    def _make(self) -> LinkingPane:
        from editor.ui.linking.pane import LinkingPane

        assert self._view is not None
        pane = LinkingPane(self._session, self._theme, self._view, self)
        pane.told.connect(self.told)
        pane.chosen.connect(self.chosen)
        pane.counted.connect(self.counted)
        pane.pagesWanted.connect(self.pages_from_text)
        return pane

    def _seen(self, on: bool) -> None:
        """Show the places on the scan, or leave it as it is while other lists are looked at."""
        self.pane.show_on_scan(on)

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
