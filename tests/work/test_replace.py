"""Finding and replacing through the project's door."""

import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project
from editor.work.pattern import Pattern, TooComplex
from editor.work.replace import Scope, edit_for, find_all, replacement

TEXT = {
    "one": [["HARBOUR REPORT"], ["The fcrry came at noon", "with Ann Smith aboard the fcrry"]],
    "two": [["of the Ferry, fcrry and ferryman"], ["seen by A. S."]],
}


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", {"title": "Harbour"}, user="Tester") as project:
        for title, regions in TEXT.items():
            document = project.apply(e.AddDocument(title)).id
            page = project.apply(e.AddPage(document, label=title)).id
            for lines in regions:
                region = project.apply(e.AddRegion(page)).id
                for text in lines:
                    project.apply(e.AddLine(region, text, ocr_text=text))
        yield project


def texts(project):
    return [line.text for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()]


def rows(project):
    """Return every row that holds content."""
    tables = ("document", "page", "region", "line", "annotation", "target")
    return {table: project.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


def ids(project):
    return [line.id for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()]


def run(project, find, text, *, is_regex=False, case=False, words=False, scope=None, where="text", verified=False):
    pattern = Pattern(find, is_regex=is_regex, case=case, words=words)
    wanted = replacement(pattern, text, is_regex=is_regex, where=where)
    done = edit_for(project, find_all(project, pattern, scope or Scope(), where), wanted, verified=verified)
    if done.edit is not None:
        project.apply(done.edit)
    return done


def test_all_places_are_one_step(project):
    before = rows(project)
    done = run(project, "fcrry", "ferry")
    assert (done.places, done.things) == (3, 3)
    assert texts(project)[1:4] == ["The ferry came at noon", "with Ann Smith aboard the ferry",
                                   "of the Ferry, ferry and ferryman"]  # fmt: skip
    project.undo()
    assert rows(project) == before
    project.redo()
    assert "fcrry" not in " ".join(texts(project))


def test_case_and_whole_words(project):
    assert run(project, "ferry", "boat", case=True, words=True).places == 0
    assert run(project, "ferry", "boat", words=True).places == 1
    assert texts(project)[3] == "of the boat, fcrry and ferryman"
    assert run(project, "ferry", "boat", case=True).places == 1


def test_a_pattern_moves_its_groups(project):
    run(project, r"(?P<first>Ann) (\w+)", r"\2, \g<first>", is_regex=True)
    assert texts(project)[2] == "with Smith, Ann aboard the fcrry"


def test_signs_are_signs_where_no_pattern_is_asked_for(project):
    run(project, "A. S.", r"\1 $1 (A. S.)")
    assert texts(project)[4] == r"seen by \1 $1 (A. S.)"
    assert run(project, "a. [s]", "x").places == 0


def test_one_mistake_may_be_allowed(project):
    done = run(project, r"\b(?:fer+y){s<=1}\b", "ferry", is_regex=True, case=True)
    assert (done.places, done.same) == (4, 0)
    assert texts(project)[3] == "of the ferry, ferry and ferryman"


def test_places_that_read_so_already_are_counted_and_left(project):
    done = run(project, "f.rry", "ferry", is_regex=True, case=True)
    assert (done.places, done.same, done.things) == (3, 1, 3)


def test_scopes(project):
    first, second = readers.all_pages(project)
    region = readers.content(project, first.id).regions[1].id
    count = {
        "project": Scope(), "document": Scope(document=second.document), "page": Scope(page=first.id),
        "region": Scope(page=first.id, region=region), "number": Scope(numbers=frozenset({2})),
        "nowhere": Scope(document=second.document, numbers=frozenset({2})),
    }  # fmt: skip
    pattern = Pattern("r", case=True)
    found = {name: len(find_all(project, pattern, scope)) for name, scope in count.items()}
    assert found == {"project": 11, "document": 6, "page": 5, "region": 5, "number": 6, "nowhere": 0}
    assert [hit.at.place for hit in find_all(project, pattern, count["page"])] == ["2.1", "2.1", "2.2", "2.2", "2.2"]


def test_verified_lines_are_left_alone_unless_told(project):
    line = ids(project)[1]
    project.apply(e.SetLineVerified(line))
    done = run(project, "fcrry", "ferry")
    assert (done.places, done.verified) == (2, 1)
    assert readers.line(project, line).text == "The fcrry came at noon" and readers.line(project, line).verified
    assert run(project, "fcrry", "ferry", verified=True).places == 1
    after = readers.line(project, line)
    assert after.text == "The ferry came at noon" and not after.verified


def test_tags_stay_on_their_words(project):
    line = ids(project)[2]
    person = project.apply(e.TagSpan(line, 5, 14, "person")).id
    boat = project.apply(e.TagSpan(line, 26, 31, "ship")).id
    run(project, "with ", "and with ")
    run(project, "fcrry", "Ferry")
    assert [readers.annotation(project, one).spans[0].quote for one in (person, boat)] == ["Ann Smith", "Ferry"]


def test_notes_and_values_of_tags(project):
    lines = ids(project)
    note = project.apply(e.AddNote(e.NoteTarget(line=lines[1]), "fcrry?\nno other fcrry")).id
    tag = project.apply(e.TagSpan(lines[2], 5, 14, "person", {"ref": "smith-fcrry", "role": "fcrry hand"})).id
    assert run(project, "fcrry", "ferry", where="notes").places == 2
    assert readers.annotation(project, note).attributes["text"] == "ferry?\nno other ferry"
    before = rows(project)
    assert run(project, "fcrry", "ferry", where="tags").things == 1
    assert readers.annotation(project, tag).attributes == {"ref": "smith-ferry", "role": "ferry hand"}
    project.undo()
    assert rows(project) == before
    assert "fcrry" in texts(project)[1]


def test_a_tag_over_two_pages_and_one_in_the_tray_are_each_found_once(project):
    lines = ids(project)
    spans = ((lines[2], 0, 4), (lines[3], 0, 2))
    project.apply(e.TagSpans(spans, "person", {"ref": "fcrry"}))
    project.apply(e.TagSpans((), "person", {"ref": "fcrry"}, page=readers.first_page(project), quote="gone"))
    assert len(find_all(project, Pattern("fcrry"), Scope(), "tags")) == 2


def test_what_has_changed_since_is_left_alone(project):
    pattern = Pattern("fcrry")
    hits = find_all(project, pattern, Scope())
    lines = ids(project)
    project.apply(e.SetLineText(lines[1], "a fcrry"))
    project.apply(e.RemoveLine(lines[2]))
    done = edit_for(project, hits, replacement(pattern, "ferry", is_regex=False))
    assert (done.places, done.changed) == (1, 2)


def test_what_no_line_can_hold_is_refused(project):
    with pytest.raises(Fault, match="line feed"):
        run(project, "fcrry", r"\n", is_regex=True)
    with pytest.raises(Fault, match="no group 1"):
        run(project, "fcrry", r"\1", is_regex=True)


@pytest.mark.parametrize("find", ["", "(open", "a**", "[z-a]", "(?P<1>a)", "\\", "(?<n>a)\\g<m>", "a" * 2001])
def test_what_is_no_pattern_is_said_in_a_sentence(find):
    with pytest.raises(Fault) as fault:
        Pattern(find, is_regex=True)
    assert str(fault.value).endswith(".")


def test_too_many_places_are_refused(project):
    with pytest.raises(Fault, match="more than 3 places"):
        find_all(project, Pattern("e"), Scope(), most=3)


WORDS = st.text(st.sampled_from("abc ñ𝔇."), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(find=WORDS, text=WORDS, spans=st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)), max_size=4))
def test_replace_then_undo_gives_the_same_rows(project, find, text, spans):
    lines = ids(project)
    for line, value in zip(lines, ["abc ñ𝔇 cab.", "aab bba ccc", "𝔇𝔇 a.b.c ñ", "abcabcabcabc"], strict=False):
        project.apply(e.SetLineText(line, value))
        for start, end in spans:
            if start < end <= len(value):
                project.apply(e.TagSpan(line, start, end, "person", {"ref": "abc"}))
    before = rows(project)
    if run(project, find, text).edit is not None:
        after = rows(project)
        project.undo()
        assert rows(project) == before
        project.redo()
        assert rows(project) == after
        project.undo()
    assert rows(project) == before


