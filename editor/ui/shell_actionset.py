"""The actions of a window as Qt knows them, one for each entry of the table, with the keys the user gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6 import QtCore
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from editor.ui.actions import NEEDS, Entry, said


class ActionSet(QObject):
    """The QActions of a window, one an entry, with the user's keys."""

    def __init__(self, perform: Callable[[Entry, bool], None], parent: QObject) -> None:
        """Take what performs an entry: it is told the entry and whether a checkable action is now on."""
        super().__init__(parent)
        self._perform = perform
        self._entries: dict[str, Entry] = {}
        self._actions: dict[str, QAction] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._there = -1
        self._elsewhere = False

    def add(self, entries: Iterable[Entry], keys: Mapping[str, tuple[str, ...]]) -> list[QAction]:
        """Make actions of entries; ``keys`` are the user's, by name."""
        return [self._add(entry, keys.get(entry.name, entry.keys)) for entry in entries]

    def _add(self, entry: Entry, keys: tuple[str, ...]) -> QAction:
        # "&" would become a mnemonic: what is written is what is shown.
        action = QAction(said(entry.text).replace("&", "&&"), self)
        action.setObjectName(entry.name)
        action.setIconText(said(entry.short or entry.text))
        if entry.check:
            action.setCheckable(True)
            action.setChecked(entry.on)
            if entry.check not in ("state", "flip"):
                self._group(entry.check).addAction(action)
        action.triggered.connect(lambda on, entry=entry: self._perform(entry, on))
        self._entries[entry.name] = entry
        self._actions[entry.name] = action
        self._set_keys(entry.name, keys)
        if self._elsewhere:
            self._set_reach(entry.name)
        action.setEnabled(NEEDS.index(entry.needs) <= max(self._there, 0))
        return action

    def _group(self, name: str) -> QActionGroup:
        if name not in self._groups:
            self._groups[name] = QActionGroup(self)
        return self._groups[name]

    def remove(self, names: Iterable[str]) -> None:
        """Take actions away, as those of a tag set that is no longer there."""
        for name in list(names):
            self._entries.pop(name, None)
            action = self._actions.pop(name, None)
            self._keys.pop(name, None)
            if action is not None:
                action.deleteLater()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: object) -> bool:
        return name in self._actions

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in the order of the table."""
        return tuple(self._entries.values())

    def entry(self, name: str) -> Entry:
        """Return the entry called ``name``."""
        return self._entries[name]

    def check(self, name: str, on: bool = True) -> None:
        """Show a checkable action as on or off, without doing anything."""
        if name in self._actions:
            self._actions[name].setChecked(on)

    def set_there(self, what: str) -> None:
        """Say how far the window is, as one of NEEDS; what needs more cannot be chosen."""
        there = NEEDS.index(what)
        if there != self._there:
            self._there = there
            for name, entry in self._entries.items():
                self._actions[name].setEnabled(NEEDS.index(entry.needs) <= there)

    # Keys

    def set_typing_elsewhere(self, on: bool) -> None:
        """Say that the caret is in a field which is not the transcript: the transcript's keys are the field's then.

        What they would do can still be chosen in the menu.
        """
        if on != self._elsewhere:
            self._elsewhere = on
            for name in self._actions:
                self._set_reach(name)

    def _set_reach(self, name: str) -> None:
        if self._entries[name].part == "transcript":
            contexts = QtCore.Qt.ShortcutContext
            reach = contexts.WidgetShortcut if self._elsewhere else contexts.WindowShortcut
            self._actions[name].setShortcutContext(reach)

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of an action in portable text."""
        return self._keys[name]

    def key_text(self, name: str) -> str:
        """Return the first key of an action as this system writes it, "" for none."""
        keys = self._keys.get(name, ())
        return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

    def set_keys(self, name: str, keys: tuple[str, ...]) -> None:
        """Give an action other keys."""
        self._set_keys(name, keys)

    def _set_keys(self, name: str, keys: tuple[str, ...]) -> None:
        self._keys[name] = keys
        action = self._actions[name]
        action.setShortcuts([QKeySequence(key) for key in keys])
        # Qt takes a tooltip with "<" for HTML, and the words of a tag set are somebody's file.
        words = action.text().replace("&&", "&").replace("<", "‹")
        action.setToolTip(f"{words} ({self.key_text(name)})" if keys else words)

    def holders(self, key: str, but: str = "") -> list[Entry]:
        """Return the entries that a key would collide with: the same keys, or one the start of the other."""
        return [
            entry
            for name, entry in self._entries.items()
            if name != but and any(self.collide(key, other) for other in self._keys[name])
        ]

    @staticmethod
    def collide(key: str, other: str) -> bool:
        """Tell whether two keys are the same, or one the start of the other."""
        no = QKeySequence.SequenceMatch.NoMatch
        one, two = QKeySequence(key), QKeySequence(other)
        return not one.isEmpty() and not two.isEmpty() and (one.matches(two) != no or two.matches(one) != no)
