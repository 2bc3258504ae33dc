"""Files of other people's programs: everything counted in the manifest arrives, unchanged."""

import hashlib
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest

from editor.formats import known
from editor.formats.inspect import inspect
from editor.formats.kinds import KINDS
from editor.formats.pairing import ImageEntry, pair
from editor.formats.xml import FormatFault
from tests.formats import corpus

READ = ("PAGE", "ALTO", "hOCR", "ABBYY")

MISREAD = "mdz-solr-ocr-tests/hocr_broken_comment.html"
"""UTF-8 without a word about it; its entry in the manifest was counted as if it were Latin-1 (``allerhÃ¶chsten``)."""


def local(element):
    return element.tag.rpartition("}")[2]


def digest(lines):
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@pytest.mark.parametrize("entry", corpus.parsed(*READ))
def test_counts_and_text_are_those_of_the_manifest(entry):
    source = known.read(corpus.path(entry))
    expected = entry["expected"]
    assert (source.format, source.version) == (entry["format"], entry["version"] or "")
    assert len(source.pages) == expected.get("pages", 1)
    if entry["format"] == "hOCR":
        assert source.facts.regions == sum(expected.get("regions", {}).values())
    else:
        assert source.facts.regions == expected["region_total"]
    assert source.facts.lines == expected["lines"]
    if entry["file"] == MISREAD:
        return
    assert source.facts.characters == expected["line_text_chars"]
    assert source.facts.text_sha256 == expected["text_sha256_lines_joined_LF"]


def test_the_one_digest_that_differs_is_that_of_the_same_lines_read_as_latin_1(shared):
    entry = next(p.values[0] for p in corpus.parsed("hOCR") if p.values[0]["file"] == MISREAD)
    lines = [line.text for page in known.read(corpus.path(entry)).pages for line in page.lines()]
    assert "allerhöchsten" in lines[1]
    # The soft hyphens stand in the file as &shy; and so were not misread.
    letters = [[c if c == "\xad" else c.encode().decode("latin-1") for c in line] for line in lines]
    misread = [" ".join("".join(line).split()) for line in letters]
    assert sum(map(len, misread)) == entry["expected"]["line_text_chars"]
    assert digest(misread) == entry["expected"]["text_sha256_lines_joined_LF"]


@pytest.mark.parametrize("entry", corpus.parsed(*READ))
def test_every_region_and_line_arrives(entry):
    source = known.read(corpus.path(entry))
    expected = entry["expected"]
    regions = [region for page in source.pages for region in page.regions]
    lines = sorted((line for page in source.pages for line in page.lines()), key=lambda line: line.number)
    if entry["format"] in ("PAGE", "ABBYY"):
        assert len(regions) == expected["region_total"]
    assert [line.number for line in lines] == list(range(len(lines)))
    assert sum(1 for line in lines if line.text.strip()) >= expected["lines_nonempty"]
    assert {region.kind for region in regions} <= set(KINDS)
    if entry["format"] != "PAGE":  # PAGE has lines that stand at their region only, and these are not counted
        texts = [line.text for line in lines]
        joined = "\n".join(t for t in texts if t.strip())
        assert len(joined) - joined.count("\n") <= source.facts.characters


@pytest.mark.parametrize("entry", corpus.parsed(*READ))
def test_tags_and_words_lie_in_the_text_of_their_line(entry):
    for page in known.read(corpus.path(entry)).pages:
        for line in page.lines():
            for span in (*line.tags, *line.words):
                assert 0 <= span.start <= span.end <= len(line.text)
            for word in line.words:
                assert word.confidence is None or 0 <= word.confidence <= 1
                assert word.box is None or (word.box[0] <= word.box[2] and word.box[1] <= word.box[3])


@pytest.mark.parametrize("entry", corpus.parsed(*READ))
def test_coordinates_of_a_checked_pair_lie_inside_the_page(entry):
    if not entry.get("pair_check", {}).get("coords_inside_image"):
        pytest.skip("the manifest does not vouch for this pair")
    width, height = entry["pair_check"]["image_size"]
    for page in known.read(corpus.path(entry)).pages:
        for region in page.regions:
            # A baseline of hOCR is a slope from the corner of its box and may leave the page.
            baselines = [line.baseline for line in region.lines] if entry["format"] != "hOCR" else []
            outlines = [region.outline, *(line.outline for line in region.lines), *baselines]
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
    ours = [line.baseline for page in known.read(corpus.path(entry)).pages for line in page.lines() if line.ident]
    assert ours == [points if len(points) > 1 else () for points in found]


