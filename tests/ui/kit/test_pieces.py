"""What a file says is never markup, in a label's tooltip neither."""

from PySide6.QtWidgets import QWidget

from editor.ui.kit.pieces import SentenceLabel


def test_a_sentence_is_plain_text_and_its_tooltip_escapes_what_it_quotes(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    label = SentenceLabel(parent)
    label.say("Where does “<img src='file:///x'>” stand?")
    assert label.text() == "Where does “<img src='file:///x'>” stand?"
    assert "<img" not in label.toolTip() and "&lt;img" in label.toolTip()
    label.say("")
    assert label.toolTip() == ""
