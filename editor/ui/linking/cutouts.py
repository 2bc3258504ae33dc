"""The lines that were found on a page, cut out of its scan, level and at the height of a row; made in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from editor.model.found import FoundLine
from editor.model.geometry import bounds
from editor.model.page import Page
from editor.ui.find.cutouts import Shape, cut_out
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Source
from editor.ui.kit.linecut import axis_of
from editor.ui.session import Session


class FoundCutouts(QObject):
    """Strips of found lines, by their number in the layout.

    Signals:
        ready: the strips of the page are there.
    """

    ready = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session whose scans are cut."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._ticket: int | None = None
        self._strips: dict[int, QImage | None] = {}
        self._lines: Sequence[FoundLine] = ()
        session.closing.connect(self.forget)

    def forget(self) -> None:
        """Drop all strips and what is under way."""
        self._jobs.drop(self._ticket)
        self._ticket, self._strips, self._lines = None, {}, ()

    def cut(self, page: Page, lines: Sequence[FoundLine]) -> None:
        """Cut these lines out, unless they are those that were cut last."""
        if lines is self._lines or not page.image:
            return
        self.forget()
        self._lines = lines
        source = Source(str(self._session.project.path.parent / Path(page.image)), page.frame)
        size = page.width, page.height
        shapes = {number: shape for number, line in enumerate(lines) if (shape := _shape(line)) is not None}
        self._ticket = self._jobs.start(lambda: cut_out(source, size, shapes), self._arrived, lambda _: None)

    def strip(self, number: int) -> QImage | None:
        """Return the strip of a line, None where there is none or it is not there yet."""
        return self._strips.get(number)

    def _arrived(self, strips: dict[int, QImage | None]) -> None:
        self._ticket = None
        self._strips = strips
        self.ready.emit()


def _shape(line: FoundLine) -> Shape | None:
    if len(line.outline) < 3:
        return None
    left, top, right, bottom = bounds(line.outline)
    height = max(min(bottom - top, right - left), 1.0)
    axis = axis_of(line.baseline, line.outline, height)
    return (line.outline, axis, height) if axis.length() >= 1 else None
