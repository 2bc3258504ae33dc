"""A window of its own for the scan, for a second screen; it shows a pane of the desk and knows nothing about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
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
        pressed = event if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) else None
        if pressed is not None and pressed.matches(QKeySequence.StandardKey.Close):
            pressed.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with the key that closes a window."""
        if event.matches(QKeySequence.StandardKey.Close):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the scan back."""
        super().closeEvent(event)
        self.closed.emit()
