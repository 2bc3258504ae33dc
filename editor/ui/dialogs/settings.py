"""What the archivist may change about the program: how it looks, the name that signs, and every key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.ui.actions import Entry
from editor.ui.dialogs.command_list import CommandDelegate, full_name
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.settings import Settings
from editor.ui.shell_actionset import ActionSet


class SettingsDialog(QDialog):
    """Changes are kept at once.

    Signals:
        themeChosen: "system", "light" or "dark".
    """

    themeChosen = Signal(str)

    def __init__(self, settings: Settings, actions: ActionSet, parent: QWidget | None = None) -> None:
        """Take what is changed."""
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        self.theme = QComboBox(self)
        for label, mode in ((self.tr("Like the desktop"), "system"), (self.tr("Light"), "light")):
            self.theme.addItem(label, mode)
        self.theme.addItem(self.tr("Dark"), "dark")
        self.theme.setCurrentIndex(max(self.theme.findData(settings.text("theme", "system")), 0))
        self.theme.currentIndexChanged.connect(lambda: self.themeChosen.emit(self.theme.currentData()))
        self.user = QLineEdit(settings.text("user"), self)
        self.user.setPlaceholderText(settings.user())
        self.user.editingFinished.connect(lambda: settings.put("user", self.user.text().strip()))
        note = QLabel(
            self.tr(
                "Changes are signed with this name in the history. A new name counts when a project is next opened."
            )
        )
        note.setProperty("role", "faint")
        note.setWordWrap(True)
        general = QWidget(self)
        form = QFormLayout(general)
        form.setContentsMargins(18, 18, 18, 18)
        form.addRow(self.tr("&Theme"), self.theme)
        form.addRow(self.tr("Your &name"), self.user)
        form.addRow("", note)
        self.keys = KeysPage(settings, actions, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(general, self.tr("General"))
        self.tabs.addTab(self.keys, self.tr("Keys"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        self.resize(640, 560)

    def done(self, result: int) -> None:
        """Keep the name even where the caret is still in it."""
        self._settings.put("user", self.user.text().strip())
        super().done(result)


class KeysPage(QWidget):
    """Every command with its key, and a field to give it another."""

    def __init__(self, settings: Settings, actions: ActionSet, parent: QWidget | None = None) -> None:
        """Take the actions whose keys are changed, and where that is remembered."""
        super().__init__(parent)
        self._settings = settings
        self._actions = actions
        self.model: RowsModel[Entry] = RowsModel(self._show, self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Narrow by a word"))
        self.field.setAccessibleName(self.tr("Narrow the commands"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._narrow)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CommandDelegate(actions, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Commands and keys"))
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.edit = QKeySequenceEdit(self)
        self.edit.setMaximumSequenceLength(2)
        self.edit.setAccessibleName(self.tr("New key"))
        self.edit.keySequenceChanged.connect(self._look)
        self.use = QPushButton(self.tr("Use this key"), self)
        self.use.clicked.connect(self._use)
        self.none = QPushButton(self.tr("No key"), self)
        self.none.clicked.connect(lambda: self._give(()))
        self.shipped = QPushButton(self.tr("As shipped"), self)
        self.shipped.clicked.connect(self._restore)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        for button in (self.use, self.none, self.shipped):
            button.setAutoDefault(False)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 6)
        layout.addWidget(self.field)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        layout.addWidget(self.said)
        self._narrow("")

    def _narrow(self, wanted: str) -> None:
        wanted = wanted.casefold()
        fitting = [e for e in self._actions.entries() if wanted in full_name(self._actions, e).casefold()]
        self.model.set_rows(fitting)
        if fitting:
            self.view.setCurrentIndex(self.model.index(0))
        self._look()

    def _show(self, entry: Entry, role: int) -> object:
        return full_name(self._actions, entry) if role == Qt.ItemDataRole.DisplayRole else None

    def _entry(self) -> Entry | None:
        return self.model.row(self.view.currentIndex())

    def _chosen(self, index: QModelIndex) -> None:
        entry = self.model.row(index)
        keys = self._actions.keys(entry.name) if entry is not None else ()
        self.edit.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())

    def _key(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _look(self) -> None:
        """Say whose key this is, and allow what can be done."""
        entry, key = self._entry(), self._key()
        holders = self._actions.holders(key, entry.name) if entry is not None else []
        new = entry is not None and bool(key) and key not in self._actions.keys(entry.name)
        self.use.setEnabled(new)
        self.none.setEnabled(entry is not None)
        self.shipped.setEnabled(entry is not None)
        if new and holders:
            names = ", ".join(full_name(self._actions, holder) for holder in holders)
            self.said.setText(self.tr("This key is taken: {0}. Using it here takes it away there.").format(names))
        else:
            self.said.clear()

    def _use(self) -> None:
        entry, key = self._entry(), self._key()
        if entry is None or not key:
            return
        for holder in self._actions.holders(key, entry.name):
            left = tuple(k for k in self._actions.keys(holder.name) if not self._actions.collide(key, k))
            self._keep(holder.name, left)
        self._give((key,))

    def _give(self, keys: tuple[str, ...]) -> None:
        entry = self._entry()
        if entry is not None:
            self._keep(entry.name, keys)
            self._chosen(self.view.currentIndex())
            self._look()

    def _restore(self) -> None:
        entry = self._entry()
        if entry is not None:
            self._settings.forget(f"keys/{entry.name}")
            self._actions.set_keys(entry.name, entry.keys)
            self._chosen(self.view.currentIndex())
            self._look()
            self.view.viewport().update()

    def _keep(self, name: str, keys: tuple[str, ...]) -> None:
        self._settings.put_keys(name, keys)
        self._actions.set_keys(name, keys)
        self.view.viewport().update()
