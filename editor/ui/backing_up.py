"""Backups made by the way: soon after a project is opened and every quarter of an hour of edits; nobody waits for one.

Knows the session and no pane.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.model.faults import Fault
from editor.ui.jobs import Jobs
from editor.ui.session import Session
from editor.work.backup import back_up_meanwhile

SOON = 20_000
"""Milliseconds after opening: the first page and the first words come first."""
EVERY = 15 * 60_000
"""Milliseconds from an edit to the backup that has it."""


class BackingUp(QObject):
    """Backs the open project up.

    Signals:
        failed: a sentence for the archivist, once for each reason.
        made: a new backup, as a Path.
    """

    failed = Signal(str)
    made = Signal(object)

    def __init__(self, session: Session, soon: int = SOON, every: int = EVERY) -> None:
        """Wait ``soon`` milliseconds for the first backup, and ``every`` from an edit to the next; ends with it."""
        super().__init__(session)
        self._session = session
        self._jobs = Jobs(1, self)
        self._wanted = True
        self.busy = False
        """Whether a backup is under way."""
        self._told = ""
        self._timer = QTimer(self, singleShot=True, interval=every)
        self._timer.timeout.connect(self.back_up)
        QTimer.singleShot(soon, self, self.back_up)
        session.project.listeners.append(self._changed)
        session.closing.connect(self._stop)

    def back_up(self) -> None:
        """Make a backup now, unless one is under way or has every edit already."""
        if self.busy or not self._wanted:
            return
        self.busy = True
        self._timer.stop()
        project = self._session.project
        self._jobs.start(lambda: back_up_meanwhile(project, lambda: self._wanted), self._done, self._failed)

    def _changed(self, _change: object) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _done(self, path: Path | None) -> None:
        self.busy, self._told = False, ""
        if path is not None:
            self.made.emit(path)

    def _failed(self, error: Exception) -> None:
        self.busy = False
        if not isinstance(error, Fault):
            raise error
        self._timer.start()
        if str(error) != self._told:
            self._told = str(error)
            kept = self.tr("All your work is in the project itself; a backup will be tried again.")
            self.failed.emit(f"{error} {kept}")

    def _stop(self) -> None:
        """Let go of the project: what is under way leaves nothing behind."""
        self._wanted = False
        self._timer.stop()
        if self._changed in self._session.project.listeners:
            self._session.project.listeners.remove(self._changed)
        self._jobs.stop()
