"""Hold the project a killed saver left against what the saver promised; exit 0 when every promise was kept.

Opens it as the program does, through the gate and with no repair by hand. Nothing promised may be missing, nothing
may be there by half, and the file, its index and its journal must be whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from editor.model.faults import Fault
from editor.store import gate, journal
from editor.store.project import Project
from tests.faults import acknowledged
from tests.faults.writing import LINES, PROJECT, number_of, saved, text_of


def faults(project: Project, promised: dict[int, str]) -> Iterator[str]:
    """Yield every broken promise."""
    yield from gate.integrity(project.connection)
    trouble = journal.trouble(project.connection)
    if trouble is not None:
        yield trouble
    yield from _lost(project, promised)
    yield from _halves(project)
    yield from _index(project)


def _lost(project: Project, promised: dict[int, str]) -> Iterator[str]:
    found: dict[int, str] = {}
    for one in saved(project):
        number = number_of(one.text)
        if one.text != text_of(number):
            yield f"number {number} was saved as something else: {one.text[:60]!r}"
        found[number] = acknowledged.digest(one.text)
    for number, sha in promised.items():
        if found.get(number) != sha:
            yield f"number {number} was acknowledged and is lost"
    last = max(promised, default=0)
    # Saved and not yet acknowledged is no loss: who reads what another program prints is always a little behind.
    if sorted(found) != list(range(1, len(found) + 1)) or len(found) < last:
        yield f"{len(found)} numbers are saved, the last one acknowledged is {last}"


def _halves(project: Project) -> Iterator[str]:
    rows = project.connection.execute("SELECT id, text FROM line ORDER BY rank").fetchall()
    if len(rows) != LINES:
        yield f"{len(rows)} lines instead of {LINES}"
    due = {line: "0:" for line, _ in rows}
    for one in saved(project):
        due[one.line] = one.text
    yield from (f"line {line} is not what the journal says: {text[:60]!r}" for line, text in rows if due[line] != text)
    texts = dict(rows)
    for annotation, targets in project.connection.execute("SELECT id, targets FROM annotation"):
        for target in json.loads(targets):
            if texts[target["line"]][target["start"] : target["end"]] != target["quote"]:
                yield f"annotation {annotation} does not quote its words"


def _index(project: Project) -> Iterator[str]:
    try:
        project.connection.execute("INSERT INTO line_fts (line_fts, rank) VALUES ('integrity-check', 1)")
    except Exception as error:  # whatever SQLite calls it, it is a finding
        yield f"the full-text index is damaged: {error}"


def main() -> int:
    """Verify, and print what was found."""
    promised = acknowledged.promised()
    if not promised:
        print("nothing was promised yet")
        return 0
    try:
        with Project.open(acknowledged.folder() / PROJECT, user="verifier") as project:
            found = list(faults(project, promised))
    except Fault as fault:
        found = [f"it does not open: {fault}"]
    print("\n".join(found[:10]) if found else f"{len(promised)} promises kept")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
