"""A page read by machine is put right by keys alone, and the keys are counted.

``memo-1.hocr`` is what Tesseract 5.3 read on the scan of that name, with all its mistakes: a title for a mark, ink it
could not read, lines it did not see, the foot of the page before its head.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from editor.store import journal, readers
from editor.store.project import Project
from tests.journeys.desk import Desk, Steps, desk
from tests.journeys.test_days import bring, new_project, texts

__all__ = ["desk"]
MOST_KEYS = 6
"""So many keys for an error, beyond the letters that have to be typed."""
PAGES = Path("shared") / "seeds" / "scans"

HEAD = """
Ctrl+Home Alt+Shift+Down*13
Ctrl+Home Shift+Right*2 “T” End Ctrl+Left Ctrl+Return
Down*3 End Ctrl+Left Left Backspace “,”
Down*2 End Left Shift+Left
"""
"""The foot to the foot, the banners apart, the date, and the first of the typographer's apostrophes."""
BODY = """
Down Ctrl+Shift+Backspace
Ctrl+Down*2 Down*3 Home Ctrl+Right*6 Delete “,”
Down*2 End Ctrl+Left Left*3 Delete “S”
Ctrl+Down*2 Up End Backspace*2
Down Home Delete “T”
Down*2 End Backspace*2
Down Home Delete “"” End Backspace*2
"""
FOOT = """
Ctrl+Shift+N “McGeorge Bundy” Ctrl+Shift+N “SPC” Ctrl+Shift+N “JAN” Ctrl+Shift+N “Hilsman” Ctrl+Shift+N “Hughes”
Ctrl+Shift+N “Manhart” Ctrl+Shift+N “S/S - Moose” Ctrl+Shift+N “Ryerson”
Down Home Ctrl+Delete End Ctrl+Backspace*2 Backspace
Down End Ctrl+Left*4 Left*3 Delete “O” End Ctrl+Left*2 Ctrl+Return Alt+Down*2
Ctrl+Shift+N “No Reproductions”
Up*3 Ctrl+Shift+Backspace Ctrl+Delete*2 Delete “by” End Ctrl+Left*3 Backspace Shift+End Delete
Ctrl+Shift+N “87- 0052123 PB”
Down*3 Ctrl+Shift+Backspace*3
"""
"""What the machine did not see is typed below its neighbours; what it made of the handwriting there goes."""
MARGIN = """
Alt+Shift+Down*4 Up Home Shift+End “286” Alt+Shift+Up*3
Down Home Shift+End “11/16/62”
Down*2 Home “Ro” Delete End Backspace “w”
Down Home Shift+End “Kudrach”
Down Home Right*3 Delete*2 “o”
Down Home Right*4 Delete “m”
Down*2 Home Shift+End “Chapman”
Down Home Right*3 Delete “Tyl”
"""


def pressed(steps: str) -> list[str]:
    """Split what hands do into keys and letters: ``Ctrl+J``, ``Down*3``, ``“typed”``."""
    keys: list[str] = []
    for typed, key, times in re.findall(r"“([^”]*)”|([^\s*]+)(?:\*(\d+))?", steps):
        keys += [key] * int(times or 1) if key else [f"“{letter}" for letter in typed]
    return keys


def errors_of(read: Sequence[str], true: Sequence[str]) -> tuple[int, int]:
    """Return how many errors a page has and how many letters are missing for them.

    A line is held against the line most like it. A word that differs is an error, a line nobody read is one, a line
    that is not on the page is one, and so is a line that does not follow the line it should.
    """
    left, errors, letters, places = dict(enumerate(read)), 0, 0, []
    for line in sorted(true, key=len, reverse=True):
        near = min(left, key=lambda n: Levenshtein.normalized_distance(left[n], line), default=None)
        if near is None or Levenshtein.normalized_distance(left[near], line) > 0.6:
            errors, letters = errors + 1, letters + len(line)
            continue
        old = left.pop(near)
        places.append((true.index(line), near))
        errors += Levenshtein.distance(old.split(), line.split())
        letters += sum(op.tag != "delete" for op in Levenshtein.editops(old, line))
    order = [near for _, near in sorted(places)]
    return errors + len(left) + sum(b < a for a, b in itertools.pairwise(order)), letters


def test_a_memorandum_is_put_right_by_keys_alone(desk: Desk, repository, capsys):
    scans = repository.parent / PAGES
    if not scans.is_dir():
        pytest.skip("the sample scans are not beside the project")
    true = [line for line in (scans / "truth.txt").read_text("utf-8").split("TOP SECRET - SENSITIVE")[0].splitlines()
            if line]  # fmt: skip
    folder = desk.folder / "scans"
    folder.mkdir()
    shutil.copy(scans / "memo-1.jpg", folder)
    shutil.copy(Path(__file__).with_name("memo-1.hocr"), folder)
    count = 0

    def hands(steps: str) -> None:
        nonlocal count
        for key in pressed(steps):
            count += 1
            if key.startswith("“"):
                desk.type(key[1:])
            else:
                desk.key(key)

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Memoranda")
        yield from bring(desk, folder)
        yield 300
        read = texts(desk)
        errors, letters = errors_of(read, true)
        assert len(read) == 57 and errors > 50
        desk.window.desk.transcript.setFocus()

        hands(HEAD)
        hands("Ctrl+H")
        pane = desk.window.desk.below.replace.pane
        yield pane.query.hasFocus
        assert pane.query.text() == "’"
        hands("Tab “'”")
        yield lambda: pane.go.isEnabled() and pane.said.text().startswith("Found: ")
        hands("Ctrl+Return")
        yield lambda: pane.said.text().startswith("Replaced: ")
        hands("Esc")
        for part in (BODY, FOOT, MARGIN):
            hands(part)
            yield 20
        assert texts(desk) == true
        desk.picture("put-right")
        more = (count - letters) / errors
        with capsys.disabled():
            print(f"\n{errors} errors, {letters} letters to type, {count} keys: {more:.2f} more for each error")
        assert more <= MOST_KEYS

    desk.run(at_the_desk())
    with Project.open(desk.folder / "memoranda.muniment") as project:
        page = readers.first_page(project)
        assert [line.text for _, line in readers.content(project, page).lines()] == true
        assert journal.trouble(project.connection) is None
