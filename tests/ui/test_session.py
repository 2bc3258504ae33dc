"""The session: one current page, one selection, edits in, changes told once."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project
from editor.ui.session import Selection, Session
from tests.store.scripts import edit_of, scripts
from tests.store.test_property import FASTEST, seeded


@pytest.fixture
def session(tmp_path, qtbot):
    seeded(tmp_path, "p.muniment").close()
    session = Session(Project.open(tmp_path / "p.muniment"))
    session.show_first_page()
    yield session
    session.close()


def first_line(session):
    return session.content.regions[0].lines[0]


def test_an_edit_is_told_once_with_fresh_content(session, qtbot):
    told = []
    session.contentChanged.connect(told.append)
    line = first_line(session)
    change = session.do(e.SetLineText(line.id, "changed"))
    assert told == [change]
    assert first_line(session).text == "changed"


def test_a_fault_changes_nothing_and_is_told(session, qtbot):
    with qtbot.waitSignal(session.faulted) as told:
        assert session.do(e.RemoveLine(4)) is None
    assert told.args == ["There is no line 4."]


def test_typed_text_is_sent_off_before_anything_else(session):
    line = first_line(session)
    typed = ["typed"]
    session.add_flusher(lambda: typed and session.do(e.SetLineText(line.id, typed.pop())))
    session.step_page(1)
    assert readers.line(session.project, line.id).text == "typed"
    assert not typed


def test_undo_goes_where_it_was(session):
    first, line = session.page_id, first_line(session)
    session.do(e.SetLineText(line.id, "changed"))
    assert session.undo_title() == "Change text"
    session.step_page(1)
    assert session.page_id != first
    session.undo()
    assert session.page_id == first
    assert first_line(session).text == line.text
    session.redo()
    assert first_line(session).text == "changed"
    assert session.redo_title() == ""


def test_the_selection_stays_true(session):
    line = first_line(session)
    session.select_line(line.id, 3, 8)
    assert session.selection == Selection(line.region, line.id, 3, 8)
    session.do(e.SetLineText(line.id, "ab"))
    assert session.selection == Selection(line.region, line.id, 2, 2)
    session.do(e.RemoveLine(line.id))
    assert session.selection == Selection(line.region)
    session.do(e.RemoveRegion(line.region))
    assert session.selection == Selection()


def test_the_current_page_may_go(session):
    first = session.page_id
    session.do(e.RemovePage(first))
    assert session.page_id not in (None, first)
    session.undo()
    assert readers.page_of(session.project, first) == first


def test_a_new_tag_set_is_read(session, qtbot):
    with qtbot.waitSignal(session.projectChanged):
        session.do(e.SetProject({"tagset": 'name = "mine"\n[[kind]]\nname = "stamp"\ncolour = "#00ff00"'}))
    assert session.tagset.kind("stamp").colour == "#00ff00"


def test_of_a_page_whose_line_was_typed_the_rest_is_not_read_again(session):
    before, line = session.content, first_line(session)
    session.do(e.SetLineText(line.id, "Dobrinin told the UN that"))
    assert session.content == readers.content(session.project, session.page_id) != before
    assert session.content.regions[1] is before.regions[1]
    assert [a.spans[0].quote for a in session.content.annotations][:2] == ["Dobrinin", "the offe"]
    session.do(e.SetLineText(line.id, "told the UN that"))
    assert session.content == readers.content(session.project, session.page_id)
    assert len(session.content.annotations) == len(before.annotations) - 1


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(script=scripts)
def test_after_any_edit_the_page_is_as_a_fresh_reading_has_it(qapp, script):
    with tempfile.TemporaryDirectory(dir=FASTEST) as folder:
        session = Session(seeded(Path(folder), "p.muniment"))
        session.show_first_page()
        told = []
        session.contentChanged.connect(
            lambda change: told.append(session.content == readers.content(session.project, session.page_id))
        )
        for draw in script:
            try:
                session.undo() if draw[0] == "undo" else session.do(edit_of(session.project, draw))
            except Fault:
                continue
        assert all(told)
        session.close()


def test_the_first_correction_of_a_page_says_that_it_is_in_progress_and_undo_takes_both_back(session):
    line = first_line(session)
    session.do(e.SetLineText(line.id, "Dobrinin t"), merge="burst")
    session.do(e.SetLineText(line.id, "Dobrinin told"), merge="burst")
    assert session.content.page.status == "in_progress" and first_line(session).text == "Dobrinin told"
    assert session.content == readers.content(session.project, session.page_id)
    session.undo()
    assert session.content.page.status == "not_started" and first_line(session) == line
    session.redo()
    assert session.content.page.status == "in_progress"
    session.undo()
    session.do(e.SetLineVerified(line.id))
    assert session.content.page.status == "in_progress"
    session.do(e.SetPageStatus(session.page_id, "checked"))
    session.do(e.SetLineText(line.id, "And now"))
    assert session.content.page.status == "checked", "only a page that nobody had started on is started"
