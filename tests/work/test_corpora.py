"""Real files of many producers, imported into projects and counted there against what others counted."""

import hashlib

import pytest

from editor.imaging import pdf
from editor.model.geometry import bounds
from editor.store import readers
from editor.store.project import Project
from editor.work import import_files
from editor.work.inspect import inspect
from editor.work.statistics import statistics
from tests.formats.corpus import FOLDER, entries, parsed, path

OTHERWISE = {
    "mdz-solr-ocr-tests/hocr_broken_comment.html": None,  # counted there as Latin-1, which it is not: see tests/formats
    "prima-aletheia/regiontypes_2013-07-15.xml": 7,  # 4 TextLines; the text of regions that have none are lines too
    "prima-aletheia/SimplePage.xml": 28,  # 1 TextLine, the same
    "mdz-solr-ocr-tests/chronicling_hocr/seq-3.html": 467,  # 468 counts a header once as block and once as line
    "mewel-abbyy/oldGerman.xml": 32,  # the blanks by which its XML is indented are counted there as text
}
"""How many lines come of files that the manifest, counting elements, counts otherwise."""


CHARACTERS = {
    "mdz-solr-ocr-tests/hocr_broken_comment.html": 5321,  # as above
    "prima-aletheia/regiontypes_2013-07-15.xml": 83,  # as above
    "prima-aletheia/SimplePage.xml": 899,  # as above
    "mewel-abbyy/oldGerman.xml": 976,  # as above
}
"""How many characters come of files where the manifest counts otherwise."""

REGIONS = {
    "mdz-solr-ocr-tests/issue-173/es-scbg_bblg_18950101_0001.xml": 45,  # 50 with ComposedBlocks, which only hold others
    "ulb-tesseract-alto-newspaper/1667522809_J_0025_0001.xml": 116,  # 201, the same
}
"""How many regions come where the manifest counts otherwise; hOCR's it does not add up, they lie in each other."""

FROM_OUTSIDE = {"bebel_frau_1879/mets.xml": 2, "cph_paris_tissage_1858/page/METS.xml": 1}
"""How many pages of a METS are there at all; the manifest counts those that are named."""


def bring(project, *sources):
    with import_files.plan(list(sources)) as plan:
        return plan, list(import_files.take(project, plan))


def counted(project):
    found = statistics(project).record()
    return {key: found[key] for key in ("pages", "regions", "lines", "characters")}


@pytest.mark.parametrize("entry", [p for kind in ("PAGE", "ALTO", "hOCR", "ABBYY") for p in parsed(kind)])
def test_a_real_file_arrives_line_for_line(entry, tmp_path):
    expected = entry["expected"]
    with Project.create(tmp_path / "p.muniment") as project:
        plan, taken = bring(project, path(entry))
        assert plan.refused == ()
        assert len(taken) == expected.get("pages", 1)
        assert counted(project) == {
            "pages": expected.get("pages", 1),
            "regions": REGIONS.get(
                entry["file"], expected.get("region_total", sum(page.regions for page in plan.pages))
            ),
            "lines": OTHERWISE.get(entry["file"]) or expected["lines"],
            "characters": CHARACTERS.get(entry["file"], expected["line_text_chars"]),
        }
        texts = []
        for page in readers.all_pages(project):
            content = readers.content(project, page.id)
            known = [line for _, line in content.lines() if line.share is not None]
            texts += [line.text for line in sorted(known, key=lambda line: line.share.pieces[0].line)]
    if entry["file"] not in OTHERWISE:
        assert len(texts) == expected["lines"]
        assert hashlib.sha256("\n".join(texts).encode()).hexdigest() == expected["text_sha256_lines_joined_LF"]
    elif OTHERWISE[entry["file"]] is not None:
        assert len(texts) == OTHERWISE[entry["file"]]


def paired():
    every = [p for kind in ("PAGE", "ALTO", "hOCR", "ABBYY") for p in parsed(kind)]
    return [p for p in every if p.values[0] is None or "paired_image" in p.values[0]]


@pytest.mark.parametrize("entry", paired())
def test_a_pair_lands_inside_its_image(entry, tmp_path):
    """Not a single point outside: no tolerance is needed."""
    with Project.create(tmp_path / "p.muniment") as project:
        _, taken = bring(project, path(entry), FOLDER / entry["paired_image"])
        assert {page.planned.how for page in taken} <= {"declared name", "base name", "stem"}
        assert len(list(readers.all_pages(project))) == entry["expected"].get("pages", 1)
        assert list(outside(project)) == []


def outside(project):
    """Yield each outline and baseline that is not wholly inside its page."""
    for page in readers.all_pages(project):
        content = readers.content(project, page.id)
        assert page.width and page.height
        shapes = [region.outline for region in content.regions]
        shapes += [shape for _, line in content.lines() for shape in (line.outline, line.baseline)]
        for shape in filter(None, shapes):
            left, top, right, bottom = bounds(shape)
            if left < 0 or top < 0 or right > page.width or bottom > page.height:
                yield page.label, shape


@pytest.mark.parametrize("entry", [*entries("text"), *entries("tei"), *entries("mets")])
def test_a_file_brings_what_inspect_promises(entry, tmp_path):
    promised = inspect(path(entry))
    with Project.create(tmp_path / "p.muniment") as project:
        plan, _ = bring(project, path(entry))
        assert plan.refused == ()
        found = counted(project)
        assert (found["regions"], found["lines"]) == (promised["regions"], promised["lines"])
        absent = next((n for name, n in FROM_OUTSIDE.items() if entry["file"].endswith(name)), None)
        assert found["pages"] == (promised["pages"] if absent is None else absent)
        if entry["role"] != "text":  # of which blanks at the ends of lines are left out
            assert found["characters"] == promised["characters"]


@pytest.mark.slow
@pytest.mark.skipif(not pdf.is_available(), reason="needs the extra pdf")
@pytest.mark.parametrize("entry", entries("pdf"))
def test_a_pdf_brings_its_pages_its_lines_and_its_images(entry, tmp_path):
    promised = inspect(path(entry))
    with Project.create(tmp_path / "p.muniment") as project:
        plan, taken = bring(project, path(entry))
        assert bool(plan.refused) == (promised["verdict"] == "reject")
        found = counted(project)
        assert [found[key] for key in ("pages", "regions", "lines")] == [
            promised[key] for key in ("pages", "regions", "lines")
        ]
        assert all(page.outcome == "added" for page in taken)
        assert all((tmp_path / page.image).is_file() for page in readers.all_pages(project))
        assert list(outside(project)) == []
