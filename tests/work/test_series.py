"""Series through the project's door: all places like one, tours, rules, what is kept as in the original."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model import edit as e
from editor.model.page import Line, Share, Word
from editor.store import readers
from editor.store.asread import ReadLine, lines_as_read, walk
from editor.store.passages import Passage
from editor.store.project import Project
from editor.work.series import (
    Known,
    SameConfusion,
    SameWord,
    becoming,
    confusion_of,
    edit_for,
    keep,
    place_at,
    read_at,
    same_reading,
)
from editor.work.series_rules import ByRule, Rule, Tally
from editor.work.series_tours import CHECKS, TOURS, Tour

WORDS = st.lists(st.text("abeht'.,;-|23 ", max_size=9), max_size=9).map(" ".join)


def never():
    return False


def line(text, read=None, quiet=(), line_id=1, region=1, share=None):
    return ReadLine(Passage(1, "1.1", line_id, None, "", "", text, False), region, "", read, share, quiet)


def found(look, *lines):
    return [hit.groups for hit in look(lines, never)]


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", {"title": "P"}, user="a") as project:
        document = project.apply(e.AddDocument("D")).id
        for texts in (["tbe harbour and tbe ferry", "of tbe end"], ["on tbe pier"]):
            page = project.apply(e.AddPage(document, "", "p")).id
            region = project.apply(e.AddRegion(page, "paragraph")).id
            for text in texts:
                project.apply(e.AddLine(region, text, ocr_text=text))
        yield project


def lines_of(project):
    pages = list(readers.all_pages(project))
    return [one for page in pages for _, one in readers.content(project, page.id).lines()]


def hits(project, look, first=None):
    return [hit for lines in walk(project, first) for hit in look(lines, never)]


def rows(project):
    tables = ("region", "line", "annotation", "target")
    return [project.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]


# The place


@pytest.mark.parametrize(
    ("text", "start", "end", "word"),
    [("of (tbe) end", 5, 5, "tbe"), ("of (tbe) end", 3, 8, "(tbe)"), ("a ' b", 2, 2, "'"), ("x tbe ", 1, 6, "tbe")],
)
def test_the_place_is_the_word_or_what_is_selected(text, start, end, word):
    place = place_at(7, Line(1, 1, 1, text, text), start, end)
    assert place.word == text[place.start : place.end] == word and place.read == word


def test_between_words_there_is_no_place():
    assert place_at(7, Line(1, 1, 1, "  ", ""), 1, 1) is None and place_at(7, Line(1, 1, 1, ""), 0, 0) is None


@pytest.mark.parametrize(
    ("text", "read", "word", "was"),
    [
        ("of the end", "of tbe end", "the", "tbe"),
        ("the end", "tne cnd", "the", "tne"),
        ("the end", "he end", "the", "he"),
        ("of the", "of thee", "the", "thee"),
        ("modern", "modem", "modern", "modem"),
        ("new words", None, "new", ""),
    ],
)
def test_what_the_machine_read_at_a_place_is_known_after_corrections(text, read, word, was):
    start = text.index(word)
    assert read_at(text, read, start, start + len(word)) == was


# Series


def test_the_same_word_is_found_whatever_its_capitals_but_not_in_longer_words():
    look = SameWord("tbe")
    lines = [line("Tbe (tbe) TBE. tbey bathtbe tbe-end tbe's tbe"), line("don't do", line_id=2)]
    assert [old for old, _ in found(look, *lines)] == ["Tbe", "tbe", "TBE", "tbe", "tbe"]
    assert found(SameWord("don"), *lines) == []
    assert found(SameWord("''"), line("said ''no''")) == [("''", "''")] * 2


@pytest.mark.parametrize(
    ("old", "word", "correction", "new"),
    [("tbe", "tbe", "the", "the"), ("Tbe", "tbe", "the", "The"), ("TBE", "tbe", "the", "THE"), ("x", "x", "", "x"),
     ("us", "us", "US", "US"), ("Us", "us", "US", "Us"), ("''", "''", '"', '"')],
)  # fmt: skip
def test_a_place_keeps_its_capitals(old, word, correction, new):
    assert becoming(old, word, correction) == new


def test_a_reading_is_found_where_nobody_has_changed_it():
    look = same_reading("tbe")
    assert found(look, line("tbe the", "tbe tbe"), line("tbe", "the", line_id=2), line("tbe", None, line_id=3)) == [
        ("tbe", "tbe")
    ]


def test_what_is_so_in_the_original_is_no_place():
    quiet = (("sic", 0, 3),)
    assert found(SameWord("tbe"), line("tbe tbe", quiet=quiet)) == [("tbe", "tbe")]
    assert found(Tour("specks"), line(". |", quiet=(("unclear", 0, 1),))) == [(" |", "")]


def test_a_confusion_finds_words_it_turns_into_known_ones():
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    look = SameConfusion("b", "h", Known())
    assert found(look, line("tbis Tbat babel wbaling number tbbbx")) == [
        ("tbis", "this"), ("Tbat", "That"), ("wbaling", "whaling")
    ]  # fmt: skip
    assert found(SameConfusion("''", '"'), line("''No'' '''x")) == [("''", '"')] * 2
    assert confusion_of("hmc", "hme") == ("c", "e") and confusion_of("abc", "xyz") is None


@given(text=WORDS, read=st.none() | WORDS, name=st.sampled_from(TOURS))
def test_places_of_a_tour_stand_in_their_line_and_apart(text, read, name):
    places = list(Tour(name)([line(text, read)], never))
    last = 0
    for hit in places:
        assert last <= hit.start < hit.end and hit.groups[0] == text[hit.start : hit.end]
        last = hit.end
        assert (hit.groups[0] == hit.groups[1]) == (name in CHECKS)


@given(text=WORDS, word=st.text("abeht'.", min_size=1, max_size=3))
def test_the_same_word_is_where_it_is_said_to_be(text, word):
    for hit in SameWord(word)([line(text, text)], never):
        assert text[hit.start : hit.end].casefold() == word.casefold() and hit in [
            *same_reading(hit.groups[0])([line(text, text)], never)
        ]


# Tours


def test_doubled_words_are_found_over_the_end_of_a_line_and_not_over_that_of_a_region():
    lines = [line("of the the end and"), line("and so", line_id=2), line("so it is", line_id=3, region=2)]
    assert found(Tour("words"), *lines) == [("the the", "the"), ("and ", "")]


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        ("stops", "weapons. . and,, so... . . . it ends.. Yes", [". .", ",,", ".."]),
        ("numbers", "November 16, 1962, the 30 IL-28's on 8-7-78 at 7:00. $1,200,000 in May 1962",
         ["November 16, 1962", "30", "IL-28's", "8-7-78", "7:00", "$1,200,000", "May 1962"]),
        ("specks", "; so it | is - and & .", ["; ", " |", " ."]),
        ("specks", "Contents . . . . 7 |", [" |"]),
        ("capitals", "TOP SECRET of USA, U.S. and I", ["TOP", "SECRET", "USA"]),
    ],
)  # fmt: skip
def test_what_a_tour_finds(name, text, places):
    assert [old for old, _ in found(Tour(name), line(text))] == places


def test_pieces_the_machine_doubted_are_specks_and_small_words():
    from editor.model.share import share_text

    share = share_text(Share(1, (), (Word(0, 2, 0.3), Word(3, 6, 0.9), Word(7, 10, 0.4))))
    one = line("ii the and", "ii the and", share=share)
    assert found(Tour("specks"), one) == [("ii ", "")]
    assert found(Tour("small"), one) == [("ii", "ii"), ("and", "and")]


# The edits


def test_a_series_is_one_step_and_undo_brings_every_byte_and_tag_back(project):
    first = lines_of(project)[0]
    project.apply(e.TagSpan(first.id, 0, 3, "unclear"))
    before = rows(project)
    places = [hit.__class__(hit.at, hit.start, hit.end, ("tbe", "the")) for hit in hits(project, SameWord("tbe"))]
    outcome = edit_for(project, places)
    assert (outcome.places, outcome.things) == (4, 3)
    project.apply(outcome.edit)
    assert [one.text for one in lines_of(project)] == ["the harbour and the ferry", "of the end", "on the pier"]
    assert readers.content(project, next(readers.all_pages(project)).id).annotations[0].spans[0].end == 3
    project.undo()
    assert rows(project) == before


def test_the_page_one_is_on_comes_first(project):
    *_, last = readers.all_pages(project)
    assert hits(project, SameWord("tbe"), last.id)[0].at.page == last.id
    assert len(hits(project, SameWord("tbe"), last.id)) == 4


def test_what_is_kept_is_quiet_there_only_and_marked_once(project):
    first = lines_of(project)[0]
    before = rows(project)
    kept = keep(project, [(first.id, 0, 3, "tbe"), (first.id, 0, 3, "tbe"), (first.id, 4, 7, "???")])
    assert (kept.places, kept.same, kept.changed) == (1, 1, 1)
    project.apply(kept.edit)
    assert len(hits(project, SameWord("tbe"))) == 3
    assert keep(project, [(first.id, 0, 3, "tbe")]).edit is None
    project.undo()
    assert rows(project) == before


# Rules


def test_what_one_rule_puts_right_is_what_it_shows():
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    texts = ["tbis wbat tbey", "tbose tbat otber", "tbings tben motber tbe", "''a'' ''b'' ''c'' ''d'' ''e''", "hmzzz"]
    texts += ["vcry vcry vcry Tbomas", "opera-", "tions vcrb", "opera-", "tions", "opera-", "tions"]
    lines = [line(text, line_id=number) for number, text in enumerate(texts)]
    tally = Tally()
    tally.see(lines)
    rules = tally.rules()
    assert rules == [Rule("''", '"', 10), Rule("b", "h", 10), Rule("vcry", "very", 3, word=True)]
    for rule in rules:
        assert len(found(ByRule(rule), *lines)) == rule.places


def test_a_page_is_read_with_what_the_machine_read_and_what_is_quiet(project):
    one = lines_of(project)[1]
    project.apply(e.SetLineText(one.id, "of the end"))
    project.apply(e.TagSpan(one.id, 3, 6, "sic"))
    page = readers.page_of(project, one.id)
    read = lines_as_read(project, page)[1]
    assert (read.at.place, read.at.text, read.read, read.quiet) == ("1.2", "of the end", "of tbe end", (("sic", 3, 6),))


def test_the_command_line_prints_places_tours_and_nothing_for_nothing(project, capsys):
    from editor.start import main

    path = str(project.path)
    project.apply(e.SetLineText(lines_of(project)[1].id, "of of tbe end"))
    project.close()
    assert main(["series", path, "tbe", "--json"]) == 0
    places = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert [(one["start"], one["old"]) for one in places] == [(0, "tbe"), (16, "tbe"), (6, "tbe"), (3, "tbe")]
    assert main(["series", path, "--tour", "words"]) == 0 and "of of → of" in capsys.readouterr().out
    assert main(["series", path, "absent"]) == 1 and main(["series", path, " "]) == 1
    assert main(["series", path, "tbe", "--tour", "words"]) == 2
