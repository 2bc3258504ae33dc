"""The sample project's scans: the OCR beside each is true in place, wrong in the right measure, and lies on ink."""

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageStat
from rapidfuzz.distance import Levenshtein

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
NAMES = ("memo-1", "report-1", "report-2")
PAGE = "{http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15}"
KINDS = {
    "letterhead", "classification", "caveat", "declassification", "review-stamp", "release-banner", "control-number",
    "page-number", "header", "footer", "dateline", "heading", "paragraph", "marginalia", "routing", "signature",
    "table", "image", "redaction",
}  # fmt: skip
IN_NO_REGION_OF_ITS_OWN = {"review-stamp"}  # the OCR read it into a paragraph: the archivist has to take it out


def page_of(name: str) -> ET.Element:
    page = ET.parse(SAMPLE / f"{name}.xml").getroot().find(f"{PAGE}Page")
    assert page is not None
    return page


def points_of(element: ET.Element, tag: str = "Coords") -> list[tuple[int, int]]:
    coords = element.find(PAGE + tag)
    assert coords is not None
    return [(int(x), int(y)) for x, y in (pair.split(",") for pair in coords.attrib["points"].split())]


def lines_of(name: str) -> list[ET.Element]:
    return list(page_of(name).iter(f"{PAGE}TextLine"))


def text_of(element: ET.Element) -> str:
    text = element.findtext(f"{PAGE}TextEquiv/{PAGE}Unicode")
    assert text
    return text


