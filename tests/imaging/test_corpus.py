"""The real files of many producers: each decodes to its declared size or is refused, and is refused for a reason."""

import json

import pytest

from editor.imaging.decode import Checker
from editor.imaging.probe import ImageFault, probe
from editor.imaging.read import read

REFUSED = {"openpreserve-jp2/balloon_trunc2.jp2": "cut short"}
BLANK = {"kraken-tests/page/zero_dims.png"}  # white all over


@pytest.fixture(scope="module")
def corpus(shared):
    folder = shared / "corpora"
    if not (folder / "manifest.json").exists():
        pytest.skip("the corpora are not beside the checkout")
    return folder


@pytest.fixture(scope="module")
def images(corpus):
    manifest = json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))
    return [entry for entry in manifest["files"] if entry["role"] == "image"]


def upright_size(image):
    """Return the size the manifest declares, which for all but TIFF is that of the stored pixels."""
    size = (image["width"], image["height"])
    turned = (image.get("exif_orientation") or 1) >= 5 and image["format"] != "TIFF"
    return size[::-1] if turned else size


def test_all_images_decode_to_the_declared_size_or_are_refused(corpus, images):
    refused = {}
    with Checker() as checker:
        for entry in images:
            declared = entry["image"]
            try:
                facts = checker.check(corpus / entry["file"])
            except ImageFault as fault:
                refused[entry["file"]] = str(fault)
                continue
            assert (facts.width, facts.height) == upright_size(declared), entry["file"]
            assert facts.format.replace(" ", "") == declared["format"], entry["file"]
            assert (facts.frames, facts.left_out, facts.mode) == (declared["frames"], 0, declared["mode"])
            assert facts.orientation == (declared.get("exif_orientation") or 1), entry["file"]
            assert (facts.digest, facts.size) == (entry["sha256"], entry["bytes"]), entry["file"]
            if facts.dpi is not None:
                assert abs(facts.dpi - declared["dpi"][0]) < 0.02, entry["file"]
    assert len(images) == 86
    assert refused.keys() == REFUSED.keys()
    assert all(REFUSED[name] in reason for name, reason in refused.items())
    assert {entry["file"] for entry in images if not entry["image"]["decodes"]} == set(REFUSED)


def test_all_pages_are_read_small_upright_and_with_something_on_them(corpus, images):
    for entry in images:
        if entry["file"] in REFUSED:
            continue
        facts = probe(corpus / entry["file"])
        for number, page in enumerate(facts.pages):
            small = read(facts.path, number, max_width=120, max_height=160)
            assert small.width <= 120 and small.height <= 160, entry["file"]
            scale = min(1, 120 / page.width, 160 / page.height)
            assert abs(small.width - page.width * scale) <= 1 and abs(small.height - page.height * scale) <= 1
            assert len(small.data) == small.stride * small.height
            blank = len(set(small.data)) == 1
            assert blank == (entry["file"] in BLANK), f"{entry['file']}, page {number + 1}"


def test_photographs_lying_on_their_side_come_upright(corpus):
    portrait, landscape = (read(corpus / "exif-orientation" / name, max_width=90) for name in
                           ("Portrait_6.jpg", "Landscape_8.jpg"))  # fmt: skip
    assert portrait.height > portrait.width
    assert landscape.height < landscape.width


def test_a_scan_of_twelve_bits_in_sixteen_is_not_white(corpus):
    got = read(corpus / "pillow-images" / "16bit.cropped.tif")
    assert got.mode == "L"
    assert len(set(got.data)) > 40 and max(got.data) < 255
