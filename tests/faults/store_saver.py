"""Save numbered texts through the project's door until killed; the other half of ``store_verifier``.

Started by a kill loop (see ``acknowledged``). ``--lie`` acknowledges each save before it is made: a loop that does
not catch that catches nothing. ``--saves N`` ends by itself after N saves.
"""

from __future__ import annotations

import argparse
import random

from editor.model import edit as e
from editor.store.project import Project
from tests.faults import acknowledged
from tests.faults.writing import LINES, PROJECT, last_number, text_of


def begin() -> Project:
    """Make the project: one page, one region, as many lines as are written to in turn."""
    path = acknowledged.folder() / PROJECT
    if path.exists() and not acknowledged.promised():
        path.unlink()  # killed while it was being made, before anything was promised
    project = Project.create(path, user="saver")
    ids = [project.new_id() for _ in range(3 + LINES)]
    document, page, region, *lines = ids
    project.apply(
        e.Batch(
            (
                e.AddDocument("Kills", id=document),
                e.AddPage(document, label="1", id=page),
                e.AddRegion(page, id=region),
                *(e.AddLine(region, "0:", id=line) for line in lines),
            ),
            "Begin",
        )
    )
    return project


def go_on() -> Project:
    """Open what an earlier round left, or begin where no round came so far."""
    path = acknowledged.folder() / PROJECT
    if acknowledged.promised():
        return Project.open(path, user="saver")
    return begin()


def edits_of(number: int, lines: list[int]) -> e.Edit:
    """Return the edit of a number: one line, or every seventh time two lines that must never differ."""
    text, at = text_of(number), number % LINES
    first = e.SetLineText(lines[at], text)
    if number % 7:
        return first
    return e.Batch((first, e.SetLineText(lines[(at + 1) % LINES], text)), "Twins")


def save(project: Project, number: int, lines: list[int]) -> None:
    """Save one number, tagged now and then."""
    project.apply(edits_of(number, lines), merge="typing" if number % 3 else "")
    if number % 5 == 0:
        project.apply(e.TagSpan(lines[number % LINES], 0, len(str(number)), "number"))


def main() -> None:
    """Save until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lie", action="store_true")
    parser.add_argument("--saves", type=int)
    options = parser.parse_args()
    random.seed()
    project = go_on()
    lines = [row[0] for row in project.connection.execute("SELECT id FROM line ORDER BY rank")]
    promises = acknowledged.Acknowledgements()
    number = last_number(project)
    end = number + options.saves if options.saves else None
    while number != end:
        number += 1
        if options.lie:
            promises.add(number, text_of(number))
        save(project, number, lines)
        if not options.lie:
            promises.add(number, text_of(number))
    project.close()


if __name__ == "__main__":
    main()
