"""Lines and regions are cut where their words stand on the scan, and joined again."""

import pytest

from editor.model import edit as e
from editor.model.codec import canonical, to_json
from editor.model.geometry import area, bounds, rectangle
from editor.model.page import Piece, Share
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord
from editor.store import readers
from editor.store.project import Project

TEXT = "JAN Hilsman By U.S. Council"
PLACES = ((0, 3, 100, 150), (4, 11, 160, 280), (12, 14, 500, 540), (15, 19, 550, 620), (20, 27, 630, 760))
BOX = (100, 10, 760, 40)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", user="archivist") as project:
        yield project


def made(project, scale=1.0, rows=1):
    """Return page, region and lines read with word boxes on a page that was scaled since."""
    document = project.apply(e.AddDocument("Memo")).id
    page = project.apply(e.AddPage(document, "a.jpg", width=int(1000 * scale), height=int(1000 * scale))).id
    words = tuple(SourceWord(a, b, (x, 10, y, 40), 0.9) for a, b, x, y in PLACES)
    source = SourcePage(width=1000, height=1000, regions=(
        SourceRegion("paragraph", lines=tuple(SourceLine(TEXT, n, words=words) for n in range(rows))),))  # fmt: skip
    reading = project.apply(e.AddReading(page, {"file": "a.hocr"}, canonical(to_json(source)))).id
    outer = tuple(c * scale for c in (90, 0, 800, 50 * rows))
    region = project.apply(e.AddRegion(page, outline=rectangle(outer))).id
    lines = []
    for n in range(rows):
        left, top, right, bottom = (c * scale for c in BOX)
        box = (left, top + 50 * n * scale, right, bottom + 50 * n * scale)
        share = Share(reading, (Piece(n, 0, len(TEXT)),))
        base = ((box[0], box[3] - 2), (box[2], box[3] - 2))
        lines.append(project.apply(e.AddLine(region, TEXT, rectangle(box), base, ocr_text=TEXT, share=share)).id)
    return page, region, lines


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_line_is_split_in_the_gap_between_its_words(project, scale):
    _, _, (line,) = made(project, scale)
    new = project.apply(e.SplitLine(line, 12)).id
    first, second = readers.line(project, line), readers.line(project, new)
    assert bounds(first.outline)[2] == bounds(second.outline)[0] == 390 * scale
    assert first.baseline[-1][0] == second.baseline[0][0] == 390 * scale
    project.undo()
    assert bounds(readers.line(project, line).outline)[2] == 760 * scale


def test_a_corrected_line_is_split_where_its_words_stood(project):
    _, _, (line,) = made(project)
    project.apply(e.SetLineText(line, "JAN Hilsman (State) By U.S. Council"))
    new = project.apply(e.SplitLine(line, 20)).id
    assert bounds(readers.line(project, new).outline)[0] == 390


def test_without_boxes_a_line_is_split_in_proportion(project):
    _, region, _ = made(project)
    line = project.apply(e.AddLine(region, "ten signs!", rectangle((0, 100, 1000, 120)))).id
    new = project.apply(e.SplitLine(line, 4)).id
    assert bounds(readers.line(project, new).outline)[0] == 400


def test_what_is_split_at_its_end_leaves_no_sliver(project):
    _, _, (line,) = made(project)
    new = project.apply(e.SplitLine(line, len(TEXT))).id
    assert readers.line(project, new).outline == ()
    assert area(readers.line(project, line).outline) == 660 * 30


def test_a_split_line_joined_again_has_its_outline(project):
    _, _, (line,) = made(project)
    new = project.apply(e.SplitLine(line, 12)).id
    project.apply(e.JoinLines(line, new))
    joined = readers.line(project, line)
    assert bounds(joined.outline) == BOX
    assert area(joined.outline) == 660 * 30
    assert joined.text == TEXT


def test_two_columns_read_as_one_become_two_regions_in_one_step(project):
    page, region, _ = made(project, rows=4)
    new = project.apply(e.SplitRegion(region, at_x=390)).id
    left, right = readers.content(project, page).regions
    assert right.id == new
    assert [line.text for line in left.lines] == ["JAN Hilsman"] * 4
    assert [line.text for line in right.lines] == ["By U.S. Council"] * 4
    assert area(left.outline) + area(right.outline) == 710 * 200
    project.undo()
    (whole,) = readers.content(project, page).regions
    assert [line.text for line in whole.lines] == [TEXT] * 4


def test_a_region_split_at_a_row_shares_its_outline(project):
    page, region, lines = made(project, rows=4)
    project.apply(e.SplitRegion(region, before_line=lines[2]))
    upper, lower = readers.content(project, page).regions
    assert bounds(upper.outline) == (90, 0, 800, 100)
    assert bounds(lower.outline) == (90, 100, 800, 200)


def test_wide_gaps_say_where_the_columns_part(project):
    page, region, _ = made(project)
    text = "Hughey, Manhart and others   under provisions"
    project.apply(e.AddLine(region, text, rectangle((100, 60, 760, 90))))
    project.apply(e.SplitRegion(region, at_x=420))
    assert readers.content(project, page).regions[1].lines[1].text == "under provisions"