@pytest.mark.parametrize("entry", corpus.parsed("ALTO"))
def test_outlines_of_pixels_are_those_an_independent_walk_finds(entry):
    if entry.get("unit") not in (None, "pixel"):
        pytest.skip("its measures are no pixels")
    found = []
    for element in ElementTree.parse(corpus.path(entry)).iter():
        if local(element) != "TextLine":
            continue
        shape = next((p for child in element if local(child) == "Shape" for p in child if local(p) == "Polygon"), None)
        if shape is not None:
            numbers = [float(n) for n in re.split(r"[\s,]+", shape.get("POINTS").strip())]
            found.append(tuple(zip(numbers[::2], numbers[1::2], strict=True)))
            continue
        x, y, w, h = (float(element.get(side)) for side in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        found.append(((x, y), (x + w, y), (x + w, y + h), (x, y + h)) if w > 0 and h > 0 else ())
    lines = sorted(
        (line for page in known.read(corpus.path(entry)).pages for line in page.lines()), key=lambda ln: ln.number
    )
    assert [line.outline for line in lines] == found


TYPED = {"bnf-docworks-mets/18140401_1-METS.xml": 2}
"""Pages are divs of TYPE TITLE_PAGE and CONTENT_PAGE there; the manifest counted those of TYPE page."""


@pytest.mark.parametrize("entry", corpus.entries("mets"))
def test_a_mets_answers_for_the_texts_it_names(entry):
    """The counts are the sums of those of the manifest for the files it names and the folder has, PAGE before ALTO."""
    path = corpus.path(entry)
    found = inspect(path)
    assert (found["format"], found["verdict"] == "reject") == ("METS", False)
    assert found["pages"] == TYPED.get(entry["file"], entry["expected"]["pages"])
    raw = path.read_text(encoding="utf-8")
    named = [
        p.values[0]
        for p in corpus.parsed("PAGE", "ALTO")
        if p.values[0]["set"] == entry["set"] and corpus.path(p.values[0]).is_relative_to(path.parent)
    ]
    named = [f for f in named if corpus.path(f).relative_to(path.parent).as_posix() in raw]
    taken = [f for f in named if f["format"] == "PAGE"] or named
    expected = [f["expected"] for f in taken]
    assert found["regions"] == sum(e["region_total"] for e in expected)
    assert found["lines"] == sum(e["lines"] for e in expected)
    assert found["characters"] == sum(e["line_text_chars"] for e in expected)
    assert bool(found["lines"]) == (entry["expected"]["hrefs_present"] > 0)


@pytest.mark.parametrize("entry", corpus.entries("text"))
def test_text_files_have_the_lines_and_pages_of_the_manifest(entry):
    source = known.read(corpus.path(entry))
    assert source.format == "text"
    assert source.facts.lines == entry["text"]["nonblank_lines"]
    assert len(source.pages) == max(entry["text"]["page_markers"], 1)


@pytest.mark.parametrize("entry", [*corpus.entries("ocr"), *corpus.entries("image"), *corpus.entries("pdf")])
def test_every_file_is_known_for_what_it_is(entry):
    kinds = {"PAGE": "page", "ALTO": "alto", "hOCR": "hocr", "ABBYY": "abbyy", "other": "unknown"}
    expected = kinds[entry["format"]] if entry["role"] == "ocr" else entry["role"]
    assert known.sort(corpus.path(entry)) == expected


@pytest.mark.parametrize("entry", [*corpus.entries("mets"), *corpus.entries("ocr", "other")])
def test_what_cannot_be_read_yet_is_refused_in_one_sentence(entry):
    path = corpus.path(entry)
    with pytest.raises(FormatFault) as caught:
        known.read(path)
    assert str(caught.value).startswith(f"{path.name} cannot be read: it is ")
    assert str(caught.value).endswith(".")


def test_a_real_truncated_file_is_refused(shared):
    broken = [p.values[0] for p in corpus.entries("ocr") if "parse_error" in p.values[0]]
    assert broken
    for entry in broken:
        with pytest.raises(FormatFault, match="breaks off at line 1234"):
            known.read(corpus.path(entry))


@pytest.mark.parametrize("entry", corpus.parsed(*READ))
def test_each_file_alone_finds_its_image_among_all_of_its_set(entry):
    files = [p.values[0] for p in corpus.entries("image")]
    images = [ImageEntry(corpus.path(f)) for f in files if f["set"] == entry["set"]]
    path = corpus.path(entry)
    found = pair(images, [(path, known.read(path))])
    image = next(p.image for p in found if p.text is not None)
    expected = entry.get("paired_image")
    assert (image.path if image else None) == (corpus.FOLDER / expected if expected else None)


@pytest.mark.parametrize("name", ["memo-1", *(f"instruction-{n}" for n in range(1, 6))])
def test_the_seed_scans_arrive_with_every_line_region_and_kind(scans, name):
    raw = (scans / f"{name}.xml").read_text(encoding="utf-8")
    page = known.read(scans / f"{name}.xml").pages[0]
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


@pytest.mark.parametrize("name", ["000_071c412430f2d122.txt", "003_4bd315597e8b43fc.txt"])
def test_the_seed_texts_lose_nothing_and_invent_nothing(shared, name):
    path = shared / "seeds" / name
    source = known.read(path)
    lines = [line.text for page in source.pages for region in page.regions for line in region.lines]
    assert lines == [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    kinds = Counter(region.kind for page in source.pages for region in page.regions)
    expected = {"000": {"classification": 2, "control-number": 1, "page-number": 1}, "003": {"classification": 1}}
    assert {kind: n for kind, n in kinds.items() if kind != "paragraph"} == expected[name[:3]]
