"""An archivist at the desk: starts the real program, uses mouse and keys, looks at the screen, and keeps pictures.

A journey is a generator: what it yields is waited for, a number of milliseconds or something that must come true.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from editor.ui import app
from editor.ui.main_window import MainWindow

Waited = int | Callable[[], object]
Steps = Generator[Waited, None, None]
PATIENCE = 15.0
PICTURES = os.environ.get("MUNIMENT_PICTURES")


class Desk:
    """The running program as seen from the chair."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder = tmp_path
        self._steps: Steps | None = None
        self._wait: Waited = 0
        self._until = 0.0
        self._failure: BaseException | None = None
        self._ended = False

    def run(self, steps: Steps, *arguments: str) -> None:
        """Start the program, live through the steps, close its window, and raise what went wrong."""
        self._ended = False
        self._steps, self._wait, self._until = steps, 0, time.monotonic()
        timer = QTimer(interval=5)
        timer.timeout.connect(self._tick)
        QTimer.singleShot(0, timer.start)
        code = app.main(["--user", "Archivist", *arguments])
        timer.stop()
        if self._failure is not None:
            raise self._failure
        assert code == 0
        assert self._ended, f"the program closed while this was waited for: {self._wait}"

    def _tick(self) -> None:
        if self._steps is None:
            return
        try:
            if not self._ready():
                return
            steps, self._steps = self._steps, None
            self._wait = next(steps)
            self._until = time.monotonic() + (self._wait / 1000 if isinstance(self._wait, int) else PATIENCE)
            self._steps = steps
        except StopIteration:
            self._ended = True
            self._leave()
        except BaseException as error:
            self._failure = error
            self._steps = None
            self._leave()

    def _ready(self) -> bool:
        if isinstance(self._wait, int):
            return time.monotonic() >= self._until
        if self._wait():
            return True
        if time.monotonic() > self._until:
            self.picture("waited-in-vain")
            raise AssertionError(f"line {self._wait.__code__.co_firstlineno} did not come true")
        return False

    def _leave(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        for window in windows:
            window.close()
        if not windows:
            QApplication.exit()

    # What is on screen

    @property
    def window(self) -> MainWindow:
        """Return the window of the program."""
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())

    @property
    def session(self):
        """Return the open session."""
        assert self.window.session is not None
        return self.window.session

    def dialog(self) -> QDialog | None:
        """Return the dialog in front, if any."""
        found = QApplication.activeModalWidget()
        return found if isinstance(found, QDialog) else None

    def asked(self) -> bool:
        """Tell whether a dialog is in front and has the keys."""
        dialog = self.dialog()
        return dialog is not None and dialog.isActiveWindow() and dialog.focusWidget() is not None

    def painted(self) -> bool:
        """Tell whether the window is there, active, and shows a project."""
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        return bool(windows) and windows[0].session is not None and windows[0].session.content is not None

    def started(self) -> bool:
        """Tell whether the window is there."""
        return any(isinstance(w, MainWindow) and w.isVisible() for w in QApplication.topLevelWidgets())

    def ready(self) -> None:
        """Give the window its size and the keys."""
        self.window.resize(1600, 1000)
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window, 3000)

    def picture(self, name: str) -> Path:
        """Keep a picture of the window, for the manual where MUNIMENT_PICTURES names its folder."""
        folder = Path(PICTURES) if PICTURES and name != "waited-in-vain" else self.folder
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.png"
        popup = QApplication.activePopupWidget()
        shown = self.dialog() or self.window
        picture = shown.grab()
        if popup is not None:
            painter = QPainter(picture)
            painter.drawPixmap(popup.pos() - shown.mapToGlobal(QPoint(0, 0)), popup.grab())
            painter.end()
        assert picture.save(str(path))
        assert path.stat().st_size > 10_000
        return path

    # What hands do

    def key(self, keys: str) -> None:
        """Press a key, such as ``Ctrl+Return``, wherever the focus is."""
        for combination in QKeySequence(keys):
            target = self._focus()
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())

    def ask(self, keys: str) -> None:
        """Press a key that opens a dialog: the dialog has its own loop, in which the journey goes on."""
        QTimer.singleShot(0, self.window, lambda: self.key(keys))

    def keys(self, *many: str) -> None:
        """Press several keys one after the other."""
        for one in many:
            self.key(one)

    def type(self, text: str) -> None:
        """Type text wherever the focus is."""
        for character in text:
            QTest.keyClicks(self._focus(), character)

    def _focus(self) -> QWidget:
        front = QApplication.activePopupWidget() or self.dialog()
        if front is not None:
            return front.focusWidget() or front
        if not self.window.isActiveWindow():
            # Without a window manager nobody gives the keys back to the window when a dialog has closed.
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window, 2000)
        focus = QApplication.focusWidget()
        elsewhere = focus is not None and focus.window() is not self.window
        return focus if elsewhere else self.window.focusWidget() or self.window

    def click(self, widget: QWidget, at: QPoint | None = None, *, double: bool = False) -> None:
        """Click a widget with the mouse."""
        act = QTest.mouseDClick if double else QTest.mouseClick
        act(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Drag with the left button from one place of a widget to another."""
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for part in range(1, 6):
            QTest.mouseMove(widget, start + (end - start) * part / 5)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)

    def button(self, label: str, within: QWidget | None = None) -> QAbstractButton:
        """Return the visible button that says ``label``."""
        for button in (within or self.dialog() or self.window).findChildren(QAbstractButton):
            if button.isVisible() and button.text().replace("&", "") == label:
                return button
        raise AssertionError(f"there is no button “{label}”")

    def drop(self, *paths: Path) -> None:
        """Drop files on the window, as from a file manager."""

        def let_go() -> None:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
            at = self.window.rect().center()
            copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(self.window, QDragEnterEvent(at, copy, data, left, none))
            QApplication.sendEvent(self.window, QDropEvent(QPointF(at), copy, data, left, none))

        QTimer.singleShot(0, self.window, let_go)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Desk:
    """Return a chair at an empty desk."""
    return Desk(tmp_path)
