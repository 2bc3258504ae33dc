"""What the saver writes and the verifier expects: a text for each number, and where the numbers are found again."""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.codec import decode
from editor.model.edit import Batch, Edit, SetLineText
from editor.store import journal
from editor.store.project import Project

PROJECT = "kills.muniment"
LINES = 20
WORDS = ("Moscow", "the", "quarantine", "U. S.", "e\u0301tat", "\U0001f600", "—", "11652", "Łódź", "no\u00a0break")


def text_of(number: int) -> str:
    """Return the text of a number: the number itself, then more or less of it."""
    return f"{number}: " + " ".join(WORDS[(number * 7 + i) % len(WORDS)] for i in range(number * 13 % 40))


def number_of(text: str) -> int:
    """Return the number a text begins with."""
    return int(text.partition(":")[0])


def texts_in(edit: Edit) -> Iterator[SetLineText]:
    """Yield what an edit sets lines to."""
    if isinstance(edit, SetLineText):
        yield edit
    elif isinstance(edit, Batch):
        for part in edit.edits:
            yield from texts_in(part)


def saved(project: Project) -> Iterator[SetLineText]:
    """Yield every text that the journal says was saved, oldest first."""
    for entry in journal.entries(project.connection):
        yield from texts_in(decode(entry.edit))


def last_number(project: Project) -> int:
    """Return the last number saved, 0 where there is none."""
    return max((number_of(one.text) for one in saved(project)), default=0)
