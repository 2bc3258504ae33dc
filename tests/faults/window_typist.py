"""Type numbers into the transcript of the real window until killed; the other half of ``window_verifier``.

Started by a kill loop (see ``acknowledged``). The program is started as an archivist starts it, with a home of its
own; a hook at the start of its loop of events then presses the keys. After each save the stored text counts as
acknowledged. When each number was typed is noted in ``typed.log``, how each start went in ``starts.log``.
``--look`` ends as soon as the window stands there ready to type; ``--lie`` acknowledges what is only typed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

BEGAN = time.monotonic()

from tests.faults import acknowledged  # noqa: E402 - the clock had to start first


def settle_home(folder: Path) -> None:
    """Give the program a home that lives through all rounds."""
    places = {
        "HOME": folder,
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
        "XDG_STATE_HOME": folder / "state",
        "XDG_CACHE_HOME": folder / "cache",
        "XDG_RUNTIME_DIR": folder / "run",
    }
    for name, place in places.items():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[name] = str(place)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


settle_home(acknowledged.folder() / "home")

from PySide6.QtCore import QObject, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from editor.store import readers  # noqa: E402
from editor.store.project import Project  # noqa: E402
from tests.faults import numbers  # noqa: E402

EVERY_MS = 25
"""Between two numbers: never a pause long enough for the window to save in."""
REPOSITORY = Path(__file__).resolve().parents[2]


def note(name: str, words: str) -> None:
    """Add a line to a log in one write, so that a kill cuts nothing off."""
    handle = os.open(acknowledged.folder() / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.write(handle, f"{words}\n".encode())
    os.close(handle)


class Typist(QObject):
    """Waits until the window is ready, then types."""

    def __init__(self, *, look: bool, lie: bool) -> None:
        """Begin to wait; with ``look``, end when it is ready."""
        super().__init__()
        self._look, self._lie = look, lie
        self._number = 0
        self._acknowledged = 0
        self._promises = acknowledged.Acknowledgements()
        self._lines: list[tuple[int, int, str]] = []
        self._waiting = QTimer(self, interval=10)
        self._waiting.timeout.connect(self._await)
        self._waiting.start()
        self._typing = QTimer(self, interval=EVERY_MS)
        self._typing.timeout.connect(self._type)

    def _await(self) -> None:
        if (asking := QApplication.activeModalWidget()) is not None:
            note("starts.log", f"asked {type(asking).__name__} {asking.windowTitle()!r}")
            os._exit(3)
        for window in QApplication.topLevelWidgets():
            session = getattr(window, "session", None)
            if session is not None and session.content is not None:
                self._ready(window, session)
                return

    def _ready(self, window: QWidget, session: object) -> None:
        from editor.ui.transcript.pane import TranscriptPane

        pane = window.findChild(TranscriptPane)
        if pane is None or not pane.isVisible():
            return
        self._waiting.stop()
        self._window, self._session, self._sheet = window, session, pane.sheet
        note("starts.log", f"ready {time.monotonic() - BEGAN:.3f}")
        if self._look:
            window.close()
            return
        self._lines = list(numbers.lines(session.project))
        self._number = self._acknowledged = numbers.stored(session.project)
        session.saved.connect(self._saved)
        self._window.activateWindow()
        self._go_to(max(self._number, 1))
        self._typing.start()

    def _go_to(self, number: int) -> None:
        page, line, _ = self._lines[numbers.line_of(number)]
        at = len(readers.line(self._session.project, line).text)
        self._session.go_to(page, line, at, at)
        self._sheet.setFocus()
        if self._sheet.where().caret.line != line:
            raise AssertionError(f"the caret is not in the line of {number}")

    def _type(self) -> None:
        if QApplication.activeModalWidget() is not None:
            note("starts.log", "asked while typing")
            os._exit(3)
        number = self._number + 1
        if number > numbers.PAGES * numbers.LINES * numbers.A_LINE:
            self._typing.stop()
            return
        self._step_to(number)
        QTest.keyClicks(self._sheet, f"{number} ")
        self._number = number
        note("typed.log", f"{number} {time.monotonic_ns()}")
        if self._lie:
            self._promises.add(number, numbers.text_up_to(number))

    def _step_to(self, number: int) -> None:
        """Go to the line of a number by keys, as a typist does: Enter, and Ctrl+PgDn behind the last of a page."""
        line = numbers.line_of(number)
        if self._number == 0 or line == numbers.line_of(self._number):
            return
        if line % numbers.LINES:
            QTest.keyClick(self._sheet, Qt.Key.Key_Return)
        else:
            QTest.keyClick(self._sheet, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
            if self._session.page_id != self._lines[line][0]:
                raise AssertionError("Ctrl+PgDn did not turn the page")
            self._go_to(number)

    def _saved(self) -> None:
        """Take what is stored now as a promise."""
        for number in range(self._number, self._acknowledged, -1):
            text = readers.line(self._session.project, self._lines[numbers.line_of(number)][1]).text
            if text == numbers.text_up_to(number):
                self._promises.add(number, text)
                self._acknowledged = number
                return


def main() -> int:
    """Start the program with a typist in it."""
    path = acknowledged.folder() / numbers.PROJECT
    if not path.exists():
        scan = REPOSITORY / "resources" / "sample" / "memo-1.jpg"
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with Project.create(part, user="typist") as project:
            numbers.make(project, str(scan))
        part.rename(path)
    run = QApplication.exec

    def hooked(*_: object) -> int:
        typist = Typist(look="--look" in sys.argv[1:], lie="--lie" in sys.argv[1:])
        code = int(run())
        del typist
        return code

    QApplication.exec = hooked  # type: ignore[method-assign,assignment]
    from editor.start import main as start

    return start([str(path)])


if __name__ == "__main__":
    sys.exit(main())
