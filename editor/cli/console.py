"""What the command line writes: records on stdout, sentences and progress on stderr."""

from __future__ import annotations

import getpass
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import Any, TypeVar

import click

from editor.model.codec import canonical

Item = TypeVar("Item")


def say(sentence: str) -> None:
    """Write a sentence to stderr."""
    click.echo(sentence, err=True)


def put(record: dict[str, Any]) -> None:
    """Write a record as one line of JSON to stdout, at once."""
    sys.stdout.write(canonical(record) + "\n")
    sys.stdout.flush()


def user(given: str | None) -> str:
    """Return who signs the journal: the option, the variable, or the login name."""
    if given or (given := os.environ.get("MUNIMENT_USER")):
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def progress(items: Iterable[Item], length: int, label: str) -> Iterator[Item]:
    """Yield ``items``, with a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
        yield from bar


class Meter:
    """A bar on stderr for work that tells how far it has come; nothing where stderr is no terminal."""

    def __init__(self, label: str) -> None:
        """Take what is going on."""
        self._label = label
        self._bar: Any = None
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Meter:
        """Return the meter itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Leave the bar as it is and go on to a new line."""
        if self._bar is not None:
            self._bar.render_finish()

    def report(self, done: int, of: int, name: str) -> None:
        """Show that ``done`` of ``of`` are done."""
        if not self._shown:
            return
        if self._bar is None:
            self._bar = click.progressbar(length=of, label=self._label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(done - self._bar.pos)


class Interruption:
    """Ctrl+C as a question to be answered between two pieces of work; asked a second time, it stops at once."""

    def __init__(self) -> None:
        """Begin unasked."""
        self._asked = False
        self._before: Any = None

    def __enter__(self) -> Interruption:
        """Take the signal."""
        self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Give the signal back."""
        signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True

    def asked(self) -> bool:
        """Tell whether Ctrl+C was pressed."""
        return self._asked


def page_numbers(text: str | None) -> set[int] | None:
    """Return the numbers that ``1-5,8`` names, None where nothing is said.

    Raises:
        click.BadParameter: it names none.
    """
    if not text:
        return None
    out: set[int] = set()
    for part in text.split(","):
        low, dash, high = part.strip().partition("-")
        if not low.isdigit() or (dash and not high.isdigit()):
            raise click.BadParameter(f"“{text}” names no pages; write for example 1-5,8.")
        out.update(range(int(low), int(high or low) + 1))
    return out
