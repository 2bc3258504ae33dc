"""The place of the marks below the page: what the actions call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.ui.kit.latetab import LateTab
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.ui.marks.nones import NonesPane
    from editor.ui.marks.pane import MarksPane
    from editor.ui.pageview.view import PageView


class MarksTab(LateTab["MarksPane"]):
    """Marks and furniture of the text; what is counted are the marks that were found and not taken."""

    ROOM = 345

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose pages are looked at."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._view: PageView | None = None
        self._nones: NonesPane | None = None

    def use(self, view: PageView) -> None:
        """Take the view of the scan, on which places are shown and clicked."""
        self._view = view

    def title(self, count: int = 0) -> str:
        """Return what stands on the tab."""
        return self.tr("Marks · {0}").format(count) if count else self.tr("Marks")

    def _make(self) -> MarksPane:
        from editor.ui.marks.pane import MarksPane

        assert self._view is not None
        pane = MarksPane(self._session, self._theme, self._view, self)
        pane.told.connect(self.told)
        pane.counted.connect(self.counted)
        pane.nonesWanted.connect(self.show_nones)
        return pane

    @property
    def nones(self) -> NonesPane:
        """Return the list of what is no mark, which takes the place of the marks while it is shown."""
        if self._nones is None:
            from editor.ui.marks.nones import NonesPane

            self._nones = NonesPane(self._session, self._theme, self)
            self._nones.hide()
            self._nones.told.connect(self.told)
            self._nones.left.connect(self._back_to_marks)
            column = self.layout()
            assert column is not None
            column.addWidget(self._nones)
        return self._nones

    @property
    def _lists_nones(self) -> bool:
        return self._nones is not None and not self._nones.isHidden()

    def _seen(self, on: bool) -> None:
        """Look for marks and show their places on the scan, or leave it as it is."""
        self.pane.set_seen(on)
        if on and self._lists_nones:
            self._put_nones_first(True)

    def _put_nones_first(self, on: bool) -> None:
        self.pane.setVisible(not on)
        self.nones.setVisible(on)
        if on:
            self.nones.fill()

    def _back_to_marks(self) -> None:
        self._put_nones_first(False)
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the actions call

    def review(self) -> None:
        """Look for marks in the text; nothing is changed before it is taken."""
        self.wanted.emit()
        if self._lists_nones:
            self._put_nones_first(False)
        self.pane.begin()

    def show_nones(self) -> None:
        """List what was said to be no mark, in the place of the marks."""
        self.wanted.emit()
        self._put_nones_first(True)
        self.nones.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_hit(self) -> None:
        """Go to the next row of the list that is shown."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the one before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._lists_nones:
            self.nones.step(step)
        else:
            self.pane.next_row(step)
