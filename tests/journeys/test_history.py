"""A line spoilt and brought back by keys alone: back to the OCR, to a named state, beside what was, and undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from editor.model import edit as e
from editor.store import journal
from editor.store.project import Project
from editor.ui.compare.dialog import CompareDialog
from editor.work.snapshots import snapshots
from tests.journeys.desk import Desk, Steps, desk

__all__ = ["desk"]


def test_a_line_is_brought_back_from_its_history(desk: Desk):
    path = desk.folder / "memo.muniment"
    with Project.create(path, {"title": "Memo"}, user="Anna Berg") as made:
        document = made.apply(e.AddDocument("Memorandum")).id
        region = made.apply(e.AddRegion(made.apply(e.AddPage(document, label="1", width=900, height=900)).id)).id
        for said in ("We informed Arnbassador Dobrynin", "that this matter was reaching a turning point"):
            made.apply(e.AddLine(region, said, ocr_text=said))

    def at_the_desk() -> Steps:
        yield desk.painted
        desk.ready()
        yield lambda: desk.session.selection.line is not None
        yield 300
        desk.window.desk.back_to_text()
        line = desk.session.selection.line
        was = desk.session.line(line).text

        def text() -> str:
            return desk.session.line(line).text

        # The state is named before anything is touched.
        desk.key("Ctrl+Shift+H")
        tab = desk.window.desk.inspector.history
        yield tab.list.hasFocus
        desk.ask("N")
        yield desk.asked
        question = desk.dialog()  # kept: the widgets in it are gone for Python when it is
        assert isinstance(question, QInputDialog)
        desk.type("Before the reading")
        desk.key("Return")
        yield lambda: [one.name for one in snapshots(desk.session.project)] == ["Before the reading"]

        # Words are typed that are not there; the machine's reading comes back, and then what was typed.
        desk.key("Esc")
        desk.key("End")
        desk.type(" no such words")
        desk.key("Ctrl+Shift+H")
        yield lambda: text() == was + " no such words"
        desk.key("Esc")
        desk.key("Ctrl+Alt+Z")
        yield lambda: text() == was
        desk.key("Ctrl+Shift+H")
        yield lambda: any(told.names == ("Before the reading",) for told in tab.model.rows())
        yield 300
        desk.picture("history")
        row = next(n for n, told in enumerate(tab.model.rows()) if told.event.text == was + " no such words")
        desk.keys("Home", *["Down"] * row)
        desk.key("R")
        yield lambda: text() == was + " no such words"

        # Beside each other: the page now, and the page before it was brought back.
        yield lambda: tab.model.rows()[0].event.title.startswith("Restore line")
        desk.keys("Home", "Down")
        desk.ask("C")
        yield lambda: isinstance(desk.dialog(), CompareDialog)
        assert desk.dialog().choice.right.currentText().startswith("As it was ")
        yield lambda: desk.dialog().comparison is not None
        desk.key("Esc")
        yield lambda: desk.dialog() is None

        desk.key("Esc")
        desk.key("Ctrl+Z")
        yield lambda: text() == was
        assert desk.window.desk.transcript.isAncestorOf(desk.window.focusWidget())
        assert tab.list.focusPolicy() & Qt.FocusPolicy.TabFocus

    desk.run(at_the_desk(), str(path))
    with Project.open(path) as project:
        assert journal.trouble(project.connection) is None
