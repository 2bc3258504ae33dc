"""The palette of characters: sections at the left, cells at the right, a field that finds any by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.model import unseen
from editor.ui.characters.grid import CELL, Grid
from editor.ui.kit.textkeys import WALKING
from editor.ui.kit.theme import Theme
from editor.work import characters

_SIZE = QSize(660, 420)
Section = tuple[str, Callable[[], Sequence[str]]]


class CharacterPalette(QDialog):
    """Lets characters be chosen by section or by name.

    Signals:
        chosen: a character, and whether the palette stays open.
        pinWanted: a character that is to be kept with the project, or no longer.
    """

    chosen = Signal(str, bool)
    pinWanted = Signal(str)

    def __init__(self, theme: Theme, sections: Sequence[Section], parent: QWidget) -> None:
        """Take the sections, each with what gives its characters; the first that has some is shown."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Characters"))
        self._sections = list(sections)
        self._at_hand: list[str] = [one for block in characters.blocks() for one in block.characters]
        self._pinned: frozenset[str] = frozenset()
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Name or code: e acute, section, en dash, U+2013"))
        self.field.setAccessibleName(self.tr("Find a character by its name or code"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._show)
        self.list = QListWidget(self)
        self.list.addItems([title for title, _ in self._sections])
        self.list.setAccessibleName(self.tr("Sections"))
        self.list.setFixedWidth(188)
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, self.fontMetrics().height() + 8))
        self.list.currentRowChanged.connect(self._section_chosen)
        self.grid = Grid(theme, self)
        self.grid.setAccessibleName(self.tr("Characters"))
        self.grid.selectionModel().currentChanged.connect(self._tell)
        self.grid.clicked.connect(lambda _: self._choose(staying=False))
        self.said = QLabel(self)
        self.keys = QLabel(self.tr("Enter inserts · Shift+Enter inserts and stays · Esc returns"), self)
        for label, role in ((self.said, ""), (self.keys, "faint")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.pin = QPushButton(self.tr("Keep in project"), self)
        self.pin.setToolTip(self.tr("Show this character under “This project” (Ctrl+P)"))
        self.pin.setAutoDefault(False)
        self.pin.clicked.connect(self._pin)
        self._lay_out()
        for widget in (self.field, self.list, self.grid):
            widget.installEventFilter(self)
        self.list.setCurrentRow(next((i for i, (_, give) in enumerate(self._sections) if give()), 0))

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("role", "popup")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 10, 10, 8)
        middle, below = QHBoxLayout(), QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.grid, 1)
        told = QVBoxLayout()
        told.setSpacing(1)
        told.addWidget(self.said)
        told.addWidget(self.keys)
        below.addLayout(told, 1)
        below.addWidget(self.pin)
        column.addWidget(self.field)
        column.addLayout(middle, 1)
        column.addLayout(below)

    def open_near(self, caret: QRect) -> None:
        """Open below a rectangle of the screen, or above it where there is no room."""
        parent = self.parentWidget()
        room = (parent.screen() if parent is not None else self.screen()).availableGeometry()
        size = QSize(min(_SIZE.width(), room.width()), min(_SIZE.height(), room.height()))
        x = min(max(caret.left() - 60, room.left()), room.right() - size.width())
        y = caret.bottom() + 8
        if y + size.height() > room.bottom():
            y = caret.top() - size.height() - 8
        y = min(max(y, room.top()), room.bottom() - size.height())
        self.setGeometry(QRect(QPoint(x, y), size))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_pinned(self, pinned: Sequence[str]) -> None:
        """Say which characters are kept with the project."""
        self._pinned = frozenset(pinned)
        self._tell()

    def refresh(self, title: str) -> None:
        """Show a section anew whose characters are others now, where it is the one shown."""
        row = self.list.currentRow()
        if not self.field.text().strip() and 0 <= row < len(self._sections) and self._sections[row][0] == title:
            self.grid.show_characters(list(self._sections[row][1]()), self.grid.current())
            self._tell()

    # Choosing

    def _section_chosen(self, row: int) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self._show()

    def _show(self) -> None:
        typed = self.field.text()
        if typed.strip():
            self.grid.show_characters(characters.find(typed, self._at_hand))
        elif 0 <= self.list.currentRow() < len(self._sections):
            self.grid.show_characters(list(self._sections[self.list.currentRow()][1]()))
        self._tell()

    def _tell(self, current: QModelIndex | None = None, before: QModelIndex | None = None) -> None:
        character = self.grid.current()
        self.pin.setEnabled(bool(character))
        self.pin.setText(self.tr("Drop from project") if character in self._pinned else self.tr("Keep in project"))
        if not character:
            empty = (
                self.tr("No character is called that.") if self.field.text().strip() else self.tr("Nothing here yet.")
            )
            self.said.setText(empty)
            return
        keys = characters.sequences().keys_for(character)
        parts = [characters.shown(character) if not characters.inkless(character) else "", unseen.called(character)]
        parts.append(self.tr("· Ctrl+. {0}").format(characters.spelt(keys)) if keys else "")
        self.said.setText("  ".join(part for part in parts if part))

    def _choose(self, *, staying: bool) -> None:
        character = self.grid.current()
        if not character:
            return
        if not staying:
            self.close()
        self.chosen.emit(character, staying)

    def _pin(self) -> None:
        if self.grid.current():
            self.pinWanted.emit(self.grid.current())

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter work on the cells wherever the caret is, and letters on the field."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, mods = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(staying=bool(mods & shift))
        elif mods == control and key == Qt.Key.Key_P:
            self._pin()
        elif mods == control and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._step_section(1 if key == Qt.Key.Key_PageDown else -1)
        elif watched is self.field and key in WALKING and not mods:
            self._walk(key)
        elif watched is not self.field and event.text().isprintable() and event.text() and mods in (shift, _NONE):
            self.field.setFocus()
            self.field.insert(event.text())
        else:
            return super().eventFilter(watched, event)
        return True

    def _step_section(self, step: int) -> None:
        self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())

    def _walk(self, key: Qt.Key) -> None:
        last = self.grid.model_.rowCount() - 1
        if last < 0:
            return
        across = max(self.grid.viewport().width() // CELL.width(), 1)
        down = across * max(self.grid.viewport().height() // CELL.height(), 1)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across}
        steps |= {Qt.Key.Key_PageUp: -down, Qt.Key.Key_PageDown: down, Qt.Key.Key_Home: -last, Qt.Key.Key_End: last}
        row = min(max(self.grid.currentIndex().row() + steps[key], 0), last)
        self.grid.setCurrentIndex(self.grid.model_.index(row))


_NONE = Qt.KeyboardModifier.NoModifier
