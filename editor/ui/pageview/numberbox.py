"""A small field over the scan in which the place of a region in the reading order is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSpinBox, QWidget


class NumberBox(QSpinBox):
    """Takes one number and goes: Enter takes it, Esc and a click elsewhere do not."""

    def __init__(self, over: QWidget, at: QPoint, now: int, most: int, take: Callable[[int], None]) -> None:
        """Show ``now`` of ``most`` around the point ``at`` of ``over``; ``take`` gets what is typed."""
        super().__init__(over)
        self._take = take
        self.setRange(1, most)
        self.setValue(now)
        self.setAccessibleName(self.tr("Place in the reading order"))
        self.adjustSize()
        self.move(at - self.rect().center())
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the number with Enter, leave with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            number = self.value()
            self._go()
            self._take(number)
        elif event.key() == Qt.Key.Key_Escape:
            self._go()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave."""
        super().focusOutEvent(event)
        self._go()

    def _go(self) -> None:
        if self.isVisible():
            self.hide()
            self.parentWidget().setFocus(Qt.FocusReason.OtherFocusReason)  # type: ignore[union-attr]
            self.deleteLater()
