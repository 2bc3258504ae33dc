"""A real project with drawn pages, a real session, and the pane on an offscreen window."""

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from editor.model import edit as e
from editor.model.geometry import rectangle
from editor.store import readers
from editor.store.project import Project
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.pageview.pane import PageViewPane
from editor.ui.session import Session

TAGSET = """
name = "small"
[[kind]]
name = "paragraph"
label = "Paragraph"
colour = "#2f6fc4"
key = "p"
role = "body"
[[kind]]
name = "marginalia"
label = "Marginalia"
colour = "#7e3ff2"
key = "m"
role = "note"
[[kind]]
name = "stamp"
label = "Stamp"
colour = "#1f855a"
key = "s"
role = "furniture"
"""
WIDTH, HEIGHT = 900, 1200
BIG = rectangle((100, 100, 700, 700))
SMALL = rectangle((300, 500, 400, 560))
SIDE = rectangle((740, 200, 860, 600))


def draw_page(path, width=WIDTH, height=HEIGHT, words="page"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ddd6c8"))
    painter = QPainter(image)
    for top in range(120, height - 60, 40):
        painter.fillRect(QRect(120, top, width - 300, 14), QColor("#333"))
    painter.setPen(QColor("black"))
    painter.drawText(20, 40, words)
    painter.end()
    assert image.save(str(path))


class Desk:
    """What a test of the pane needs at hand."""

    def __init__(self, project, session, pane, jobs, pages):
        self.project, self.session, self.pane, self.jobs, self.pages = project, session, pane, jobs, pages
        self.view = pane.view

    def content(self):
        return readers.content(self.project, self.session.page_id)

    def spot(self, x, y):
        """Return the place in the viewport of an image pixel."""
        return self.view.viewportTransform().map(QPointF(x, y))

    def mouse(self, kind, x, y, button=Qt.MouseButton.LeftButton, buttons=None, modifiers=None):
        at = self.spot(x, y)
        down = button if buttons is None else buttons
        event = QMouseEvent(
            kind,
            at,
            QPointF(self.view.viewport().mapToGlobal(at)),
            button,
            down,
            modifiers or Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.view.viewport(), event)

    def press(self, x, y):
        self.mouse(QEvent.Type.MouseButtonPress, x, y)

    def move(self, x, y, down=True):
        buttons = Qt.MouseButton.LeftButton if down else Qt.MouseButton.NoButton
        self.mouse(QEvent.Type.MouseMove, x, y, Qt.MouseButton.NoButton, buttons)

    def release(self, x, y):
        self.mouse(QEvent.Type.MouseButtonRelease, x, y, buttons=Qt.MouseButton.NoButton)

    def click(self, x, y):
        self.press(x, y)
        self.release(x, y)

    def double_click(self, x, y):
        self.click(x, y)
        self.mouse(QEvent.Type.MouseButtonDblClick, x, y)
        self.release(x, y)

    def drag(self, start, end):
        self.press(*start)
        self.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self.move(*end)
        self.release(*end)

    def region(self, region_id):
        return next((region for region in self.content().regions if region.id == region_id), None)

    def sharp(self):
        """Tell whether the picture is there with every pixel."""
        levels = self.pane.imagery.levels
        page = self.view.paper.page.boundingRect()
        return bool(levels) and levels[0].image.width() == round(page.width())


@pytest.fixture
def desk(qtbot, tmp_path):
    for number in (1, 2, 3):
        draw_page(tmp_path / f"scan-{number}.jpg", words=f"page {number}")
    project = Project.create(tmp_path / "test.muniment", {"tagset": TAGSET}, user="Tester")
    document = project.apply(e.AddDocument("Record")).id
    pages = [
        project.apply(e.AddPage(document, f"scan-{n}.jpg", f"scan {n}", width=WIDTH, height=HEIGHT)).id
        for n in (1, 2, 3)
    ]
    big = project.apply(e.AddRegion(pages[0], "paragraph", BIG, hand="type")).id
    for row in range(4):
        top = 120 + row * 40
        project.apply(
            e.AddLine(
                big,
                f"line {row + 1}",
                rectangle((120, top - 6, 680, top + 24)),
                ((120, top + 14), (680, top + 14)),
                ocr_text=f"1ine {row + 1}",
                confidence=0.9,
            )
        )
    project.apply(e.AddRegion(pages[0], "stamp", SMALL, hand="type"))
    project.apply(e.AddRegion(pages[0], "marginalia", SIDE, hand="ink"))
    session, jobs = Session(project), Jobs()
    pane = PageViewPane(session, jobs, Theme())
    pane.resize(700, 800)
    qtbot.addWidget(pane)
    pane.show()
    session.show_first_page()
    pane.view.setFocus()
    made = Desk(project, session, pane, jobs, pages)
    yield made
    session.close()
    jobs.stop()
    session.deleteLater()
