"""What is kept of the doubtful places of many pages, and in which order a page's places are walked."""

from hypothesis import given
from hypothesis import strategies as st

from editor.assist.suspects.values import Suspect
from editor.model.check import Problem
from editor.model.page import Line, Page, PageContent, Region
from editor.model.tagset import read_tagset
from editor.work.walking import Doubt, Order, Ranking, Unseen, doubts_of, look_over


def doubt(points, number):
    return Doubt(points, Problem("odd-text", "hint", "words", 1, None, number, 0, 1))


@given(st.lists(st.sampled_from((0.0, 0.1, 0.5, 0.7, 1.0)), max_size=40), st.integers(1, 9))
def test_the_most_doubtful_are_kept_in_order_and_of_two_alike_the_first_seen(points, most):
    every = [doubt(one, number) for number, one in enumerate(points)]
    ranking = Ranking(most)
    for start in range(0, len(every), 3):
        ranking.add(every[start : start + 3])
    assert list(ranking) == sorted(every, key=lambda one: -one.points)[:most]
    assert ranking.dropped == (len(every) > most)
    gone = list(ranking)[::2]
    left = list(ranking)[1::2]
    ranking.remove([one.spot for one in gone])
    assert list(ranking) == left


def test_a_word_that_is_suspect_is_not_listed_a_second_time_for_its_confidence():
    suspect = Suspect(7, 4, 9, "ncon", 2.0, ("It is in no dictionary.",))
    low = Problem("low-confidence", "warning", "not sure", 3, 1, 7, 4, 9)
    other = Problem("low-confidence", "warning", "not sure", 3, 1, 7, 10, 12)
    found = doubts_of(3, [suspect, Suspect(7, 0, 3, "the", -9.0, ())], [low, other])
    assert [(one.problem.kind, one.problem.start) for one in found] == [("suspect", 4), ("low-confidence", 10)]
    assert found[0].points > 0.8 > found[1].points


def test_words_in_marks_of_the_record_are_no_places_to_go_to():
    assert doubts_of(3, [Suspect(7, 4, 9, "ncon", 2.0, (), group="marks")], []) == []


def test_the_order_of_reading_is_that_of_regions_and_lines():
    regions = (
        Region(5, 1, 1, "paragraph", lines=(Line(50, 5, 1, "a"), Line(40, 5, 2, "b"))),
        Region(4, 1, 2, "paragraph", lines=(Line(30, 4, 1, "c"),)),
    )
    order = Order(PageContent(Page(1, 1, 1, "page"), regions))

    def problem(line=None, region=None, start=0):
        return Problem("odd-text", "hint", "", 1, region, line, start, start)

    wanted = [
        problem(),
        problem(region=5),
        problem(50),
        problem(50, start=3),
        problem(40),
        problem(region=4),
        problem(30),
    ]
    assert sorted(wanted[::-1], key=order.key) == wanted
    assert order.caret(40, 2) == (1, 2) and order.caret(99, 0) is None


def test_looking_over_stops_when_told(tmp_path):
    from editor.model import edit as e
    from editor.store import readers
    from editor.store.project import Project

    with Project.create(tmp_path / "p.muniment") as project:
        document = project.apply(e.AddDocument("One")).id
        pages = [project.apply(e.AddPage(document, "", str(n))).id for n in range(4)]
        region = project.apply(e.AddRegion(pages[0])).id
        project.apply(e.AddLine(region, "two  blanks"))
        unseen = [Unseen(readers.cells(project, page, 0), None) for page in pages]
        assert readers.read_cells(unseen[0].cells).regions == readers.content(project, pages[0]).regions
    tagset = read_tagset('name = "plain"')
    seen = look_over(unseen, tagset, {}, lambda: False)
    assert [one.page for one in seen] == pages
    assert {problem.kind for problem in seen[0].problems} >= {"odd-text", "no-image"}
    answers = iter((False, False, True))
    assert [one.page for one in look_over(unseen, tagset, {}, lambda: next(answers))] == pages[:2]
