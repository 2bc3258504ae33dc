"""The helper process: what passes is decodable, and what does not pass harms nobody."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from editor.imaging.decode import Checker, check
from editor.imaging.probe import ImageFault, probe

from .drawn import page, png_header, save_turned


@pytest.fixture(scope="module")
def checker():
    with Checker() as one:
        yield one


def noisy(path, size=(400, 300), **options):
    Image.effect_noise(size, 90).save(path, **options)
    return path


def children():
    """Name the processes we started that still run."""
    listed = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    if not listed.exists():
        pytest.skip("this system does not list a process's children")
    return [int(pid) for pid in listed.read_text().split()]


@pytest.mark.parametrize("name", ["p.png", "p.jpg", "p.tif", "p.gif", "p.bmp", "p.webp", "p.jp2"])
def test_a_sound_image_passes_with_the_facts_of_its_header(tmp_path, checker, name):
    page().save(tmp_path / name)
    assert checker.check(tmp_path / name) == probe(tmp_path / name)


def test_turned_and_many_paged_images_pass(tmp_path, checker):
    for orientation in range(1, 9):
        for name in ("p.tif", "p.jpg", "p.png"):
            save_turned(page(), tmp_path / name, orientation)
            assert checker.check(tmp_path / name) == probe(tmp_path / name)
    noisy(tmp_path / "many.tif", save_all=True, append_images=[page(n, 20) for n in range(5, 15)])
    assert checker.check(tmp_path / "many.tif").frames == 11


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("p.png", {}),
        ("p.jpg", {}),
        ("p.jp2", {}),
        ("p.bmp", {}),
        ("p.gif", {}),
        ("p.webp", {"lossless": True}),
    ],
)
def test_half_an_image_is_refused(tmp_path, checker, name, options):
    path = noisy(tmp_path / name, **options)
    checker.check(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ImageFault) as caught:
        checker.check(path)
    assert str(caught.value).startswith(f"{name} is ")


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "group4", "jpeg", "tiff_adobe_deflate"])
def test_a_tiff_whose_pixels_are_missing_is_refused(tmp_path, checker, compression):
    path = tmp_path / "p.tif"
    image = Image.effect_noise((400, 300), 90)
    (image.convert("1") if compression == "group4" else image).save(path, compression=compression)
    checker.check(path)
    data = bytearray(path.read_bytes())
    strips, width = last_strip_entry(data)
    # As in a copy broken off: the last strip begins where it should, and the file ends a few bytes later.
    data[strips : strips + width] = (len(data) - 20).to_bytes(width, "little")
    path.write_bytes(data)
    with pytest.raises(ImageFault):
        checker.check(path)


def last_strip_entry(tiff):
    """Say where a TIFF keeps the offset of its last strip, and in how many bytes."""
    at = int.from_bytes(tiff[4:8], "little") + 2
    while int.from_bytes(tiff[at : at + 2], "little") != 273:
        at += 12
    width = {3: 2, 4: 4}[int.from_bytes(tiff[at + 2 : at + 4], "little")]
    count = int.from_bytes(tiff[at + 4 : at + 8], "little")
    start = at + 8 if count * width <= 4 else int.from_bytes(tiff[at + 8 : at + 12], "little")
    return start + (count - 1) * width, width


def test_a_page_behind_the_first_is_decoded_too(tmp_path, checker):
    path = noisy(tmp_path / "p.tif", save_all=True, append_images=[Image.effect_noise((400, 300), 90)])
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - 30_000])
    assert probe(path).frames == 2
    with pytest.raises(ImageFault):
        checker.check(path)


def test_what_is_no_image_is_refused_in_the_same_words(tmp_path, checker):
    for name, content in (("letter.jpg", b"Dear Sir"), ("bomb.png", png_header(60_000, 60_000)), ("none.png", b"")):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(ImageFault) as from_header:
            probe(path)
        with pytest.raises(ImageFault) as from_child:
            checker.check(path)
        assert str(from_child.value) == str(from_header.value)
        assert from_child.value.path == path


def test_the_helper_serves_many_files_and_is_gone_afterwards(tmp_path):
    page().save(tmp_path / "p.png")
    before = children()
    with Checker() as checker:
        assert children() == before  # nothing is started until there is something to decode
        checker.check(tmp_path / "p.png")
        started = children()
        checker.check(tmp_path / "p.png")
        assert children() == started
        assert len(started) == len(before) + 1
    assert children() == before


def test_too_little_memory_is_a_sentence_and_the_next_file_goes_on(tmp_path):
    if sys.platform != "linux":
        pytest.skip("memory is bounded on Linux")
    page().save(tmp_path / "small.png")
    Image.new("RGB", (12_000, 12_000)).save(tmp_path / "large.png", compress_level=1)
    with Checker(memory=450_000_000) as checker:
        assert checker.check(tmp_path / "small.png").width == 48
        with pytest.raises(ImageFault, match="needs more memory"):
            checker.check(tmp_path / "large.png")
        assert checker.check(tmp_path / "small.png").width == 48


def test_memory_too_little_for_anything_is_a_sentence(tmp_path):
    if sys.platform != "linux":
        pytest.skip("memory is bounded on Linux")
    page().save(tmp_path / "p.png")
    with Checker(memory=1_000_000) as checker, pytest.raises(ImageFault, match=r"needs more memory|helper process"):
        checker.check(tmp_path / "p.png")


def test_a_helper_killed_while_it_decodes_is_a_sentence_and_is_started_again(tmp_path):
    page().save(tmp_path / "small.png")
    large = tmp_path / "large.png"
    Image.new("1", (19_000, 20_000)).save(large, compress_level=1)
    before = children()
    with Checker() as checker:
        checker.check(tmp_path / "small.png")
        (helper,) = set(children()) - set(before)
        timer = threading.Timer(0.2, os.kill, (helper, 9))
        timer.start()
        with pytest.raises(ImageFault, match=r"^large\.png was not read: .* \(SIGKILL\)"):
            checker.check(large)
        timer.join()
        assert checker.check(tmp_path / "small.png") == probe(tmp_path / "small.png")


def test_a_helper_that_died_between_two_files_is_not_the_second_ones_fault(tmp_path):
    page().save(tmp_path / "p.png")
    before = children()
    with Checker() as checker:
        checker.check(tmp_path / "p.png")
        (helper,) = set(children()) - set(before)
        os.kill(helper, 9)
        while Path(f"/proc/{helper}/stat").read_text().split()[2] != "Z":
            time.sleep(0.01)
        assert checker.check(tmp_path / "p.png").width == 48


def test_an_image_that_takes_too_long_is_a_sentence_and_its_helper_is_killed(tmp_path):
    page().save(tmp_path / "p.png")
    before = children()
    with Checker(seconds=0.0) as checker:
        with pytest.raises(ImageFault, match="takes longer to decode"):
            checker.check(tmp_path / "p.png")
        assert children() == before


def test_modules_lying_beside_the_scans_are_not_run(tmp_path, monkeypatch):
    page().save(tmp_path / "p.png")
    for package in ("PIL", "editor"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise SystemExit('run')")
    (tmp_path / "json.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert check(Path("p.png")).width == 48


def test_names_of_any_bytes_reach_the_helper(tmp_path, checker):
    names = ["caf\u00e9 [1], 'x'.png", "page\u202e.png", "line\nend.png", "\u65e5\u672c.png"]
    if sys.platform == "linux":
        names.append(os.fsdecode(b"page\xff.png"))
    for name in names:
        page().save(tmp_path / "p.png")
        (tmp_path / "p.png").rename(tmp_path / name)
        assert checker.check(tmp_path / name).path == tmp_path / name
