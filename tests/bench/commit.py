"""What one edit costs to make durable, against the same statements given to SQLite by hand."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from editor.model.edit import SetLineText
from editor.store import file
from editor.store.project import Project
from tests.bench import synthetic
from tests.bench.measure import Row, against, in_turns

ROWS = ("commit", "commit-wall", "commit-100000")
EDITS = 60
"""Edits of a round."""

Call = tuple[str, tuple[Any, ...]]


class Recorder:
    """A connection that remembers every statement and its values."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection that does the work."""
        self.connection = connection
        self.calls: list[Call] = []

    def execute(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        """Run and remember a statement."""
        self.calls.append((sql, tuple(values)))
        return self.connection.execute(sql, values)

    def executemany(self, sql: str, rows: Any) -> None:
        """Run and remember a statement for each row."""
        for row in rows:
            self.execute(sql, row)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


def edits(path: Path, number: int) -> list[SetLineText]:
    """Return corrections of lines here and there in a project."""
    chance = random.Random(6)
    with Project.open(path) as project:
        first, last = project.connection.execute("SELECT min(id), max(id) FROM line").fetchone()
        out = []
        for line in (chance.randrange(first, last) for _ in range(number)):
            text = project.connection.execute("SELECT text FROM line WHERE id=?", (line,)).fetchone()[0]
            at = chance.randrange(len(text))
            out.append(SetLineText(line, text[:at] + "e" + text[at + 1 :] + "."))
    return out


def record(path: Path, steps: list[SetLineText]) -> list[list[Call]]:
    """Return the statements that each edit comes down to."""
    out = []
    with Project.open(path) as project:
        recorder = Recorder(project.connection)
        project.connection = recorder  # type: ignore[assignment]
        for step in steps:
            recorder.calls = []
            project.apply(step)
            out.append(recorder.calls)
    return out


def replay(connection: sqlite3.Connection, calls: list[list[Call]]) -> None:
    """Give SQLite the statements, fetching what they ask for."""
    for statements in calls:
        for sql, values in statements:
            connection.execute(sql, values).fetchall()


def copies(path: Path, *names: str) -> list[Path]:
    """Return copies of a project, named after it."""
    return [Path(shutil.copyfile(path, path.with_name(f"{path.stem}-{name}.muniment"))) for name in names]


def _both(project: Project, raw: sqlite3.Connection, steps: Any, calls: Any, clock: Any, rounds: int) -> Any:
    todo, done = iter(steps), iter(calls)

    def ours() -> None:
        for _ in range(EDITS):
            project.apply(next(todo))

    def theirs() -> None:
        replay(raw, [next(done) for _ in range(EDITS)])

    taken = in_turns({"value": ours, "yardstick": theirs}, rounds, clock=clock)
    return {name: [seconds / EDITS for seconds in all_of] for name, all_of in taken.items()}


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the rows; the target counts processor time, the wall shows what waiting for the disk does to it."""
    small = synthetic.make(work / "pages-1000.muniment", 1000)
    recorded, mine, raw_path = copies(small, "recorded", "mine", "raw")
    number = EDITS * (rounds + 1)
    steps = edits(small, 2 * number)
    calls = record(recorded, steps)
    raw = file.connect(raw_path)
    with Project.open(mine) as project:
        for bench, clock, part in (("commit", time.process_time, 0), ("commit-wall", time.perf_counter, number)):
            unit = "ms cpu" if bench == "commit" else "ms wall"
            some = slice(part, part + number)
            yield against(bench, 1.5, _both(project, raw, steps[some], calls[some], clock, rounds), unit)
    raw.close()
    yield _growth(work, small, rounds)
    for path in (recorded, mine, raw_path):
        path.unlink()


def _growth(work: Path, small: Path, rounds: int) -> Row:
    large = synthetic.make(work / "pages-100000.muniment", 100_000)
    few, many = (iter(edits(path, EDITS * (rounds + 1))) for path in (small, large))
    with Project.open(small) as one, Project.open(large) as other:

        def case(project: Project, steps: Iterator[SetLineText]) -> Any:
            def act() -> None:
                for _ in range(EDITS):
                    project.apply(next(steps))

            return act

        taken = in_turns({"value": case(other, many), "yardstick": case(one, few)}, rounds)
    taken = {name: [seconds / EDITS for seconds in all_of] for name, all_of in taken.items()}
    return against("commit-100000", 3.0, taken)
