from editor.model import edit as e
from editor.store import readers


def test_typed_text_is_told_once_and_saved_by_the_flush(session, lines, qtbot):
    told = []
    session.unsentChanged.connect(told.append)
    session.add_flusher(lambda: session.do(e.SetLineText(lines[0], "typed")))
    session.typed()
    session.typed()
    assert told == [True]
    session.flush()
    assert told == [True, False]
    assert readers.line(session.project, lines[0]).text == "typed"


def test_text_that_was_refused_stays_unsent(session, qtbot):
    told = []
    session.unsentChanged.connect(told.append)
    session.add_flusher(lambda: session.do(e.SetLineText(12345, "to no line")))
    session.typed()
    with qtbot.waitSignal(session.faulted):
        session.flush()
    assert told == [True]
