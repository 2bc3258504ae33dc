"""Reading pages in a real window with the real Tesseract: asked, done in the background, stopped, left behind."""

import time
from importlib import util

import pytest
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from editor.assist.engines import available
from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.ui.kit.settings import Settings
from editor.ui.scans.dialog import ReadPagesDialog
from editor.ui.scans.progress import ReadingProgress
from editor.work.scan_tasks import Wanted
from tests.ui.shell.harbour import theme, window

__all__ = ["theme", "window"]

pytestmark = pytest.mark.skipif("tesseract" not in available(), reason="tesserocr and its data are not installed")
PAGES = 3
AT_ONCE = 10
"""Seconds: on an idle machine it takes a fifth of one."""


@pytest.fixture
def file(tmp_path):
    """Return a project of scans alone."""
    path = tmp_path / "scans.muniment"
    values = {"title": "Scans", "language": "la"}  # one without dictionaries, which take seconds to load
    with Project.create(path, values, user="Tester") as project:
        document = project.apply(e.AddDocument("Scans")).id
        for number in range(PAGES):
            image = Image.new("L", (300, 100), 235)
            ImageDraw.Draw(image).text((30, 40), f"The ferry number {number + 1}", 30, ImageFont.load_default(20))
            image.save(tmp_path / f"{number}.png")
            project.apply(e.AddPage(document, f"{number}.png", f"page {number + 1}", width=300, height=100))
    return path


@pytest.fixture
def opened(window, file, qtbot):
    assert window.files.open_path(file)
    window.desk.complete()
    return window


@pytest.fixture
def said(opened):
    """Return all that the status bar has said: what it says next may cover a sentence at once."""
    sentences = []
    opened.status.messageChanged.connect(sentences.append)
    return sentences


def choose(act):
    """Do something in the dialog that is about to open."""

    def look():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ReadPagesDialog):
            QTimer.singleShot(10, look)
            return
        act(dialog)

    QTimer.singleShot(0, look)


def texts(project):
    pages = readers.all_pages(project)
    return [[line.text for _, line in readers.content(project, page.id).lines()] for page in pages]


def read(window, act):
    choose(act)
    window.actions_["scans.read"].trigger()


def accept(dialog):
    dialog.go.click()


def all_pages(dialog):
    dialog.all.setChecked(True)
    dialog.go.click()


def test_pages_are_read_while_the_window_goes_on(opened, said, qtbot):
    read(opened, accept)
    project = opened.session.project
    shown = opened.status.findChild(ReadingProgress)
    assert shown.isVisibleTo(opened) and texts(project) == [[], [], []]
    qtbot.waitUntil(lambda: "Reading page 2 (2 of 3)" in shown.said.text(), timeout=20000)
    qtbot.waitUntil(lambda: all(texts(project)), timeout=20000)
    assert texts(project) == [[f"The ferry number {number + 1}"] for number in range(PAGES)]
    assert next(opened.session.content.lines())[1].text == "The ferry number 1"
    qtbot.waitUntil(lambda: opened.status.findChild(ReadingProgress) is None, timeout=20000)
    qtbot.waitUntil(lambda: "Pages read: 3." in said, timeout=20000)
    assert opened.session.undo_title() == "OCR of page 3"
    opened.session.undo()
    assert texts(project)[1:] == [["The ferry number 2"], []]


def test_stop_leaves_what_is_read_and_the_next_time_goes_on(opened, said, qtbot):
    read(opened, accept)
    project = opened.session.project
    shown = opened.status.findChild(ReadingProgress)
    qtbot.waitUntil(lambda: bool(texts(project)[0]), timeout=20000)
    qtbot.mouseClick(shown.stop, Qt.MouseButton.LeftButton)
    began = time.monotonic()
    qtbot.waitUntil(lambda: any(one.startswith("Stopped.") for one in said), timeout=20000)
    assert time.monotonic() - began < AT_ONCE
    there = texts(project)
    assert there[0] and not there[2]


def test_the_empty_paper_offers_to_read(opened, qtbot):
    seen = []
    choose(lambda dialog: (seen.append(dialog.windowTitle()), dialog.reject()))
    qtbot.mouseClick(opened.desk.transcript.blank.read, Qt.MouseButton.LeftButton)
    assert seen == ["Read Pages with OCR"] and opened.status.findChild(ReadingProgress) is None


def test_the_page_that_is_shown_is_filled_and_its_first_line_is_the_one_shown_everywhere(opened, said, qtbot):
    desk = opened.desk
    choose(lambda dialog: qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton))
    qtbot.mouseClick(desk.transcript.blank.read, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(texts(opened.session.project)[0]), timeout=20000)
    (_, line), *_ = opened.session.content.lines()
    assert desk.transcript.sheet.lit.caret == 0 and opened.session.selection.line == line.id
    assert desk.view.strip.heading.text().startswith("Line 1.1")
    desk.inspector.refresh()
    assert desk.inspector.region.scope.line == line
    assert opened.focusWidget() is desk.transcript.sheet
    qtbot.waitUntil(lambda: "Pages read: 3." in said, timeout=20000)
    qtbot.wait(50)
    assert opened.status.currentMessage() and not opened.status.saved.isVisible()


def test_closing_the_project_does_not_wait_for_the_engine(opened, qtbot):
    read(opened, accept)
    shown = opened.status.findChild(ReadingProgress)
    qtbot.waitUntil(lambda: "1 of 3" in shown.said.text(), timeout=20000)
    began = time.monotonic()
    opened.files.close()
    assert time.monotonic() - began < AT_ONCE and opened.session is None
    qtbot.waitUntil(lambda: opened.status.findChild(ReadingProgress) is None, timeout=20000)


def test_of_all_pages_text_is_kept_and_an_image_that_is_gone_is_told(opened, said, file, qtbot):
    (file.parent / "1.png").unlink()
    assert opened.desk.transcript.blank.read.isVisibleTo(opened)
    session = opened.session
    session.do(e.AddLine(session.do(e.AddRegion(session.page_id)).id, "My own words"))
    assert not opened.desk.transcript.blank.read.isVisibleTo(opened)
    read(opened, all_pages)
    told = "Pages read: 1. Kept as versions to compare: 1. Left out: 1."
    qtbot.waitUntil(lambda: told in said, timeout=20000)
    assert texts(session.project) == [["My own words"], [], ["The ferry number 3"]]
    assert "1.png" in opened.banner.label.text()


def test_without_an_engine_a_sentence_says_what_to_install(opened, monkeypatch):
    monkeypatch.setattr(util, "find_spec", lambda name, *more: None)
    opened.actions_["scans.read"].trigger()
    assert "pip install 'muniment[ocr]'" in opened.banner.label.text()


def test_what_is_asked_is_remembered(theme, qtbot):
    settings = Settings()
    dialog = ReadPagesDialog(7, settings)
    qtbot.addWidget(dialog)
    assert dialog.language.currentText().endswith("English (eng)")
    assert dialog.asked() == ("tesseract", "eng", Wanted("empty"))
    dialog.this.setChecked(True)
    assert dialog.asked().wanted == Wanted(ids={7})
    assert settings.text("ocr/engine") == "tesseract"
