"""How work that nobody waits for gives way to whoever works at the desk: they share one interpreter."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

QUIET = 0.4
"""Seconds after which a desk is left: who types is back at the keys sooner."""
PATIENCE = 1.0
"""Seconds that one piece of work gives way at most, so that it comes to its end however long somebody works."""
BRIEF = 0.05
"""Seconds that work gives way at most between two of very many pieces."""
_LEAST = 0.0005
_LOOK = 0.02


class Pace:
    """Knows when somebody worked last. Any thread may ask."""

    def __init__(self) -> None:
        """Begin with nobody at the desk."""
        self._busy_until = 0.0

    def touch(self) -> None:
        """Note that somebody works."""
        self._busy_until = time.monotonic() + QUIET

    def rest(self) -> None:
        """Wait a moment, and a little longer while somebody works."""
        end = time.monotonic() + BRIEF
        time.sleep(_LEAST)
        while time.monotonic() < min(end, self._busy_until):
            time.sleep(_LEAST * 10)

    def giving_way(self, halt: threading.Event) -> Callable[[], bool]:
        """Return what a thread asks between two pieces of work: it waits while somebody works; is ``halt`` set then?"""

        def asked() -> bool:
            end = time.monotonic() + PATIENCE
            while not halt.is_set() and time.monotonic() < min(end, self._busy_until):
                halt.wait(_LOOK)
            return halt.is_set()

        return asked
