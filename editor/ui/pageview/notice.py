"""A quiet card that floats over the scan: what the tool expects, or why there is no picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.kit.theme import Theme

_MARGIN = 12


class Notice(QLabel):
    """One sentence at the upper or lower edge of a widget; it lets the mouse through."""

    def __init__(self, over: QWidget, theme: Theme, at_top: bool) -> None:
        """Float over ``over``, hidden as long as there is nothing to say."""
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._at_top = at_top
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        over.installEventFilter(self)
        self.hide()
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme again."""
        ground, text = self._theme.colour("strip").name(), self._theme.colour("strip_text").name()
        self.setStyleSheet(f"background: {ground}; color: {text}; border-radius: 5px; padding: 6px 12px;")

    def say(self, sentence: str) -> None:
        """Show a sentence; "" hides the card."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            self._place()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place as the widget below changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        over = self._over
        room = max(over.width() - 2 * _MARGIN, 40)
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + 30
        width = min(wanted, room)
        height = self.heightForWidth(width)
        top = _MARGIN if self._at_top else over.height() - height - _MARGIN
        self.setGeometry((over.width() - width) // 2, top, width, height)
