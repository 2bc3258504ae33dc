"""The text pane: what a key costs on a very long page full of spans, and what turning the page costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from editor.model.edit import SetPageImage
from editor.store import readers
from editor.ui.kit.decode import levels_of
from editor.ui.transcript.pane import TranscriptPane
from tests.bench import desks
from tests.bench.measure import Row, against, in_turns, median_ms, percentile_ms

ROWS = ("keystroke", "keystroke-p99", "keystroke-flush", "keystroke-scans", "keystroke-scans-p95", "transcript-turn")
KEYS = 40
"""Keys of a round."""
LONG = 5_000
_LETTERS = "eatnsri"


class Typed:
    """A pane on a long page, with the caret in the middle of it."""

    def __init__(self, project: Path) -> None:
        """Show the first page of a project."""
        self.bench = desks.Bench(project)
        self.pane = TranscriptPane(self.bench.session, self.bench.jobs, self.bench.theme)
        self.bench.shown(self.pane)
        self.sheet: QTextEdit = self.pane.sheet
        block = self.sheet.document().findBlockByNumber(LONG // 2)
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.Right, n=5)
        self.sheet.setTextCursor(cursor)
        self.sheet.ensureCursorVisible()
        self.bench.settle()
        self.keys: list[float] = []

    def show_scans(self) -> None:
        """Show the scan above each line: a white page of the size of a real one."""
        session, cuts = self.bench.session, self.pane.sheet.cuts
        if session.page_id is not None:
            session.do(SetPageImage(session.page_id, "white.png"))
        image = QImage(4960, 7016, QImage.Format.Format_Grayscale8)
        image.fill(255)
        cuts.set_picture(levels_of(image, 1.0), QRectF(0, 0, 4960, 7016), image)
        self.pane.show_cutouts(True)
        self.sheet.ensureCursorVisible()
        until = time.monotonic() + 5
        while not cuts.made and time.monotonic() < until:
            self.bench.settle()

    def key(self, number: int) -> None:
        """Press a key and paint what comes of it; a typing pause does not come to pass meanwhile."""
        began = time.thread_time()
        if number % 10 == 9:
            QTest.keyClick(self.sheet, Qt.Key.Key_Backspace)
        else:
            QTest.keyClick(self.sheet, _LETTERS[number % len(_LETTERS)])
        QApplication.processEvents()
        self.sheet.viewport().repaint()
        self.keys.append(time.thread_time() - began)

    def type(self) -> None:
        """Press the keys of a round."""
        for number in range(KEYS):
            self.key(number)

    def send(self) -> float:
        """Press one key, then let the typing become an edit, and return the seconds that took."""
        self.key(0)
        began = time.thread_time()
        self.bench.session.flush()
        QApplication.processEvents()
        self.sheet.viewport().repaint()
        return time.thread_time() - began


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the rows."""
    yield from _keys(work, rounds)
    yield _turn(work, rounds)


def _keys(work: Path, rounds: int) -> Iterator[Row]:
    plain = Typed(desks.project(work / "long-plain.muniment", 1, LONG, 0, regions=50))
    tagged = Typed(desks.project(work / "long-tagged.muniment", 1, LONG, LONG, regions=50))
    taken = in_turns({"value": tagged.type, "yardstick": plain.type}, rounds)
    yield against("keystroke", 3.0, {name: [s / KEYS for s in all_of] for name, all_of in taken.items()})
    yield Row("keystroke-p99", percentile_ms(tagged.keys[KEYS:], 0.99), None, 16.0, rounds)
    flushes = [tagged.send() for _ in range(rounds + 1)][1:]
    yield Row("keystroke-flush", median_ms(flushes), None, 200.0, rounds)
    above = Typed(desks.project(work / "long-scans.muniment", 1, LONG, LONG, regions=50))
    above.show_scans()
    taken = in_turns({"value": above.type, "yardstick": tagged.type}, rounds)
    yield against("keystroke-scans", 1.5, {name: [s / KEYS for s in all_of] for name, all_of in taken.items()})
    yield Row("keystroke-scans-p95", percentile_ms(above.keys[KEYS:], 0.95), None, 16.0, rounds)


def _turn(work: Path, rounds: int) -> Row:
    bench = desks.Bench(desks.project(work / "turns.muniment", 12, 40, 40))
    session = bench.session
    pages = [page.id for page in readers.all_pages(session.project)]
    contents = [readers.content(session.project, page) for page in pages]
    pane = TranscriptPane(session, bench.jobs, bench.theme)
    bench.shown(pane)
    plain = QTextEdit()
    plain.setFont(pane.sheet.document().defaultFont())
    bench.shown(plain, pane.sheet.width(), pane.sheet.height())

    def turn() -> None:
        for content in contents:
            session.content = content
            session.pageShown.emit()
            QApplication.processEvents()
            pane.sheet.viewport().repaint()

    def set_text() -> None:
        for content in contents:
            plain.setPlainText("\n".join(line.text for _, line in content.lines()))
            QApplication.processEvents()
            plain.viewport().repaint()

    cases: dict[str, Callable[[], None]] = {"value": turn, "yardstick": set_text}
    taken = in_turns(cases, rounds)
    return against("transcript-turn", 2.0, {name: [s / len(pages) for s in all_of] for name, all_of in taken.items()})
