"""The list of marks: each row with its page, the cut-out of its place, its words, and why it is a mark."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage, QKeyEvent

from editor.ui.kit.grouplist import ENTER, GroupDelegate, GroupList, GroupRows, Shown
from editor.ui.kit.theme import Theme
from editor.ui.marks import rows as r
from editor.ui.marks.cutouts import MarkCutouts, high_of
from editor.ui.marks.words import Said, head_of, sign_of

_PLAIN, _SHIFT, _CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_KEYS = {
    (Qt.Key.Key_F4, _PLAIN): "take",
    (Qt.Key.Key_Return, _PLAIN): "take",
    (Qt.Key.Key_Enter, _PLAIN): "take",
    (Qt.Key.Key_F4, _SHIFT): "like",
    (Qt.Key.Key_Delete, _PLAIN): "none",
    (Qt.Key.Key_Backspace, _PLAIN): "none",
    (Qt.Key.Key_Delete, _SHIFT): "nowhere",
}
_INSET = 12
"""Pixels by which a reading of a number stands in."""


class MarkRows(GroupRows[r.Row]):
    """Rows of marks."""

    def __init__(self, said: Said, parent: QObject | None = None) -> None:
        """Take what tells what is said of a row."""
        super().__init__(lambda row: row.kind == r.HEAD, self._words, parent)
        self._said = said

    def _words(self, row: r.Row) -> str:
        if row.kind == r.HEAD:
            return head_of(row)
        return " · ".join(part for part in (*self._said.state_of(row), *self._said.texts_of(row)) if part)


class MarkList(GroupList):
    """The list itself; it asks for "take", "like", "none", "nowhere", "safe" (Ctrl+Enter)."""

    def wanted_by(self, event: QKeyEvent) -> str:
        """Return what a key asks for."""
        return wanted_by(event)


def wanted_by(event: QKeyEvent) -> str:
    """Return what a key asks for, "" for nothing."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in ENTER and held == _CONTROL:
        return "safe"
    return _KEYS.get((key, held), "")


class MarkDelegate(GroupDelegate[r.Row]):
    """Draws a row: sign and page, cut-out, words and reason; and the names of groups."""

    STATE, SHARE, MOST = 132, 0.44, 560

    def __init__(self, theme: Theme, cutouts: MarkCutouts, said: Said, parent: QObject | None = None) -> None:
        """Take the theme, the cut-outs, and what tells what is said of a row."""
        super().__init__(theme, parent)
        self._cutouts = cutouts
        self._said = said

    def picture_height(self, row: r.Row) -> int:
        """Return how high the cut-out of a mark is, which may be several lines."""
        return high_of(row.lines if row.box is not None else 1)

    def shown(self, row: r.Row) -> Shown:
        """Return what a row shows."""
        return Shown(
            *sign_of(row),
            self._said.state_of(row),
            self._said.texts_of(row),
            heavy=(True, False),
            picture=self._picture(row),
            placed=row.box is not None and row.page is not None,
            inset=_INSET if row.kind == r.READING else 0,
        )

    def _picture(self, row: r.Row) -> QImage | None:
        if row.box is None or row.page is None:
            return None
        return self._cutouts.strip(row.page, row.box, self.picture_height(row))
