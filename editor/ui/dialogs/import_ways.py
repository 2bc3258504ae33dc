"""The row of buttons under the table of an import: every way to change what goes with what, each with its key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from editor.ui.dialogs.import_view import PairTable
from editor.ui.kit.icons import icon
from editor.ui.kit.marking import marked as _
from editor.ui.kit.theme import Theme

# fmt: off
WAYS = (
    ("off", "close", _("ImportWays", "Take text off"), _("ImportWays", "Take the text off the image"), "Del"),
    ("text_up", "up", _("ImportWays", "Text up"), _("ImportWays", "Exchange with the text above"), "Ctrl+Up"),
    ("text_down", "down", _("ImportWays", "Text down"), _("ImportWays", "Exchange with the text below"), "Ctrl+Down"),
    ("pull", "up", _("ImportWays", "All texts up"),
     _("ImportWays", "Move all texts after this one to the image before"), "Ctrl+Shift+Up"),
    ("push", "down", _("ImportWays", "All texts down"),
     _("ImportWays", "Move this text and all after it to the next image"), "Ctrl+Shift+Down"),
    ("page_up", "up", _("ImportWays", "Page up"), _("ImportWays", "Move the page up"), "Alt+Up"),
    ("page_down", "down", _("ImportWays", "Page down"), _("ImportWays", "Move the page down"), "Alt+Down"),
    ("undo", "undo", _("ImportWays", "Take back"), _("ImportWays", "Take the last change back"), "Ctrl+Z"),
)
"""Method of the table, icon, what the button says, what it does, and the key that does it too."""
# fmt: on


class Ways(QWidget):
    """Buttons for what the keys of the table do."""

    def __init__(self, table: PairTable, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the table to change."""
        super().__init__(parent)
        self._table = table
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for name, drawn, text, tip, key in WAYS:
            button = QToolButton(self)
            button.setObjectName(name)
            button.setText(_said(text))
            button.setToolTip(f"{_said(tip)} ({key})")
            button.setIcon(icon(drawn, theme))
            button.setIconSize(QSize(14, 14))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, name=name: self._do(name))
            row.addWidget(button)
        row.addStretch(1)

    def _do(self, name: str) -> None:
        table = self._table
        if table.currentIndex().row() < 0 and table.model().rowCount():
            table.setCurrentIndex(table.model().index(0, 0))
        getattr(table, name)()


def _said(text: str) -> str:
    return QCoreApplication.translate("ImportWays", text)
