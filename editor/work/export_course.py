"""How far an export has come, in pages; and the way out of the middle of a file when it is stopped."""

from __future__ import annotations

from collections.abc import Callable

from editor.work.export_kinds import MANY


class Stopped(Exception):
    """Say that the archivist wants no more of it."""


class Course:
    """Counts the pages that writers ask for; a writer that asks for a page several times is told so at the start."""

    def __init__(
        self, of: int, passes: int, report: Callable[[int, int, str], object], stopped: Callable[[], bool]
    ) -> None:
        """Take the number of pages, how often each is asked for, and whom to tell and ask."""
        self._of = of
        self._passes = passes
        self._report = report
        self._stopped = stopped
        self._before = self._size = self._asked = 0
        self._rounds = 1
        self._name = ""

    def begin(self, size: int, name: str) -> None:
        """Begin a file of ``size`` pages."""
        self._size, self._name, self._asked = size, name, 0
        self._rounds = self._passes if size > MANY else 1
        self._tell()

    def page(self) -> None:
        """Count a page, before it is read.

        Raises:
            Stopped: no more is wanted.
        """
        if self._stopped():
            raise Stopped
        self._asked += 1
        self._tell()

    def end(self) -> None:
        """Count the file as whole."""
        self._before += self._size
        self._size = self._asked = 0
        self._tell()

    def _tell(self) -> None:
        # The page that was asked for last is being written: it is not done yet.
        done = max(self._asked - 1, 0) // self._rounds
        self._report(self._before + min(done, self._size), self._of, self._name)
