"""Whether an image can be shown: decoded once, all of it, in a process of its own that may die of it.

What passed may be decoded in the window's threads as long as `ImageFacts.unchanged`. It refuses to hand out pixels, and
to let a decoder's crash, hunger or endless work become the program's.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from editor.imaging.facts import ImageFacts, ImageFault, from_plain

SECONDS_A_PAGE = 30.0
"""How long one page may take to decode."""

SECONDS_A_FILE = 600.0
"""How long all pages of a file may take."""

MEMORY = 1_500_000_000
"""How many bytes of memory the helper process may take, where the system can bound it."""

CHILD_OPTION = "--decode-images"
"""What the front door of a packed program is started with to become the helper; the number of bytes follows."""

_PACKAGES = Path(__file__).resolve().parents[2]


def check(path: Path) -> ImageFacts:
    """Decode one file; for several, a `Checker` is quicker.

    Raises:
        ImageFault: it cannot be decoded, is of no format allowed, or too large.
    """
    with Checker() as checker:
        return checker.check(path)


class Checker:
    """Decode files one after another in one helper process, started at the first and again after it died.

    To be used in a ``with``. Not for two threads at once: let each have its own.
    """

    def __init__(self, seconds: float = SECONDS_A_PAGE, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._helper: _Helper | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the helper process."""
        if self._helper is not None:
            self._helper.end()
            self._helper = None

    def check(self, path: Path) -> ImageFacts:
        """Decode every page of a file and return its facts.

        Raises:
            ImageFault: it cannot be decoded, is of no format allowed, too large, or takes more time or memory than an
                image may.
        """
        if self._helper is not None and self._helper.is_gone():  # since the last file, which is not this one's fault
            self.close()
        if self._helper is None:
            self._helper = _Helper(path, self._memory)
        try:
            answer = self._helper.ask(path, self._seconds)
        except BaseException:  # an interrupted conversation cannot be taken up again
            self.close()
            raise
        if "fault" in answer:
            raise ImageFault(path, answer["fault"])
        if "bug" in answer:
            raise RuntimeError(f"examining {path} failed:\n{answer['bug']}")
        return from_plain(path, answer["facts"])


class _Helper:
    """Hold one helper process and the thread that listens to it."""

    def __init__(self, path: Path, memory: int) -> None:
        try:
            self._process = subprocess.Popen(
                _command(memory),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            reason = f"was not read: the helper process for images could not be started ({error.strerror})."
            raise ImageFault(path, reason) from error
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True, name="image checker")
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        # A process that dies in the middle of a line, or speaks nonsense, has said nothing.
        with contextlib.suppress(ValueError):
            for line in self._process.stdout:
                self._answers.put(json.loads(line))
        self._answers.put(None)

    def ask(self, path: Path, seconds: float) -> dict[str, Any]:
        """Send a path and wait for the answer; each page may take so many seconds."""
        request = json.dumps({"path": os.path.abspath(path)}).encode("ascii") + b"\n"
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it died: the missing answer says so
            self._process.stdin.write(request)
            self._process.stdin.flush()
        end = time.monotonic() + max(SECONDS_A_FILE, seconds)
        while True:
            left = min(seconds, end - time.monotonic())
            try:
                answer = self._answers.get(timeout=max(0.0, left))
            except queue.Empty:
                raise ImageFault(path, "was not read: it takes longer to decode than an image may.") from None
            if answer is None:
                raise ImageFault(path, self._death())
            if "page" not in answer:
                return answer

    def is_gone(self) -> bool:
        """Tell whether the process has ended."""
        return self._process.poll() is not None

    def _death(self) -> str:
        code = self._process.wait()
        how = f"exit code {code}"
        if code < 0:
            with contextlib.suppress(ValueError):
                how = signal.Signals(-code).name
        return f"was not read: it made the helper process for images stop ({how}), so it is probably damaged."

    def end(self) -> None:
        """Kill the process and wait for it and its listener."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _command(memory: int) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_OPTION, str(memory)]
    # -P: a folder of scans that happens to hold a module of ours or Pillow's must not be where Python finds it.
    return [sys.executable, "-P", "-m", "editor.imaging.child", str(memory)]


def _environment() -> dict[str, str]:
    paths = (str(_PACKAGES), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
