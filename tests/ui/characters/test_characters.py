"""Characters are written where the caret is, by palette and by sequence, and taken back in one step."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from editor.store import readers
from editor.ui.characters.palette import CharacterPalette
from editor.ui.characters.writing import Characters
from editor.ui.kit.settings import Settings
from editor.ui.main_window import MainWindow
from editor.ui.transcript.acts import Spot, Where
from editor.ui.transcript.pane import TranscriptPane
from editor.work import characters
from tests.ui.shell.harbour import jobs, lines, project, project_file, session, theme

__all__ = ["jobs", "lines", "project", "project_file", "session", "theme"]
SHIFT = Qt.KeyboardModifier.ShiftModifier
FERRY = "The ferry came at noon"


class Desk:
    """The transcript with what writes characters into it."""

    def __init__(self, session, jobs, theme, qtbot):
        self.session, self.qtbot = session, qtbot
        self.pane = TranscriptPane(session, jobs, theme)
        qtbot.addWidget(self.pane)
        self.pane.resize(700, 700)
        text = (self.pane.sheet, self.pane.write)
        self.characters = Characters(session, jobs, theme, Settings(), text, self.pane)
        self.told = []
        self.characters.told.connect(self.told.append)
        self.pane.show()
        self.pane.activateWindow()
        self.pane.sheet.setFocus()
        qtbot.waitUntil(self.pane.sheet.hasFocus)
        self.line = next(line.id for _, line in session.content.lines() if line.text == FERRY)
        spot = Spot(self.line, 9)
        self.pane.sheet.put_caret(Where(spot, spot, spot))

    @property
    def stored(self):
        self.session.flush()
        return readers.line(self.session.project, self.line).text

    def press(self, text, widget=None):
        for letter in text:
            QTest.keyClick(widget or self.pane.sheet, letter)

    def compose(self, keys):
        self.characters.compose()
        self.press(keys)

    def palette(self):
        self.characters.show_palette()
        found = self.pane.findChild(CharacterPalette)
        self.qtbot.waitUntil(found.isVisible)
        return found

    def bubble(self):
        found = [label.text() for label in self.pane.findChildren(QLabel, "compose") if label.isVisible()]
        return found[0] if found else ""


@pytest.fixture
def desk(session, jobs, theme, qtbot):
    return Desk(session, jobs, theme, qtbot)


# Sequences


@pytest.mark.parametrize(
    ("keys", "written"),
    [("'e", "é"), ("ae", "æ"), ("ss", "ß"), ('"<', "“"), ("---", "—"), ("--x", "–x"), ("  ", "\u00a0"), ("12", "½")],
)
def test_a_sequence_writes_its_character_at_the_caret(desk, keys, written):
    desk.compose(keys)
    assert desk.stored == f"The ferry{written} came at noon"
    assert not desk.characters.composer.active and desk.bubble() == ""
    desk.session.undo()
    assert desk.stored == FERRY


def test_the_sequence_begun_is_shown_at_the_caret(desk):
    desk.characters.compose()
    assert "a sign and a letter" in desk.bubble()
    desk.press("'")
    assert desk.bubble().startswith("'") and "a\u2009á" in desk.bubble()
    QTest.keyClick(desk.pane.sheet, Qt.Key.Key_Backspace)
    desk.press("-")
    assert desk.bubble().startswith("-")
    desk.press("-")
    assert "= –" in desk.bubble()
    QTest.keyClick(desk.pane.sheet, Qt.Key.Key_Return)
    assert desk.bubble() == "" and desk.stored == "The ferry– came at noon"


def test_escape_and_an_unknown_sequence_type_nothing(desk):
    desk.compose("'")
    QTest.keyClick(desk.pane.sheet, Qt.Key.Key_Escape)
    assert desk.stored == FERRY and desk.bubble() == ""
    desk.compose("qq")
    assert desk.stored == FERRY.replace("ferry", "ferryq")
    assert "nothing was typed" in desk.told[-1]


def test_what_is_typed_around_a_sequence_is_typed(desk):
    desk.press("x")
    desk.compose("'e")
    desk.press("y")
    assert desk.stored == "The ferryxéy came at noon"


def test_a_sequence_ends_when_the_caret_goes_elsewhere(desk, qtbot):
    other = QLineEdit(desk.pane)
    other.show()
    desk.characters.compose()
    other.setFocus()
    qtbot.waitUntil(lambda: not desk.characters.composer.active)
    desk.characters.compose()
    desk.press("oe", other)
    assert other.text() == "œ" and desk.stored == FERRY


# Palette


def test_a_character_is_found_by_name_and_inserted_in_one_step(desk, qtbot):
    desk.press("x")
    palette = desk.palette()
    qtbot.keyClicks(palette.field, "e acute")
    assert palette.grid.current() == "é" and "U+00E9" in palette.said.text() and "' e" in palette.said.text()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(desk.pane.sheet.hasFocus)
    assert desk.stored == "The ferryxé came at noon"
    assert desk.session.undo() is not None and desk.stored == "The ferryx came at noon"
    assert desk.characters.recent() == ["é"] and Settings().text("characters/recent") == "é"


def test_several_are_inserted_and_escape_returns(desk, qtbot):
    palette = desk.palette()
    qtbot.keyClicks(palette.field, "U+2013")
    QTest.keyClick(palette.field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(palette.field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(desk.pane.sheet.hasFocus)
    assert desk.stored == "The ferry–– came at noon"


def test_arrows_walk_in_the_cells_and_ctrl_page_through_the_sections(desk, qtbot):
    palette = desk.palette()
    palette.list.setCurrentRow(4)
    first = palette.grid.current()
    QTest.keyClick(palette.field, Qt.Key.Key_Right)
    assert palette.grid.currentIndex().row() == 1 and palette.grid.current() != first
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.grid.currentIndex().row() > 5
    QTest.keyClick(palette.field, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert palette.list.currentRow() == 5 and palette.grid.currentIndex().row() == 0
    palette.grid.setFocus()
    QTest.keyClick(palette.grid, "d")
    assert palette.field.text() == "d" and palette.field.hasFocus()
    palette.close()


def test_the_characters_of_the_project_come_while_the_palette_is_open_and_one_is_kept(desk, qtbot):
    desk.compose("so")
    palette = desk.palette()
    titles = [palette.list.item(row).text() for row in range(palette.list.count())]
    palette.list.setCurrentRow(titles.index("This project"))
    qtbot.waitUntil(lambda: palette.grid.model_.rows() == ("§",))
    qtbot.keyClicks(palette.field, "long s")
    QTest.keyClick(palette.field, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert desk.characters.pinned() == ["ſ"] and palette.pin.text() == "Drop from project"
    palette.field.clear()
    palette.list.setCurrentRow(titles.index("This project"))
    assert palette.grid.model_.rows() == ("ſ", "§")
    palette.close()
    desk.session.undo()
    assert desk.characters.pinned() == []


def test_what_was_typed_meanwhile_is_found_when_the_palette_opens_again(desk, qtbot):
    desk.compose("so")
    for expected, keys in ((["§"], "p!"), (["¶", "§"], "")):
        palette = desk.palette()
        qtbot.waitUntil(lambda: desk.characters._gathering.done)
        assert sorted(desk.characters.of_project()) == sorted(expected)
        QTest.keyClick(palette.field, Qt.Key.Key_Escape)
        qtbot.waitUntil(desk.pane.sheet.hasFocus)
        QApplication.sendPostedEvents(palette, QEvent.Type.DeferredDelete.value)
        desk.compose(keys)
        desk.session.flush()


def test_every_section_is_drawn(desk, qtbot):
    palette = desk.palette()
    for row in range(palette.list.count()):
        palette.list.setCurrentRow(row)
        assert not palette.grab().isNull()
    qtbot.keyClicks(palette.field, "no such character")
    assert "No character" in palette.said.text()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.close()


def test_in_a_view_for_reading_nothing_is_written(desk):
    desk.pane.show_view("reading")
    desk.characters._chosen(desk.pane.sheet, "é", False)
    assert desk.stored == FERRY


def test_the_project_may_be_closed_while_all_is_open(desk, qtbot):
    desk.palette()
    desk.characters.composer.begin(desk.pane.sheet)
    desk.session.closing.emit()
    QApplication.processEvents()
    assert not desk.characters.composer.active


def test_every_character_offered_is_kept_as_it_is(desk):
    for block in characters.blocks():
        spot = Spot(desk.line, 0)
        desk.pane.sheet.put_caret(Where(spot, spot, spot))
        desk.pane.write("".join(block.characters))
        assert desk.stored == "".join(block.characters) + FERRY, block.name
        desk.session.undo()
        assert desk.stored == FERRY


def test_all_has_a_key_in_the_window_and_the_marks_are_remembered(theme, qapp, qtbot, project_file):
    theme.apply(qapp)
    window = MainWindow(Settings(), theme, "Tester")
    qtbot.addWidget(window, before_close_func=lambda w: w.close())
    window.show()
    window.activateWindow()
    assert window.files.open_path(project_file)
    qtbot.waitUntil(window.isActiveWindow)
    line = list(window.session.content.lines())[1][1]
    window.session.select_line(line.id, 9)
    sheet = window.desk.transcript.sheet
    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    for letter in "so":
        QTest.keyClick(sheet, letter)
    QTest.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | SHIFT)
    palette = window.desk.findChild(CharacterPalette)
    qtbot.waitUntil(palette.isVisible)
    assert palette.grid.current() == "§" and palette.list.currentItem().text() == "Recent"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.hasFocus)
    QTest.keyClick(sheet, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert not sheet.unseen_marked and not window.actions_["show.invisibles"].isChecked()
    window.session.flush()
    assert readers.line(window.session.project, line.id).text == "The ferry§§ came at noon"
    window.files.close()
    assert window.files.open_path(project_file)
    window.desk.complete()
    assert not window.desk.transcript.sheet.unseen_marked
    assert not window.actions_["show.invisibles"].isChecked()
