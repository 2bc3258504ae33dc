"""Errors put into the real program while somebody types, and what becomes of the work, of the window and of the report.

    python -m tests.faults.injected [--rounds 3]

The program runs in a process of its own with a home of its own, as in ``window_typist``. Where it lives on, each kind
of error happens twice: what was typed before is saved or in the rescue log, one dialog is shown, in plain text and
copyable, no socket is opened, and typing goes on. After an abort or a crash the next start says one sentence, the one
after that says nothing.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
MARK = "injected by a test"
GENTLE = ("slot", "paint", "virtual", "job", "thread", "destructor", "save")
FATAL = ("abort", "segfault")
PATIENCE = 20.0
Wait = Callable[[], object]


def run(folder: Path, *what: str) -> tuple[int, dict[str, Any]]:
    """Start the program with what is to go wrong in it; return its exit code and what it told."""
    (folder / "told.json").unlink(missing_ok=True)
    own = {"KILL_LOOP_DIR": str(folder), "PYTHONPATH": str(REPOSITORY), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.faults.injected", "--inside", *what]
    done = subprocess.run(command, cwd=REPOSITORY, env=os.environ | own, capture_output=True, timeout=180, check=False)
    told = folder / "told.json"
    return done.returncode, json.loads(told.read_text("utf-8")) if told.exists() else {}


def faults(folder: Path, fatal: Sequence[str] = FATAL) -> list[str]:
    """Let everything happen once, in a new folder, and return what was not as promised."""
    code, told = run(folder, *GENTLE)
    wrong = [] if code == 0 else [f"the program ended with {code}"]
    wrong += told.get("wrong", ["it told nothing"])
    wrong += [f"nothing was told of {kind}" for kind in GENTLE if kind not in told.get("done", ())]
    for kind in fatal:
        code, told = run(folder, kind)
        if code >= 0:
            wrong.append(f"{kind}: the program ended with {code}, which is no crash")
        saved = told.get("saved", "")
        code, told = run(folder, "look")
        wrong += [f"after {kind}: {one}" for one in told.get("wrong", ["the next start told nothing"])]
        if told.get("banner", "").count("ended in a crash") != 1:
            wrong.append(f"after {kind} the next start said {told.get('banner')!r}")
        if not saved or not told.get("text", "").startswith(saved):
            wrong.append(f"after {kind}: {saved!r} was saved, {told.get('text')!r} is there")
        code, told = run(folder, "look")
        if told.get("banner"):
            wrong.append(f"two starts after {kind} it still said {told['banner']!r}")
    return wrong


class Inside:
    """What happens in the process of the program: a course of steps, each waiting for something to come true."""

    def __init__(self, what: list[str]) -> None:
        from PySide6.QtCore import QTimer

        self._what = what
        self.told: dict[str, Any] = {"wrong": [], "done": []}
        self._course = self._steps()
        self._wait: Wait = self._ready
        self._since = time.monotonic()
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()
        sys.addaudithook(self._audit)

    def _audit(self, event: str, _: object) -> None:
        if event in ("socket.connect", "socket.getaddrinfo"):
            self.told["wrong"].append(f"{event}: something was to be sent")

    def _go_on(self) -> None:
        from PySide6.QtWidgets import QApplication

        late = time.monotonic() - self._since > PATIENCE
        if not late and not self._wait():
            return
        if late:
            self.told["wrong"].append(f"waited in vain after {self.told['done']}")
        try:
            self._wait, self._since = next(self._course), time.monotonic()
        except StopIteration:
            late = True
        except Exception as error:  # of this test, which must end all the same
            self.told["wrong"].append(repr(error))
            late = True
        if late:
            self._timer.stop()
            self._say()
            QApplication.closeAllWindows()

    def _say(self) -> None:
        from tests.faults import acknowledged

        (acknowledged.folder() / "told.json").write_text(json.dumps(self.told), "utf-8")

    def _ready(self) -> bool:
        from PySide6.QtWidgets import QApplication

        from editor.ui.main_window import MainWindow

        self.window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
        session = self.window.session if self.window is not None else None
        return session is not None and session.content is not None and self.window.desk.transcript.isVisible()

    def _steps(self) -> Generator[Wait, None, None]:
        from tests.faults import numbers

        window = self.window
        window.activateWindow()
        self._sheet, self._line = window.desk.transcript.sheet, next(iter(numbers.lines(window.session.project)))
        page, line, text = self._line
        window.session.go_to(page, line, len(text), len(text))
        self._sheet.setFocus()
        for kind in self._what:
            yield from self._looked() if kind == "look" else self._happened(kind)

    def _looked(self) -> Generator[Wait, None, None]:
        from PySide6.QtWidgets import QApplication

        yield lambda: self.window.desk.transcript.isVisible()
        yield _after(300)
        self.told["text"] = self._stored()
        self.told["banner"] = self.window.banner.label.text() if self.window.banner.isVisible() else ""
        if QApplication.activeModalWidget() is not None:
            self.told["wrong"].append("a question stands in the way")

    def _happened(self, kind: str) -> Generator[Wait, None, None]:
        wrong, before = self.told["wrong"], _dialogs()
        if kind in FATAL:
            self._type(kind)
            yield lambda: kind in self._stored()
            self.told["saved"] = self._stored()
            self._type("unsaved")
            self._say()
            CAUSES[kind](self)
        for time_ in (1, 2):
            word = f"{kind}{time_}"
            self._type(word)
            CAUSES[kind](self)
            if time_ == 1:
                yield lambda: _dialogs() - before
                wrong += [f"{kind}: {fault}" for fault in self._of_dialog((_dialogs() - before).pop(), kind)]
            if kind == "save":
                yield lambda word=word: word in self._rescued()
                del self.window.session.project.apply
            yield lambda word=word: word in self._stored()
        yield _after(200)
        if (shown := len(_dialogs() - before)) != 1:
            wrong.append(f"{kind}: {shown} dialogs for one kind of error")
        yield lambda: not self.window.session.unsent
        self.told["done"].append(kind)

    def _of_dialog(self, dialog: Any, kind: str) -> list[str]:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QDialogButtonBox, QLabel

        for button in dialog.findChild(QDialogButtonBox).buttons():
            if button.text().replace("&", "") == "Copy":
                button.click()
        label = dialog.findChild(QLabel)
        safe = "could not be saved" if kind == "save" else "What you typed is saved"
        found = {
            "the report does not say what happened": MARK not in dialog.text.toPlainText(),
            "the report cannot be copied": QGuiApplication.clipboard().text() != dialog.text.toPlainText(),
            "the report can be written over": not dialog.text.isReadOnly(),
            "the sentence is rich text": label.textFormat() != Qt.TextFormat.PlainText,
            f"it does not say what is safe: {label.text()}": safe not in label.text(),
            "it does not say where the report goes": "it is sent nowhere unless you send it" not in label.text(),
            "it stops the work": dialog.isModal(),
        }
        return [sentence for sentence, is_so in found.items() if is_so]

    def _type(self, word: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self._sheet, f"{word} ")

    def _stored(self) -> str:
        from editor.store import readers

        return readers.line(self.window.session.project, self._line[1]).text

    def _rescued(self) -> str:
        from editor.ui.kit.settings import data_folder

        return "".join(path.read_text("utf-8") for path in data_folder().glob("unsaved-*.json"))


def _dialogs() -> set[Any]:
    from PySide6.QtWidgets import QApplication

    from editor.ui.dialogs.error_report import ErrorReport

    return {widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ErrorReport)}


def _after(milliseconds: int) -> Wait:
    until = time.monotonic() + milliseconds / 1000
    return lambda: time.monotonic() > until


# How each error comes about


def _failing(kind: str) -> Callable[..., Any]:
    """Return what raises an error of a kind of its own, which is told once."""
    error = type(f"{kind.title()}Error", (RuntimeError,), {})

    def fail(*_: object, **__: object) -> Any:
        raise error(MARK)

    return fail


_FAIL = {kind: _failing(kind) for kind in GENTLE}


def _in_slot(inside: Inside) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, inside.window, lambda: _FAIL["slot"]())


def _in_override(inside: Inside, kind: str, name: str) -> None:
    """Show a part whose method, which Qt calls, fails once."""
    from PySide6.QtCore import QMetaObject, Qt
    from PySide6.QtWidgets import QWidget

    base = getattr(QWidget, name)

    def method(self: QWidget, *given: object) -> object:
        if self.property("failed"):
            return base(self, *given)
        self.setProperty("failed", True)
        return _FAIL[kind]()

    part = type(f"Part{name}", (QWidget,), {name: method})(inside.window)
    part.resize(40, 40)
    QMetaObject.invokeMethod(part, "show", Qt.ConnectionType.QueuedConnection)  # from C++, where nobody can catch it


def _in_saving(inside: Inside) -> None:
    """Let every save fail with an error of ours, until the test takes it away again."""
    inside.window.session.project.apply = _FAIL["save"]


CAUSES: dict[str, Callable[[Inside], object]] = {
    "slot": _in_slot,
    "paint": lambda inside: _in_override(inside, "paint", "paintEvent"),
    "virtual": lambda inside: _in_override(inside, "virtual", "showEvent"),
    "job": lambda inside: inside.window.desk.jobs.start(_FAIL["job"], print),
    "thread": lambda _: threading.Thread(target=_FAIL["thread"]).start(),
    "destructor": lambda _: type("Thing", (), {"__del__": _FAIL["destructor"]})(),
    "save": _in_saving,
    "abort": lambda _: os.abort(),
    "segfault": lambda _: faulthandler._sigsegv(),
}


def inside(what: list[str]) -> int:
    """Run the program with the errors in it."""
    from editor.store.project import Project
    from tests.faults import acknowledged, numbers
    from tests.faults import window_typist as typist  # gives the program its home

    path = acknowledged.folder() / numbers.PROJECT
    if not path.exists():
        with Project.create(path, user="typist") as project:
            numbers.make(project, str(REPOSITORY / "resources" / "sample" / "memo-1.jpg"))
    begun: list[Inside] = []
    run_ = typist.QApplication.exec

    def hooked(*_: object) -> int:
        begun.append(Inside(what))
        return int(run_())

    typist.QApplication.exec = hooked  # type: ignore[method-assign,assignment]
    from editor.start import main as start

    return start([str(path)])


def main() -> int:
    """Run from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--inside", nargs="*")
    given = options.parse_args()
    if given.inside is not None:
        return inside(given.inside)
    wrong: list[str] = []
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory(prefix="muniment-injected-") as folder:
            wrong += faults(Path(folder))
    print("\n".join(wrong))
    kinds = len(GENTLE) + len(FATAL)
    print(f"{given.rounds * kinds} errors of {kinds} kinds injected, {len(wrong)} promises broken")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
