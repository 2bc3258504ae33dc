"""A search line by line that never holds the window up: it goes on in the pauses and can be stopped."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, QRegularExpression, QTimer, Signal

from editor.store import search as index
from editor.ui.kit.utf16 import to_points
from editor.ui.session import Session
from editor.work.search import Hit

_SLICE = 0.012
"""Seconds of work before the window has its turn."""
ENOUGH = 5000
"""Hits after which a search stops: more is no answer but another question."""


def expression(query: str, *, regex: bool, case: bool) -> QRegularExpression:
    """Return the pattern of a query; one that is wrong is not ``isValid``.

    Qt's engine gives up where a pattern needs too long; Python's would hold the window.
    """
    options = QRegularExpression.PatternOption.UseUnicodePropertiesOption
    if not case:
        options |= QRegularExpression.PatternOption.CaseInsensitiveOption
    return QRegularExpression(query if regex else QRegularExpression.escape(query), options)


class Scan(QObject):
    """Looks through every line for a pattern.

    Signals:
        found: some more hits, as a list, and the lines seen so far.
        finished: "" when all was seen, or a sentence why it ended before.
    """

    found = Signal(object, int)
    finished = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Take the session whose project is searched; nothing runs yet."""
        super().__init__(parent)
        self._session = session
        self._hits: Iterator[list[Hit]] | None = None
        self._pattern = QRegularExpression()
        self._count = 0
        self._lines = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Tell whether there are lines left to see."""
        return self._timer.isActive()

    def start(self, pattern: QRegularExpression) -> None:
        """Begin anew with a pattern that is valid."""
        self._pattern = pattern
        self._hits = (self._of_line(line) for line in index.all_lines(self._session.project))
        self._count = self._lines = 0
        self._timer.start()

    def stop(self) -> None:
        """Stop without a word."""
        self._timer.stop()
        self._hits = None

    def _go_on(self) -> None:
        assert self._hits is not None
        until = time.monotonic() + _SLICE
        batch: list[Hit] = []
        ended: str | None = None
        try:
            while ended is None and time.monotonic() < until:
                hits = next(self._hits, None)
                if hits is None:
                    ended = ""
                    break
                self._lines += 1
                self._count += len(hits)
                batch += hits
                if self._count >= ENOUGH:
                    ended = self.tr("the search stopped at {0}").format(ENOUGH)
        except _TooComplex:
            ended = self.tr("this pattern is too complex")
        if batch:
            self.found.emit(batch, self._lines)
        if ended is not None:
            self.stop()
            self.finished.emit(ended)

    def _of_line(self, line: index.Found) -> list[Hit]:
        hits = []
        matches = self._pattern.globalMatch(line.text)
        if not matches.isValid():
            raise _TooComplex
        while matches.hasNext():
            match = matches.next()
            if not match.isValid():
                raise _TooComplex
            if match.capturedLength() > 0:
                start = to_points(line.text, match.capturedStart())
                end = to_points(line.text, match.capturedEnd())
                hits.append(Hit(line.page, line.line, start, end, line.text))
        return hits


class _TooComplex(Exception):
    """The engine gave up on a line."""


def wrong(pattern: QRegularExpression) -> str:
    """Return in words what is wrong with a pattern, "" for nothing."""
    if pattern.isValid():
        return ""
    said = QCoreApplication.translate("Scan", "not a pattern: {0}, at character {1}")
    return said.format(pattern.errorString(), pattern.patternErrorOffset() + 1)
