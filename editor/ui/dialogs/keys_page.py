"""Every command with its keys, and a field to give it others; a key that is taken names both commands and a choice."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from editor.ui.actions import Entry
from editor.ui.dialogs.command_list import CommandDelegate, full_name
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.pieces import push_button
from editor.ui.kit.settings import Settings
from editor.ui.kit.textkeys import used_in_text
from editor.ui.shell_actionset import ActionSet


def native(keys: tuple[str, ...]) -> str:
    """Return keys as this system writes them."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


class KeysPage(QWidget):
    """Changes are kept at once; all of them can be taken back together."""

    def __init__(self, settings: Settings, actions: ActionSet, parent: QWidget | None = None) -> None:
        """Take the actions whose keys are changed, and where that is remembered."""
        super().__init__(parent)
        self._settings = settings
        self._actions = actions
        self._before: dict[str, tuple[str, ...]] = {}
        """The user's keys as they were before all were put back."""
        self.model: RowsModel[Entry] = RowsModel(self._show, self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Narrow by a word or a key"))
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
        self.edit.setAccessibleName(self.tr("New key, of one stroke or two"))
        self.edit.setToolTip(self.tr("Press the new key here; a second stroke may follow within a second"))
        self.edit.keySequenceChanged.connect(self._look)
        self.use = push_button(self, self.tr("Use this key"), self._use, self.tr("Give the chosen command this key"))
        self.swap = push_button(
            self, self.tr("Swap"), self._swap, self.tr("Give the other command the keys of this one")
        )
        self.none = push_button(
            self, self.tr("No key"), lambda: self._give(()), self.tr("Leave the command without a key")
        )
        self.shipped = push_button(
            self, self.tr("As shipped"), self._restore, self.tr("Give the command its first keys")
        )
        self.all = push_button(self, "", self._restore_all, self.tr("Give every command the keys it came with"))
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(3 * self.fontMetrics().height())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._narrow("")

    def _lay_out(self) -> None:
        row, below = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.edit, 1)
        for button in (self.use, self.swap, self.none, self.shipped):
            row.addWidget(button)
        below.addWidget(self.said, 1)
        below.addWidget(self.all, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 6)
        layout.addWidget(self.field)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        layout.addLayout(below)

    # What is shown

    def _narrow(self, wanted: str) -> None:
        wanted = wanted.strip().casefold()
        fitting = [entry for entry in self._actions.entries() if wanted in self._words(entry)]
        self.model.set_rows(fitting)
        if fitting:
            self.view.setCurrentIndex(self.model.index(0))
        self._look()

    def _words(self, entry: Entry) -> str:
        return f"{full_name(self._actions, entry)} {native(self._actions.keys(entry.name))}".casefold()

    def _show(self, entry: Entry, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return full_name(self._actions, entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return native(self._actions.keys(entry.name))
        return None

    def _entry(self) -> Entry | None:
        return self.model.row(self.view.currentIndex())

    def _chosen(self, index: QModelIndex) -> None:
        entry = self.model.row(index)
        keys = self._actions.keys(entry.name) if entry is not None else ()
        self.edit.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self._look()

    def _key(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _look(self) -> None:
        """Say whose key this is, and allow what can be done."""
        entry, key = self._entry(), self._key()
        holders = self._actions.holders(key, entry.name) if entry is not None else []
        new = entry is not None and bool(key) and key not in self._actions.keys(entry.name)
        self.use.setEnabled(new)
        self.use.setText(self.tr("Take it from there") if new and holders else self.tr("Use this key"))
        self.swap.setVisible(new and len(holders) == 1)
        self.none.setEnabled(entry is not None and bool(self._actions.keys(entry.name)))
        self.shipped.setEnabled(entry is not None and self._actions.keys(entry.name) != entry.keys)
        changed = any(self._actions.keys(one.name) != one.keys for one in self._actions.entries())
        self.all.setText(self.tr("My keys again") if self._before and not changed else self.tr("All as shipped"))
        self.all.setEnabled(changed or bool(self._before))
        self.said.setText(self._sentence(entry, key, holders, new) if entry is not None else "")

    def _sentence(self, entry: Entry, key: str, holders: list[Entry], new: bool) -> str:
        name, keys = full_name(self._actions, entry), self._actions.keys(entry.name)
        said = []
        if new and holders:
            whose = ", ".join(f"“{full_name(self._actions, holder)}”" for holder in holders)
            said.append(
                self.tr("{0} is taken by {1}. Take it from there for “{2}”, swap, or press another.").format(
                    native((key,)), whose, name
                )
            )
        elif len(keys) > 1:
            said.append(self.tr("“{0}” has several keys: {1}. A new one takes their place.").format(name, native(keys)))
        if key and key not in entry.keys and (use := used_in_text(key)):
            said.append(self.tr("In the text this key {0}; the command has it elsewhere only.").format(use))
        return " ".join(said)

    # Doing

    def _use(self) -> None:
        entry, key = self._entry(), self._key()
        if entry is not None and key:
            lost = self._free(key, entry)
            self._give((key,))
            self._tell_lost(lost)

    def _swap(self) -> None:
        entry, key = self._entry(), self._key()
        holders = self._actions.holders(key, entry.name) if entry is not None and key else []
        if entry is None or len(holders) != 1:
            return
        other, mine = holders[0], self._actions.keys(entry.name)
        rest = tuple(k for k in self._actions.keys(other.name) if not self._actions.collide(key, k))
        self._keep(entry.name, (key,))
        self._keep(other.name, (*mine, *rest))
        self._chosen(self.view.currentIndex())
        self._tell_lost([other])

    def _free(self, key: str, but: Entry) -> list[Entry]:
        """Take a key away from those that have it, and return them."""
        holders = self._actions.holders(key, but.name)
        for holder in holders:
            self._keep(
                holder.name, tuple(k for k in self._actions.keys(holder.name) if not self._actions.collide(key, k))
            )
        return holders

    def _tell_lost(self, lost: list[Entry]) -> None:
        for holder in lost:
            keys = native(self._actions.keys(holder.name)) or self.tr("no key")
            self.said.setText(self.tr("“{0}” has {1} now.").format(full_name(self._actions, holder), keys))

    def _give(self, keys: tuple[str, ...]) -> None:
        entry = self._entry()
        if entry is not None:
            self._keep(entry.name, keys)
            self._chosen(self.view.currentIndex())

    def _restore(self) -> None:
        entry = self._entry()
        if entry is not None:
            lost = [holder for key in entry.keys for holder in self._free(key, entry)]
            self._give(entry.keys)
            self._tell_lost(lost)

    def _restore_all(self) -> None:
        """Put all keys back as shipped; pressed again, those of the user."""
        entries = self._actions.entries()
        changed = {e.name: self._actions.keys(e.name) for e in entries if self._actions.keys(e.name) != e.keys}
        if changed:
            self._before = changed
            for name in changed:
                self._keep(name, self._actions.entry(name).keys)
        else:
            for name, keys in self._before.items():
                self._keep(name, keys)
            self._before = {}
        self._chosen(self.view.currentIndex())

    def _keep(self, name: str, keys: tuple[str, ...]) -> None:
        if keys == self._actions.entry(name).keys:
            self._settings.forget(f"keys/{name}")
        else:
            self._settings.put_keys(name, keys)
        self._actions.set_keys(name, keys)
        self.view.viewport().update()
