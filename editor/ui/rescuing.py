"""Typed text that cannot be saved: written down elsewhere while it waits, and offered again at the next opening.

Knows the session and what the text pane says of unsaved lines; the rescue log itself is work's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.ui.session import Session
from editor.work import rescue


class Rescuing(QObject):
    """Keeps the rescue log of the open project true.

    Signals:
        told: a sentence for the archivist.
        found: texts of an earlier day that never got into the project; a sentence that says so.
    """

    told = Signal(str)
    found = Signal(str)

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None) -> None:
        """Take the folder of the log."""
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._failed = False
        self._waiting: dict[int, str] = {}
        """Texts of an earlier day that are not brought back yet."""

    def look(self) -> None:
        """Say when texts of an earlier day wait to be brought back."""
        kept = rescue.rescued(self._folder, self._session.project.path)
        if kept is None:
            return
        back = rescue.way_back(self._session.project, kept)
        if back.edit is None and not back.homeless:
            self._write({})
            return
        self._waiting = kept.texts
        when = kept.when.replace("T", ", ")[:17]
        self.found.emit(
            self.tr("Text typed on {0} could not be saved then. It was kept: {1} lines.").format(when, len(kept.texts))
        )

    def bring_back(self) -> None:
        """Put rescued texts into the project, as one step that can be undone."""
        kept = rescue.rescued(self._folder, self._session.project.path)
        if kept is None:
            return
        back = rescue.way_back(self._session.project, kept)
        if back.edit is not None and self._session.do(back.edit) is None:
            return
        self._waiting = {}
        if back.homeless:
            self.told.emit(
                self.tr(
                    "{0} lines are back. {1} more had their lines removed since; their text stays in the log."
                ).format(back.lines, len(back.homeless))
            )
            return
        self._write({})
        self.told.emit(self.tr("{0} lines are back; one undo takes them out again.").format(back.lines))

    def follow(self, unsaved: Callable[[], Mapping[int, str]]) -> None:
        """Write down what is not saved now; where nothing is, let the log go."""
        self._write({**self._waiting, **unsaved()})

    def _write(self, texts: Mapping[int, str]) -> None:
        try:
            rescue.keep(self._folder, self._session.project.path, texts, datetime.now().astimezone())
            self._failed = False
        except OSError as error:
            if not self._failed:
                self._failed = True
                why = error.strerror or str(error)
                self.told.emit(
                    self.tr("The unsaved text could not be written to the rescue log either ({0}). It stands in the "
                            "window: leave it open, or copy it elsewhere.").format(why)
                )  # fmt: skip
