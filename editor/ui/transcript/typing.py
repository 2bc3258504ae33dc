"""Typing becomes edits: what stands in the blocks is compared with what is stored after a pause, and sent.

Holds back what could not be stored, and tries again; knows nothing of what the widget looks like.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextDocument

from editor.model.edit import Batch, Edit, SetLineText
from editor.store import readers
from editor.ui.session import Session
from editor.ui.transcript.document import texts
from editor.ui.transcript.edits import cleaned, edits_between
from editor.ui.transcript.paper import Paper
from editor.ui.transcript.rows import PageRows, Run

PAUSE_MS = 350
CAP_MS = 1800
"""At most two seconds of typing may be unsaved; a timer may be late."""
RETRY_MS = 5000
_NOT_KNOWN = ((-1, -1, ""),)
"""Spans no line has, so that a row with typed text is not taken for that of its line."""


class Typist(QObject):
    """Sends off what is typed.

    Signals:
        replaced: characters that no file can keep were typed and became U+FFFD.
        keptChanged: so many lines could not be stored and are kept here; 0 when all is well again.
    """

    replaced = Signal()
    keptChanged = Signal(int)

    def __init__(self, session: Session, paper: Paper, parent: QObject | None = None) -> None:
        """Watch what is typed on ``paper`` and send it through ``session``."""
        super().__init__(parent)
        self._session = session
        self._paper = paper
        self._dirty: set[int] = set()
        self._quiet = 0
        self._burst = 0
        self.sending = False
        self._outbox: dict[int, str] = {}
        self.kept: dict[int, str] = {}
        self._pause = self._timer(PAUSE_MS, self._paused)
        self._cap = self._timer(CAP_MS, session.flush)
        self._retry = self._timer(RETRY_MS, session.flush)
        self._watched: QTextDocument | None = None
        session.add_flusher(self.flush)
        session.closing.connect(self.stop)

    def _timer(self, interval: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(interval)
        timer.timeout.connect(then)
        return timer

    def watch(self) -> None:
        """Watch the document that is on the paper now."""
        document = self._paper.document()
        if document is not self._watched:
            self._watched = document
            document.contentsChange.connect(self._typed)
        self._dirty.clear()
        self._pause.stop()
        self._cap.stop()

    def stop(self) -> None:
        """Send nothing any more: the project is being closed, and what was typed has been sent before."""
        for timer in (self._pause, self._cap, self._retry):
            timer.stop()
        self._dirty.clear()
        self.kept.clear()
        self._quiet += 1

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """Take changes of the document made inside as ours, not as typing."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    @contextlib.contextmanager
    def own(self) -> Iterator[None]:
        """Take changes of the project made inside as part of the typing."""
        before, self.sending = self.sending, True
        try:
            yield
        finally:
            self.sending = before

    def token(self, line: int) -> str:
        """Return what makes edits of one line, typed in one go, one step of undo."""
        return f"type {line} {self._burst}"

    def end_burst(self) -> None:
        """Let what is typed from now on be another step of undo; what happens as part of the typing does not."""
        if not self.sending:
            self._burst += 1

    @property
    def pending(self) -> bool:
        """Tell whether something may be typed that is not sent yet."""
        return bool(self._dirty)

    def _typed(self, position: int, removed: int, added: int) -> None:
        if self._quiet or self._paper.reading:
            return
        document = self._paper.document()
        first, last = document.findBlock(position), document.findBlock(position + added)
        end = last.blockNumber() if last.isValid() else document.blockCount() - 1
        self._dirty.update(range(first.blockNumber(), end + 1))
        self._session.typed()
        if document.blockCount() != len(self._paper.page.rows):
            # Qt has joined or broken lines without asking us: put that right before anything else happens.
            self._pause.start(0)
            return
        self._pause.start(PAUSE_MS)
        if not self._cap.isActive():
            self._cap.start()

    def _paused(self) -> None:
        if self._paper.composing:
            self._pause.start(PAUSE_MS)
        else:
            self._session.flush()

    def flush(self) -> None:
        """Send off what is typed, line by line, whatever page is current, and what could not be stored before."""
        if self.kept:
            self._retry_kept()
        if not self._dirty:
            return
        dirty, self._dirty = sorted(self._dirty), set()
        self._pause.stop()
        self._cap.stop()
        with self.own():
            if self._paper.document().blockCount() != len(self._paper.page.rows):
                self._send_all(dirty)
                return
            self._outbox = dict(typed for index in dirty if (typed := self._typed_line(index)) is not None)
            try:
                while self._outbox:
                    line, text = next(iter(self._outbox.items()))
                    self._store(line, text)
            finally:
                if self._outbox:  # an error of ours, which is on its way to be reported: the text waits for better days
                    unsent, self._outbox = self._outbox, {}
                    self.hold(unsent)

    def _typed_line(self, index: int) -> tuple[int, str] | None:
        row = self._paper.page.rows[index]
        text, count = cleaned(self._paper.document().findBlockByNumber(index).text())
        if row.line is None or index in self._paper.locked or (text == row.text and row.line not in self.kept):
            return None
        if count:
            self.replaced.emit()
        return row.line, text

    def _store(self, line: int, text: str) -> None:
        change = self._session.do(SetLineText(line, text), merge=self.token(line))
        del self._outbox[line]
        if change is None:
            self.hold({line: text})
        elif self.kept.pop(line, None) is not None:
            self._tell_kept()

    def _send_all(self, dirty: list[int]) -> None:
        known = [
            (r.region, r.line, r.text) for r in self._paper.page.rows if r.region is not None and r.line is not None
        ]
        blocks = [cleaned(text)[0] for text in texts(self._paper.document())]
        edits: list[Edit] = edits_between(known, blocks, self._session.project.new_id)
        try:
            if edits:
                self._session.do(edits[0] if len(edits) == 1 else Batch(tuple(edits), "Change text"))
        except Exception:  # as above
            self._dirty.update(dirty)
            self._retry.start()
            raise

    # What could not be stored

    def hold(self, unsent: dict[int, str]) -> None:
        """Keep texts that are not stored, and try again in a while."""
        self.kept.update(unsent)
        self._tell_kept()

    def _tell_kept(self) -> None:
        self.keptChanged.emit(len(self.kept))
        if self.kept:
            self._retry.start()

    def _retry_kept(self) -> None:
        """Try to store what could not be stored; what belongs to a line that is gone is given up."""
        try:
            with self.own():
                for line, text in tuple(self.kept.items()):
                    if readers.page_of(self._session.project, line) is None:
                        del self.kept[line]
                    elif self._session.do(SetLineText(line, text), merge=self.token(line)) is None:
                        break
                    else:
                        del self.kept[line]
        finally:
            self._tell_kept()

    def unsent(self) -> dict[int, str]:
        """Return the texts that stand in the window and not in the file, by line."""
        out = {**self.kept, **self._outbox}
        document = self._paper.document()
        if document.blockCount() == len(self._paper.page.rows):
            for index in self._dirty:
                row = self._paper.page.rows[index]
                text = document.findBlockByNumber(index).text()
                if row.line is not None and index not in self._paper.locked and text != row.text:
                    out[row.line] = text
        return out


def overlaid(page: PageRows, unsent: dict[int, str]) -> PageRows:
    """Return a page with the texts that are typed and not yet stored in place of the stored ones."""
    if not unsent:
        return page
    rows = tuple(
        row._replace(text=unsent[row.line], runs=_one(unsent[row.line]), gaps=(), spans=_NOT_KNOWN)
        if row.line in unsent and row.text != unsent[row.line]
        else row
        for row in page.rows
    )
    return PageRows(rows, page.trailing)


def _one(text: str) -> tuple[Run, ...]:
    return (Run(0, len(text)),) if text else ()
