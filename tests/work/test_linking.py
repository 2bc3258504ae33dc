"""Text linked to the scan, as edits: cut at the lines of ink, no letter changed, all taken back at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.assist.linking.values import Link, Linking, Pin, Scan
from editor.model import edit as e
from editor.model.found import FoundLine, Layout
from editor.model.geometry import bounds, rectangle
from editor.store import readers
from editor.store.project import Project
from editor.work import linking as l
from editor.work.linking_edits import TITLE, edits_of
from editor.work.linking_pages import Begin, give_out
from editor.work.linking_places import fixed_pins
from tests.store.scripts import state

WIDE, STEP, HIGH = 800, 40, 24


def ink(row, left=100, right=900, block=0):
    top = 100 + row * STEP
    outline = rectangle((left, top, right, top + HIGH))
    return FoundLine(outline, ((left, top + HIGH - 4), (right, top + HIGH - 4)), block)


def layout(*lines):
    return Layout(1000, 1400, lines)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", user="archivist") as project:
        yield project


def text_page(project, *regions, attributes=None):
    """Put a page of text without places into a project; return its id and the ids of its lines."""
    document = project.apply(e.AddDocument("Memo")).id
    page = project.apply(e.AddPage(document, "a.png", "1", width=1000, height=1400)).id
    lines = []
    for texts in regions:
        region = project.apply(e.AddRegion(page, attributes=attributes or {})).id
        lines += [project.apply(e.AddLine(region, text, ocr_text=text)).id for text in texts]
    return page, lines


def proposal(project, page, found, links, pins=(), read=None):
    task = l.task_of(project, [page])
    one = l.PageProposal(task.pages[0], Scan(found), Linking(tuple(links)), read, tuple(pins))
    return l.Proposal((one,))


def link(line, text, part, at, confidence=0.9, reason="read"):
    start = text.index(part)
    return Link(line, start, start + len(part), 0, at, confidence, reason)


def take(project, page, found, links, **more):
    pins = more.pop("pins", ())
    batches = edits_of(proposal(project, page, found, links, pins), project.new_id, **more)
    for batch in batches:
        project.apply(batch)
    return readers.content(project, page)


def placed(content):
    return [(line.text, bounds(line.outline)[:2] if line.outline else None) for _, line in content.lines()]


def flat(content):
    return " ".join(line.text for _, line in content.lines())


REFLOWED = "The President said that the quaran- tine was lifted. He thanked all present and left."
PARTS = ("The President said that the quaran-", "tine was lifted. He thanked all", "present and left.")


def test_a_reflowed_paragraph_is_cut_at_the_lines_of_the_scan_and_one_undo_takes_it_back(project):
    page, (line,) = text_page(project, [REFLOWED], attributes={"reflowed": "true"})
    tag = project.apply(e.TagSpan(line, 49, 67, "person")).id
    before = state(project)
    found = layout(ink(0), ink(1), ink(2))
    after = take(project, page, found, [link(line, REFLOWED, part, at) for at, part in enumerate(PARTS)])
    assert placed(after) == [(part, (100, 100 + at * STEP)) for at, part in enumerate(PARTS)]
    assert [line.attributes["link"] for _, line in after.lines()] == ["0.90"] * 3
    assert all(line.baseline for _, line in after.lines())
    assert after.regions[0].outline == rectangle((100, 100, 900, 100 + 2 * STEP + HIGH))
    assert "reflowed" not in after.regions[0].attributes
    quotes = [target.quote for one in after.annotations if one.id == tag for target in one.targets]
    assert quotes == [REFLOWED[49:67]]
    assert project.undo_edit().title == TITLE
    project.undo()
    assert state(project) == before


def test_a_paragraph_can_be_kept_whole(project):
    page, (line,) = text_page(project, [REFLOWED])
    found = layout(ink(0), ink(1), ink(2, right=400))
    links = [link(line, REFLOWED, part, at, 0.9 - at / 20) for at, part in enumerate(PARTS)]
    after = take(project, page, found, links, keep_paragraphs=True)
    ((region, kept),) = after.lines()
    assert (kept.text, kept.baseline, kept.attributes["link"]) == (REFLOWED, (), "0.80")
    assert bounds(kept.outline) == (100, 100, 900, 100 + 2 * STEP + HIGH)
    assert region.attributes["reflowed"] == "true"


def test_paragraphs_of_one_reflowed_region_stay_paragraphs(project):
    page, (first, second, _third) = text_page(
        project, ["TO: The Secretary", REFLOWED, "Signed"], attributes={"reflowed": "true"}
    )
    found = layout(*(ink(row) for row in range(5)))
    links = [link(second, REFLOWED, part, at + 1) for at, part in enumerate(PARTS)]
    after = take(project, page, found, [link(first, "TO: The Secretary", "TO: The Secretary", 0), *links])
    assert [[line.text for line in region.lines] for region in after.regions] == [
        ["TO: The Secretary"], list(PARTS), ["Signed"],
    ]  # fmt: skip
    assert [region.attributes.get("reflowed") for region in after.regions] == ["true", None, "true"]
    assert [bool(region.outline) for region in after.regions] == [True, True, False]


def test_only_sure_links_are_made_unless_others_are_chosen(project):
    texts = ["one line", "another line"]
    page, lines = text_page(project, texts)
    links = [Link(lines[0], 0, 8, 0, 0, 0.95, "read"), Link(lines[1], 0, 12, 0, 1, 0.4, "between")]
    found = layout(ink(0), ink(1))
    after = take(project, page, found, links)
    assert placed(after) == [("one line", (100, 100)), ("another line", None)]
    after = take(project, page, found, links, chosen=links[1:])
    assert placed(after) == [("one line", (100, 100)), ("another line", (100, 140))]
    assert after.regions[0].outline == rectangle((100, 100, 900, 164))
    assert edits_of(proposal(project, page, found, links), project.new_id) == []


def test_what_has_no_place_becomes_a_line_without_one(project):
    text = "SPC Declassified/Released (on 8-7-78) JAN"
    page, (line,) = text_page(project, [text])
    links = [link(line, text, "Declassified/Released", 0), link(line, text, "on 8-7-78", 1)]
    after = take(project, page, layout(ink(0), ink(1)), links)
    assert placed(after) == [
        ("SPC", None), ("Declassified/Released", (100, 100)), ("(on 8-7-78)", (100, 140)), ("JAN", None),
    ]  # fmt: skip
    assert flat(after) == text


def test_two_texts_on_one_line_of_ink_share_it_and_a_wide_gap_in_a_block_parts_no_line(project):
    texts = ["FROM:", "The Director", "Name: Hughey"]
    page, lines = text_page(project, texts)
    found = layout(ink(0), ink(1, right=300), ink(1, left=500), ink(1, left=920, right=980, block=1))
    links = [
        Link(lines[0], 0, 5, 0, 0, 0.9, "read"),
        Link(lines[1], 0, 12, 0, 0, 0.9, "read"),
        link(lines[2], texts[2], "Name:", 1),
        link(lines[2], texts[2], "Hughey", 2),
    ]
    content = take(project, page, found, links)
    assert [line.text for _, line in content.lines()] == texts
    one, other, row = (bounds(line.outline) for _, line in content.lines())
    assert one[0] == 100 and one[2] == other[0] and other[2] == 900
    assert row[:3:2] == (100, 900)


def test_lines_of_text_that_end_elsewhere_than_those_of_the_scan_become_those_of_the_scan(project):
    texts = [
        "This requirement means removal of all offensive missiles and",
        "supporting equipment, and of all bombers and",
    ]
    page, lines = text_page(project, [*texts, "their equipment."])
    before = state(project)
    found = layout(ink(0), ink(1), ink(2))
    links = [
        link(lines[0], texts[0], "This requirement means removal of all offensive", 0),
        link(lines[0], texts[0], "missiles and", 1),
        link(lines[1], texts[1], "supporting equipment, and of all", 1),
        link(lines[1], texts[1], "bombers and", 2),
        link(lines[2], "their equipment.", "their equipment.", 2),
    ]
    after = take(project, page, found, links)
    assert placed(after) == [
        ("This requirement means removal of all offensive", (100, 100)),
        ("missiles and supporting equipment, and of all", (100, 100 + STEP)),
        ("bombers and their equipment.", (100, 100 + 2 * STEP)),
    ]
    ends = [(line.baseline[0][0], line.baseline[-1][0], bounds(line.outline)[2]) for _, line in after.lines()]
    assert ends == [(100, 900, 900)] * 3
    project.undo()
    assert state(project) == before


def test_placed_lines_are_not_moved_and_verified_ones_stay_verified(project):
    page, (placed_one, loose) = text_page(project, ["was here", REFLOWED])
    project.apply(e.SetLineOutline(placed_one, ink(7).outline))
    project.apply(e.SetLineVerified(loose))
    found = layout(ink(0), ink(1), ink(2), ink(7))
    links = [link(loose, REFLOWED, part, at) for at, part in enumerate(PARTS)]
    after = take(project, page, found, [Link(placed_one, 0, 8, 0, 0, 1.0, "read"), *links])
    assert placed(after)[0] == ("was here", (100, 100 + 7 * STEP))
    assert [line.verified for _, line in after.lines()] == [False, True, True, True]


def test_a_pin_is_remembered_holds_the_next_time_and_moves_a_line_that_was_elsewhere(project):
    page, (first, _) = text_page(project, ["one line", "another line"])
    found = layout(ink(0), ink(1))
    pinned = Link(first, 0, 8, 0, 1, 1.0, "pinned")
    after = take(project, page, found, [pinned], pins=[Pin(first, 0, 8, 1)])
    line = readers.line(project, first)
    assert line.attributes == {"link": "pinned"}
    assert fixed_pins([line], found) == [Pin(first, 0, 8, 1)]
    again = Link(first, 0, 8, 0, 0, 1.0, "pinned")
    after = take(project, page, found, [again])
    assert placed(after)[0] == ("one line", (100, 140))
    after = take(project, page, found, [again], pins=[Pin(first, 0, 8, 0)])
    assert placed(after)[0] == ("one line", (100, 100))


def test_a_paragraph_that_was_kept_whole_holds_all_its_lines(project):
    page, (line,) = text_page(project, [REFLOWED])
    found = layout(ink(0), ink(1), ink(2, right=400))
    take(project, page, found, [link(line, REFLOWED, part, at) for at, part in enumerate(PARTS)], keep_paragraphs=True)
    pins = fixed_pins([readers.line(project, line)], found)
    assert [pin.at for pin in pins] == [0, 1, 2]
    assert (pins[0].start, pins[-1].end) == (0, len(REFLOWED))


@settings(max_examples=30)
@given(
    st.lists(st.text("abc, .-(\u00a0é", min_size=1, max_size=40), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 39), st.integers(1, 20), st.integers(0, 5)), max_size=8),
    st.booleans(),
    st.sampled_from([{"reflowed": "true"}, {}]),
)
def test_no_letter_changes_whatever_is_linked(tmp_path_factory, texts, cuts, keep, attributes):
    with Project.create(tmp_path_factory.mktemp("cut") / "p.muniment") as project:
        page, lines = text_page(project, texts, attributes=attributes)
        before = state(project)
        wanted = readers.content(project, page)
        links = [
            Link(lines[n % len(lines)], start, start + long, 0, at, 0.9, "read")
            for n, start, long, at in cuts
            if start < len(texts[n % len(lines)])
        ]
        found = layout(*(ink(row) for row in range(6)))
        after = take(project, page, found, links, keep_paragraphs=keep)
        squeezed = ["".join(flat(content).split(" ")) for content in (wanted, after)]
        assert squeezed[0] == squeezed[1]
        assert len(readers.content(project, page).regions) >= 1
        if state(project) != before:
            project.undo()
        assert state(project) == before


def test_one_text_is_given_out_over_the_pages_with_its_tags_and_one_undo_takes_it_back(project):
    page, (head, body, end) = text_page(project, ["TOP SECRET"], [REFLOWED, "Signed"], attributes={"reflowed": "true"})
    document = readers.page(project, page).document
    second, third = (project.apply(e.AddPage(document, f"{n}.png", n, width=1000, height=1400)).id for n in ("2", "3"))
    region = readers.content(project, page).regions[0].id
    project.apply(e.TagRegion(region, "stamp"))
    project.apply(e.TagSpan(body, 4, 13, "person"))
    project.apply(e.TagSpan(body, REFLOWED.index("thanked"), REFLOWED.index("present"), "emph"))
    before = state(project)
    begins = [
        Begin(third, body, REFLOWED.index("present")), Begin(second, body, REFLOWED.index("He thanked")),
    ]  # fmt: skip
    batch = give_out(readers.content(project, page), begins, project.new_id)
    change = project.apply(batch)
    assert {page, second, third} <= change.pages
    got = [[line.text for _, line in readers.content(project, each).lines()] for each in (page, second, third)]
    assert got == [
        ["TOP SECRET", "The President said that the quaran- tine was lifted."],
        ["He thanked all"],
        ["present and left.", "Signed"],
    ]
    tags = [{one.tag for one in readers.content(project, each).annotations} for each in (page, second, third)]
    assert tags == [{"stamp", "person"}, {"emph"}, set()]
    chain = [readers.content(project, each).regions[-1] for each in (page, second, third)]
    assert [one.continues for one in chain] == [None, chain[0].id, chain[1].id]
    project.undo()
    assert state(project) == before
    whole = give_out(readers.content(project, page), [Begin(second, head), Begin(third, end)], project.new_id)
    project.apply(whole)
    assert readers.content(project, page).regions == ()
    assert [[line.text for line in one.lines] for one in readers.content(project, second).regions] == [
        ["TOP SECRET"], [REFLOWED],
    ]  # fmt: skip
    assert readers.content(project, third).regions[0].continues is None


def test_a_page_that_begins_behind_a_banner_goes_on_with_no_paragraph(project):
    banner = "Approved For Release 2003/09/02 : CIA-RDP80B01676R001800020011-1"
    for first, goes_on in ((banner, False), ("and the office wrote down what had", True)):
        page, (_, line) = text_page(project, [first, "been said of the removal of the missiles"])
        document = readers.page(project, page).document
        second = project.apply(e.AddPage(document, "2.png", "2", width=1000, height=1400)).id
        project.apply(give_out(readers.content(project, page), [Begin(second, line)], project.new_id))
        assert (readers.content(project, second).regions[0].continues is not None) is goes_on
