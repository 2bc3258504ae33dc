"""What every tab of the inspector is: a page that scrolls and shows a scope."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from editor.ui.inspector.parts import Column
from editor.ui.inspector.scope import Scope
from editor.ui.kit.theme import Theme
from editor.ui.session import Session


class Tab(QScrollArea):
    """A tab; what it shows is refreshed only while it can be seen.

    Signals:
        told: a sentence for the archivist.
    """

    told = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose selection is shown."""
        super().__init__(parent)
        self.session = session
        self.theme = theme
        self.scope = Scope()
        self.page = Column(self)
        self.page.setProperty("role", "page")
        self.page.column.setContentsMargins(13, 12, 13, 12)
        self.setWidget(self.page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def look_at(self, scope: Scope) -> None:
        """Show what is selected."""
        self.scope = scope
        self.refresh()

    def refresh(self) -> None:
        """Show the scope as it is now."""
        raise NotImplementedError

    def recolour(self) -> None:
        """Take the colours of the theme anew."""

    def focus_first(self) -> None:
        """Put the focus on the first control that takes it."""
        for widget in self.page.findChildren(QWidget):
            takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes and widget.isEnabled() and widget.isVisibleTo(self.page):
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def minimumSizeHint(self) -> QSize:
        """Let the inspector be narrow."""
        return QSize(180, 100)
