"""Pages read by the real Tesseract into a project: what is filled, kept, left out, gone on with and taken back."""

import json
import os
import subprocess
import sys

import pytest
from PIL import Image, ImageDraw, ImageFont

from editor.assist.engines import available
from editor.assist.engines.values import EngineFault
from editor.model import edit as e
from editor.model.geometry import rectangle
from editor.store import readers
from editor.store.project import Project
from editor.work.dump import dump
from editor.work.scan_course import read_scans
from editor.work.scan_reading import ScanReader
from editor.work.scan_tasks import ALL, FILLED, LEFT_OUT, NOTHING, VERSION, Wanted, how_to_read, tasks

pytestmark = pytest.mark.skipif("tesseract" not in available(), reason="tesserocr and its data are not installed")


def draw(path, *lines):
    image = Image.new("L", (300, 120), 235)
    for row, text in enumerate(lines):
        ImageDraw.Draw(image).text((30, 25 + 35 * row), text, 30, ImageFont.load_default(20))
    image.save(path)


@pytest.fixture
def project(tmp_path):
    """Return a project of a page with text, two without, an empty one, and one whose image is gone."""
    draw(tmp_path / "0.png", "A page with text")
    draw(tmp_path / "1.png", "The ferry came at noon", "with many aboard")
    draw(tmp_path / "2.png", "The second ferry")
    draw(tmp_path / "3.png")
    with Project.create(tmp_path / "p.muniment", {"title": "Harbour"}, user="Tester") as made:
        document = made.apply(e.AddDocument("Harbour")).id
        for number in range(5):
            made.apply(e.AddPage(document, f"{number}.png", f"page {number}", width=300, height=120))
        region = made.apply(e.AddRegion(next(readers.all_pages(made)).id)).id
        made.apply(e.AddLine(region, "A page with my text"))
        yield made


@pytest.fixture(scope="module")
def how():
    return how_to_read()


@pytest.fixture(scope="module")
def reader(how):
    """Return what reads, its helper process started once for all tests."""
    with ScanReader(how.engine, how.languages) as made:
        yield made


def pages(project):
    return list(readers.all_pages(project))


def texts(project, page):
    return [line.text for _, line in readers.content(project, page.id).lines()]


def outcomes(done):
    return [(one.task.number, one.outcome) for one in done]


def test_pages_without_text_are_filled_and_a_second_run_finds_them_read(project, reader, how):
    done = list(read_scans(project, reader, how, Wanted()))
    assert outcomes(done) == [(2, FILLED), (3, FILLED), (4, NOTHING), (5, LEFT_OUT)]
    assert "4.png" in done[3].message
    assert texts(project, pages(project)[1]) == ["The ferry came at noon", "with many aboard"]
    assert texts(project, pages(project)[0]) == ["A page with my text"]
    again = list(read_scans(project, reader, how, Wanted()))
    assert outcomes(again) == [(5, LEFT_OUT)]


def test_lines_come_as_an_import_brings_them(project, reader, how):
    list(read_scans(project, reader, how, Wanted()))
    page = pages(project)[1]
    content = readers.content(project, page.id)
    line = next(line for _, line in content.lines())
    assert line.ocr_text == line.text and line.confidence > 0.5 and line.share is not None
    assert [line.text[word.start : word.end] for word in line.share.words] == line.text.split()
    ((reading, source),) = readers.readings(project, page.id)
    assert line.share.reading == reading
    assert source["producer"].startswith("tesseract 5") and source["format"] == "ocr" and source["language"] == "eng"
    assert source["file"] == "1.png" and source["when"]
    assert readers.reading(project, reading).lines()[0].words[0].box is not None


def test_a_page_with_text_keeps_it_and_gets_a_version(project, reader, how):
    done = list(read_scans(project, reader, how, Wanted(numbers={1})))
    assert outcomes(done) == [(1, VERSION)]
    page = pages(project)[0]
    assert texts(project, page) == ["A page with my text"]
    assert readers.pages_with_versions(project, [page.id]) == {page.id}
    assert list(read_scans(project, reader, how, Wanted(numbers={1}))) == []
    assert outcomes(read_scans(project, reader, how, Wanted(ALL)))[0] == (2, FILLED)


def test_lines_go_into_the_regions_that_were_drawn(project, reader, how):
    page = pages(project)[1]
    drawn = project.apply(e.AddRegion(page.id, "heading", rectangle((15, 15, 280, 53)))).id
    list(read_scans(project, reader, how, Wanted(numbers={2})))
    first, second = readers.content(project, page.id).regions
    assert (first.id, first.kind, [line.text for line in first.lines]) == (drawn, "heading", ["The ferry came at noon"])
    assert [line.text for line in second.lines] == ["with many aboard"]


def test_each_page_is_one_step_to_undo(project, reader, how):
    before = list(dump(project))
    done = list(read_scans(project, reader, how, Wanted(numbers={2, 3})))
    assert len(done) == 2
    project.undo()
    assert texts(project, pages(project)[1]) and not texts(project, pages(project)[2])
    project.undo()
    assert list(dump(project)) == before


def test_it_stops_between_pages_and_goes_on(project, reader, how):
    done = []

    def stopped():
        return bool(done)

    for one in read_scans(project, reader, how, Wanted(), stopped=stopped):
        done.append(one)
    assert outcomes(done) == [(2, FILLED)]
    assert outcomes(read_scans(project, reader, how, Wanted())) == [(3, FILLED), (4, NOTHING), (5, LEFT_OUT)]


def test_pages_are_counted_in_a_document(project, how):
    document = project.apply(e.AddDocument("Letters")).id
    other = [project.apply(e.AddPage(document, f"{n}.png", f"letter {n}", width=300, height=120)).id for n in (1, 2)]
    found = tasks(project, how, Wanted(document=document, numbers={2}))
    assert [(task.number, task.page) for task in found] == [(2, other[1])]
    assert [task.page for task in tasks(project, how, Wanted(numbers={6}))] == [other[0]]
    assert [task.page for task in tasks(project, how, Wanted(document=document))] == other


def test_a_language_without_data_is_refused():
    with pytest.raises(EngineFault, match="no data for the language “tlh”; there are data for"):
        how_to_read("tesseract", "tlh")


def test_the_command_prints_a_record_a_page_and_a_sum(project):
    document = project.apply(e.AddDocument("Letters")).id
    for name in ("2.png", "1.png", "3.png"):
        project.apply(e.AddPage(document, name, name, width=300, height=120))
    path = project.path
    project.close()
    done = subprocess.run(
        [sys.executable, "-m", "editor", "ocr", str(path), "--document", "2", "--pages", "2-3", "--json"],
        env={**os.environ, "MUNIMENT_USER": "archivist"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    first, second, summary = map(json.loads, done.stdout.splitlines())
    assert (first["outcome"], first["label"], first["lines"]) == ("filled", "1.png", 2)
    assert (second["number"], second["label"], second["outcome"]) == (3, "3.png", "nothing")
    assert summary["pages"] == 2 and summary["by"].startswith("tesseract 5")
