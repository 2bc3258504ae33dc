"""What Muniment writes opens in CETEIcean: as many page breaks, zones and resolved ``facs`` as there are rows."""

import xml.etree.ElementTree as ElementTree

import pytest

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


@pytest.mark.slow
def test_the_reader_shows_the_example(shared, reader, tmp_path):
    document = shared / "tei" / "example.xml"
    if not document.exists():
        pytest.skip("needs the TEI example of the shared material")
    counts = browser.read(document, reader, tmp_path)
    assert {name: getattr(counts, name) for name in ("pb", "lb", "surface", "zone", "facs")} == written(document)
    assert counts.resolved == counts.facs > 0
    assert counts.words > 20
