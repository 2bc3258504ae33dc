"""A small project of our own text, made through the same door as any other."""

from pathlib import Path

import pytest

from editor.model import edit as e
from editor.shipped import resource
from editor.store import readers
from editor.store.project import Project
from editor.ui.jobs import Jobs
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme
from editor.ui.main_window import MainWindow
from editor.ui.session import Session

TEXT = {
    "page 1": [("heading", ["HARBOUR REPORT"]), ("paragraph", ["The ferry came at noon", "with Ann Smith aboard"])],
    "page 2": [("paragraph", ["The second page tells", "of the ferry once more"]), ("marginalia", ["seen by A. S."])],
    "page 3": [],
}


def box(x: float, y: float, width: float = 400, height: float = 40):
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def make_project(path: Path) -> Path:
    tagset = resource("tagsets/general.toml").read_text(encoding="utf-8")
    with Project.create(path, {"title": "Harbour", "tagset": tagset}, user="Tester") as project:
        document = project.apply(e.AddDocument("Report")).id
        for label, regions in TEXT.items():
            page = project.apply(e.AddPage(document, "", label, width=1000, height=1400)).id
            for number, (kind, lines) in enumerate(regions):
                top = 100 + 300 * number
                region = project.apply(e.AddRegion(page, kind, box(100, top, 600, 200))).id
                for row, text in enumerate(lines):
                    outline = box(110, top + 10 + 50 * row)
                    project.apply(e.AddLine(region, text, outline, ocr_text=text.replace("rr", "n"), confidence=0.9))
    return path


@pytest.fixture
def project_file(tmp_path) -> Path:
    return make_project(tmp_path / "harbour.muniment")


@pytest.fixture
def project(project_file):
    with Project.open(project_file, user="Tester") as project:
        yield project


@pytest.fixture
def lines(project) -> list[int]:
    """Return the ids of all lines in reading order."""
    return [line.id for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()]


@pytest.fixture
def session(qapp, project):
    session = Session(project)
    session.show_first_page()
    yield session
    session.close()


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.stop()


@pytest.fixture
def theme(qapp):
    return Theme("light")


@pytest.fixture
def window(theme, qapp, qtbot):
    theme.apply(qapp)
    window = MainWindow(Settings(), theme, "Tester")
    qtbot.addWidget(window, before_close_func=lambda w: w.close())
    window.show()
    window.activateWindow()
    return window
