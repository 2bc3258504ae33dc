"""The same mistake of the machine all over a project, put right by keys alone and as one step."""

from __future__ import annotations

from editor.store import journal, readers
from editor.store.project import Project
from tests.journeys.desk import Desk, Steps, desk
from tests.journeys.test_days import bring, new_project, sample, texts

__all__ = ["desk"]


def everything(desk: Desk) -> list[str]:
    """Return all lines of the project as they are stored."""
    project = desk.session.project
    return [line.text for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()]


def test_letters_in_numbers_are_put_right_everywhere(desk: Desk, repository):
    folder = sample(repository, desk.folder / "scans", "memo-1", "report-1", "report-2")
    path = desk.folder / "harbour.muniment"

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Harbour")
        yield from bring(desk, folder)
        yield 300
        before = everything(desk)
        desk.window.desk.transcript.setFocus()

        # What to find: an O beside a digit.
        desk.key("Ctrl+H")
        pane = desk.window.desk.below.replace.pane
        yield pane.query.hasFocus
        desk.keys("Tab", "Tab", "Space", "Tab", "Tab", "Space")
        assert pane.case.isChecked() and pane.regex.isChecked() and not pane.words.isChecked()
        desk.key("Ctrl+H")
        desk.type(r"(?<=\d)O|O(?=\d")
        yield 50
        assert "is not a regular expression" in pane.said.text()
        desk.type(")")
        desk.key("Tab")
        assert pane.text.hasFocus()
        desk.type("0")
        yield lambda: pane.go.isEnabled() and pane.said.text().startswith("Found: ")
        count = pane.model.rowCount()
        assert count >= 4
        yield 1500
        desk.picture("replace")

        # One place is left as it is.
        desk.keys("Down", "Space")
        left = pane.model.unticked()
        assert len(left) == 1
        desk.key("Ctrl+Return")
        yield lambda: pane.said.text().startswith("Replaced: ")
        after = everything(desk)
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert changed and all(old.replace("O", "0") == new.replace("O", "0") for old, new in changed)
        assert pane.model.rowCount() == 1 and len(before) == len(after)
        assert sum(old.count("O") - new.count("O") for old, new in changed) == count - 1

        # All of it is one step; Escape leads back to the text.
        desk.key("Esc")
        desk.key("Ctrl+Z")
        yield lambda: everything(desk) == before
        desk.key("Ctrl+Shift+Z")
        yield lambda: everything(desk) == after
        assert texts(desk)

    desk.run(at_the_desk())
    with Project.open(path) as project:
        assert journal.trouble(project.connection) is None