def truth_of(name: str) -> list[str]:
    text = (SAMPLE / f"{name}.truth.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]


def kind_of(region: ET.Element) -> str:
    return region.attrib["custom"].partition("structure {type:")[2].partition(";")[0]


def regions_of(name: str) -> list[ET.Element]:
    return [element for element in page_of(name) if element.tag in (f"{PAGE}TextRegion", f"{PAGE}GraphicRegion")]


def inside(size: tuple[int, int], points: list[tuple[int, int]]) -> Image.Image:
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon(points, fill=255)
    return mask


def test_the_sample_is_small_enough_to_ship():
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 1_500_000
    assert all((SAMPLE / f"{name}.jpg").stat().st_size <= 350_000 for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_image_has_the_declared_name_and_size(name):
    page = page_of(name)
    assert page.attrib["imageFilename"] == f"{name}.jpg"
    with Image.open(SAMPLE / f"{name}.jpg") as image:
        assert image.size == (int(page.attrib["imageWidth"]), int(page.attrib["imageHeight"]))
        assert image.mode == "L"


@pytest.mark.parametrize("name", NAMES)
def test_every_point_lies_on_the_page_and_ids_are_unique(name):
    page = page_of(name)
    wide, high = int(page.attrib["imageWidth"]), int(page.attrib["imageHeight"])
    for element in page.iter():
        if "points" in element.attrib:
            points = [tuple(map(int, pair.split(","))) for pair in element.attrib["points"].split()]
            assert len(points) >= (2 if element.tag == f"{PAGE}Baseline" else 3)
            assert all(0 <= x < wide and 0 <= y < high for x, y in points), element.attrib
    ids = [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_the_reading_order_names_every_region_in_both_ways(name):
    refs = [ref.attrib["regionRef"] for ref in page_of(name).iter(f"{PAGE}RegionRefIndexed")]
    regions = regions_of(name)
    assert refs == [region.attrib["id"] for region in regions]
    for index, region in enumerate(regions):
        assert region.attrib["custom"].startswith(f"readingOrder {{index:{index};}} structure {{type:")


def test_the_three_scans_show_every_kind_of_region():
    kinds = {kind_of(region) for name in NAMES for region in regions_of(name)}
    assert kinds == KINDS - IN_NO_REGION_OF_ITS_OWN


@pytest.mark.parametrize("name", NAMES)
def test_every_line_outline_lies_on_its_ink(name):
    with Image.open(SAMPLE / f"{name}.jpg") as opened:
        scan = opened.convert("L")
    paper = ImageStat.Stat(scan).median[0]
    ink = scan.point([255 if value < paper - 45 else 0 for value in range(256)])
    masks = [(line, inside(scan.size, points_of(line))) for line in lines_of(name)]
    everything = Image.new("L", scan.size, 0)
    for _, mask in masks:
        everything = ImageChops.lighter(everything, mask)
    for line, mask in masks:
        box = ImageChops.lighter(mask, Image.new("L", scan.size, 0)).getbbox()
        assert box is not None
        room = (max(0, box[0] - 14), max(0, box[1] - 14), min(scan.width, box[2] + 14), min(scan.height, box[3] + 14))
        here, near = mask.crop(room), mask.crop(room).filter(ImageFilter.MaxFilter(15))
        round_it = ImageChops.subtract(near, everything.crop(room))  # the surroundings, without the neighbours
        there = ink.crop(room)
        on_ink, beside = ImageStat.Stat(there, here).mean[0] / 255, ImageStat.Stat(there, round_it).mean[0] / 255
        assert on_ink > 0.08, f"{text_of(line)!r} covers {on_ink:.3f} ink"
        assert beside < on_ink / 2, f"{text_of(line)!r} covers {on_ink:.3f} ink, and round it there is {beside:.3f}"


@pytest.mark.parametrize("name", NAMES)
def test_the_ocr_is_wrong_in_the_right_measure(name):
    truth = "\n".join(truth_of(name))
    ocr = "\n".join(text_of(line) for line in lines_of(name))
    assert 0.01 < Levenshtein.distance(ocr, truth) / len(truth) < 0.08
    assert len(truth_of(name)) == len(lines_of(name))


def test_the_ocr_has_the_faults_an_archivist_meets():
    pairs = [(text_of(line), best(text_of(line), truth_of(name))) for name in NAMES for line in lines_of(name)]
    wrong = {(ocr, truth) for ocr, truth in pairs if ocr != truth}
    assert any("rn" in ocr and "rn" not in truth for ocr, truth in wrong)  # m read as rn
    assert any("0" in ocr and "0" not in truth and "O" not in ocr for ocr, truth in wrong)  # o read as zero
    assert any(len(ocr.split()) < len(truth.split()) for ocr, truth in wrong)  # words run together
    assert any("Farrant" in truth and "Farrant" not in ocr for ocr, truth in wrong)  # a misread name
    assert any("^" not in ocr and "since" in truth and "since" not in ocr for ocr, truth in wrong)  # the word put in


def best(ocr: str, truths: list[str]) -> str:
    return min(truths, key=lambda truth: Levenshtein.distance(ocr, truth))


def test_two_lines_stand_in_the_wrong_order_and_a_stamp_in_a_paragraph():
    backward = set()
    for name in NAMES:
        truth = truth_of(name)
        read = [best(text_of(line), truth) for line in lines_of(name)]
        once = [line for line in read if truth.count(line) == 1]  # a marking stands at the head and at the foot
        backward |= {(name, one, two) for one, two in pairwise(once) if truth.index(two) < truth.index(one)}
    assert {(name, one) for name, one, _ in backward} == {
        ("report-1", "great fairness withdrawn it."),
        ("report-2", "COMPLETED"),
    }
    stamps = [r for r in regions_of("report-2") if kind_of(r) == "paragraph" and "REVIEW" in text_of(r)]
    assert len(stamps) == 1


def test_low_confidence_points_at_the_wrong_words_mostly():
    right, wrong = [], []
    for name in NAMES:
        for line in lines_of(name):
            truth = best(text_of(line), truth_of(name)).split()
            for word in line.iter(f"{PAGE}Word"):
                conf = float(word.find(f"{PAGE}TextEquiv").attrib["conf"])
                assert 0 <= conf <= 1
                (right if text_of(word) in truth else wrong).append(conf)
    assert len(wrong) > 20
    assert sum(conf < 0.65 for conf in wrong) / len(wrong) > 0.8
    assert any(conf > 0.9 for conf in wrong), "an engine is sometimes sure of what is wrong"
    assert sum(conf < 0.65 for conf in right) / len(right) < 0.05


def test_a_sentence_runs_over_from_one_page_to_the_next():
    def last_paragraph(name: str) -> str:
        return next(text_of(region) for region in reversed(regions_of(name)) if kind_of(region) == "paragraph")

    first = next(text_of(region) for region in regions_of("report-2") if kind_of(region) == "paragraph")
    assert last_paragraph("report-1").endswith("alter the ticket")
    assert first.startswith("rather than to report it.")
    assert any(line.endswith("con-") for line in truth_of("memo-1"))
