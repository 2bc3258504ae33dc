"""A helper process that strangers' files may break: started, asked, waited for, and buried when it dies.

It knows the form of the conversation, a line of JSON for each request and each answer, and nothing of what is asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

MEMORY: Final = 1_500_000_000
"""How many bytes of memory a helper process may take, where the system can bound it."""

STOPPED: Final = "was not read: it was stopped."
"""The reason of a silence, and of whoever asks for many things and was stopped between two."""

_ASKED_EACH: Final = 0.05
"""Seconds between two questions whether to stop."""

_PACKAGES = Path(__file__).resolve().parents[2]


class Silence(Exception):
    """Say why there is no answer: the sentence goes on after the name of the file that was asked for."""


class Helper:
    """Ask one helper process after the other: started at the first request, and again after it died or was ended.

    Not for two threads at once. Arguments are those of `Aside`.
    """

    def __init__(self, module: str, option: str, memory: int, what: str) -> None:
        self._start: Callable[[], Aside] = lambda: Aside(module, option, memory, what)
        self._aside: Aside | None = None

    @property
    def running(self) -> Aside | None:
        """Return the process that would answer the next request, None where one had to be started."""
        if self._aside is not None and self._aside.is_gone():  # since the last request: the next one did nothing to it
            self.close()
        return self._aside

    def ask(
        self,
        request: dict[str, Any],
        seconds: float,
        seconds_in_all: float = 0.0,
        stopped: Callable[[], bool] | None = None,
    ) -> dict[str, Any]:
        """Return the answer to a request, as `Aside.ask` does.

        Raises:
            Silence: there is none; the process is gone then.
        """
        try:
            self._aside = self.running or self._start()
            return self._aside.ask(request, seconds, seconds_in_all, stopped)
        except BaseException:  # an interrupted conversation cannot be taken up again
            self.close()
            raise

    def close(self) -> None:
        """End the process."""
        if self._aside is not None:
            self._aside.end()
            self._aside = None


class Aside:
    """Hold one helper process and the thread that listens to it.

    Args:
        module: What is run in it, by its full name.
        option: What the front door of a packed program is started with to become it.
        memory: How many bytes it may take.
        what: What it decodes, for sentences: "images".

    Raises:
        Silence: it could not be started.
    """

    def __init__(self, module: str, option: str, memory: int, what: str) -> None:
        self._what = what
        try:
            self._process = subprocess.Popen(
                _command(module, option, memory),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            reason = f"was not read: the helper process for {what} could not be started ({error.strerror})."
            raise Silence(reason) from error
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True, name=f"helper for {what}")
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        # A process that dies in the middle of a line, or speaks nonsense, has said nothing.
        with contextlib.suppress(ValueError):
            for line in self._process.stdout:
                self._answers.put(json.loads(line))
        self._answers.put(None)

    def ask(
        self,
        request: dict[str, Any],
        seconds: float,
        seconds_in_all: float = 0.0,
        stopped: Callable[[], bool] | None = None,
    ) -> dict[str, Any]:
        """Send a request and wait for the answer; each sign of life, ``{"page": ...}``, gives it so many seconds more.

        Args:
            request: What is asked, as the helper knows it.
            seconds: How long it may be silent.
            seconds_in_all: How long it may take.
            stopped: Asked all the time whether nobody wants the answer any more.

        Raises:
            Silence: it died, took longer, or was stopped: it is of no more use then.
        """
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it died: the missing answer says so
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()
        end = time.monotonic() + max(seconds_in_all, seconds)
        while True:
            answer = self._heard(min(end, time.monotonic() + seconds), stopped)
            if answer is None:
                raise Silence(self._death())
            if answer.keys() != {"page"}:
                return answer

    def _heard(self, until: float, stopped: Callable[[], bool] | None) -> dict[str, Any] | None:
        """Return the next answer, None at the end of the process."""
        while True:
            left = max(0.0, until - time.monotonic())
            with contextlib.suppress(queue.Empty):
                return self._answers.get(timeout=left if stopped is None else min(left, _ASKED_EACH))
            if stopped is not None and stopped():
                raise Silence(STOPPED)
            if time.monotonic() >= until:
                raise Silence("was not read: it takes longer to decode than it may.")

    def is_gone(self) -> bool:
        """Tell whether the process has ended."""
        return self._process.poll() is not None

    def _death(self) -> str:
        code = self._process.wait()
        how = f"exit code {code}"
        if code < 0:
            with contextlib.suppress(ValueError):
                how = signal.Signals(-code).name
        return f"was not read: it made the helper process for {self._what} stop ({how}), so it is probably damaged."

    def end(self) -> None:
        """Kill the process and wait for it and its listener."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _command(module: str, option: str, memory: int) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, option, str(memory)]
    # -P: a folder of scans that happens to hold a module of ours or Pillow's must not be where Python finds it.
    return [sys.executable, "-P", "-m", module, str(memory)]


def _environment() -> dict[str, str]:
    paths = (str(_PACKAGES), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def bound(memory: int) -> None:
    """Bound what this process may take, where the system knows such bounds."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(kind, (limit, limit))
