"""A project of two records with an inspector over it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from editor.model import edit as e
from editor.model.geometry import rectangle
from editor.shipped import resource
from editor.store import readers
from editor.store.project import Project
from editor.ui.inspector.pane import InspectorPane
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

FIRST = [
    ("classification", ["TOP SECRET"]),
    ("paragraph", ["We informed Ambassador Dobrynin", "that this matter was", "of insp-"]),
    ("marginalia", ["Seen by"]),
]
SECOND = [("paragraph", ["ection and more"])]


class Bench:
    """A project on disk with a session and an inspector over it."""

    def __init__(self, qtbot, path):
        self.qtbot = qtbot
        tagset = resource("tagsets/us-government-records.toml").read_text(encoding="utf-8")
        self.project = Project.create(path, {"tagset": tagset}, user="Archivist")
        self.documents = [self.project.apply(e.AddDocument(t)).id for t in ("Memorandum", "Instruction")]
        self.pages = [self.add_page(self.documents[0], FIRST), self.add_page(self.documents[0], SECOND)]
        self.pages.append(self.add_page(self.documents[1], SECOND))
        self.session = Session(self.project)
        self.session.show_first_page()
        self.theme = Theme()
        self.jobs = Jobs()
        self.pane = InspectorPane(self.session, self.jobs, self.theme)
        qtbot.addWidget(self.pane)
        self.pane.resize(300, 760)
        self.pane.show()
        self.pane.activateWindow()
        QApplication.processEvents()

    def add_page(self, document, spec):
        page = self.project.apply(e.AddPage(document, label="memo", width=1600, height=2000)).id
        top = 100
        for kind, lines in spec:
            region = self.project.apply(e.AddRegion(page, kind, rectangle((100, top, 1100, top + 150)))).id
            for text in lines:
                shape = rectangle((100, top, 1100, top + 50))
                self.project.apply(e.AddLine(region, text, shape, ocr_text=text, confidence=0.91))
                top += 50
            top += 60
        return page

    def content(self, page=0):
        return readers.content(self.project, self.pages[page])

    def region(self, place, page=0):
        return self.content(page).regions[place]

    def line(self, text, page=0):
        return next(line for _, line in self.content(page).lines() if line.text == text)

    def select(self, text, start=0, end=None):
        self.session.select_line(self.line(text).id, start, end)
        self.settle()

    def settle(self):
        """Let the inspector look."""
        self.pane.refresh()
        QApplication.processEvents()

    def show(self, tab):
        self.pane.show_tab(tab)
        self.settle()
        return self.pane.box.currentWidget()


def choose(combo: QComboBox, name: str) -> None:
    """Choose an entry as a hand does."""
    index = combo.findText(name)
    assert index >= 0, [combo.itemText(i) for i in range(combo.count())]
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


@pytest.fixture
def bench(qtbot, tmp_path):
    made = Bench(qtbot, tmp_path / "p.muniment")
    yield made
    made.session.close()
    made.jobs.stop()
