"""What an archivist is told of a file before it comes in."""

from __future__ import annotations

import zipfile

from PIL import Image

from editor.work.inspect import inspect

PAGE = """<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="{}"
imageWidth="30" imageHeight="20"><TextRegion id="r"><Coords points="0,0 9,0 9,9"/><TextLine id="l">
<Coords points="1,1 9,1 9,9"/><TextEquiv><Unicode>Item</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"""


def _image(path, kind="PNG", **options):
    Image.new("L", (30, 20), 200).save(path, kind, **options)
    return path


def test_a_plain_scan_is_taken_without_a_word(tmp_path):
    answer = inspect(_image(tmp_path / "a.png"))
    assert (answer["verdict"], answer["format"], answer["pages"], answer["messages"]) == ("accept", "PNG", 1, [])


def test_a_name_that_promises_another_format_is_told(tmp_path):
    answer = inspect(_image(tmp_path / "a.jpg"))
    assert answer["verdict"] == "accept-warn"
    assert "It is PNG" in answer["messages"][0]


def test_an_unknown_ending_promises_nothing(tmp_path):
    assert inspect(_image(tmp_path / "a.scan"))["verdict"] == "accept"


def test_more_pages_than_one_are_told(tmp_path):
    more = [Image.new("L", (30, 20), 100)] * 2
    answer = inspect(_image(tmp_path / "a.tif", "TIFF", save_all=True, append_images=more))
    assert (answer["verdict"], answer["pages"]) == ("accept-warn", 3)
    assert "3 pages" in answer["messages"][0]


def test_the_pictures_of_an_animation_are_told(tmp_path):
    more = [Image.new("L", (30, 20), shade) for shade in (0, 50)]
    answer = inspect(_image(tmp_path / "a.gif", "GIF", save_all=True, append_images=more))
    assert (answer["verdict"], answer["pages"]) == ("accept-warn", 1)
    assert "2 more pictures" in answer["messages"][0]


def test_of_two_files_that_are_the_same_the_second_is_told(tmp_path):
    _image(tmp_path / "a.png")
    for name in ("b2.xml", "b10.xml"):
        (tmp_path / name).write_text(PAGE.format("a.png"))
    assert inspect(tmp_path / "b2.xml")["verdict"] == "accept"
    answer = inspect(tmp_path / "b10.xml")
    assert answer["verdict"] == "accept-warn"
    assert "b2.xml" in answer["messages"][0]


def test_two_blank_scans_are_no_twins(tmp_path):
    _image(tmp_path / "a.png")
    assert inspect(_image(tmp_path / "b.png"))["verdict"] == "accept"


def test_an_archive_is_counted_over_all_it_holds(tmp_path):
    _image(tmp_path / "1.png")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.write(tmp_path / "1.png", "1.png")
        made.writestr("page/1.xml", PAGE.format("../1.png"))
    answer = inspect(tmp_path / "a.zip")
    assert (answer["verdict"], answer["format"], answer["messages"]) == ("accept", "zip", [])
    assert [answer[key] for key in ("pages", "regions", "lines", "characters", "images")] == [1, 1, 1, 4, ["1.png"]]
    with zipfile.ZipFile(tmp_path / "a.zip", "a") as made:
        made.writestr("page/2.xml", "<PcGts><Page")
    answer = inspect(tmp_path / "a.zip")
    assert answer["verdict"] == "accept-warn" and "2.xml" in answer["messages"][0]


def test_an_archive_of_nothing_we_know_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a.exe", b"MZ\0\0" + bytes(range(256)))
    answer = inspect(tmp_path / "a.zip")
    assert (answer["verdict"], answer["pages"]) == ("accept-warn", 0) and answer["messages"]
