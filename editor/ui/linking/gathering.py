"""What a scan shows, gathered in a thread: its lines, and what an engine reads there if one is installed.

Everything heavy is loaded here, inside the thread, when it is asked for first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.work.linking import Evidence, LinkTask
    from editor.work.scan_reading import ScanReader


@dataclass(frozen=True, slots=True)
class Gathered:
    """The evidence of a task; ``alone`` tells that no engine is installed."""

    evidence: Evidence
    alone: bool = False

    @property
    def unread(self) -> str:
        """Return why no engine read a scan, "" where nothing was amiss."""
        return " ".join(filter(None, self.evidence.unread))


def load() -> None:
    """Load the jobs of linking, in a thread.

    Raises:
        Fault: something they need is not installed.
    """
    import editor.work.linking_edits
    import editor.work.linking_pages
    import editor.work.linking_queue
    import editor.work.linking_repairs  # noqa: F401
    from editor.work.linking import require

    require()


def reader() -> ScanReader | None:
    """Return what reads scans, None where no engine is installed; it is to be closed."""
    from editor.assist import engines
    from editor.work.scan_reading import ScanReader

    return ScanReader() if engines.available() else None


def gather(task: LinkTask, stop: Callable[[], bool]) -> Gathered:
    """Look at the scan of a page, and read it where something is there to read it with.

    Raises:
        Fault: the scan is missing or cannot be looked at, or what looks at scans is not installed.
        Stopped: ``stop`` said so.
    """
    from editor.work.linking import evidence

    reads = reader()
    if reads is None:
        return Gathered(evidence(task, stop=stop), alone=True)
    with reads:
        return Gathered(evidence(task, reads, stop))
