"""A project of two small pages, a pane over it, and the questions the tests ask of both."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.model import edit as e
from editor.model.geometry import rectangle
from editor.shipped import resource
from editor.store import readers
from editor.store.project import Project
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.ui.transcript.acts import Spot, Where
from editor.ui.transcript.document import texts
from editor.ui.transcript.pane import TranscriptPane

MEMO = [
    ("classification", ["TOP SECRET"]),
    ("paragraph", ["The Soviets say that they will", "take the IL-28's out, not now but", "at some later point"]),
    ("marginalia", ["Seen by", "Rostow"]),
]
NEXT = [("paragraph", ["be tied to a series of prior", "actions on our part"])]


class Bench:
    """A project on disk with a session and a pane over it."""

    def __init__(self, qtbot, path, pages):
        self.qtbot = qtbot
        tagset = resource("tagsets/us-government-records.toml").read_text(encoding="utf-8")
        self.project = Project.create(path, {"tagset": tagset}, user="Archivist")
        self.document = self.project.apply(e.AddDocument("Memorandum"), undoable=False).id
        self.pages = [self.add_page(spec) for spec in pages]
        self.session = Session(self.project)
        self.session.show_first_page()
        self.theme = Theme()
        self.jobs = Jobs()
        self.pane = TranscriptPane(self.session, self.jobs, self.theme)
        qtbot.addWidget(self.pane)
        self.pane.resize(560, 700)
        self.pane.show()
        self.pane.sheet.setFocus()
        QApplication.processEvents()

    def add_page(self, spec):
        page = self.project.new_id()
        edits = [e.AddPage(self.document, label="memo", width=1600, height=2000, id=page)]
        top = 100
        for kind, lines in spec:
            region = self.project.new_id()
            box = rectangle((100, top, 1100, top + 50 * max(len(lines), 1)))
            edits.append(e.AddRegion(page, kind, box, id=region))
            for text in lines:
                shape = rectangle((100, top, 1100, top + 50))
                edits.append(e.AddLine(region, text, shape, ((100, top + 40), (1100, top + 40)), ocr_text=text))
                top += 50
            top += 60
        self.project.apply(e.Batch(tuple(edits), "Import"), undoable=False)
        return page

    # What is stored

    def content(self, page=0):
        return readers.content(self.project, self.pages[page])

    def stored(self, page=0):
        """Return the stored text of every line of a page."""
        return [line.text for _, line in self.content(page).lines()]

    def regions(self, page=0):
        """Return the stored kind and texts of every region of a page."""
        return [(r.kind, [line.text for line in r.lines]) for r in self.content(page).regions]

    def line(self, text, page=0):
        """Return the stored line with this text."""
        return next(line for _, line in self.content(page).lines() if line.text == text)

    def tags(self, page=0):
        """Return tag and quoted words of every annotation of a page."""
        return sorted((a.tag, s.quote) for a in self.content(page).annotations for s in a.spans)

    # What is shown

    @property
    def sheet(self):
        return self.pane.sheet

    def shown(self):
        return list(texts(self.sheet.document()))

    def caret(self):
        """Return the text of the caret's line and the caret's place in it."""
        where = self.sheet.where()
        return self.sheet.row_at_caret().text, where.caret.at

    # Hands

    def put(self, text, at=0, to=None):
        """Put the caret into the line with this text, or select from ``at`` on."""
        spot = Spot(self.line(text, self.at()).id, at)
        end = Spot(spot.line, at if to is None else to)
        assert self.sheet.put_caret(Where(spot, end, end))

    def select(self, first, at, last, to):
        """Select from one line into another."""
        start, end = Spot(self.line(first, self.at()).id, at), Spot(self.line(last, self.at()).id, to)
        assert self.sheet.put_caret(Where(start, end, end))

    def at(self):
        return self.pages.index(self.session.page_id)

    def key(self, key, mods=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.sheet, key, mods)

    def ctrl(self, key):
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text):
        """Type letter by letter, any letter there is."""
        for letter in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.sheet, event)

    def flush(self):
        self.session.flush()


@pytest.fixture
def make_bench(qtbot, tmp_path):
    made = []

    def make(*pages):
        made.append(Bench(qtbot, tmp_path / f"p{len(made)}.muniment", pages))
        return made[-1]

    yield make
    for bench in made:
        bench.session.close()
        bench.jobs.stop()


@pytest.fixture
def bench(make_bench):
    return make_bench(MEMO, NEXT)
