"""Which key wants what of the text; the keys of the actions' table are not here, the window has those."""

from __future__ import annotations

import sys
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from editor.ui.kit.textkeys import WALKING

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_META = Qt.KeyboardModifier.MetaModifier


class Wish(Enum):
    """What a key asks for."""

    NOTHING = auto()
    TYPE = auto()
    WALK = auto()
    CLIPBOARD = auto()
    BACK = auto()
    DELETE = auto()
    NEXT_LINE = auto()
    PREVIOUS_LINE = auto()
    SPLIT = auto()
    JOIN_BEFORE = auto()
    JOIN_AFTER = auto()
    FIRST_LINE = auto()
    NEXT_REGION = auto()
    PREVIOUS_REGION = auto()
    UNDO = auto()
    REDO = auto()


_CLIPBOARD = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
_ALT_GR_IS_BOTH = sys.platform == "win32"
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def wish_of(event: QKeyEvent) -> Wish:
    """Return what a key asks for; NOTHING leaves it to the window."""
    key = event.key()
    mods = event.modifiers() & (_CTRL | _ALT | _SHIFT | _META)
    if key in _ENTER:
        return _enter(mods)
    if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        return _erase(event, key, mods)
    if key in WALKING:
        return _walk(key, mods)
    if any(event.matches(each) for each in _CLIPBOARD):
        return Wish.CLIPBOARD
    if event.matches(QKeySequence.StandardKey.Undo):
        return Wish.UNDO
    if event.matches(QKeySequence.StandardKey.Redo):
        return Wish.REDO
    return Wish.TYPE if _types(event, mods) else Wish.NOTHING


def _enter(mods: Qt.KeyboardModifier) -> Wish:
    if mods == _CTRL:
        return Wish.SPLIT
    if mods == _SHIFT:
        return Wish.PREVIOUS_LINE
    return Wish.NOTHING if mods else Wish.NEXT_LINE


def _erase(event: QKeyEvent, key: int, mods: Qt.KeyboardModifier) -> Wish:
    if any(event.matches(each) for each in _CLIPBOARD):
        return Wish.CLIPBOARD
    if mods & (_ALT | _META) or mods == _CTRL | _SHIFT:
        return Wish.NOTHING
    return Wish.BACK if key == Qt.Key.Key_Backspace else Wish.DELETE


def _walk(key: int, mods: Qt.KeyboardModifier) -> Wish:
    if mods & (_ALT | _META) or (mods & _CTRL and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)):
        return Wish.NOTHING
    if mods == _CTRL and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return Wish.PREVIOUS_REGION if key == Qt.Key.Key_Up else Wish.NEXT_REGION
    return Wish.WALK


def _types(event: QKeyEvent, mods: Qt.KeyboardModifier) -> bool:
    """Tell whether a key writes a character; Ctrl with Alt is AltGr on Windows, and nowhere else."""
    held = mods & (_CTRL | _ALT)
    if mods & _META or (held and not (_ALT_GR_IS_BOTH and held == _CTRL | _ALT)):
        return False
    text = event.text()
    return bool(text) and (text.isprintable() or ord(text[0]) > 0x9F)
