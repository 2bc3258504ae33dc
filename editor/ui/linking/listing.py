"""The list of links: each row with its state, the cut-out of its place, and its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from editor.ui.find.cutouts import HEIGHT
from editor.ui.kit.grouplist import ENTER, GroupDelegate, GroupList, GroupRows, Shown
from editor.ui.kit.theme import Theme
from editor.ui.linking import rows as r
from editor.ui.linking.cutouts import FoundCutouts
from editor.ui.linking.words import MARKS, state_of, texts_of

_KEYS = {
    Qt.Key.Key_F4: "take",
    Qt.Key.Key_Delete: "reject",
    Qt.Key.Key_Backspace: "reject",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
}
_WALK = {Qt.Key.Key_Up: "up", Qt.Key.Key_Left: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Right: "down"}


class LinkRows(GroupRows[r.Row]):
    """Rows of links."""

    def __init__(self, whole: Callable[[int], str], parent: QObject | None = None) -> None:
        """Take what tells the text of a line as it is."""
        super().__init__(lambda row: row.kind == r.HEAD, self._said, parent)
        self.whole = whole

    def _said(self, row: r.Row) -> str:
        if row.kind == r.HEAD:
            return row.text
        return " · ".join(part for part in (*state_of(row), *texts_of(row, self.whole)) if part)


class LinkList(GroupList):
    """The list itself; it asks for "take", "reject", "enter", "all" (Ctrl+Enter), ``walking`` for "up" and "down"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.walking = False

    def wanted_by(self, event: QKeyEvent) -> str:
        """Return what a key asks for."""
        if is_take_all(event):
            return "all"
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return ""
        key = Qt.Key(event.key())
        return _KEYS.get(key, _WALK.get(key, "") if self.walking else "")


def is_take_all(event: QKeyEvent) -> bool:
    """Tell whether a key is Ctrl+Enter."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in ENTER


class LinkDelegate(GroupDelegate[r.Row]):
    """Draws a row: mark and state, cut-out, text; and the names of groups."""

    STATE = 148

    def __init__(self, theme: Theme, cutouts: FoundCutouts, model: LinkRows, parent: QObject | None = None) -> None:
        """Take the theme, the cut-outs, and the model, which knows whole texts."""
        super().__init__(theme, parent)
        self._cutouts = cutouts
        self._model = model

    def picture_height(self, row: r.Row) -> int:
        """Return how high a cut-out is."""
        return HEIGHT

    def shown(self, row: r.Row) -> Shown:
        """Return what a row shows."""
        sign, tone = MARKS[row.kind]
        order = row.notice is not None and row.notice.kind == "order"
        return Shown(
            sign,
            tone,
            state_of(row),
            texts_of(row, self._model.whole),
            tones=("error", "ok") if order else ("faint" if row.kind == r.REFUSED else "text", "faint"),
            heavy=(False, order),
            picture=self._cutouts.strip(row.at) if row.at is not None else None,
            placed=row.at is not None,
            aligned=row.kind != r.NOTICE,
        )
