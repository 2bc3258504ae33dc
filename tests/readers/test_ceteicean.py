"""What Muniment writes opens in CETEIcean: as many page breaks, zones and resolved ``facs`` as the project has rows."""

import xml.etree.ElementTree as ElementTree

import pytest

from editor.model import edit as e
from editor.store import readers
from editor.work import export, import_files, new_project
from tests.readers import browser

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="session")
def reader(tmp_path_factory):
    try:
        browser.browser()
        return browser.install_reader(tmp_path_factory.mktemp("reader"))
    except browser.Missing as missing:
        pytest.skip(str(missing))


def written(document):
    """Count the same things in the file itself, with a parser that knows neither us nor the reader."""
    elements = list(ElementTree.parse(document).iter())
    names = [element.tag.removeprefix(TEI) for element in elements]
    facs = [pointer for element in elements for pointer in element.get("facs", "").split()]
    return {name: names.count(name) for name in ("pb", "lb", "surface", "zone")} | {"facs": len(facs)}


def expected(project, document):
    """Count what the project holds: pages; regions, and lines that have a place; what of that text points to."""
    contents = [readers.content(project, page.id) for page in readers.pages(project, document.id)]
    regions = [region for content in contents for region in content.regions]
    placed = [line for region in regions for line in region.lines if line.outline or line.baseline]
    with_lines = [region for region in regions if region.lines]
    return {
        "pb": len(contents),
        "surface": len(contents),
        "zone": len(regions) + len(placed),
        "least": len(contents) + len(with_lines) + len(placed),
    }


def check(project, out, reader, tmp_path):
    """Export every document and hold what the reader shows of it against the project."""
    files = list(export.export_project(project, export.Request(out, "tei")))
    documents = readers.documents(project)
    assert len(files) == len(documents) > 0
    for document, file in zip(documents, files, strict=True):
        counts, due = browser.read(file, reader, tmp_path / str(document.id)), expected(project, document)
        assert {name: getattr(counts, name) for name in ("pb", "surface", "zone")} == {
            name: due[name] for name in ("pb", "surface", "zone")
        }
        assert counts.dangling == ()
        assert counts.resolved == counts.facs == written(file)["facs"]
        assert due["least"] <= counts.reached <= due["surface"] + due["zone"]


@pytest.mark.slow
def test_the_reader_shows_the_example(shared, reader, tmp_path):
    document = shared / "tei" / "example.xml"
    if not document.exists():
        pytest.skip("needs the TEI example of the shared material")
    counts = browser.read(document, reader, tmp_path)
    assert {name: getattr(counts, name) for name in ("pb", "lb", "surface", "zone", "facs")} == written(document)
    assert counts.resolved == counts.facs > 0
    assert counts.words > 20


@pytest.mark.slow
def test_the_reader_shows_the_sample_project(reader, tmp_path):
    with new_project.sample_project(tmp_path / "sample") as project:
        check(project, tmp_path / "out", reader, tmp_path)


@pytest.mark.slow
def test_the_reader_shows_the_seed_scans_with_overlapping_tags(scans, reader, tmp_path):
    with new_project.new_project(tmp_path / "seeds.muniment") as project:
        for stem in ("memo", "instruction"):
            sources = sorted(path for path in scans.iterdir() if path.name.startswith(stem))
            for _ in import_files.take(project, import_files.plan(sources), stem):
                pass
        long = [
            line.id for page in readers.all_pages(project) for _, line in _lines(project, page) if len(line.text) > 20
        ]
        for number, line in enumerate(long):
            tag, other = (("person", "unclear"), ("del", "place"), ("sic", "date"))[number % 3]
            project.apply(e.TagSpan(line, 2, 9, tag))
            project.apply(e.TagSpan(line, 6, 14, other))
        check(project, tmp_path / "out", reader, tmp_path)


def _lines(project, page):
    return readers.content(project, page.id).lines()
