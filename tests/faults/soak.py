"""Work for many minutes in the real window on a project of thousands of pages: no stall, and no memory that grows.

    python -m tests.faults.soak --minutes 20 --pages 5000

A heartbeat of the window's own loop tells how long it was held up each time; memory is what the kernel says the
process holds. Warming up is the first quarter.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BEAT_MS = 10
BINS = (20, 35, 50, 100, 200, 500, 1000)
LONGEST_MS = 200
GROWTH = 0.05
WORDS = ["the", "quarantine", "was", "lifted", "on", "the", "eleventh", "and", "ships", "went", "home"]


def resident() -> float:
    """Return the megabytes this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class Record:
    """How long the window was held up, and what memory it held."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.late: list[float] = []
        self.memory: list[tuple[float, float]] = []
        self.cycles = 0
        self.doing = ""
        self.worst: list[tuple[float, float, str]] = []
        self._last = time.monotonic()
        self.begun = self._last

    def beat(self) -> None:
        """Note one heartbeat."""
        now = time.monotonic()
        late = max(0.0, (now - self._last) * 1000 - BEAT_MS)
        self._last = now
        self.late.append(late)
        if late > LONGEST_MS / 2:
            self.worst.append((late, now - self.begun, self.doing))
        if not self.memory or now - self.memory[-1][0] > 2:
            self.memory.append((now, resident()))

    def growth(self) -> tuple[float, float]:
        """Return the middle of the memory after warming up, and that of the last quarter."""
        quarter = (self.memory[-1][0] - self.begun) / 4
        warm = [held for at, held in self.memory if quarter <= at - self.begun <= 2 * quarter]
        last = [held for at, held in self.memory if at - self.begun >= 3 * quarter]
        return statistics.median(warm), statistics.median(last)

    def tell(self) -> bool:
        """Print what was found, and tell whether it is well."""
        bins = Counter(next((top for top in BINS if late <= top), 0) for late in self.late)
        for top in (*BINS, 0):
            print(f"{'over ' + str(BINS[-1]) if not top else 'up to ' + str(top):>10} ms late: {bins[top]}")
        warm, last = self.growth()
        for late, at, doing in sorted(self.worst, reverse=True)[:8]:
            print(f"{late:6.0f} ms after {at:.0f} s while {doing}")
        print(f"{self.cycles} cycles, memory {warm:.0f} MB after warming up, {last:.0f} MB at the end; "
              f"longest stall {max(self.late):.0f} ms")  # fmt: skip
        return max(self.late) <= LONGEST_MS and last <= warm * (1 + GROWTH)


def make(path: Path, pages: int) -> None:
    """Make a project of so many pages, all with a scan."""
    from editor.model import edit as e
    from editor.shipped import resource
    from editor.store import readers
    from editor.store.project import Project
    from tests.bench import synthetic

    synthetic.make(path, pages, resource("tagsets/us-government-records.toml").read_text("utf-8"))
    scan = str(REPOSITORY / "resources" / "sample" / "memo-1.jpg")
    with Project.open(path) as project:
        edits = tuple(e.SetPageImage(page.id, scan, width=1240, height=1754) for page in readers.all_pages(project))
        project.apply(e.Batch(edits, "Scans"), undoable=False)


def main() -> int:
    """Work, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="muniment-soak-") as folder:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["KILL_LOOP_DIR"] = folder
        from tests.faults.window_typist import settle_home

        settle_home(Path(folder) / "home")
        make(Path(folder) / "soak.muniment", given.pages)
        record = Record()
        work(Path(folder), record, given.minutes * 60, random.Random(given.seed))
        return 0 if record.tell() else 1


def work(folder: Path, record: Record, seconds: float, chance: random.Random) -> None:
    """Sit at the desk for so long."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from editor.store import readers
    from tests.journeys.desk import Desk, Steps

    desk = Desk(folder)
    heart = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
    heart.timeout.connect(record.beat)

    def at_the_desk() -> Steps:
        yield desk.painted
        desk.ready()
        yield 3000
        pages = [page.id for page in readers.all_pages(desk.session.project)]
        record.__init__()  # type: ignore[misc]  # the start is another promise
        heart.start()
        yield 100
        while time.monotonic() - record.begun < seconds:
            yield from cycle(desk, record, chance, pages)
        heart.stop()

    application = QApplication.instance() or QApplication([])
    assert application is not None
    desk.run(at_the_desk(), str(folder / "soak.muniment"))


def cycle(desk, record: Record, chance: random.Random, pages: list[int]):
    """Do what an archivist does on a page, and go to another one."""
    acts = desk.window.actions_
    record.cycles += 1
    record.doing = "turning the page"
    if chance.random() < 0.2:
        desk.session.show_page(chance.choice(pages))
    else:
        desk.key("Ctrl+PgDown")
    yield 150
    desk.window.desk.transcript.setFocus()
    desk.key("Ctrl+Home")
    for _ in range(3):
        record.doing = "typing"
        for word in chance.choices(WORDS, k=3):
            for letter in word + " ":  # faster than any typist, and no two keys at once
                desk.type(letter)
                yield 8
        desk.key("Down")
    record.doing = "undoing"
    desk.key("Ctrl+Z")
    yield 60
    for name in chance.sample(
        ("line.split", "problem.next", "zoom.in", "zoom.width", "undo", "redo", "tag.unclear"), 3
    ):
        record.doing = name
        if acts[name].isEnabled():
            acts[name].trigger()
        yield 60
    if record.cycles % 12 == 0:
        record.doing = "searching"
        desk.key("Ctrl+F")
        desk.type(chance.choice(WORDS))
        desk.key("Return")
        yield 400
        desk.key("Esc")
        yield 60


if __name__ == "__main__":
    sys.exit(main())
