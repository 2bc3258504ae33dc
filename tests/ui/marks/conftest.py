"""A record of three pages full of furniture: the first with places on a scan, the others plain text."""

import pytest

from editor.model import edit as e
from editor.shipped import resource
from editor.store.project import Project
from editor.ui.marks.tab import MarksTab
from tests.ui.beside import beside, drawn_page
from tests.ui.shell.harbour import box, jobs, session, theme

__all__ = ["jobs", "session", "theme"]

WIDTH, HEIGHT = 1000, 1400
NUMBER = "CIA-RDP80B01676R001800020011-1"
BANNER = "Approved For Release 2003/09/02 : "
FERRY = (
    "The ferry came at noon and the master wrote",
    "SECRET",
    "the names of all who were aboard into the book.",
)
PAGES = (
    ("TOP SECRET", *FERRY, BANNER + NUMBER),
    ("TOP SECRET", "- 2 -", "Nobody had asked for the book in eleven years.", BANNER + NUMBER.replace("80B", "8OB")),
    ("TOP SECRET", "- 3 -", "The clerk had kept it in the drawer all the time.", BANNER + NUMBER),
)
TOPS = (40, 300, 360, 420, 1320)
"""Where the lines of the first page stand."""


def draw(path):
    """Draw the scan of the first page."""
    with drawn_page(path, WIDTH, HEIGHT, 24) as painter:
        for text, top in zip(PAGES[0], TOPS, strict=True):
            painter.drawText(100, top + 28, text)


@pytest.fixture
def project(tmp_path):
    draw(tmp_path / "scan.png")
    tagset = resource("tagsets/us-government-records.toml").read_text(encoding="utf-8")
    with Project.create(tmp_path / "marks.muniment", {"title": "Marks", "tagset": tagset}, user="Tester") as project:
        document = project.apply(e.AddDocument("Report")).id
        edits = []
        for number, texts in enumerate(PAGES, start=1):
            page, region, first = project.new_id(), project.new_id(), number == 1
            image = "scan.png" if first else ""
            edits.append(e.AddPage(document, image, f"sheet {number}", width=WIDTH, height=HEIGHT, id=page))
            edits.append(e.AddRegion(page, "paragraph", id=region))
            for text, top in zip(texts, TOPS if first else [0] * len(texts), strict=True):
                outline = box(100, top, 14.5 * len(text), 36) if first else ()
                edits.append(e.AddLine(region, text, outline))
        project.apply(e.Batch(tuple(edits), "Import"))
        yield project


@pytest.fixture
def desk(session, jobs, theme, qtbot):
    """Return the scan and the tab of marks beside each other."""
    return beside(MarksTab(session, theme), session, jobs, theme, qtbot)
