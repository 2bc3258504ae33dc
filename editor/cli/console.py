"""What the command line writes: records on stdout, sentences and progress on stderr."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterable, Iterator
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
