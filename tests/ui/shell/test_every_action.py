"""Every action there is, done in a real window on a small project: no error, no warning, and undo takes it back.

The table is walked as it stands, so an action that joins it is walked too. Dialogs are answered as they come: a
question for a name or a number gets one, a question for a file gets one, all else is left by Escape.
"""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu

from editor.model import edit as e
from editor.shipped import resource
from editor.store import readers
from editor.store.project import Project
from editor.ui.dialogs.palette import Palette
from editor.ui.kit.settings import Settings
from editor.ui.main_window import MainWindow
from editor.work.dump import dump
from tests.ui.compare.conftest import give_version
from tests.ui.shell.harbour import box, make_project

PAGES = (
    (("heading", ("HARBOUR REPORT",)), ("paragraph", ("The ferry came at noon", "with many aboard"))),
    (
        ("paragraph", ("the second page tells", "of the feny once more")),
        ("paragraph", ("It was seen by", "Ann Smith at the quay", "and by Ann alone")),
        ("marginalia", ("seen by A. S.",)),
    ),
    (("paragraph", ("The third page ends it",)),),
)
SILENT_BY_RIGHT = {
    "tool.select": "it is the tool already",
    "page.not_started": "it is the status already",
    "theme.light": "it is the theme already",
    "theme.system": "the desktop is light",
    "tone.reset": "the scan is as it is",
    "log": "the folder opens outside",
}
"""What may do nothing on this project that is seen, heard of or stored, and why."""


