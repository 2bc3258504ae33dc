"""Patterns and files made to do harm, in the real window: how long is it held up, and how long does a stop take?

    python -m tests.faults.evil [--patterns 33] [--bombs 130] [--longest 200] [--rest 8000] [--shared FOLDER]

Each pattern is searched for in lines it is evil for, then stopped. Each bad or odd file is dropped on the window,
looked at, taken in where it can be, and stopped by Esc in the middle of it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import SHARED
from tests.faults.soak import BEAT_MS, LONGEST_MS, Record

LONGEST_STOP = 1.0
"""Seconds from Esc until the window is free."""
_LOOKING_MS, _TAKING_MS = 250, 60
_SOON_S = 1.2
"""So long a file is waited for before it is given up."""


def bombs(shared: Path, folder: Path, most: int) -> list[Path]:
    """Make the shared bad and odd files that are not projects, and return so many of them, the same ones each time."""
    subprocess.run([sys.executable, str(shared / "make_corpus.py"), str(folder)], check=True, capture_output=True)
    cases = json.loads((folder / "manifest.json").read_text())
    files = [folder / case["file"] for _, case in sorted(cases.items()) if case["kind"] != "sqlite"]
    return files[:: max(1, len(files) // most)][:most]


class Sitting:
    """An hour with them at the desk: how long the window was held up, and how long each stop took."""

    def __init__(self, folder: Path, rest: int) -> None:
        """Make a project in ``folder`` with lines that patterns are evil for; begin after ``rest`` milliseconds."""
        from PySide6.QtCore import Qt, QTimer

        from editor.model import edit as e
        from editor.store.project import Project
        from tests.journeys.desk import Desk
        from tests.work.test_replace import A

        self._path = folder / "evil.muniment"
        with Project.create(self._path, {"title": "Evil"}) as project:
            page = project.apply(e.AddPage(project.apply(e.AddDocument("Evil")).id, "", "page 1")).id
            region = project.apply(e.AddRegion(page, "paragraph")).id
            project.apply(e.Batch(tuple(e.AddLine(region, A) for _ in range(40)), "Lines"))
        self._desk = Desk(folder)
        self._rest = rest
        self.record = Record()
        self.stops: list[tuple[float, str]] = []
        self._heart = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self.record.beat)

    def sit(self, patterns: list[str], files: list[Path]) -> None:
        """Do it all."""

        def at_the_desk():
            yield self._desk.painted
            self._desk.ready()
            yield self._rest  # dictionaries and readers of formats are loaded behind the first page
            self.record.__init__()  # type: ignore[misc]
            self._heart.start()
            yield from self._search(patterns)
            for file in files:
                self.record.doing = f"importing {file.name}"
                yield from self._bring(file)
            self._heart.stop()

        self._desk.run(at_the_desk(), str(self._path))

    def _search(self, patterns: list[str]):
        self._desk.key("Ctrl+F")
        yield 300
        pane = self._desk.window.desk.below.finder
        pane.regex.setChecked(True)
        for find in patterns:
            self.record.doing = f"searching {find[:40]}"
            pane.query.setText(find)
            self._desk.key("Return")
            yield _LOOKING_MS
            begun = time.monotonic()
            while pane.stop.isVisible():
                self._desk.click(pane.stop)
                yield 10
            self.stops.append((time.monotonic() - begun, self.record.doing))
        self._desk.key("Esc")
        yield 100

    def _bring(self, file: Path):
        desk, until = self._desk, time.monotonic() + _SOON_S
        desk.drop(file)
        yield lambda: desk.dialog() is not None
        yield _LOOKING_MS
        while time.monotonic() < until and not desk.button("Import").isEnabled():
            yield 20
        if desk.button("Import").isEnabled():
            desk.click(desk.button("Import"))
            yield _TAKING_MS
        begun = time.monotonic()
        while desk.dialog() is not None:
            desk.key("Esc")
            yield 10
        self.stops.append((time.monotonic() - begun, self.record.doing))
        yield 50


def main() -> int:
    """Do it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patterns", type=int, default=33)
    parser.add_argument("--bombs", type=int, default=130)
    parser.add_argument("--longest", type=int, default=LONGEST_MS, help="milliseconds the window may be held up")
    parser.add_argument("--rest", type=int, default=8000, help="milliseconds before it begins")
    parser.add_argument("--shared", type=Path, default=SHARED / "faults")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="muniment-evil-") as name:
        folder = Path(name)
        os.environ["KILL_LOOP_DIR"] = name
        from tests.faults.window_typist import settle_home

        settle_home(folder / "home")
        from tests.work.test_replace import EVIL

        (folder / "bombs").mkdir()
        files = bombs(given.shared, folder / "bombs", given.bombs)
        sitting = Sitting(folder, given.rest)
        sitting.sit(EVIL[: given.patterns], files)
    record = sitting.record
    for late, _, doing in sorted(record.worst, reverse=True)[:8]:
        print(f"{late:6.0f} ms held up while {doing}")
    longest, doing = max(sitting.stops)
    print(f"{given.patterns} patterns, {len(files)} files; longest stall {max(record.late):.0f} ms, "
          f"longest stop {longest:.2f} s ({doing})")  # fmt: skip
    return int(max(record.late) > given.longest or longest > LONGEST_STOP * given.longest / LONGEST_MS)


if __name__ == "__main__":
    sys.exit(main())
