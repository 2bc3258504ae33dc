"""Turning the page in the real window: a page of 35 megapixels seen for the first time, and one seen before."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication, QGraphicsView

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from tests.bench import desks, scans, synthetic
from tests.bench.measure import NotHere, Row, against, percentile_ms
from tests.bench.sight import PageSeen, Paints

ROWS = ("turn-first", "turn-seen-p99", "memory-turns")
PAGES = 24
SEEN_TURNS = 60
MANY_TURNS = 120
QUIET = 0.25
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def make(work: Path) -> Path:
    """Return a project of large pages with forty lines and spans each; the tint of the paper changes every page."""
    images = scans.pages(work / "pages", PAGES)
    path = work / "page-turns.muniment"
    if path.exists():
        return path
    with Project.create(path, user="bench") as project:
        document = project.apply(e.AddDocument("Turns")).id
        assert document is not None
        for image in images:
            name = image.relative_to(work).as_posix()
            project.apply(e.Batch(tuple(_page(project, document, name)), "Page"))
    return path


def _page(project: Project, document: int, image: str) -> Iterator[e.Edit]:
    page = project.new_id()
    yield e.AddPage(document, image, Path(image).stem, width=scans.WIDTH, height=scans.HEIGHT, id=page)
    for r in range(synthetic.REGIONS):
        region = project.new_id()
        yield e.AddRegion(page, "paragraph", synthetic.box(700, 600 + r * 1450, 3900, 1400), id=region)
        for n in range(10):
            line = project.new_id()
            outline = synthetic.box(700, 600 + (r * 10 + n) * 140, 3900, 110)
            yield e.AddLine(region, f"the district commission {n}", outline, id=line, confidence=0.9)
            yield e.TagSpan(line, 4, 12, desks.TAGS[n % len(desks.TAGS)])


class Window:
    """The real window on a project."""

    def __init__(self, project: Path) -> None:
        """Open it and wait until it has come to rest."""
        from editor.ui.kit.settings import Settings
        from editor.ui.kit.theme import Theme
        from editor.ui.main_window import MainWindow

        self.app = desks.application()
        theme = Theme("light")
        theme.apply(self.app)
        self.window = MainWindow(Settings(), theme)
        self.window.show()
        self.tint = ""
        self.sight = PageSeen(self._seen)
        if not self.window.files.open_path(project):
            raise NotHere(f"the window did not open {project.name}")
        self.session = self.window.session
        assert self.session is not None
        self.pages = [page.id for page in readers.all_pages(self.session.project)]
        self.until(lambda: self.tint != "")
        self.rest()

    def _seen(self, tint: str) -> None:
        self.tint = tint

    def until(self, true: Callable[[], bool], seconds: float = 60.0) -> None:
        """Run the loop of events until something is so.

        Raises:
            NotHere: it did not come to pass.
        """
        end = time.monotonic() + seconds
        ticking = QTimer(interval=50)  # wakes the loop, so that its end is noticed
        ticking.start()
        while not true():
            QApplication.processEvents(_WAIT)  # with a limit of time it would not wait at all
            if time.monotonic() > end:
                raise NotHere("the page was not to be seen")

    def rest(self) -> None:
        """Let everything that goes on behind the window come to its end."""
        still = time.monotonic()
        while time.monotonic() - still < QUIET:
            used, began = time.process_time(), time.monotonic()
            while time.monotonic() - began < 0.05:
                QApplication.processEvents()
                time.sleep(0.005)
            if time.process_time() - used > 0.02:
                still = time.monotonic()

    def turn(self, index: int) -> float:
        """Go to a page and return the processor seconds of all threads until it is seen."""
        due = list(scans.TINTS)[index % 2]
        began = time.process_time()
        self.session.show_page(self.pages[index])
        self.until(lambda: self.tint == due)
        return time.process_time() - began

    def turn_seen(self, index: int) -> float:
        """Go to a page seen before and return the seconds of the GUI thread until it has painted."""
        view = max(self.window.findChildren(QGraphicsView), key=lambda v: v.width() * v.height())
        painted = Paints(view.viewport())
        began = time.thread_time()
        self.session.show_page(self.pages[index])
        self.until(lambda: painted.count > 0)
        QApplication.processEvents()
        return time.thread_time() - began


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the rows."""
    project = make(work)
    with tempfile.TemporaryDirectory(prefix="muniment-home-") as home:
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = f"{home}/{name.lower()}"
        os.environ["HOME"] = home
        window = Window(project)
        yield _first(window, work, rounds)
        yield _seen(window)
        yield _memory(window)


def _first(window: Window, work: Path, rounds: int) -> Row:
    """Turn to pages far from any seen before; the yardstick decodes the same file to the same width."""
    taken: dict[str, list[float]] = {"value": [], "yardstick": []}
    view = max(window.window.findChildren(QGraphicsView), key=lambda v: v.width() * v.height())
    for number in range(min(rounds + 1, (PAGES - 4) // 3)):
        index = 5 + number * 3
        taken["value"].append(window.turn(index))
        across = round(view.transform().m11() * scans.WIDTH * view.devicePixelRatioF())
        window.rest()
        taken["yardstick"].append(_decode(work / "pages" / f"p{index:03d}.jpg", across))
    return against("turn-first", 1.3, {name: seconds[1:] for name, seconds in taken.items()})


def _decode(path: Path, width: int) -> float:
    began = time.process_time()
    reader = QImageReader(str(path))
    reader.setScaledSize(QSize(width, width * scans.HEIGHT // scans.WIDTH))
    if reader.read().isNull():
        raise NotHere(f"{path.name} cannot be decoded")
    return time.process_time() - began


def _seen(window: Window) -> Row:
    for index in (0, 1, 2):
        window.session.show_page(window.pages[index])
        window.rest()
    taken = [window.turn_seen(n % 3) for n in range(SEEN_TURNS)]
    return Row("turn-seen-p99", percentile_ms(taken, 0.99), None, 50.0, SEEN_TURNS, "ms cpu, GUI thread")


def _memory(window: Window) -> Row:
    """Turn many pages without a rest; what is in use at the end against what was after the first of them."""
    used = []
    for number in range(MANY_TURNS):
        window.turn_seen(number * 5 % PAGES)
        if number in (MANY_TURNS // 4, MANY_TURNS - 1):
            window.rest()
            used.append(_in_use())
    return Row("memory-turns", used[1], used[0], 1.05, MANY_TURNS, "MB")


def _in_use() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        raise NotHere("memory is measured on Linux only")
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS")) / 1024