# Patterns that are known to make engines try for ever

A = "a" * 200 + "!"
EVIL = [
    r"(a+)+$", r"(a*)*$", r"(a|a)*$", r"(a|aa)+$", r"(.*)*$(?<=x)", r"(.+)+[^!]$", r"(\w+\s?)+$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(a?){100}a{100}b?c|(a?){100}a{100}$", r"(a{1,50}){1,50}$",
    r"(a{1,500}){1,500}$", r"(((a{1,100}){1,100}){1,100})$", r"(?=(a+)+$)", r"(a+)\1+$", r"^(a?){60}\1$",
    r"(?:(?:a|b|ab)*)*$", r"(?:a|\w)*?$", r"(?R)?a+(?R)$", r"(?P<x>a|(?&x)(?&x))$", r"(a(?1)?a)*$",
    r"(?b)(?:abcdefghij){e}", r"(?e)(?:zzzzzzzzzzzzzzzzzz){i<=5,s<=9,e<=12}", r"(?:(?=a).|a)*$", r"(?r)^(a+)+",
    r"(\b\w+\b.*)*$", r"(((((a*)*)*)*)*)*$", r"(?:a{0,9999}){0,9999}$",
    r"((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9})", r"(a{99999999})", r"(?:(?:(?:a{99} ){99}){99}){99}",
    r"(?:a+a+a+a+a+a+a+)$", r"(a|b|c|d|e|a|b)*?$", r"(?>(a+)+)$|(a+)+$",
]  # fmt: skip


