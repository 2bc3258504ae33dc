"""The sheet of keys, drawn from the table of actions as it stands, with the archivist's own keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from editor.ui.actions import MENUS, Entry, said
from editor.ui.kit.marking import marked as _
from editor.ui.shell_actionset import ActionSet

INSIDE = (
    ("Enter", _("KeySheet", "Next line (in the text)")),
    ("Backspace", _("KeySheet", "At the start of a line: join it with the line before")),
    ("Delete", _("KeySheet", "At the end of a line: join the next line to it")),
    ("Space", _("KeySheet", "On the scan: hold and drag to move the page")),
    ("Ctrl+Wheel", _("KeySheet", "On the scan: zoom at the pointer")),
    ("Arrows", _("KeySheet", "On the scan: move the region by a pixel, with Shift by ten")),
    ("Ctrl+PgUp", _("KeySheet", "In the palette of characters: the section before; Ctrl+PgDn the next")),
    ("Ctrl+P", _("KeySheet", "In the palette of characters: keep one with the project")),
    ("Esc", _("KeySheet", "On the scan: give up what is being drawn")),
)
"""Keys that a pane has of its own, because they mean something only there."""
_COLUMNS = 3


class KeySheet(QDialog):
    """All keys on one sheet, in columns, one block a menu; typing narrows it."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        """Take the actions whose keys are shown."""
        super().__init__(parent)
        self._actions = actions
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Narrow by a word or a key"))
        self.field.setAccessibleName(self.tr("Narrow the keys"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._fill)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self._area, 1)
        self.resize(1240, 760)
        self._fill("")

    def rows(self, wanted: str = "") -> dict[str, list[tuple[str, str]]]:
        """Return what is shown: by menu, the text and keys of each action that has a key and fits ``wanted``."""
        found: dict[str, list[tuple[str, str]]] = {said(menu): [] for menu in MENUS}
        for entry in self._actions.entries():
            if keys := self._keys(entry):
                found[said(entry.levels[0])].append((self._text(entry), keys))
        found[self.tr("In the panes")] = [(self.tr(text), key) for key, text in INSIDE]
        wanted = wanted.casefold()
        fitting = {
            head: [row for row in rows if wanted in f"{row[0]} {row[1]}".casefold()] for head, rows in found.items()
        }
        return {head: rows for head, rows in fitting.items() if rows}

    def _text(self, entry: Entry) -> str:
        levels = [said(level) for level in entry.levels[1:] if level in ("Kind", "Tag As")]
        return ": ".join([*levels, said(entry.text)])

    def _keys(self, entry: Entry) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        return " / ".join(QKeySequence(key).toString(native) for key in self._actions.keys(entry.name))

    def _fill(self, wanted: str) -> None:
        sheet = QWidget(self)
        sheet.setProperty("role", "page")
        columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for head, rows in self.rows(wanted).items():
            at = heights.index(min(heights))
            columns[at].addLayout(self._block(head, rows))
            heights[at] += len(rows) + 3
        grid = QGridLayout(sheet)
        grid.setHorizontalSpacing(30)
        grid.setContentsMargins(8, 10, 18, 8)
        for number, column in enumerate(columns):
            column.addStretch(1)
            grid.addLayout(column, 0, number)
            grid.setColumnStretch(number, 1)
        self._area.setWidget(sheet)

    def _block(self, head: str, rows: list[tuple[str, str]]) -> QGridLayout:
        block = QGridLayout()
        block.setContentsMargins(0, 0, 0, 18)
        block.setVerticalSpacing(3)
        block.setColumnStretch(0, 1)
        block.addWidget(self._label(head, "heading"), 0, 0, 1, 2)
        for number, (text, keys) in enumerate(rows, start=1):
            block.addWidget(self._label(text, ""), number, 0)
            block.addWidget(self._label(keys, "faint"), number, 1, Qt.AlignmentFlag.AlignRight)
        return block

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        return label
