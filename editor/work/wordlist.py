"""The project's own words as a list: taught, dropped, brought in from a text file and written to one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from editor import whole
from editor.model.edit import SetProject
from editor.model.faults import Fault
from editor.work.suspects import WORD, teach

_LARGEST = 2 << 20
MOST = 20_000
"""So many words a list may bring at a time; a project whose every word is right needs no list."""


class UnfitList(Fault):
    """Say why a file is no list of words, or could not be written."""


def words(values: Mapping[str, str]) -> list[str]:
    """Return the words a project was taught, as they were written, in the order of the alphabet."""
    return sorted((value for name, value in values.items() if name.startswith(WORD)), key=lambda w: (w.casefold(), w))


def learn(found: Iterable[str], values: Mapping[str, str]) -> SetProject | None:
    """Return the edit that teaches a project words it does not know, None where there is none among them.

    Args:
        found: Words, or lines of words parted by blanks; the punctuation around them is left out.
        values: What the project knows.
    """
    new: dict[str, str] = {}
    for word in (word for line in found for word in line.split()):
        edit = teach(word)
        for name, core in edit.values.items() if edit is not None else ():
            if name not in values:
                new.setdefault(name, core)
    return SetProject(new) if new else None


def drop(gone: Iterable[str]) -> SetProject:
    """Return the edit that takes words out of the list; they are named as they stand in it."""
    return SetProject({WORD + word.casefold(): "" for word in gone})


def read(file: Path) -> list[str]:
    """Return the lines of a list: a word each; what stands behind # is a remark.

    Raises:
        UnfitList: the file cannot be read, is no plain text in UTF-8, or is too long.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise UnfitList(f"{file.name} is too large for a list of words (more than 2 MB).")
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnfitList(f"{file.name} could not be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnfitList(f"{file.name} is not plain text in UTF-8: save it so, one word a line.") from error
    if "\0" in text:
        raise UnfitList(f"{file.name} is no plain text: a list has one word a line.")
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    found = [line for line in lines if line]
    if len(found) > MOST:
        raise UnfitList(f"{file.name} has more than {MOST:,} words: a dictionary belongs into the spelling, not here.")
    return found


def write(file: Path, listed: Iterable[str]) -> None:
    """Write a list, a word a line; what bore the name is gone only when all is written.

    Raises:
        UnfitList: the file could not be written; what bore its name is as it was.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes("".join(f"{word}\n" for word in listed).encode("utf-8"))
        whole.name_over(part, file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UnfitList(f"{file.name} could not be written: {error.strerror}.") from error
