"""A damaged project salvaged in the window, by its buttons and menus."""

import itertools
import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton

from editor.model.faults import Damaged
from editor.store import backups, gate, journal
from editor.store.project import Project
from editor.ui.dialogs.backups import BackupsDialog
from editor.ui.dialogs.salvage import SalvageDialog
from editor.work import salvaging
from tests.faults.damages import lines_of
from tests.ui.shell.harbour import make_project
from tests.ui.shell.test_backing_up import NOON

SALVAGE = "Salvage What Can Be Read…"


def spoil(path, *tables):
    """Overwrite the first block of each table, and return the bytes that the file has then."""
    with Project.open(path) as project:
        roots = dict(project.connection.execute("SELECT name, rootpage FROM sqlite_schema").fetchall())
    data = bytearray(path.read_bytes())
    for table in tables:
        data[(roots[table] - 1) * 4096 : roots[table] * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    return bytes(data)


def forget_journal(path):
    """Take the journal out of a project, as no damage does it so thoroughly."""
    with Project.open(path) as project:
        for command in ("DELETE FROM step", "DELETE FROM journal", "UPDATE head SET rev=0"):
            project.connection.execute(command)


class Watching(QTimer):
    """Waits until salvage is done, notes what its dialog says, and closes it by its button."""

    def __init__(self, qtbot):
        super().__init__(interval=5)
        self.qtbot = qtbot
        self.first = self.said = self.where = self.losses = self.copied = ""
        self.looked = threading.Event()
        self.timeout.connect(self.look)
        self.start()

    def look(self):
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, BackupsDialog):
            button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Salvage…")
            self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        if not isinstance(dialog, SalvageDialog):
            return
        if dialog.busy:
            self.first = dialog.said.text()
            dialog.close()
            assert dialog.isVisible()
            self.looked.set()
            return
        self.stop()
        self.said, self.where = dialog.said.text(), dialog.where.text()
        self.losses = dialog.losses.toPlainText()
        if dialog.copy.isVisible():
            self.qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
            self.copied = QApplication.clipboard().text()
        close = dialog.buttons.button(QDialogButtonBox.StandardButton.Close)
        self.qtbot.mouseClick(close, Qt.MouseButton.LeftButton)


@pytest.fixture
def good(tmp_path):
    return make_project(tmp_path / "Harbour <b>1962.muniment")


def press(window, qtbot):
    qtbot.mouseClick(window.banner.action, Qt.MouseButton.LeftButton)


def test_without_a_backup_the_banner_salvages_and_lists_what_is_lost(window, good, qtbot, monkeypatch):
    texts = lines_of(good)
    forget_journal(good)
    before = spoil(good, "journal", "region")
    assert not window.files.open_path(good)
    said = window.banner.label.text()
    assert said.endswith("There is no backup of it, but what can still be read can be made into a new project.")
    assert window.banner.action.text() == SALVAGE

    seen, salvage = Watching(qtbot), salvaging.salvage_beside

    def salvage_once_looked_at(*given):
        assert seen.looked.wait(30)
        return salvage(*given)

    monkeypatch.setattr(salvaging, "salvage_beside", salvage_once_looked_at)
    press(window, qtbot)
    made = good.with_name("Harbour <b>1962 (salvaged).muniment")
    assert window.session is not None and window.session.project.path == made
    assert seen.first == f"Reading what can be read of “{good.name}”…"
    count = f"What came back: documents 2, pages 4, lines {len(texts)}."
    assert seen.said == f"{count} Not everything could be read; what could not is listed."
    assert seen.where.startswith(f"“{made.name}” is made in the folder “{good.parent}”.")
    assert seen.losses == "4 regions could not be read; what was in them is under “Recovered”."
    assert seen.copied == seen.losses
    assert good.read_bytes() == before
    window.files.close()
    assert lines_of(made) == texts


def test_a_page_that_cannot_be_read_leads_there_too(window, good, qtbot):
    texts = lines_of(good)
    before = spoil(good, "line")
    assert window.files.open_path(good)
    assert "A page cannot be read: the project is damaged." in window.banner.label.text()
    seen = Watching(qtbot)
    assert window.banner.action.text() == SALVAGE
    press(window, qtbot)
    assert seen.said.endswith("Everything the journal tells of is there.") and not seen.losses
    assert window.session.project.path.stem.endswith("(salvaged)")
    assert good.read_bytes() == before
    window.files.close()
    assert lines_of(good.with_name("Harbour <b>1962 (salvaged).muniment")) == texts


