"""What comes in goes out again: arriving and leaving are each other's inverse."""

from __future__ import annotations

from dataclasses import replace

from editor.model import edit as e
from editor.model.annotation import SpanTarget
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord
from editor.store import readers
from editor.store.project import Project
from editor.work.arriving import Arrival
from editor.work.leaving import leave

BOX = ((10, 10), (90, 10), (90, 30), (10, 30))


def _page() -> SourcePage:
    words = (SourceWord(0, 3, (10, 10, 30, 30), 0.5), SourceWord(4, 9, (35, 10, 90, 30), 0.75))
    first = SourceLine("The whole", 0, BOX, ((10, 28), (90, 28)), 0.9, words, (SourceTag("person", 4, 9),), "L1")
    first = replace(first, attributes={"alto:raw-glyphs": "<Glyph/>", "alto:LANG": "en"}, alternatives=("Tha whole",))
    second = SourceLine("and more", 1, tags=(SourceTag("del", 0, 3, {"rend": "x"}),), ident="L2", verified=True)
    third = SourceLine("of it", 2, ident="L3")
    body = SourceRegion("paragraph", BOX, (first, second), "R1", "MainZone", attributes={"rotation": "90"})
    margin = SourceRegion(
        "marginalia", (), (third,), "R2", "", "handwriting", (SourceTag("note", 0, 0, {"text": "x"}),)
    )
    margin = replace(margin, continues="R1")
    notes = (SourceTag("note", 0, 0, {"text": "torn"}),)
    return SourcePage("a.png", 100, 200, (body, margin), "a", "P1", "en", {"page:Border": "<Border/>"}, notes)


def _taken(project: Project, page: SourcePage, size: tuple[int, int]) -> int:
    document = project.apply(e.AddDocument("One")).id
    made = project.apply(e.AddPage(document, "a.png", "a", width=size[0], height=size[1])).id
    arrival = Arrival(page, Source("a.xml", "alto"), None, size)
    project.apply(e.Batch(tuple(arrival.edits(project.new_id, made, content=True)), "Import"))
    return made


def test_a_page_leaves_as_it_came(tmp_path):
    with Project.create(tmp_path / "p.muniment") as project:
        page = _page()
        made = _taken(project, page, (100, 200))
        left = leave(project, readers.content(project, made), image="a.png")
        assert left == page
        assert "alto:raw-glyphs" not in next(readers.content(project, made).lines())[1].attributes


def test_what_the_machine_knew_of_a_line_stays_behind_when_it_is_corrected(tmp_path):
    with Project.create(tmp_path / "p.muniment") as project:
        made = _taken(project, _page(), (100, 200))
        line = next(line for _, line in readers.content(project, made).lines())
        project.apply(e.SetLineText(line.id, "The whale"))
        left = leave(project, readers.content(project, made), image="a.png").regions[0].lines[0]
        assert (left.words, left.alternatives, left.confidence) == ((), (), None)
        assert left.attributes == {"alto:LANG": "en"}


def test_boxes_of_words_are_scaled_with_the_page(tmp_path):
    with Project.create(tmp_path / "p.muniment") as project:
        made = _taken(project, _page(), (200, 400))
        left = leave(project, readers.content(project, made), image="a.png").regions[0].lines[0]
        assert left.outline == ((20, 20), (180, 20), (180, 60), (20, 60))
        assert left.words[0].box == (20, 20, 60, 60)


def test_two_lines_of_one_name_are_told_apart(tmp_path):
    page = _page()
    body = replace(page.regions[0], lines=tuple(replace(line, ident="same") for line in page.regions[0].lines))
    with Project.create(tmp_path / "p.muniment") as project:
        made = _taken(project, replace(page, regions=(body, page.regions[1])), (100, 200))
        content = readers.content(project, made)
        names = [line.ident for line in leave(project, content, image="a.png").regions[0].lines]
        assert names == ["same", f"l{content.regions[0].lines[1].id}"]


def test_a_split_tag_keeps_its_parts_together(tmp_path):
    with Project.create(tmp_path / "p.muniment") as project:
        made = _taken(project, _page(), (100, 200))
        content = readers.content(project, made)
        line = content.regions[0].lines[0]
        project.apply(e.SplitLine(line.id, 6))
        content = readers.content(project, made)
        whole = next(a for a in content.annotations if a.tag == "person")
        assert len([t for t in whole.targets if isinstance(t, SpanTarget)]) == 2
        left = leave(project, content, image="a.png")
        keys = [tag.key for line in left.regions[0].lines for tag in line.tags if tag.tag == "person"]
        assert keys == [f"a{whole.id}"] * 2


def test_a_region_is_named_that_goes_on_from_the_page_before(tmp_path):
    with Project.create(tmp_path / "p.muniment") as project:
        document = project.apply(e.AddDocument("One")).id
        pages, regions = [], {}
        for number, page in enumerate((_page(), replace(_page(), image="b.png"))):
            made = project.apply(e.AddPage(document, page.image, page.label, width=100, height=200)).id
            if number:
                body = replace(page.regions[0], ident="R9", continues="R2")
                page = replace(page, regions=(body,))
            arrival = Arrival(page, Source("a.xml", "alto"), None, (100, 200), regions)
            project.apply(e.Batch(tuple(arrival.edits(project.new_id, made, content=True)), "Import"))
            pages.append(made)
        second = readers.content(project, pages[1])
        assert second.regions[0].continues == readers.content(project, pages[0]).regions[1].id
        assert leave(project, second, image="b.png").regions[0].continues == "R2"


def test_a_note_belongs_to_the_same_line_in_the_project_and_outside(tmp_path):
    with Project.create(tmp_path / "p.muniment") as project:
        page = _page()
        margin = replace(page.regions[1], attributes={"target": "L2"})
        made = _taken(project, replace(page, regions=(page.regions[0], margin)), (100, 200))
        content = readers.content(project, made)
        second = content.regions[0].lines[1]
        assert content.regions[1].attributes["target"] == str(second.id)
        assert leave(project, content, image="a.png").regions[1].attributes == {"target": "L2"}
        project.apply(e.RemoveLine(second.id))
        left = leave(project, readers.content(project, made), image="a.png")
        assert left.regions[1].attributes == {}


def test_a_tag_over_lines_and_one_that_lost_its_place_arrive(tmp_path):
    with Project.create(tmp_path / "p.muniment") as project:
        page = _page()
        first, second = page.regions[0].lines
        first = replace(first, tags=(SourceTag("quote", 4, 9, {}, "k"),))
        second = replace(second, tags=(SourceTag("quote", 0, 3, {}, "k"),))
        lost = SourceTag("person", 0, 0, {"name": "X"}, quote="gone")
        body = replace(page.regions[0], lines=(first, second))
        made = _taken(project, replace(page, regions=(body,), tags=(lost,)), (100, 200))
        (quote,) = readers.content(project, made).annotations
        assert [span.quote for span in quote.spans] == ["whole", "and"]
        assert [(a.tag, a.quote, a.attributes) for a in readers.orphans(project)] == [("person", "gone", {"name": "X"})]
