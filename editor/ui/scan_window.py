"""A window of its own for the scan, for a second screen; it shows a pane of the desk and knows nothing about it.

The key that closes a window closes this one, and not the project, while it is come to or covers the other window, which
has the keys still: this one opens without taking them away.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.kit.settings import Settings

_GEOMETRY = "desk/scan-window"


class ScanWindow(QWidget):
    """Holds the scan; the keys of the main window's actions work here as well.

    Signals:
        closed: the archivist closed it: the scan goes home.
    """

    closed = Signal()

    def __init__(self, main: QWidget) -> None:
        """Take the window whose actions are to be had here."""
        super().__init__()
        self._main = main
        # Who types goes on typing while the scan goes elsewhere.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(self.tr("The scan in a window of its own"))
        self._take_actions()
        main.installEventFilter(self)

    def hold(self, pane: QWidget) -> None:
        """Show a pane, which belongs to this window from now on."""
        column = self.layout()
        assert column is not None
        column.addWidget(pane)
        pane.show()

    def open_where(self, settings: Settings | None) -> None:
        """Open where it was last, or else on a screen beside that of the main window."""
        known = settings is not None and self.restoreGeometry(settings.blob(_GEOMETRY))
        if not known:
            here = self._main.screen()
            other = next((screen for screen in QGuiApplication.screens() if screen is not here), None)
            if other is not None:
                self.setGeometry(other.availableGeometry().adjusted(40, 40, -40, -40))
            else:
                self.resize(900, 1000)
        self.show()

    def remember(self, settings: Settings) -> None:
        """Keep where it is for the next time."""
        settings.put(_GEOMETRY, self.saveGeometry())

    def _take_actions(self) -> None:
        """Have the actions of the main window: a tag set may have brought others meanwhile."""
        wanted, here = self._main.actions(), self.actions()
        for action in here:
            if action not in wanted:
                self.removeAction(action)
        self.addActions([action for action in wanted if action not in here])

    def changeEvent(self, event: QEvent) -> None:
        """Have the actions there are now whenever the window is come to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._take_actions()

    def event(self, event: QEvent) -> bool:
        """Keep the key that closes a window from closing the project."""
        if event.type() == QEvent.Type.ShortcutOverride and _closes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with the key that closes a window."""
        if _closes(event):
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key that closes a window from the main window as long as this one covers some of it."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and _closes(event) and self._covers():
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.close()
            return True
        return super().eventFilter(watched, event)

    def _covers(self) -> bool:
        here, main = self.frameGeometry(), self._main.frameGeometry()
        return self.isVisible() and not self.isMinimized() and here.intersects(main)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the scan back."""
        super().closeEvent(event)
        self.closed.emit()


def _closes(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Close)
