"""The row above the text: which page, how much is on it, how far it has come, and how it is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from editor.model.page import STATUSES, PageContent
from editor.ui.kit.icons import icon
from editor.ui.kit.swatch import dot
from editor.ui.kit.theme import Theme
from editor.ui.transcript.sentences import status_label
from editor.ui.transcript.views import DIPLOMATIC, RAW, READING

STATUS_COLOURS = {
    "not_started": "faint",
    "in_progress": "warning",
    "corrected": "accent",
    "checked": "ok",
    "problem": "error",
    "blank": "border",
}
_NARROWEST = 280
_NAME = 120
"""So much of a long name the other things in the row must leave."""


class Header(QWidget):
    """Says what page this is and lets status, view and size be chosen.

    Signals:
        statusChosen: a status of STATUSES.
        viewChosen: one of the views.
        sizeWanted: larger (1) or smaller (-1) text.
        doubtsToggled: whether doubtful words are to be shaded.
        compareWanted: versions of the page are to be compared.
    """

    statusChosen = Signal(str)
    viewChosen = Signal(str)
    sizeWanted = Signal(int)
    doubtsToggled = Signal(bool)
    compareWanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show no page."""
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._versions = False
        self.setMinimumWidth(_NARROWEST)
        self.label = QLabel(self)
        self.label.setMinimumWidth(20)
        self.label.setProperty("role", "heading")
        self.counts = QLabel(self)
        self.counts.setProperty("role", "faint")
        for label in (self.label, self.counts):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.status = self._button(self.tr("Status of the page"))
        self.status.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.smaller = self._button(self.tr("Smaller text"))
        self.smaller.clicked.connect(lambda: self.sizeWanted.emit(-1))
        self.larger = self._button(self.tr("Larger text"))
        self.larger.clicked.connect(lambda: self.sizeWanted.emit(1))
        self.doubts = self._button(self.tr("Shade doubtful words"))
        self.doubts.setCheckable(True)
        self.doubts.toggled.connect(self.doubtsToggled)
        self.view = self._button(self.tr("How the page is shown"))
        self.compare = self._button(self.tr("Compare the text with another version of the page"))
        self.compare.setText(self.tr("Compare…"))
        self.compare.clicked.connect(self.compareWanted)
        self.compare.hide()
        self._fill_views()
        self._fill_statuses()
        self._lay_out()
        theme.changed.connect(self._recolour)
        self._status = ""
        self._recolour()
        self.show_page(None)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 8, 3)
        row.setSpacing(2)
        for widget in (self.label, self.counts, self.status):
            row.addWidget(widget)
            row.addSpacing(6)
        row.addStretch(1)
        for widget in (self.smaller, self.larger, self.doubts, self.view, self.compare):
            row.addWidget(widget)

    def _fill_views(self) -> None:
        menu, group = QMenu(self), QActionGroup(self)
        names = {
            DIPLOMATIC: self.tr("Diplomatic"),
            READING: self.tr("Reading (read only)"),
            RAW: self.tr("Raw OCR (read only)"),
        }
        self._views: dict[str, QAction] = {}
        for view, name in names.items():
            action = QAction(name, group)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, view=view: self.viewChosen.emit(view))
            self._views[view] = action
            menu.addAction(action)
        self.view.setMenu(menu)
        self.view.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.show_view(DIPLOMATIC)

    def show_view(self, view: str) -> None:
        """Show which view is on."""
        self._views[view].setChecked(True)
        short = {
            DIPLOMATIC: self.tr("Diplomatic"),
            READING: self.tr("Reading"),
            RAW: self.tr("Raw OCR"),
        }
        self.view.setText(short[view] + " ▾")
        self.doubts.setEnabled(view == DIPLOMATIC)

    def show_page(self, content: PageContent | None) -> None:
        """Show a page's name, counts and status."""
        self.setEnabled(content is not None)
        self.status.setVisible(content is not None)
        if content is None:
            self._name = self.tr("No page")
            self.counts.clear()
            self._status = ""
            self._make_room()
            return
        page = content.page
        self._name = page.label or self.tr("Page {number}").format(number=page.seq)
        lines, regions = sum(len(r.lines) for r in content.regions), len(content.regions)
        one_line, one_region = self.tr("1 line"), self.tr("1 region")
        line_count = one_line if lines == 1 else self.tr("{count} lines").format(count=lines)
        region_count = one_region if regions == 1 else self.tr("{count} regions").format(count=regions)
        self.counts.setText(f"{line_count} · {region_count}")
        self._show_status(page.status)
        self._make_room()

    def show_versions(self, there: bool) -> None:
        """Offer to compare where there is another version of the page."""
        self._versions = there
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the row is too narrow for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out the counts, then the sizes of the text, which have keys, and at last the middle of the name."""
        metrics, sizes = self.label.fontMetrics(), (self.smaller, self.larger)
        name = metrics.horizontalAdvance(self._name) + 2
        room = self.width() - 60 - sum(w.sizeHint().width() for w in (self.status, self.doubts, self.view))
        # It has a key, and a place in the menu.
        compare = self.compare.sizeHint().width()
        self.compare.setVisible(self._versions and min(name, _NAME) + compare <= room)
        room -= compare if not self.compare.isHidden() else 0
        buttons = sum(w.sizeHint().width() for w in sizes)
        self.counts.setVisible(bool(self.counts.text()) and name + buttons + self.counts.sizeHint().width() <= room)
        for button in sizes:
            button.setVisible(min(name, _NAME) + buttons <= room)
        room -= buttons if min(name, _NAME) + buttons <= room else 0
        self.label.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, max(room, 20)))
        self.label.setToolTip("" if name <= room else self._name.replace("<", "‹"))

    def _show_status(self, status: str) -> None:
        if status != self._status:
            self._status = status
            self.status.setText(status_label(status) + " ▾")
            self.status.setIcon(self._dot(status))
            if status in self._statuses:
                self._statuses[status].setChecked(True)

    def _fill_statuses(self) -> None:
        menu, group = QMenu(self), QActionGroup(self)
        self._statuses: dict[str, QAction] = {}
        for status in STATUSES:
            action = QAction(status_label(status), group)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, status=status: self.statusChosen.emit(status))
            self._statuses[status] = action
            menu.addAction(action)
        self.status.setMenu(menu)
        self.status.setIconSize(QSize(10, 10))
        self.status.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _dot(self, status: str) -> QIcon:
        return dot(self._theme.colour(STATUS_COLOURS.get(status, "faint")))

    def _recolour(self) -> None:
        for button, name in ((self.smaller, "text-smaller"), (self.larger, "text-larger"), (self.doubts, "confidence")):
            button.setIcon(icon(name, self._theme))
            button.setIconSize(QSize(16, 16))
        for status, action in self._statuses.items():
            action.setIcon(self._dot(status))
        if self._status:
            self.status.setIcon(self._dot(self._status))
