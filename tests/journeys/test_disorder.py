"""Text in disorder, put right by keys alone: the two seed records, held against what should be read."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from editor.store import readers
from editor.store.project import Project
from tests.journeys.desk import Desk, Steps, desk
from tests.journeys.test_days import bring, line_text, new_project, to_line

__all__ = ["desk"]


def right(desk: Desk, steps: int) -> None:
    """Go right from the start of the line."""
    desk.key("Home")
    for _ in range(steps):
        desk.key("Right")


def region_of(desk: Desk, beginning: str):
    """Return the stored region that holds the line which begins so."""
    desk.session.flush()
    content = readers.content(desk.session.project, desk.session.page_id)
    return next(region for region, line in content.lines() if line.text.startswith(beginning))


def truth(scans, first: str, last: str) -> str:
    """Return a passage of what should be read, as running text."""
    text = (scans / "truth.txt").read_text(encoding="utf-8")
    start = text.index(first)
    return " ".join(text[start : text.index(last, start) + len(last)].split())


def test_the_shuffled_passage_is_put_right_by_keys(desk: Desk, shared, scans):
    text = shared / "seeds" / "003_4bd315597e8b43fc.txt"

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Instruction")
        yield from bring(desk, *sorted(scans.glob("instruction-*.jpg")), text)
        yield 300
        before = [line.text for _, line in desk.session.content.lines()]
        assert before == [line.strip() for line in text.read_text(encoding="utf-8").splitlines() if line.strip()]
        desk.window.desk.transcript.setFocus()

        # The sentence that goes on behind the strokes becomes a line of its own, the strokes and the comma go.
        to_line(desk, '"the weapons')
        right(desk, line_text(desk).index(", //"))
        desk.keys(*["Delete"] * 5)
        desk.type('"')
        desk.key("Ctrl+Return")
        yield 100

        # The line that stands too early moves between the halves, without its stray quotation mark.
        to_line(desk, "under UN")
        desk.keys("End", "Backspace", "Home")
        desk.keys("Alt+Right", "Alt+Down")
        yield 100

        # What is one paragraph becomes one region; the release banner before it stays what it is.
        to_line(desk, "Chairman")
        if region_of(desk, "Chairman").lines[0].text.startswith("Approved"):
            desk.key("Ctrl+Shift+S")
        to_line(desk, "explicit")
        desk.key("Ctrl+Shift+J")
        to_line(desk, '"the weapons')
        desk.key("Ctrl+Shift+J")
        yield 100
        desk.picture("passage-put-right")
        region = region_of(desk, "Chairman")
        read = " ".join(line.text for line in region.lines)
        assert read == truth(scans, "Chairman Khrushchev's message", "of my proposal of October 27.")

    desk.run(at_the_desk())
    with Project.open(desk.folder / "instruction.muniment") as project:
        lines = [
            line.text for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()
        ]
    at = lines.index("Chairman Khrushchev's message of 28 October contained an")
    assert " ".join(lines[at : at + 7]) == truth(
        scans, "Chairman Khrushchev's message", "of my proposal of October 27."
    )
    assert lines[at - 1].startswith("Approved For Release")


def test_two_columns_read_as_one_are_parted_by_keys(desk: Desk, shared, scans):
    text = shared / "seeds" / "000_071c412430f2d122.txt"

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Memo")
        yield from bring(desk, scans / "memo-1.jpg", text)
        yield 300
        desk.window.desk.transcript.setFocus()

        # From below: what stood in the right column goes into a region of its own.
        to_line(desk, "Mauhart")
        right(desk, len("Mauhart "))
        desk.key("Ctrl+Return")
        yield 50
        assert line_text(desk) == "by Kinnitt"
        desk.key("Ctrl+Shift+R")
        yield 50
        for beginning in ("Hughey", "JAN Hiloman", "SPC *See copy* Previous's"):
            to_line(desk, beginning)
            right(desk, len(beginning) + 1)
            desk.key("Ctrl+Return")
            yield 50
            desk.key("Alt+Right")
            yield 50
        to_line(desk, "JAN Hiloman")
        right(desk, len("JAN "))
        desk.key("Ctrl+Return")
        yield 50

        # The stamp's last line was read in two pieces, the wrong one first.
        to_line(desk, "By U.S. National")
        desk.keys("Alt+Down", "Alt+Down")
        yield 50
        to_line(desk, "by Kinnitt")
        desk.keys("Home", "Alt+Up") if not desk.session.line(desk.session.selection.line) else None
        yield 50
        order = [line.text for line in region_of(desk, "by Kinnitt").lines]
        assert order[-2:] == ["by Kinnitt", "By U.S. National Security Council"]
        to_line(desk, "By U.S. National")
        desk.keys("Home", *["Delete"] * len("By U.S. "), "Backspace")
        yield 50
        to_line(desk, "by Kinnitt")
        right(desk, len("by Kinnitt"))
        desk.type(",")

        # Misread names, against the scan.
        for wrong, good in (("Hiloman", "Hilsman"), ("Hughey", "Hughes"), ("Mauhart", "Manhart")):
            to_line(desk, wrong)
            desk.key("Shift+End")
            desk.type(good)
        to_line(desk, "SPC")
        right(desk, len("SPC"))
        desk.keys("Shift+End", "Delete")
        to_line(desk, "by Kinnitt")
        right(desk, len("by Ki"))
        desk.keys("Delete", "Delete")
        desk.type("mm")
        yield 600

        # Their kinds, through the palette.
        for line, kind in (("Hilsman", "Routing"), ("by Kimmitt", "Declassification stamp")):
            to_line(desk, line)
            desk.ask("Ctrl+K")
            yield lambda: QApplication.activePopupWidget() is not None
            desk.type(kind)
            yield 50
            desk.picture(f"palette-{kind.split()[0].lower()}")
            desk.key("Return")
            yield lambda: QApplication.activePopupWidget() is None
        desk.picture("columns-parted")
        stamp, routing = region_of(desk, "by Kimmitt"), region_of(desk, "Hilsman")
        assert (stamp.kind, routing.kind) == ("declassification", "routing")
        read = " ".join(line.text for line in stamp.lines)
        assert read == truth(scans, "Declassified/Released on", "National Security Council")
        assert " ".join(line.text for line in routing.lines) == truth(scans, "SPC\nJAN", "Manhart")

    desk.run(at_the_desk())
