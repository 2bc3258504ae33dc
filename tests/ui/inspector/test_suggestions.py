"""Suggestions for the page: told, gone to, accepted, set aside, each by key and each to be undone."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.assist.suspects.lexicon import lexicon
from editor.model import edit as e
from editor.model.geometry import rectangle
from editor.ui.shell_desk import Desk

WORDS = ("We informed the Ambassador", "that this matter was now", "reaching a turning point.", "He said nothing.")


@pytest.fixture
def desk(bench, qtbot):
    lexicon("en")
    region = bench.project.apply(e.AddRegion(bench.pages[0], "paragraph", rectangle((100, 900, 1100, 1200)))).id
    bench.ids = [
        bench.project.apply(e.AddLine(region, text, rectangle((100, 900 + 60 * at, 1100, 950 + 60 * at)))).id
        for at, text in enumerate(WORDS)
    ]
    bench.project.apply(e.MoveLine(bench.ids[0], region, after=bench.ids[2]))
    bench.last = region
    desk = Desk(bench.session, bench.theme)
    qtbot.addWidget(desk)
    desk.resize(1400, 800)
    desk.show()
    desk.activateWindow()
    desk.transcript.setFocus()
    qtbot.waitUntil(lambda: len(desk.ordering.proposals) == 1)
    yield desk
    desk.close_down()


def texts(bench):
    return [line.text for line in bench.content().regions[-1].lines]


def test_a_suggestion_is_a_card_with_its_evidence(bench, desk):
    (card,) = desk.inspector.region.suggestions.cards
    assert WORDS[0] in card.proposal.sentence and "On the scan" in card.proposal.sentence
    assert card.isVisibleTo(desk.inspector.region.page)


def test_f4_goes_to_the_suggestion_first_and_then_accepts_it(bench, desk, qtbot):
    bench.session.select_line(bench.line("TOP SECRET").id)
    told = []
    desk.told.connect(told.append)
    desk.suspecting.take_proposal("1")
    assert bench.session.selection.line == bench.ids[0]
    assert texts(bench) == [WORDS[1], WORDS[2], WORDS[0], WORDS[3]]
    assert "Suggestion 1 of 1" in told[-1]
    desk.suspecting.take_proposal("1")
    assert texts(bench) == list(WORDS)
    assert desk.inspector.region.suggestions.cards == []
    bench.session.undo()
    assert texts(bench) == [WORDS[1], WORDS[2], WORDS[0], WORDS[3]]
    qtbot.waitUntil(lambda: len(desk.ordering.proposals) == 1)


def test_what_is_skipped_stays_away_until_that_is_undone(bench, desk, qtbot):
    desk.inspector.region.suggestions.cards[0].skip.click()
    assert desk.ordering.proposals == []
    bench.session.step_page(1)
    bench.session.step_page(-1)
    qtbot.waitUntil(lambda: desk.ordering._fresh)
    assert desk.ordering.proposals == []
    bench.session.undo()
    qtbot.waitUntil(lambda: len(desk.ordering.proposals) == 1)


def test_where_nothing_is_misplaced_the_keys_say_so(bench, desk, qtbot):
    desk.ordering.accept(desk.ordering.proposals[0])
    told = []
    desk.told.connect(told.append)
    desk.ordering.next_suggestion()
    assert told == ["This page is still being looked at; its suggestions come in a moment."]
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[-1] == "There is no suggestion for this page."
    bench.session.select_line(bench.ids[3], 0, 0)
    desk.suspecting.take_proposal("1")
    assert told[-1] == "There is no suspect word at the caret."


def test_who_asks_too_early_is_led_to_the_suggestion_when_it_is_found(bench, desk, qtbot):
    bench.session.step_page(1)
    bench.session.step_page(-1)
    assert desk.ordering.proposals == []
    desk.ordering.next_suggestion()
    qtbot.waitUntil(lambda: desk.ordering.current is not None)
    assert bench.session.selection.line in desk.ordering.current.lines


def test_a_suggestion_that_was_overtaken_by_an_edit_is_not_done(bench, desk):
    stale = desk.ordering.proposals[0]
    bench.session.do(e.RemoveLine(bench.ids[3]))
    desk.ordering.accept(stale)
    assert texts(bench) == [WORDS[1], WORDS[2], WORDS[0]]


def test_cards_are_reached_by_tab_and_worked_by_space(bench, desk):
    card = desk.inspector.region.suggestions.cards[0]
    desk.inspector.show_tab("Region")
    card.accept.setFocus()
    QApplication.processEvents()
    QTest.keyClick(card.accept, " ")
    assert texts(bench) == list(WORDS)
