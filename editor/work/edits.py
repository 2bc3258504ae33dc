"""Applying and taking back edits in a row, as the command line and scripts do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editor.model.change import Change
from editor.model.edit import Batch, Edit
from editor.store import journal
from editor.store.project import Project


def apply_each(project: Project, edits: Iterable[Edit]) -> Iterator[Change]:
    """Apply edits one by one, yielding each change when it is durable; stops at the first that fails."""
    for edit in edits:
        yield project.apply(edit)


def apply_batch(project: Project, edits: Iterable[Edit]) -> Iterator[Change]:
    """Apply edits as one: all or none, one step to undo."""
    yield project.apply(Batch(tuple(edits), "Apply edits"))


def undo_to(project: Project, rev: int | None) -> Iterator[Change]:
    """Take steps back: one where ``rev`` is None, else all that came after it."""
    while True:
        step = journal.standing(project.connection)
        if step is None or (rev is not None and max(step.revs) <= rev):
            return
        change = project.undo()
        assert change is not None
        yield change
        if rev is None:
            return
