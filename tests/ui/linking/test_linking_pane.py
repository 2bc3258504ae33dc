"""Links of a page: shown on the scan and in the list, taken, set aside, pinned; held against the file."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.model.edit import AddLine, Batch, SetLineText, SetPageImage
from editor.model.page import PINNED
from editor.store import readers
from editor.ui.linking import rows as r
from tests.ui.linking.conftest import LINES, PLACELESS


def link(desk, qtbot):
    """Press the key and wait for what is found."""
    tab = desk[1]
    tab.link_page()
    qtbot.waitUntil(lambda: bool(tab.pane.model.rowCount()) and not tab.pane.linker.busy, timeout=20_000)
    return tab.pane


def bare(pane):
    """Set aside what is proposed for the text that has no place; return the place that is free then."""
    row = next(row for row in pane.model.rows() if row.text == PLACELESS)
    if row.kind == r.SUGGESTED:
        pane.linker.refuse(row)
    choose(pane, lambda row: row.text == PLACELESS)
    assert pane.current.kind in (r.PLACELESS, r.REFUSED)
    (free,) = of_kind(pane, r.TEXTLESS)
    return free.at


def of_kind(pane, *kinds):
    return [row for row in pane.model.rows() if row.kind in kinds]


def choose(pane, wanted):
    pane.list.setCurrentIndex(pane.model.index(pane.model.find(wanted)))
    pane.list.setFocus()


def settled(pane, qtbot):
    qtbot.waitUntil(lambda: not pane.linker.busy and not pane.linker.waiting, timeout=10_000)


def stored(session):
    return [line for _, line in readers.content(session.project, session.page_id).lines()]


def click(view, point):
    """Click a place of the page on the scan."""
    at = view.view.mapFromScene(*point)
    QTest.mouseClick(view.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y()))


def middle(pane, at):
    xs, ys = zip(*pane.linker.layout.lines[at].outline, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def test_a_paragraph_is_shown_line_by_line_before_anything_is_changed(desk, session, qtbot):
    before = stored(session)
    pane = link(desk, qtbot)
    linked = of_kind(pane, r.SURE)
    assert [row.text.strip() for row in linked] == list(LINES)
    assert len([row for row in pane.model.rows() if row.text == PLACELESS and row.kind != r.SURE]) == 1
    assert stored(session) == before
    shown = pane.model.index(pane.model.find(lambda row: row.kind == r.SURE)).data()
    assert "sure" in shown and "%" in shown and LINES[0] in shown
    qtbot.waitUntil(lambda: pane.cutouts.strip(linked[0].at) is not None)


def test_what_is_sure_is_taken_as_one_step_and_no_letter_changes(desk, session, qtbot):
    pane = link(desk, qtbot)
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    lines = stored(session)
    assert [line.text.strip() for line in lines] == [*LINES, PLACELESS]
    assert all(line.outline and line.baseline for line in lines[:-1]) and not lines[-1].outline
    settled(pane, qtbot)
    assert [row.text for row in pane.model.rows() if row.kind in r.OF_TEXT] == [PLACELESS]
    session.undo()
    assert [line.text for line in stored(session)] == [" ".join(LINES), PLACELESS]
    assert not any(line.outline for line in stored(session))
    settled(pane, qtbot)
    assert len(of_kind(pane, r.SURE)) == len(LINES)


def test_a_paragraph_can_be_kept(desk, session, qtbot):
    pane = link(desk, qtbot)
    pane.whole.setChecked(True)
    pane.take_all()
    first = stored(session)[0]
    assert first.text == " ".join(LINES) and first.outline


def test_a_link_that_is_set_aside_is_not_taken(desk, session, qtbot):
    pane = link(desk, qtbot)
    choose(pane, lambda row: row.text.strip() == LINES[-1])
    QTest.keyClick(pane.list, Qt.Key.Key_Delete)
    assert [row.text.strip() for row in of_kind(pane, r.REFUSED)] == [LINES[-1]]
    assert pane.current.kind == r.REFUSED
    pane.take_all()
    assert [line.text.strip() for line in stored(session) if line.outline] == list(LINES[:-1])


def test_f4_takes_a_place_back_that_was_set_aside_and_pins_a_link(desk, qtbot):
    pane = link(desk, qtbot)
    choose(pane, lambda row: row.text.strip() == LINES[2])
    QTest.keyClick(pane.list, Qt.Key.Key_Backspace)
    QTest.keyClick(pane.list, Qt.Key.Key_F4)
    assert of_kind(pane, r.REFUSED) == []
    QTest.keyClick(pane.list, Qt.Key.Key_F4)
    settled(pane, qtbot)
    assert [row.text.strip() for row in of_kind(pane, r.PINNED)] == [LINES[2]]
    choose(pane, lambda row: row.kind == r.PINNED)
    QTest.keyClick(pane.list, Qt.Key.Key_Delete)
    settled(pane, qtbot)
    assert of_kind(pane, r.PINNED) == []


def test_after_a_repair_the_next_notice_is_chosen_not_the_words_that_were_put_right(desk, session, qtbot):
    turned = [(" ".join((line[at:], line[:at])).strip(), line) for line, at in ((LINES[0], 23), (LINES[3], 20))]
    text = " ".join(LINES)
    for new, old in turned:
        assert old in text
        text = text.replace(old, new)
    line = stored(session)[0].id
    session.do(SetLineText(line, text))
    session.contentChanged.connect(lambda _: session.select_line(line, 1, 1, session))  # the caret, as the text does
    pane = link(desk, qtbot)
    first, second = of_kind(pane, r.NOTICE)
    pane.take_all()  # cut and placed, the words could not be put right
    assert stored(session)[0].text == text and not stored(session)[0].outline
    choose(pane, lambda row: row == first)
    QTest.keyClick(pane.list, Qt.Key.Key_F4)
    settled(pane, qtbot)
    assert stored(session)[0].text.startswith(LINES[0])
    assert pane.current.kind == r.NOTICE and pane.current.notice.repair == second.notice.repair
    QTest.keyClick(pane.list, Qt.Key.Key_F4)
    settled(pane, qtbot)
    assert stored(session)[0].text == " ".join(LINES)
    assert not of_kind(pane, r.NOTICE, r.PINNED)


def test_text_without_a_place_is_pinned_by_a_click_on_the_scan(desk, session, qtbot):
    pane = link(desk, qtbot)
    free = bare(pane)
    click(desk[0], middle(pane, free))
    settled(pane, qtbot)
    (row,) = of_kind(pane, r.PINNED)
    assert (row.text, row.at) == (PLACELESS, free)
    pane.take_all()
    line = stored(session)[-1]
    assert line.outline and line.attributes["link"] == PINNED


def test_a_place_is_walked_to_and_pinned_by_keys(desk, qtbot):
    pane = link(desk, qtbot)
    free = bare(pane)
    desk[1].pin()
    assert PLACELESS[:20] in pane.said.text()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    settled(pane, qtbot)
    assert [row.at for row in of_kind(pane, r.PINNED)] == [free]


def test_escape_leaves_pinning_and_the_list_moves_again(desk, qtbot):
    pane = link(desk, qtbot)
    bare(pane)
    desk[1].pin()
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert "?" not in pane.said.text()
    QTest.keyClick(pane.list, Qt.Key.Key_Up)
    assert pane.current.kind == r.SURE


def test_a_click_on_a_linked_place_chooses_its_text(desk, session, qtbot):
    pane = link(desk, qtbot)
    row = next(row for row in of_kind(pane, r.SURE) if row.text.strip() == LINES[3])
    click(desk[0], middle(pane, row.at))
    assert pane.current == row
    assert (session.selection.line, session.selection.start, session.selection.end) == (row.line, row.start, row.end)


def test_the_caret_of_the_text_leads_the_list(desk, session, qtbot):
    pane = link(desk, qtbot)
    row = next(row for row in of_kind(pane, r.SURE) if row.text.strip() == LINES[1])
    session.select_line(row.line, row.start + 3)
    assert pane.current == row


def test_it_says_why_there_is_nothing_to_link(desk, session, qtbot):
    told = []
    desk[1].told.connect(told.append)
    session.step_page(1)
    desk[1].link_page()
    assert "no scan" in told[-1]
    desk[1].pin()
    assert "Ctrl+Alt+L" in told[-1]
    session.step_page(-1)
    assert "Ctrl+Alt+L" in desk[1].pane.said.text()


def test_it_can_be_stopped(desk, qtbot):
    tab = desk[1]
    tab.link_page()
    assert tab.pane.linker.busy and tab.pane.halt.isVisible()
    QTest.keyClick(tab.pane, Qt.Key.Key_Escape)
    assert not tab.pane.linker.busy and not tab.pane.halt.isVisible()
    assert tab.pane.model.rowCount() == 0


def test_another_list_leaves_the_scan_as_it_was(desk, qtbot):
    pane = link(desk, qtbot)
    shown = len(desk[0].view.paper.items())
    desk[1].hide()
    assert len(desk[0].view.paper.items()) < shown
    assert not desk[0].view.tapped(middle(pane, 0))


def test_a_whole_document_is_linked_in_the_background(desk, session, qtbot):
    tab = desk[1]
    tab.link_document()
    work = tab.pane.background
    assert work.running
    qtbot.waitUntil(lambda: not work.running, timeout=20_000)
    assert work.progress == (2, 2) and work.linked == len(LINES)
    assert [bool(line.outline) for line in stored(session)] == [True] * 5 + [False]
    session.undo()
    assert not any(line.outline for line in stored(session))


def test_text_that_may_go_on_to_the_next_scan_is_told_where_to_go(desk, session, qtbot):
    much = [f"Line {number} that was never on this page of all pages" for number in range(6)]
    region = session.content.regions[1].id
    session.do(Batch(tuple(AddLine(region, text) for text in much), "More"))
    pane = link(desk, qtbot)
    for row in of_kind(pane, r.SUGGESTED):
        pane.linker.refuse(row)
    assert "Pages from One Text" not in pane.said.text()
    other = session.content.page.document
    after = [page.id for page in readers.pages(session.project, other)][1]
    session.do(SetPageImage(after, "scan.png", width=10, height=10))
    pane.linker.changed.emit()
    assert "Pages from One Text" in pane.said.text()


def test_a_place_with_no_text_is_typed_at_and_undo_takes_the_line_back(desk, session, qtbot):
    pane = link(desk, qtbot)
    free, before = bare(pane), len(stored(session))
    outline = pane.linker.layout.lines[free].outline
    choose(pane, lambda row: row.kind == r.TEXTLESS)
    assert pane.one.text() == "Type It" and pane.one.isEnabled()
    with qtbot.waitSignal(desk[1].chosen):
        QTest.keyClick(pane.list, Qt.Key.Key_F4)
    line = session.line(session.selection.line)
    assert line.text == "" and line.outline == outline and len(stored(session)) == before + 1
    settled(pane, qtbot)
    choose(pane, lambda row: row.kind == r.TEXTLESS)
    QTest.mouseClick(pane.one, Qt.MouseButton.LeftButton)
    assert session.selection.line == line.id and len(stored(session)) == before + 1
    session.undo()
    assert len(stored(session)) == before


def test_what_something_was_noticed_of_can_be_pinned(desk, session, qtbot):
    text = " ".join(LINES)
    session.do(
        SetLineText(stored(session)[0].id, text.replace(LINES[0], f"{LINES[0][23:].strip()} {LINES[0][:23]}", 1))
    )
    pane = link(desk, qtbot)
    choose(pane, lambda row: row.kind == r.NOTICE)
    words = pane.current.text
    assert pane.pin.isEnabled()
    pane.begin_pin()
    assert "Where does" in pane.said.text() and words[:10] in pane.said.text()
