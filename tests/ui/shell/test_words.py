import pytest
from PySide6.QtCore import Qt

from editor.store import readers
from editor.ui.dialogs.words import WordsDialog
from editor.work.suspects import teach
from editor.work.wordlist import words


@pytest.fixture
def dialog(session, qtbot):
    for word in ("Rostow", "Dobrynin", "Ausschuß"):
        session.do(teach(word))
    dialog = WordsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def stored(dialog):
    return words(readers.project_values(dialog._session.project))


def test_words_are_narrowed_added_and_removed_each_a_step_of_undo(dialog, session, qtbot):
    assert dialog.model.rows() == ("Ausschuß", "Dobrynin", "Rostow")
    qtbot.keyClicks(dialog.field, "ro")
    assert dialog.model.rows() == ("Rostow",) and "1 of 3" in dialog.said.text()
    qtbot.keyClicks(dialog.field, "ckefeller,")
    assert dialog.model.rows() == () and dialog.add.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert stored(dialog) == ["Ausschuß", "Dobrynin", "rockefeller", "Rostow"]
    assert dialog.isVisible() and dialog.field.text() == ""
    dialog.view.setFocus()
    dialog.view.selectAll()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert stored(dialog) == [] and "no word" not in dialog.said.text()
    session.undo()
    assert len(stored(dialog)) == len(dialog.model.rows()) == 4
    session.undo()
    assert stored(dialog) == ["Ausschuß", "Dobrynin", "Rostow"]


def test_a_word_that_is_there_is_not_added_again(dialog, qtbot):
    qtbot.keyClicks(dialog.field, "ROSTOW")
    assert not dialog.add.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert "is in the list" in dialog.said.text() and len(stored(dialog)) == 3


def test_a_list_goes_out_and_comes_in_as_one_step(dialog, session, tmp_path):
    file = tmp_path / "list.txt"
    dialog.write_to(file)
    assert file.read_text(encoding="utf-8") == "Ausschuß\nDobrynin\nRostow\n"
    dialog.take_from(file)
    assert "is new" in dialog.said.text()
    file.write_text("Bundy\nKudrich\n# Rostow\n", encoding="utf-8")
    dialog.take_from(file)
    assert dialog.said.text() == "New words: 2" and len(stored(dialog)) == 5
    session.undo()
    assert len(stored(dialog)) == 3
    file.write_bytes(b"\xff\xfe")
    dialog.take_from(file)
    assert "UTF-8" in dialog.said.text()