@pytest.mark.parametrize("table", ["page", "document"])
def test_lists_that_cannot_be_read_are_noticed_before_the_project_is_shown(window, good, table):
    spoil(good, table)
    assert not window.files.open_path(good) and window.session is None
    assert window.banner.action.text() == SALVAGE


def test_the_menu_asks_which_and_says_where_nothing_can_be_read(window, good, tmp_path, qtbot, monkeypatch):
    spoil(good, "journal")
    asked = itertools.chain([str(good)] * 2, [str(tmp_path / "noise.muniment")])
    (tmp_path / "noise.muniment").write_bytes(b"noise" * 4000)
    monkeypatch.setattr("editor.ui.shell_files.QFileDialog.getOpenFileName", lambda *_: (next(asked), ""))
    action = window.actions_["project.salvage"]
    assert action in window.menus.menu("File").actions() and action.shortcut().isEmpty()
    for name in ("(salvaged)", "(salvaged 2)"):
        seen = Watching(qtbot)
        action.trigger()
        assert seen.said and window.session.project.path.stem.endswith(name)
    action.trigger()
    assert window.banner.label.text() == "Nothing of a project can be read in noise.muniment."
    assert window.session.project.path.stem.endswith("(salvaged 2)")
    assert not list(tmp_path.glob(".*.part"))


def test_where_there_are_backups_they_come_first_and_salvage_is_beside_them(window, good, qtbot):
    with Project.open(good) as project:
        backups.back_up(project, NOON)
    spoil(good, "journal")
    assert not window.files.open_path(good)
    assert window.banner.label.text().endswith("Open a backup instead.")
    assert window.banner.action.text() == "Its backups…"
    seen = Watching(qtbot)
    press(window, qtbot)
    assert seen.said and window.session.project.path.stem.endswith("(salvaged)")


def test_what_is_not_damaged_is_not_offered_to_be_salvaged(window, tmp_path):
    other = tmp_path / "other.muniment"
    other.write_bytes(b"no project" * 100)
    assert not window.files.open_path(other)
    assert "is not a Muniment project" in window.banner.label.text() and window.banner.action.isHidden()


def test_where_the_folder_takes_no_file_the_project_goes_elsewhere(good, tmp_path, monkeypatch):
    elsewhere = tmp_path / "documents"
    elsewhere.mkdir()
    monkeypatch.setattr(salvaging, "_takes_files", lambda folder: False)
    found = salvaging.salvage_beside(good, elsewhere, "Tester")
    assert found.path.parent == elsewhere and lines_of(found.path) == lines_of(good)
    assert found.salvaged.whole


def test_a_name_as_long_as_can_be_still_gets_one(tmp_path):
    long = make_project(tmp_path / "H.muniment").rename(tmp_path / f"{'ä' * 118}.muniment")
    assert salvaging.salvage_beside(long, tmp_path).path.name == f"{'ä' * 110} (salvaged).muniment"


def test_what_is_said_where_only_the_history_is_lost(good):
    forget_journal(good)
    found = salvaging.salvage_beside(good, good.parent).salvaged
    assert not found.whole and not found.losses
    assert salvaging.completeness(found) == (
        "Whether the journal told of more cannot be said; all that was found is there."
    )


def test_outside_the_window_damage_names_both_ways(good):
    spoil(good, "line")
    with pytest.raises(Damaged, match=r"nothing was changed\. Open a backup, or salvage what can be read\.$"):
        gate.inspect(good, thorough=True)


def test_a_project_whose_end_of_the_journal_cannot_be_read_opens_and_says_so(window, good):
    spoil(good, "head")
    assert window.files.open_path(good)
    assert "The end of the journal cannot be read" in window.banner.label.text()


def test_a_project_whose_journal_was_cut_off_opens_and_says_so(window, good):
    with Project.open(good) as project:
        rev = journal.last_rev(project.connection)
        for command in ("DELETE FROM step", "DELETE FROM journal WHERE rev > 5"):
            project.connection.execute(command)
    assert window.files.open_path(good)
    said = window.banner.label.text()
    assert said.startswith(f"{good.name} was changed by another program. Entries after 5 are missing from the journal")
    assert f"which went up to {rev}." in said
    assert window.session is not None and window.session.project.path == good
