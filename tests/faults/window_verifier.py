"""Open the window again on what a killed one left: unasked, soon, and with nothing missing that was acknowledged.

Exit 0 when every promise was kept. What was typed more than two seconds before the last key must be there as well,
acknowledged or not.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from editor.model.faults import Fault
from editor.store import gate, journal
from editor.store.project import Project
from tests.faults import acknowledged, numbers

SOON = float(os.environ.get("KILL_LOOP_READY_SECONDS", "20"))
"""Seconds from start to ready to type; generous, because the machine may be busy."""
UNSAVED = 2.0
"""Seconds of typing that may be lost."""


def reopened(folder: Path) -> Iterator[str]:
    """Open the real window and yield what was wrong with that."""
    log = folder / "starts.log"
    before = len(log.read_text().splitlines()) if log.exists() else 0
    command = [sys.executable, "-m", "tests.faults.window_typist", "--look"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SOON * 3)
    except subprocess.TimeoutExpired:
        yield f"the window was not ready within {SOON * 3:.0f} s"
        return
    said = log.read_text().splitlines()[before:] if log.exists() else []
    if done.returncode or len(said) != 1 or not said[0].startswith("ready"):
        yield f"the window did not open unasked: {said} {done.returncode} {done.stderr[-400:]}"
    elif float(said[0].split()[1]) > SOON:
        yield f"the window was {said[0]} s in opening"


def lost(project: Project, folder: Path) -> Iterator[str]:
    """Yield what is missing, or not what was typed."""
    last = numbers.stored(project)
    for index, (_, line, text) in enumerate(numbers.lines(project)):
        end = min(last, (index + 1) * numbers.A_LINE)
        due = numbers.text_up_to(end) if end > index * numbers.A_LINE else ""
        if text != due:
            yield f"line {index + 1} ({line}) holds {text!r}, typed was {due!r}"
    for number, sha in acknowledged.promised().items():
        if number > last:
            yield f"number {number} was acknowledged, the last one stored is {last}"
        elif acknowledged.digest(numbers.text_up_to(number)) != sha:
            yield f"number {number} was acknowledged as another text"
    yield from _too_late(folder, last)


def _too_late(folder: Path, last: int) -> Iterator[str]:
    """Yield the numbers that were typed long before the last key and are not stored."""
    log = folder / "typed.log"
    rows = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
    typed = [(int(number), int(at)) for number, at in rows]
    if typed:
        end = typed[-1][1]
        late = [number for number, at in _this_round(typed) if number > last and end - at > UNSAVED * 1e9]
        if late:
            yield f"number {late[0]} was typed over {UNSAVED} s before the last key and is not stored"


def _this_round(typed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what was typed since the numbers went back last, as they do when a round begins with something lost."""
    begin = max((i for i in range(1, len(typed)) if typed[i][0] <= typed[i - 1][0]), default=0)
    return typed[begin:]


def main() -> int:
    """Verify, and print what was found."""
    folder = acknowledged.folder()
    if not (folder / numbers.PROJECT).exists():
        print("there is no project yet")
        return 0
    found = list(reopened(folder))
    try:
        with Project.open(folder / numbers.PROJECT, user="verifier") as project:
            found += gate.integrity(project.connection)
            found += [told for told in [journal.trouble(project.connection)] if told]
            found += lost(project, folder)
            last = numbers.stored(project)
    except Fault as fault:
        found.append(f"it does not open: {fault}")
        last = 0
    print("\n".join(key for key, _ in groupby(found[:10])) if found else f"{last} numbers are there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
