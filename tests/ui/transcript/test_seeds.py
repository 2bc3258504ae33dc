"""The two passages of the sample records that need it put right with the keyboard alone, asserting on the file."""

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.actions import ENTRIES, entries_of


@pytest.fixture
def passage(shared):
    def read(name, first, last):
        found = next((shared / "seeds").glob(f"{name}*.txt"))
        return [line.rstrip() for line in found.read_text(encoding="utf-8").split("\n")[first - 1 : last]]

    return read


@pytest.fixture
def desk(make_bench):
    """Return a bench whose pane has the keys of the actions' table, as the window gives them."""

    def make(*pages):
        bench = make_bench(*pages)
        for entry in (*ENTRIES, *entries_of(bench.session.tagset)):
            if entry.part == "transcript":
                for keys in entry.keys:
                    shortcut = QShortcut(QKeySequence(keys), bench.pane)
                    method = getattr(bench.pane, entry.method)
                    shortcut.activated.connect(lambda method=method, arguments=entry.arguments: method(*arguments))
        bench.pane.activateWindow()
        bench.sheet.setFocus()
        QApplication.processEvents()
        return bench

    return make


def press(bench, keys, times=1):
    """Press keys as the manual writes them: Ctrl+Return, or Ctrl+Shift+K, R for two strokes."""
    strokes = QKeySequence(keys)
    for _ in range(times):
        for stroke in (strokes[i] for i in range(strokes.count())):
            QTest.keyClick(bench.sheet, stroke.key(), stroke.keyboardModifiers())


def kind_keys(bench, name):
    return next(kind.key for kind in bench.session.tagset.kinds if kind.name == name).upper()


def test_the_shuffled_passage_is_put_right(desk, passage, shared):
    lines = passage("003_4bd315597e8b43fc", 21, 28)
    assert lines[0].startswith("Chairman")
    assert lines[1] == lines[4] == ""
    bench = desk([("paragraph", lines)])
    before = bench.regions()
    press(bench, "Return")
    press(bench, "Backspace")  # the first false blank line
    press(bench, "Return", 2)
    press(bench, "Alt+Down", 2)  # "under UN verification" behind the line with the //
    press(bench, "Shift+Return", 2)
    press(bench, "Backspace")  # the second false blank line
    press(bench, "Return")
    press(bench, "Right", len("\"the weapons which you describe as 'offensive', "))
    press(bench, "Ctrl+Return")
    press(bench, "Delete", len("// "))
    press(bench, "Alt+Down")  # "It is the position" behind "under UN verification"
    press(bench, "Shift+Return")
    press(bench, "End")
    press(bench, "Backspace")  # the stray quote
    press(bench, "Shift+Return")
    press(bench, "End")
    press(bench, "Backspace")  # the comma that is not on the paper
    bench.type('"')  # where the quote belongs
    bench.flush()
    assert bench.regions() == [("paragraph", [
        "Chairman Khrushchev's message of 28 October contained an",
        "explicit undertaking to dismantle, crate and return to the Soviet Union",
        "\"the weapons which you describe as 'offensive'\"",
        "under UN verification.",
        "It is the position",
        "of the United States Government that this is a clear acceptance of",
        "my proposal of October 27.",
    ])]  # fmt: skip
    assert bench.shown() == bench.stored()
    truth = (shared / "seeds" / "scans" / "truth.txt").read_text(encoding="utf-8")
    begin = truth.index("Chairman Khrushchev's message")
    assert " ".join(bench.stored()).split() == truth[begin : truth.index("\n\n", begin)].split()
    while bench.session.undo_title():
        bench.session.undo()
    assert bench.regions() == before


def test_the_merged_columns_are_parted(desk, passage):
    lines = passage("000_071c412430f2d122", 24, 27)
    assert lines[0].startswith("SPC")
    bench = desk([("paragraph", ["before"]), ("paragraph", lines), ("signature", ["McGeorge Bundy"])])
    before = bench.regions()
    press(bench, "Return")
    for left in ("SPC *See copy* ", "JAN Hiloman ", "Hughey ", "Mauhart "):
        press(bench, "Home")
        press(bench, "Right", len(left))
        press(bench, "Ctrl+Return")
        press(bench, "Return")
    press(bench, "Shift+Return")  # from the signature to the last right half
    press(bench, "Ctrl+Shift+R")  # a region of its own, behind
    for steps in (2, 3, 4):
        press(bench, "Shift+Return", steps)  # to the next right half above
        press(bench, "Alt+Right")  # to the top of the new region
    press(bench, "Ctrl+Shift+K, " + kind_keys(bench, "declassification"))
    press(bench, "Shift+Return")
    press(bench, "Ctrl+Shift+K, " + kind_keys(bench, "routing"))
    assert bench.regions() == [
        ("paragraph", ["before"]),
        ("routing", ["SPC *See copy*", "JAN Hiloman", "Hughey", "Mauhart"]),
        ("declassification", [
            "Previous's Declassified/Released on 8-7-78",
            "By U.S. National Security Council",
            "under provisions of E.O. 12065 11652",
            "by Kinnitt",
        ]),
        ("signature", ["McGeorge Bundy"]),
    ]  # fmt: skip
    assert bench.shown() == bench.stored()
    while bench.session.undo_title():
        bench.session.undo()
    assert bench.regions() == before
