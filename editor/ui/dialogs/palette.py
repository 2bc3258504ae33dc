"""All commands in one list, narrowed by typing: the letters typed must come in this order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QSizePolicy, QVBoxLayout, QWidget

from editor.ui.actions import Entry
from editor.ui.dialogs.command_list import CommandDelegate, full_name
from editor.ui.kit.listmodel import RowsModel
from editor.ui.shell_actionset import ActionSet

_WIDTH = 560
_TOP = 90


class Palette(QDialog):
    """A field, the commands that fit it, Enter to do the one chosen."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        """Take the actions to choose from."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._actions = actions
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("All Commands"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Type what you want to do"))
        self.field.setAccessibleName(self.tr("Command"))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.model: RowsModel[Entry] = RowsModel(self._show, self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CommandDelegate(actions, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Commands"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMinimumHeight(0)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.view.clicked.connect(self._do)
        self._highest = 420
        card = QFrame(self)
        card.setProperty("role", "popup")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self.view, 1)
        self._narrow("")

    def open_over(self, window: QWidget) -> None:
        """Show the palette in the upper middle of a window."""
        self._highest = min(420, max(200, window.height() - 2 * _TOP))
        width = min(_WIDTH, window.width() - 40)
        at = window.mapToGlobal(QPoint((window.width() - width) // 2, _TOP))
        self.setGeometry(QRect(at, QSize(width, self._height())))
        self.show()
        self.field.setFocus()

    def _narrow(self, typed: str) -> None:
        able = [entry for entry in self._actions.entries() if self._actions[entry.name].isEnabled()]
        scored = [(fit(typed, full_name(self._actions, entry)), number, entry) for number, entry in enumerate(able)]
        ranked = sorted((s for s in scored if s[0] is not None), key=lambda s: (s[0], s[1]))
        self.model.set_rows([entry for _, _, entry in ranked if entry.name != "palette"])
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        self.resize(self.width(), self._height())

    def _height(self) -> int:
        """Return how high the palette is with its rows: no higher than they need."""
        rows = self.model.rowCount() * max(self.view.sizeHintForRow(0), 0)
        return min(self._highest, self.field.sizeHint().height() + rows + (30 if rows else 20))

    def _show(self, entry: Entry, role: int) -> object:
        return full_name(self._actions, entry) if role == Qt.ItemDataRole.DisplayRole else None

    def _do(self, index: QModelIndex) -> None:
        entry = self.model.row(index)
        if entry is None:
            return
        action = self._actions[entry.name]
        self.close()
        # After the palette is gone, so that what is done finds the caret where it was.
        QTimer.singleShot(0, action, action.trigger)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter work on the list while the caret is in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row, last = self.view.currentIndex().row(), self.model.rowCount() - 1
            moves = {Qt.Key.Key_Down: row + 1, Qt.Key.Key_Up: row - 1, Qt.Key.Key_PageDown: row + 10}
            moves[Qt.Key.Key_PageUp] = row - 10
            key = Qt.Key(event.key())
            if key in moves:
                self.view.setCurrentIndex(self.model.index(max(0, min(last, moves[key]))))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)


def fit(typed: str, name: str) -> int | None:
    """Return how far the letters typed lie apart in a name, None where they do not come in this order."""
    name, at, apart = name.casefold(), -1, 0
    for letter in typed.casefold():
        if letter.isspace():
            continue
        found = name.find(letter, at + 1)
        if found < 0:
            return None
        starts = found == 0 or not name[found - 1].isalnum()
        apart += 0 if found == at + 1 and at >= 0 else (1 if starts else 4 + found - at)
        at = found
    return apart