def make_desk(path, tagset="us-government-records"):
    """Make a project in which most actions have something to act on."""
    text = resource(f"tagsets/{tagset}.toml").read_text(encoding="utf-8")
    image = QImage(700, 1000, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    assert image.save(str(path.with_name("scan.png")))
    with Project.create(path, {"title": "Harbour", "tagset": text}, user="Tester") as project:
        document = project.apply(e.AddDocument("Report")).id
        for regions in PAGES:
            page = project.apply(e.AddPage(document, "scan.png", "page", width=700, height=1000)).id
            for number, (kind, lines) in enumerate(regions):
                top = 60 + 300 * number
                region = project.apply(e.AddRegion(page, kind, box(50, top, 600, 240))).id
                for row, line in enumerate(lines):
                    project.apply(e.AddLine(region, line, box(60, top + 10 + 70 * row), ocr_text=line, confidence=0.9))
        for page in list(readers.all_pages(project))[1:]:
            give_version(project, page.id, ("paragraph", [("Tne second page", box(60, 70))]))
        line = list(readers.content(project, list(readers.all_pages(project))[1].id).lines())[3][1].id
        project.apply(e.TagSpan(line, 0, 9, "person", {}))
        project.apply(e.TagSpan(line, 13, 21, "place", {}))
    return path


class Answering(QTimer):
    """Answers what stands before the window, until there is nothing more."""

    def __init__(self, other):
        super().__init__(interval=10)
        self.other = other
        self.seen = []
        self.timeout.connect(self.answer)

    def answer(self):
        asked = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if asked is None:
            return
        self.seen.append(type(asked).__name__)
        if isinstance(asked, QInputDialog):
            asked.setTextValue("another")
            asked.setIntValue(3)
            asked.accept()
        elif isinstance(asked, QFileDialog):
            asked.selectFile(str(self.other))
            asked.accept()
        elif isinstance(asked, QDialog):
            asked.reject()
        else:
            asked.close()


class Outside(QObject):
    """Stands where the desktop does: opens nothing."""

    @Slot(QUrl)
    def open(self, url):
        pass


@pytest.fixture
def outside():
    place = Outside()
    for scheme in ("file", "http", "https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, place, "open")
    yield
    for scheme in ("file", "http", "https", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def window(theme, qapp, qtbot, outside, tmp_path):
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    theme.apply(qapp)
    window = MainWindow(Settings(), theme, "Tester")
    qtbot.addWidget(window, before_close_func=lambda w: w.close())
    window.resize(1000, 700)
    window.show()
    yield window
    qapp.setCursorFlashTime(flash)


class Walk:
    """Does one action after the other and notes what is wrong."""

    def __init__(self, window, file, other, qtbot, qtlog):
        self.window, self.file, self.other = window, file, other
        self.qtbot, self.qtlog = qtbot, qtlog
        self.wrong, self.silent = [], []
        self.answering = Answering(other)
        self.answering.start()

    def go(self, names):
        """Do the actions of these names."""
        for name in names:
            self.ready()
            warned = len(self.qtlog.records)
            with self.qtbot.capture_exceptions() as caught:
                self.one(name)
            self.wrong += [f"{name}: {error!r}" for _, error, _ in caught]
            self.wrong += [f"{name}: Qt warns: {r.message}" for r in self.qtlog.records[warned:] if not r.ignored]
        self.answering.stop()

    def ready(self):
        """Have the project open, the second page shown, and the caret in the middle of its text."""
        window = self.window
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if not window.isVisible():
            window.show()
        if window.session is None or window.session.project.path != self.file:
            assert window.files.open_path(self.file), window.banner.label.text()
        window.activateWindow()
        if not window.desk.view.imagery.levels:
            self.qtbot.waitUntil(lambda: bool(window.desk.view.imagery.levels))
        window.status.clearMessage()
        QApplication.clipboard().setText("before")
        session = window.session
        page = list(readers.all_pages(session.project))[1].id
        if session.page_id != page:
            session.show_page(page)
        line = list(session.content.lines())[3][1]
        session.select_line(line.id, 0, 3)
        window.desk.transcript.setFocus()
        QApplication.processEvents()

    def state(self):
        """Return all that the project holds."""
        project = self.window.session.project
        return list(dump(project)), readers.project_values(project)

    def sight(self):
        """Return what is to be seen and heard in the window."""
        window = self.window
        picture = window.grab().toImage()
        said = (window.status.currentMessage(), QApplication.clipboard().text())
        on = [each.name for each in window.actions_.entries() if window.actions_[each.name].isChecked()]
        return picture, said, on, window.focusWidget(), window.session.selection, window.session.page_id

    def one(self, name):
        """Do an action, see what it did, and take it back."""
        window, session = self.window, self.window.session
        action, entry = window.actions_[name], window.actions_.entry(name)
        on = [e.name for e in window.actions_.entries() if e.check and window.actions_[e.name].isChecked()]
        if name == "redo":
            session.undo()
        before, sight, asked = self.state(), self.sight(), len(self.answering.seen)
        assert action.isEnabled(), f"{name} cannot be chosen with the caret in a line"
        action.trigger()
        self.settle()
        dialogs = self.close_what_is_open() or len(self.answering.seen) > asked
        if window.session is not session or not window.isVisible():
            return
        session.flush()
        changed = self.state() != before
        if not (changed or dialogs) and not self.seen_to_change(sight, 0 if name in SILENT_BY_RIGHT else 2):
            self.silent.append(name)
        if name == "undo":
            session.redo()
        elif changed:
            session.undo()
        elif name == "redo":
            session.redo()
        now = self.state()
        if name not in ("redo",) and now != before:
            self.wrong.append(f"{name}: undo does not bring back {differing(before, now)}")
            self.file = make_desk(self.file.with_name(f"{self.file.stem}-.muniment"))
        self.put_back(entry, on)

    def seen_to_change(self, sight, patience):
        """Tell whether there is something else to be seen, at once or within so many seconds."""
        until = time.monotonic() + patience
        while self.sight() == sight:
            if time.monotonic() > until:
                return False
            self.qtbot.wait(20)
        return True

    def settle(self):
        """Let come what comes: what an action leaves for the next turn, and dialogs."""
        for _ in range(3):
            QApplication.processEvents()
        self.qtbot.waitUntil(
            lambda: QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None
        )

    def close_what_is_open(self):
        """Close what stands beside the window; tell whether there was something."""
        open_ = [
            w
            for w in QApplication.topLevelWidgets()
            if w.isVisible() and w is not self.window and not isinstance(w, QMenu)
        ]
        for widget in open_:
            widget.close()
        if open_:
            QApplication.processEvents()
        return bool(open_)

    def put_back(self, entry, on):
        """Switch back what an action has switched."""
        actions = self.window.actions_
        if entry.check in ("state", "flip"):
            if actions[entry.name].isChecked() != (entry.name in on):
                actions[entry.name].trigger()
        elif entry.check and entry.check != "status":
            for name in on:
                if actions.entry(name).check == entry.check and not actions[name].isChecked():
                    actions[name].trigger()
        QApplication.processEvents()


def differing(before, now):
    """Return the records of a project that two states tell differently."""
    (records, values), (others, other_values) = before, now
    odd = [(a, b) for a, b in zip(records, others, strict=False) if a != b]
    changed = {name for name in values | other_values if values.get(name) != other_values.get(name)}
    return odd[:2] or (len(records), len(others)), changed


@pytest.mark.slow
def test_every_action_is_done_without_an_error_and_taken_back(window, tmp_path, qtbot, qtlog):
    file = make_desk(tmp_path / "desk.muniment")
    other = make_project(tmp_path / "other.muniment")
    assert window.files.open_path(file)
    walk = Walk(window, file, other, qtbot, qtlog)
    walk.go([entry.name for entry in window.actions_.entries()])
    assert walk.wrong == []
    assert [name for name in walk.silent if name not in SILENT_BY_RIGHT] == []


def test_every_action_is_within_reach_of_the_keyboard(window, tmp_path, qtbot):
    assert window.files.open_path(make_desk(tmp_path / "desk.muniment"))
    window.desk.complete()
    line = list(window.session.content.lines())[1][1].id
    window.session.select_line(line)
    in_menus, letters = set(), []
    for top in window.menu_bar.actions():
        mark = top.text().replace("&&", "").find("&")
        assert mark >= 0, top.text()
        letters.append(top.text()[mark + 1].lower())
        waiting = [top.menu()]
        while waiting:
            for action in waiting.pop().actions():
                waiting += [action.menu()] if action.menu() is not None else []
                in_menus.add(action.objectName())
    assert len(set(letters)) == len(letters)
    palette = Palette(window.actions_, window)
    offered = {entry.name for entry in palette.model.rows()}
    palette.deleteLater()
    entries = {entry.name for entry in window.actions_.entries()}
    assert entries - in_menus == set()
    assert entries - offered == {"palette"} and window.actions_.keys("palette")
    taken = {f"Alt+{letter.upper()}" for letter in letters}
    assert [entry.name for entry in window.actions_.entries() if taken & set(entry.keys)] == []
    assert [entry.name for entry in window.actions_.entries() if not window.actions_[entry.name].toolTip()] == []
