"""Small pictures, and the folder that remembers them."""

import io
import os
import threading

import pytest
from PIL import Image

from editor.imaging.probe import ImageFault
from editor.imaging.thumbs import ThumbCache, thumbnail

from .drawn import difference, page, save_turned


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "page.png"
    page(480, 320).save(path)
    return path


def opened(picture):
    image = Image.open(io.BytesIO(picture))
    assert image.format == "JPEG"
    return image


def test_a_thumbnail_is_a_small_upright_jpeg(tmp_path):
    path = tmp_path / "page.jpg"
    save_turned(page(480, 320), path, 6, quality=95, comment=b"secret")
    small = thumbnail(path, 0, 96)
    assert opened(small).size == (96, 64)
    assert difference(opened(small).convert("RGB"), page(480, 320).resize((96, 64))) < 8
    assert b"secret" not in small


def test_a_thumbnail_is_no_larger_than_the_page_and_keeps_grey(tmp_path):
    path = tmp_path / "page.png"
    page(30, 20).convert("L").save(path)
    image = opened(thumbnail(path, 0, 96))
    assert (image.size, image.mode) == ((30, 20), "L")


def test_a_thumbnail_of_another_page(tmp_path):
    path = tmp_path / "pages.tif"
    page().save(path, save_all=True, append_images=[page(20, 30)])
    assert opened(thumbnail(path, 1, 96)).size == (20, 30)
    with pytest.raises(ImageFault):
        thumbnail(path, 2, 96)


def entries(folder):
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_was_made_is_kept_and_found_again(tmp_path, scan):
    cache = ThumbCache(tmp_path / "deep" / "cache")
    assert cache.get(scan, 0, 96) is None
    made = cache.thumbnail(scan, 0, 96)
    assert made == thumbnail(scan, 0, 96)
    assert cache.get(scan, 0, 96) == made
    assert ThumbCache(tmp_path / "deep" / "cache").get(scan, 0, 96) == made
    assert len(entries(tmp_path / "deep" / "cache")) == 1


def test_what_is_kept_is_given_without_decoding(tmp_path, scan):
    cache = ThumbCache(tmp_path / "cache")
    cache.put(scan, 0, 96, b"kept")
    assert cache.thumbnail(scan, 0, 96) == b"kept"


def test_page_edge_path_and_time_each_make_another_picture(tmp_path, scan):
    cache = ThumbCache(tmp_path / "cache")
    cache.put(scan, 0, 96, b"kept")
    other = tmp_path / "other.png"
    other.write_bytes(scan.read_bytes())
    os.utime(other, ns=(scan.stat().st_atime_ns, scan.stat().st_mtime_ns))
    assert cache.get(scan, 1, 96) is None
    assert cache.get(scan, 0, 97) is None
    assert cache.get(other, 0, 96) is None
    os.utime(scan, ns=(1, scan.stat().st_mtime_ns + 1))
    assert cache.get(scan, 0, 96) is None


@pytest.mark.parametrize("damage", [b"", b"MTN1", b"junk" * 50])
def test_a_damaged_entry_is_a_miss_and_is_dropped(tmp_path, scan, damage):
    cache = ThumbCache(tmp_path / "cache")
    made = cache.thumbnail(scan, 0, 96)
    (entry,) = entries(tmp_path / "cache")
    entry.write_bytes(damage)
    assert cache.get(scan, 0, 96) is None
    assert entries(tmp_path / "cache") == []
    assert cache.thumbnail(scan, 0, 96) == made


def test_one_bit_turned_over_is_damage(tmp_path, scan):
    cache = ThumbCache(tmp_path / "cache")
    cache.thumbnail(scan, 0, 96)
    (entry,) = entries(tmp_path / "cache")
    data = bytearray(entry.read_bytes())
    data[-10] ^= 1
    entry.write_bytes(data)
    assert cache.get(scan, 0, 96) is None


def test_the_folder_is_bounded_and_the_oldest_go_first(tmp_path, scan):
    folder = tmp_path / "cache"
    cache = ThumbCache(folder, max_bytes=10_000)
    for number in range(9):
        cache.put(scan, number, 96, bytes([number]) * 980)
        (newest,) = [entry for entry in entries(folder) if entry.stat().st_mtime_ns > 10**12]
        os.utime(newest, ns=(0, number))
    assert len(entries(folder)) == 9
    cache.put(scan, 9, 96, b"9" * 980)
    cache.put(scan, 10, 96, b"!" * 980)
    assert sum(entry.stat().st_size for entry in entries(folder)) <= 10_000
    held = [number for number in range(11) if cache.get(scan, number, 96) is not None]
    assert held == list(range(11 - len(held), 11)) and 8 <= len(held) <= 10


def test_what_an_earlier_program_left_counts_towards_the_bound(tmp_path, scan):
    folder = tmp_path / "cache"
    ThumbCache(folder).put(scan, 0, 96, b"old" * 3000)
    (left,) = entries(folder)
    os.utime(left, ns=(0, 0))
    half = folder / "killed.new"
    half.write_bytes(b"half")
    os.utime(half, ns=(0, 0))
    ThumbCache(folder, max_bytes=5000).put(scan, 1, 96, b"new" * 300)
    assert left not in entries(folder) and half not in entries(folder) and len(entries(folder)) == 1


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path, scan):
    (tmp_path / "cache").write_text("a file bears its name")
    cache = ThumbCache(tmp_path / "cache")
    assert opened(cache.thumbnail(scan, 0, 96)).size == (96, 64)
    assert (tmp_path / "cache").read_text() == "a file bears its name"


def test_a_missing_scan_is_a_fault_and_no_entry(tmp_path):
    cache = ThumbCache(tmp_path / "cache")
    with pytest.raises(ImageFault):
        cache.thumbnail(tmp_path / "none.png", 0, 96)
    assert entries(tmp_path / "cache") == []


def test_threads_may_share_it_and_nothing_half_written_is_seen(tmp_path, scan):
    cache = ThumbCache(tmp_path / "cache", max_bytes=60_000)
    wrong = []

    def work(seed):
        for number in range(60):
            key = (seed + number) % 20
            cache.put(scan, key, 96, bytes([key]) * 5000)
            got = cache.get(scan, (key * 7) % 20, 96)
            if got is not None and got != bytes([(key * 7) % 20]) * 5000:
                wrong.append(key)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sum(entry.stat().st_size for entry in entries(tmp_path / "cache")) <= 60_000
    assert not [entry for entry in entries(tmp_path / "cache") if entry.suffix == ".new"]
