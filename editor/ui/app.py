"""The window as a program: it starts, opens what was asked for, catches what goes wrong, and ends cleanly.

Nothing heavy is imported before the window is painted; the project is opened behind that.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from editor.ui.kit.collecting import Collecting
from editor.ui.kit.settings import Settings, data_folder
from editor.ui.kit.theme import MODES, Theme
from editor.ui.main_window import MainWindow
from editor.ui.shell_reports import Reports

_USAGE = "usage: muniment [--user NAME] [PROJECT]"
_UNSEEN = 1000
"""Milliseconds after which the project is opened even if the window was never painted (minimised, covered)."""
_TURN = 0.0005
"""Seconds until a thread at work gives the interpreter back to the window, which asks for it hundreds of times a paint:
at Python's own 5 ms two busy threads held a page's turn up for seconds."""


class _Asked(NamedTuple):
    project: Path | None = None
    user: str = ""


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window on the project named in ``argv``, or the start page, and return the exit code."""
    asked = _read(list(sys.argv[1:] if argv is None else argv))
    if asked is None:
        print(_USAGE, file=sys.stderr)
        return 2
    sys.setswitchinterval(_TURN)
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    QCoreApplication.setApplicationName("Muniment")
    app.setDesktopFileName("muniment")
    settings = Settings()
    mode = settings.text("theme", "system")
    theme = Theme(mode if mode in MODES else "system")
    theme.apply(app)
    window = MainWindow(settings, theme, asked.user)
    reports = Reports(data_folder(), window.save, window)
    reports.caught.connect(window.dialogs.show_report)
    crash = reports.install()
    _open_once_painted(window, asked)
    collecting = Collecting(app)
    if crash:
        _tell_of_crash(window)
    window.show()
    try:
        with _ended_by_signals(window):
            return app.exec()
    finally:
        collecting.stop()
        reports.uninstall()
        _hand_back_clipboard(app)
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def _read(arguments: list[str]) -> _Asked | None:
    """Return what the command line asks for, None where it is not understood."""
    user, rest = "", []
    while arguments:
        argument = arguments.pop(0)
        if argument == "--":
            rest += arguments
            break
        if argument == "--user" and arguments:
            user = arguments.pop(0)
        elif argument.startswith("--user="):
            user = argument.removeprefix("--user=")
        elif argument.startswith("-"):
            return None
        else:
            rest.append(argument)
    return _Asked(Path(rest[0]) if rest else None, user) if len(rest) < 2 else None


def _open_once_painted(window: MainWindow, asked: _Asked) -> None:
    opened = False

    def go() -> None:
        nonlocal opened
        if opened:
            return
        opened = True
        if asked.project is None or not window.files.open_path(asked.project):
            window.show_start()

    window.painted.connect(go)
    QTimer.singleShot(_UNSEEN, window, go)


def _tell_of_crash(window: MainWindow) -> None:
    sentence = QCoreApplication.translate("app", "Muniment ended in a crash the last time. What was saved is whole.")
    label = QCoreApplication.translate("app", "Show the report")
    window.painted.connect(
        lambda: window.banner.say(sentence, error=False, label=label, act=window.dialogs.show_reports)
    )


@contextlib.contextmanager
def _ended_by_signals(window: MainWindow) -> Iterator[None]:
    """Close the window as by hand on Ctrl+C in the terminal and on SIGTERM."""

    def close_all() -> None:
        """Close what stands before the window too, and ask again where that first has to stop its work."""
        QApplication.closeAllWindows()
        if window.isVisible():
            QTimer.singleShot(100, window, close_all)

    def close(number: int, frame: FrameType | None) -> None:
        QTimer.singleShot(0, window, close_all)

    with contextlib.ExitStack() as stack:
        for number in (signal.SIGINT, signal.SIGTERM):
            stack.callback(signal.signal, number, signal.signal(number, close))
        window.painted.connect(lambda: stack.enter_context(_woken_by_signals()))
        yield


@contextlib.contextmanager
def _woken_by_signals() -> Iterator[None]:
    """Let a signal wake the loop of events up: Python runs a handler only when it runs at all."""
    import socket  # not needed to open a window

    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: ours.recv(64))
    before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        for end in (ours, theirs):
            end.close()


def _hand_back_clipboard(app: QApplication) -> None:
    """Leave plain text behind: what was made in Python and still lies on the clipboard must not be asked at the end."""
    clipboard = app.clipboard()
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())
