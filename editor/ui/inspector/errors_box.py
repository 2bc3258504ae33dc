"""How wrong the OCR of the whole project was: counted when somebody asks, fetched here in slices, compared in a thread.

What it is measured against is the text as it is now, and apart from that the pages with the status "checked".
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from editor.model.faults import Fault
from editor.store import passages, readers
from editor.ui.inspector.parts import faint, plain
from editor.ui.jobs import Jobs
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.store.readers import PageCells
    from editor.work.statistics import Errors, Tally

_FETCHING = 0.008
"""Seconds of fetching before the window has its turn."""
_PAGES = 20
"""Pages that are compared at a time."""


def tally_of(pages: Sequence[PageCells], document: int, stopped: threading.Event) -> tuple[Tally, Tally]:
    """Return the errors on some pages, and on those of them that are of a document."""
    from editor.work.statistics import Tally  # rapidfuzz is not needed to open a window

    every, here = Tally(), Tally()
    for cells in pages:
        if stopped.is_set():
            break
        content, one = readers.read_cells(cells), Tally()
        one.add(content)
        every.plus(one)
        if content.page.document == document:
            here.plus(one)
        time.sleep(0.0005)  # whoever types needs the interpreter too
    return every, here


class ErrorsBox(QWidget):
    """A button that counts the errors of the OCR, and what came of it.

    Signals:
        counted: everything was counted and is shown.
    """

    counted = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Take the session whose project is counted; nothing is counted yet."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._ticket: int | None = None
        self._stopped = threading.Event()
        self._pages: Iterator[int] = iter(())
        self._document = self._of = 0
        self._sums: tuple[Tally, Tally] | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._send)
        self.caption = faint(self.tr("Errors of the OCR"), self)
        self.result = plain("", self)
        self.result.hide()
        self.button = QPushButton(self.tr("Count Them"), self)
        self.button.setToolTip(self.tr("Count wrong characters (CER) and words (WER) in this document and the project"))
        self.button.clicked.connect(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        for widget in (self.caption, self.result, self.button):
            column.addWidget(widget)
        session.closing.connect(self._stop)

    def count(self) -> None:
        """Count anew, or stop where it is being counted."""
        if self._ticket is not None or self._next.isActive():
            self._stop()
            self._say(self.tr("Counting was stopped."))
            return
        content = self._session.content
        if content is None:
            return
        self._session.flush()
        self._document, self._sums, self._stopped = content.page.document, None, threading.Event()
        self._of = readers.page_count(self._session.project)
        self._pages = passages.page_ids(self._session.project)
        self.button.setText(self.tr("Stop"))
        self._next.start()

    def _stop(self) -> None:
        self._stopped.set()
        self._next.stop()
        self._jobs.drop(self._ticket)
        self._ticket = None
        self.button.setText(self.tr("Count Them"))

    def _send(self) -> None:
        found = self._fetch()
        if not found:
            self._stop()
            self._show()
            return
        document, stopped = self._document, self._stopped
        self._ticket = self._jobs.start(lambda: tally_of(found, document, stopped), self._arrived, priority=-2)

    def _fetch(self) -> list[PageCells]:
        until, out = time.monotonic() + _FETCHING, []
        for page in self._pages:
            try:
                out.append(readers.cells(self._session.project, page, 0, shares=False))
            except Fault:  # removed meanwhile
                continue
            if len(out) >= _PAGES or time.monotonic() > until:
                break
        return out

    def _arrived(self, found: tuple[Tally, Tally]) -> None:
        self._ticket = None
        if self._sums is None:
            self._sums = found
        else:
            for total, more in zip(self._sums, found, strict=True):
                total.plus(more)
        self._say(self.tr("{0} of {1} pages…").format(f"{self._sums[0].pages:,}", f"{self._of:,}"))
        self._next.start()

    def _say(self, words: str) -> None:
        self.result.setText(words)
        self.result.setVisible(bool(words))

    def _show(self) -> None:
        if self._sums is not None:
            every, here = self._sums
            names = ((self.tr("This document"), here), (self.tr("The project"), every))
            self._say("\n\n".join(self._rates(name, tally) for name, tally in names))
        self.counted.emit()

    def _rates(self, name: str, tally: Tally) -> str:
        said = self.tr("{0}, put right so far: {1}").format(name, self._rate(tally.errors))
        if tally.checked_pages:
            checked = self.tr("Against its checked pages ({0}): {1}")
            return f"{said}\n{checked.format(tally.checked_pages, self._rate(tally.checked))}"
        return f"{said}\n{self.tr('No page of it is checked yet.')}"

    def _rate(self, errors: Errors) -> str:
        if errors.cer is None or errors.wer is None:
            return self.tr("no text that a machine read")
        return self.tr("CER\u00a0{0}\u00a0%, WER\u00a0{1}\u00a0%").format(
            f"{100 * errors.cer:.1f}", f"{100 * errors.wer:.1f}"
        )
