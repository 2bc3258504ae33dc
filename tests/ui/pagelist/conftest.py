"""A project of two documents with drawn pages, a real session, and the list on an offscreen window."""

import pytest
from PySide6.QtGui import QColor, QImage

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.pagelist.pane import PageListPane
from editor.ui.session import Session


class Shelf:
    """What a test of the list needs at hand."""

    def __init__(self, project, session, pane, jobs):
        self.project, self.session, self.pane, self.jobs = project, session, pane, jobs
        self.view, self.model = pane.view, pane.model

    def pages(self):
        return list(readers.all_pages(self.project))

    def labels(self):
        """Return the labels of each document as they are in the file."""
        return [
            [page.label for page in readers.pages(self.project, document.id)]
            for document in readers.documents(self.project)
        ]

    def shown(self):
        """Return what the list says."""
        return [self.model.index(row).data() for row in range(self.model.rowCount())]


@pytest.fixture
def make_shelf(qtbot, tmp_path):
    made = []

    def make(counts=(3, 2), images=True):
        project = Project.create(tmp_path / "test.muniment", user="Tester")
        for number, count in enumerate(counts, start=1):
            document = project.apply(e.AddDocument(f"Record {number}")).id
            edits = []
            for page in range(1, count + 1):
                name = f"{number}-{page}.png" if images else ""
                if images:
                    image = QImage(120, 160, QImage.Format.Format_RGB32)
                    image.fill(QColor(40 * page, 80 * number, 120))
                    image.save(str(tmp_path / name))
                edits.append(e.AddPage(document, name, f"p{number}{page}", width=120, height=160))
            project.apply(e.Batch(tuple(edits), "Import"))
        session, jobs = Session(project), Jobs()
        pane = PageListPane(session, jobs, Theme())
        pane.resize(150, 700)
        qtbot.addWidget(pane)
        pane.show()
        session.show_first_page()
        made.append((session, jobs))
        return Shelf(project, session, pane, jobs)

    yield make
    for session, jobs in made:
        session.close()
        jobs.stop()


@pytest.fixture
def shelf(make_shelf):
    return make_shelf()
