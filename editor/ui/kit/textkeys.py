"""Keys a text field takes for itself: a command that has one is out of reach while the caret is there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WALKING = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
"""Keys that move the caret."""
_CLIPBOARD = frozenset({Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X})
_BY_REGION = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_FIRST_NAMED = 0x01000000
"""From this code on Qt numbers keys that write nothing."""


def used_in_text(key: str) -> str:
    """Return what the first stroke of a key does in the text, "" where the text leaves it to the commands."""
    sequence = QKeySequence(key)
    stroke = sequence[0] if not sequence.isEmpty() else None  # type: ignore[index]
    if not isinstance(stroke, QKeyCombination):
        return ""
    held, pressed = stroke.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier, stroke.key()
    tr = QCoreApplication.translate
    if held & ~(_CONTROL | _SHIFT):
        return ""
    if pressed in WALKING:
        free = held == _CONTROL and pressed in _BY_REGION
        return "" if free else tr("textkeys", "moves the caret or selects")
    if pressed in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        return "" if held == _CONTROL | _SHIFT else tr("textkeys", "erases")
    if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
        return tr("textkeys", "goes to the next line")
    if held == _CONTROL and pressed in _CLIPBOARD:
        return tr("textkeys", "copies, cuts, pastes or selects all")
    if not held & _CONTROL and pressed < _FIRST_NAMED:
        return tr("textkeys", "writes a character")
    return ""
