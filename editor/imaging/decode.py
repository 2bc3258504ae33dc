"""Whether an image can be shown: decoded once, all of it, in a process of its own that may die of it.

What passed may be decoded in the window's threads as long as `ImageFacts.unchanged`. It refuses to hand out pixels, and
to let a decoder's crash, hunger or endless work become the program's.
"""

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from editor.imaging.aside import MEMORY, Helper, Silence
from editor.imaging.facts import ImageFacts, ImageFault, from_plain

SECONDS_A_PAGE = 30.0
"""How long one page may take to decode."""

SECONDS_A_FILE = 600.0
"""How long all pages of a file may take."""

CHILD_OPTION = "--decode-images"
"""What the front door of a packed program is started with to become the helper; the number of bytes follows."""


def check(path: Path) -> ImageFacts:
    """Decode one file; for several, a `Checker` is quicker.

    Raises:
        ImageFault: it cannot be decoded, is of no format allowed, or too large.
    """
    with Checker() as checker:
        return checker.check(path)


class Checker:
    """Decode files one after another in one helper process, started at the first and again after it died.

    To be used in a ``with``. Not for two threads at once: let each have its own. ``stopped`` is asked all the time
    whether to give up.
    """

    def __init__(
        self, seconds: float = SECONDS_A_PAGE, memory: int = MEMORY, stopped: Callable[[], bool] | None = None
    ) -> None:
        self._seconds = seconds
        self._stopped = stopped
        self._helper = Helper("editor.imaging.child", CHILD_OPTION, memory, "images")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the helper process."""
        self._helper.close()

    def check(self, path: Path) -> ImageFacts:
        """Decode every page of a file and return its facts.

        Raises:
            ImageFault: it cannot be decoded, is of no format allowed, too large, or takes more time or memory than an
                image may.
        """
        try:
            answer = self._helper.ask({"path": os.path.abspath(path)}, self._seconds, SECONDS_A_FILE, self._stopped)
        except Silence as silence:
            raise ImageFault(path, str(silence)) from None
        if "fault" in answer:
            raise ImageFault(path, answer["fault"])
        if "bug" in answer:
            raise RuntimeError(f"examining {path} failed:\n{answer['bug']}")
        return from_plain(path, answer["facts"])
