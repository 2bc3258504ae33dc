"""Text from files is never rich text: a picture named in every field of a project is never looked for on the disk."""

from __future__ import annotations

import ctypes
import os
import struct

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QToolTip, QWidget

from editor.model import edit as e
from editor.shipped import resource
from editor.store import readers
from editor.store.project import Project
from tests.ui.shell.harbour import box, make_project
from tests.ui.shell.test_every_action import Walk, outside, window

__all__ = ["outside", "window"]

_IN_OPEN, _NONBLOCK = 0x20, os.O_NONBLOCK
ACTIONS = (
    "import", "export", "project.backups", "find", "replace", "history", "state.name", "compare", "words", "series",
    "tour.words", "relink", "palette", "settings", "errors.count", "inspect.region", "inspect.tags", "inspect.notes",
    "inspect.history", "inspect.record", "problem.next", "marks", "about",
)  # fmt: skip


class Opened:
    """Counts how often a file is opened by anybody, as the kernel tells it."""

    def __init__(self, path):
        libc = ctypes.CDLL(None, use_errno=True)
        self.fd = libc.inotify_init1(_NONBLOCK)
        if self.fd < 0 or libc.inotify_add_watch(self.fd, os.fsencode(path), _IN_OPEN) < 0:
            pytest.skip("this system does not tell which files are opened")

    def count(self):
        """Return how often since it was asked last."""
        try:
            data = os.read(self.fd, 1 << 16)
        except BlockingIOError:
            return 0
        found = at = 0
        while at < len(data):
            _, _, _, length = struct.unpack_from("iIII", data, at)
            found, at = found + 1, at + 16 + length
        return found


@pytest.fixture
def bait(tmp_path):
    path = tmp_path / "bait.png"
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    assert image.save(str(path))
    opened = Opened(path)
    yield f'<img src="file://{path}">', opened
    os.close(opened.fd)


def evil_project(path, lure):
    """Make a project whose every field of text holds ``lure``."""
    tagset = resource("tagsets/general.toml").read_text(encoding="utf-8")
    scan = QImage(700, 1000, QImage.Format.Format_RGB32)
    scan.fill(0xFFFFFF)
    assert scan.save(str(path.with_name("scan.png")))
    with Project.create(path, {"title": lure, "tagset": tagset, "word:en:x": lure}, user=lure) as project:
        record = {"author": lure, "date": lure, "shelfmark": lure, "notes": lure, lure: lure}
        document = project.apply(e.AddDocument(lure, values=record)).id
        for number in range(3):
            image = "scan.png" if number != 2 else f"{lure}.png"
            page = project.apply(e.AddPage(document, image, lure, width=700, height=1000)).id
            for row, kind in enumerate(("heading", "paragraph", lure)):
                attributes = {"native-kind": lure, "place": lure}
                region = project.apply(
                    e.AddRegion(page, kind, box(50, 60 + 300 * row, 600, 240), hand=lure, attributes=attributes)
                ).id
                for at in range(2):
                    outline = box(60, 80 + 300 * row + 70 * at)
                    text = f"{lure} the the feny {lure}"
                    line = project.apply(e.AddLine(region, text, outline, ocr_text=lure, confidence=0.4)).id
                    project.apply(e.TagSpan(line, 0, 9, "person", {"key": lure, "ref": lure}))
                    project.apply(e.TagSpan(line, 2, 12, lure, {lure: lure}))
                    project.apply(e.AddNote(e.NoteTarget(page=page, line=line), lure))
            project.apply(e.AddNote(e.NoteTarget(page=page), lure))
            reading = {"format": "pagexml", "file": lure, "producer": lure}
            content = '{"image": "", "regions": [{"kind": "paragraph", "lines": [{"text": "<img src=x>"}]}]}'
            project.apply(e.AddReading(page, reading, content))
    return path


def rich_words(window):
    """Return what on screen Qt would take for rich text."""
    found = []
    for widget in (*QApplication.topLevelWidgets(), *window.findChildren(QWidget)):
        found += [f"tooltip of {widget.objectName() or type(widget).__name__}"] if _baited(widget.toolTip()) else []
        if isinstance(widget, QLabel) and _baited(widget.text()):
            auto = widget.textFormat() in (Qt.TextFormat.AutoText, Qt.TextFormat.RichText)
            found += [f"label {widget.text()[:60]}"] if auto else []
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found += [f"{type(widget).__name__}: a row's tooltip" for _ in _rich_tips(widget.model(), QModelIndex())]
    return sorted(set(found))


def _baited(text):
    return "<img" in text and "bait.png" in text


def _rich_tips(model, parent):
    for row in range(min(model.rowCount(parent), 50)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            if _baited(str(index.data(Qt.ItemDataRole.ToolTipRole) or "")):
                yield index
            if columns > 1 and column == 0 and model.hasChildren(index):
                yield from _rich_tips(model, index)


def test_the_counter_counts(bait, qtbot):
    lure, opened = bait
    label = QLabel(lure)
    qtbot.addWidget(label)
    label.show()
    QApplication.processEvents()
    assert opened.count() > 0


def test_a_picture_named_in_every_field_is_never_looked_for(window, bait, tmp_path, qtbot, qtlog):
    lure, opened = bait
    file, other = evil_project(tmp_path / "evil.muniment", lure), make_project(tmp_path / "other.muniment")
    assert window.files.open_path(file)
    window.desk.complete()
    walk = Walk(window, file, other, qtbot, qtlog)
    walk.go([name for name in ACTIONS if any(entry.name == name for entry in window.actions_.entries())])
    assert walk.wrong == []
    found = []
    for page in readers.all_pages(window.session.project):
        window.session.show_page(page.id)
        qtbot.wait(60)
        for region in window.session.content.regions:
            window.session.select_line(region.lines[0].id, 3)
            for tab in ("Region", "Tags", "Notes", "History", "Record"):
                window.desk.inspecting.show_tab(tab)
                QApplication.processEvents()
            window.grab()
        found += rich_words(window)
    for widget in window.findChildren(QWidget):
        if "bait.png" in widget.toolTip():
            QToolTip.showText(QCursor.pos(), widget.toolTip(), widget)
            QApplication.processEvents()
    window.banner.say(lure)
    window.tell(lure)
    window.grab()
    assert sorted(set(found)) == []
    assert opened.count() == 0