@pytest.mark.parametrize("find", EVIL)
def test_an_evil_pattern_answers_or_gives_up_and_holds_nobody_up(find):
    longest = [0.0]
    over = threading.Event()

    def beat():
        last = time.monotonic()
        while not over.is_set():
            time.sleep(0.002)
            now = time.monotonic()
            longest[0], last = max(longest[0], now - last), now

    heart = threading.Thread(target=beat)
    heart.start()
    began = time.thread_time()
    try:
        list(Pattern(find, is_regex=True).places(A))
    except TooComplex as said:
        assert str(said).startswith("This pattern is too complex")
    took = time.thread_time() - began
    over.set()
    heart.join()
    assert took < 0.2
    assert longest[0] < 0.2


def test_evil_patterns_are_evil_and_harmless_ones_are_not_refused():
    with pytest.raises(TooComplex):
        list(Pattern(r"(a|aa)+$", is_regex=True).places(A))
    with pytest.raises(TooComplex):
        Pattern(r"((((((a{9}){9}){9}){9}){9}){9})", is_regex=True)
    for find in (
        r"\d{4}-\d{2}-\d{2}",
        r".{10}.{10}.{10}.{10}.{10}.{10}",
        r"[({]{3}a{2,}",
        r"\({20000}(?:b{50}){3}",
        r"a{1,99999}",
    ):
        Pattern(find, is_regex=True)


def test_a_search_stops_when_it_is_told_to(project):
    region = readers.content(project, readers.first_page(project)).regions[0].id
    project.apply(e.Batch(tuple(e.AddLine(region, "a" * 14 + "!") for _ in range(2000))))
    began = time.monotonic()
    find_all(project, Pattern(r"(a|a)+$|x", is_regex=True), Scope(), stopped=lambda: time.monotonic() > began + 0.1)
    assert time.monotonic() - began < 5
