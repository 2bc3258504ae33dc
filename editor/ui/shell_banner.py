"""A strip above the panes that says one sentence and waits until it is sent away; it never stops anyone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from editor.ui.kit.theme import Theme


class Banner(QFrame):
    """One sentence, a button to send it away, and at most one thing to do about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._act: Callable[[], object] | None = None
        self.setProperty("role", "banner")
        self.mark = QLabel(self)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton(self)
        self.action.clicked.connect(self._do)
        self.close_button = QToolButton(self)
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.setToolTip(self.tr("Close this message (Esc)"))
        self.close_button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 8, 5)
        layout.addWidget(self.mark)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.action)
        layout.addWidget(self.close_button)
        theme.changed.connect(self._dress)
        self.hide()

    def say(
        self, sentence: str, *, error: bool = True, label: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence; ``label`` and ``act`` are a button and what it does."""
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.setProperty("kind", "error" if error else "warning")
        self._act = act
        self.action.setText(label)
        self.action.setVisible(act is not None)
        self.show()
        self._dress()

    def _do(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _dress(self) -> None:
        if self.isHidden():
            return
        from editor.ui.kit.icons import icon  # Qt's part that draws them is not needed to open a window

        self.style().unpolish(self)
        self.style().polish(self)
        self.mark.setPixmap(icon("problem", self._theme).pixmap(16, 16))
        self.close_button.setIcon(icon("close", self._theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape send the sentence away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
