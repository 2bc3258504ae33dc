"""PAGE files of other people's programs: everything counted in the manifest arrives, unchanged."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest

from editor.formats import pagexml, xml
from editor.formats.kinds import KINDS
from tests.formats import corpus


def read(path):
    return pagexml.read(xml.parse(path.read_bytes(), path.name), path.name)


def local(element):
    return element.tag.rpartition("}")[2]


@pytest.mark.parametrize("entry", corpus.parsed("PAGE"))
def test_counts_and_text_are_those_of_the_manifest(entry):
    source = read(corpus.path(entry))
    expected = entry["expected"]
    assert source.version == entry["version"]
    assert source.facts.regions == expected["region_total"]
    assert source.facts.lines == expected["lines"]
    assert source.facts.characters == expected["line_text_chars"]
    assert source.facts.text_sha256 == expected["text_sha256_lines_joined_LF"]


@pytest.mark.parametrize("entry", corpus.parsed("PAGE"))
def test_every_region_and_line_arrives(entry):
    source = read(corpus.path(entry))
    expected = entry["expected"]
    regions = [region for page in source.pages for region in page.regions]
    lines = [line for page in source.pages for line in page.lines()]
    assert len(regions) == expected["region_total"]
    assert len(lines) >= expected["lines"]
    assert [line.number for line in lines] == list(range(len(lines)))
    assert sum(1 for line in lines if line.text.strip()) >= expected["lines_nonempty"]
    assert {region.kind for region in regions} <= set(KINDS)


@pytest.mark.parametrize("entry", corpus.parsed("PAGE"))
def test_tags_and_words_lie_in_the_text_of_their_line(entry):
    for page in read(corpus.path(entry)).pages:
        for line in page.lines():
            for span in (*line.tags, *line.words):
                assert 0 <= span.start <= span.end <= len(line.text)


@pytest.mark.parametrize("entry", corpus.parsed("PAGE"))
def test_coordinates_of_a_checked_pair_lie_inside_the_page(entry):
    if not entry.get("pair_check", {}).get("coords_inside_image"):
        pytest.skip("the manifest does not vouch for this pair")
    width, height = entry["pair_check"]["image_size"]
    for page in read(corpus.path(entry)).pages:
        for region in page.regions:
            outlines = [region.outline, *(o for line in region.lines for o in (line.outline, line.baseline))]
            for x, y in (at for outline in outlines for at in outline):
                assert 0 <= x <= width and 0 <= y <= height


@pytest.mark.parametrize("entry", corpus.parsed("PAGE"))
def test_baselines_are_those_an_independent_walk_finds(entry):
    found = []
    for element in ElementTree.parse(corpus.path(entry)).iter():
        if local(element) != "TextLine":
            continue
        baseline = next((child for child in element if local(child) == "Baseline"), None)
        points = () if baseline is None else baseline.get("points", "").split()
        found.append(tuple(tuple(float(n) for n in point.split(",")) for point in points))
    ours = [line.baseline for page in read(corpus.path(entry)).pages for line in page.lines() if line.ident]
    assert ours == [points if len(points) > 1 else () for points in found]


@pytest.mark.parametrize("name", ["memo-1", *(f"instruction-{n}" for n in range(1, 6))])
def test_the_seed_scans_arrive_with_every_line_region_and_kind(scans, name):
    raw = (scans / f"{name}.xml").read_text(encoding="utf-8")
    page = read(scans / f"{name}.xml").pages[0]
    assert len(page.regions) == raw.count("<TextRegion ")
    assert len(page.lines()) == raw.count("<TextLine ")
    named = Counter(re.findall(r"structure {type:([a-z-]+);}", raw))
    named["release-banner"] += named.pop("release", 0)
    assert Counter(region.kind for region in page.regions) == +named
    texts = re.findall(r"<TextLine .*?<Unicode>(.*?)</Unicode>", raw)
    unescaped = [t.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for t in texts]
    assert [line.text for line in page.lines()] == unescaped
    assert page.image == f"{name}.jpg"
    assert all(line.outline and line.baseline for line in page.lines())
