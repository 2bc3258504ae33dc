"""The program started as a person starts it: in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from editor.store import readers
from editor.store.project import Project
from editor.ui import app

HEAVY = ["sqlite_utils", "PIL", "lxml", "asyncio", "multiprocessing", "rapidfuzz"]

WATCH = f"""
import json, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    seen = None
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow) and self.seen is None:
            self.seen = [name for name in {HEAVY} if name in sys.modules]
            QTimer.singleShot(int(sys.argv[1]), watched, watched.close)
        return False

application = QApplication(["test"])
watch = Watch()
application.installEventFilter(watch)
from editor.ui.app import main
code = main(sys.argv[2:])
print(json.dumps([code, watch.seen]))
"""


def run(*arguments, timeout=60, code=WATCH, after="300"):
    done = subprocess.run(
        [sys.executable, "-c", code, after, *map(str, arguments)], capture_output=True, text=True, timeout=timeout
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize("named", [False, True])
def test_nothing_heavy_is_loaded_before_the_window_is_painted(named, project_file):
    done = run(*([project_file] if named else []))
    assert json.loads(done.stdout.splitlines()[-1]) == [0, []]
    assert "Traceback" not in done.stderr


def test_a_project_that_cannot_be_opened_leaves_the_start_page_and_a_sentence(tmp_path):
    no_project = tmp_path / "letter.txt"
    no_project.write_text("Dear Sir")
    last_words = 'lambda: (print("SAID", watched.banner.label.text()), watched.close()))'
    code = WATCH.replace("watched.close)", last_words)
    done = run(no_project, code=code, after="600")
    assert "SAID letter.txt is not a Muniment project; nothing was changed." in done.stdout
    assert no_project.read_text() == "Dear Sir"


@pytest.mark.parametrize("arguments", [["--frobnicate"], ["a", "b"], ["--user"]])
def test_what_is_not_understood_is_told_with_the_usage(arguments, capsys):
    assert app.main(arguments) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_window_as_by_hand(number, project_file):
    code = "import sys; from editor.ui.app import main; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen([sys.executable, "-c", code, str(project_file), "--user", "Signalled"])
    deadline = time.monotonic() + 40
    lock = False
    while not lock and time.monotonic() < deadline:
        time.sleep(0.2)
        lock = is_open(project_file)
    assert lock, "the project was never opened"
    process.send_signal(number)
    assert process.wait(timeout=20) == 0
    with Project.open(project_file) as project:
        assert readers.page_count(project) == 3


def is_open(path) -> bool:
    """Tell whether another process holds the project."""
    from editor.model.faults import Fault

    try:
        Project.open(path).close()
    except Fault:
        return True
    return False
