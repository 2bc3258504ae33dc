"""A page drawn line by line, what a machine read there, and its text as one paragraph without places."""

import pytest
from PySide6.QtGui import QFontMetricsF

from editor.model import edit as e
from editor.model.codec import canonical
from editor.model.geometry import rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord
from editor.store.project import Project
from editor.ui.linking.tab import LinkingTab
from tests.ui.beside import beside, drawn_page
from tests.ui.shell.harbour import jobs, session, theme

__all__ = ["jobs", "session", "theme"]

WIDTH, HEIGHT = 1200, 1000
LINES = (
    "The ferry came at noon with many people aboard",
    "and the harbour master wrote their names into",
    "the book that lies upon the table by the door",
    "of the office where the clerk had kept it for",
    "eleven years before anybody asked about it",
)
PLACELESS = "Nobody ever wrote these words on this page"
FREE = "Ann Smith at the quay"


def draw(path, lines=LINES):
    """Draw the page; return where each word stands."""
    placed = []
    with drawn_page(path, WIDTH, HEIGHT, 30) as painter:
        metrics = QFontMetricsF(painter.font())
        for number, text in enumerate((*lines, FREE)):
            x, y = (150.0, 150.0 + 60 * number) if text != FREE else (600.0, 760.0)
            words = []
            for word in text.split():
                painter.drawText(int(x), int(y), word)
                wide = metrics.horizontalAdvance(word)
                words.append((word, (x, y - 24, x + wide, y + 8)))
                x += wide + metrics.horizontalAdvance(" ")
            placed.append(words)
    return placed


def read(placed):
    """Return what a machine read of the page: all but the line nobody typed."""
    lines = []
    for words in placed[:-1]:
        box = (words[0][1][0], words[0][1][1], words[-1][1][2], words[-1][1][3])
        text, marks = "", []
        for word, place in words:
            text += " " if text else ""
            marks.append(SourceWord(len(text), len(text) + len(word), confidence=0.9, box=place))
            text += word
        lines.append(SourceLine(text, len(lines), rectangle(box), words=tuple(marks)))
    return SourcePage(width=WIDTH, height=HEIGHT, regions=(SourceRegion("paragraph", lines=tuple(lines)),))


@pytest.fixture
def project(tmp_path):
    """Return a project of one page with a scan, a reading, and text that has no places."""
    pytest.importorskip("cv2", reason="needs the extra “link”")
    placed = draw(tmp_path / "scan.png")
    with Project.create(tmp_path / "plain.muniment", {"title": "Plain"}, user="Tester") as project:
        document = project.apply(e.AddDocument("Report")).id
        page = project.apply(e.AddPage(document, "scan.png", "page 1", width=WIDTH, height=HEIGHT)).id
        project.apply(e.AddReading(page, {"format": "page"}, canonical(read(placed))))
        region = project.apply(e.AddRegion(page, "paragraph")).id
        project.apply(e.AddLine(region, " ".join(LINES)))
        other = project.apply(e.AddRegion(page, "paragraph")).id
        project.apply(e.AddLine(other, PLACELESS))
        project.apply(e.AddPage(document, "", "page 2"))
        yield project


@pytest.fixture
def desk(session, jobs, theme, qtbot):
    """Return the scan and the tab of linking beside each other."""
    return beside(LinkingTab(session, theme), session, jobs, theme, qtbot)
