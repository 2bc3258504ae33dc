"""Python's collector of cyclic garbage, kept to the GUI thread and to small portions.

Left to itself it runs in whatever thread asks for memory, and there it may destroy what belongs to the window; and once
dictionaries are loaded, one look at everything takes a sixth of a second.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

LOOK = 1000
"""Milliseconds between two looks at how much there is."""
MANY = 30_000
"""So many new objects at once are loaded data and not garbage: they are put aside unseen."""


class Collecting(QObject):
    """Collects in the GUI thread while it lives; afterwards Python does as before."""

    def __init__(self, app: QGuiApplication) -> None:
        """Begin; what is loaded by now is looked at again only when the archivist has turned elsewhere."""
        super().__init__(app)
        gc.disable()
        gc.freeze()
        app.applicationStateChanged.connect(self._state_changed)
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def look(self) -> None:
        """Collect what is new, the oldest generation of it that is due."""
        counts, most = gc.get_count(), gc.get_threshold()
        if counts[0] > MANY:
            gc.freeze()
            return
        due = [generation for generation in (2, 1, 0) if counts[generation] > most[generation]]
        if due:
            gc.collect(due[0])

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationInactive and self._timer.isActive():
            gc.unfreeze()
            gc.collect()
            gc.freeze()
