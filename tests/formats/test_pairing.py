"""Pages and images, by their names alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.pairing import ImageEntry, base_name, natural, pair
from editor.model.source import Source, SourcePage


def source(*images):
    return Source("x", "PAGE", pages=tuple(SourcePage(image=name) for name in images))


def found(images, texts):
    """Return image, text, page number and how of each pair; names stand for images, and a pair for a frame."""
    entries = [ImageEntry(Path(i)) if isinstance(i, str) else ImageEntry(Path(i[0]), i[1]) for i in images]
    pairs = pair(entries, [(Path(name), s) for name, s in texts])
    return [
        (
            (p.image.path.as_posix() if p.image.frame == 0 else (p.image.path.as_posix(), p.image.frame))
            if p.image
            else None,
            p.text.as_posix() if p.text else None,
            p.number,
            p.how,
        )
        for p in pairs
    ]


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("a.jpg", "a.jpg"),
        ("/media/sf_Share/x/a.tif", "a.tif"),
        ("\\\\server\\share\\a.tif", "a.tif"),
        ("dir\\x\\y.jpg", "y.jpg"),
        ("//PROC2-NAS1/IN1/T0001.tif", "T0001.tif"),
        ("././0002.tif", "0002.tif"),
        ("../IMG/a b.png", "a b.png"),
        ("https://x.org/iiif/a%20b.jpg?size=max#1", "a b.jpg"),
        ("file:///C:/x/a.jpg", "a.jpg"),
        (" \n a.jpg\t", "a.jpg"),
        ("", ""),
        ("\t\t", ""),
        ("50% sure #2.jpg", "50% sure #2.jpg"),
    ],
)
def test_the_last_part_of_a_declared_name(declared, name):
    assert base_name(declared) == name


def test_the_path_a_page_names_from_its_own_folder():
    assert found(["set/img/1.jpg", "set/page/1.jpg"], [("set/page/1.xml", source("../img/1.jpg"))]) == [
        ("set/img/1.jpg", "set/page/1.xml", 0, "declared name"),
        ("set/page/1.jpg", None, 0, "none"),
    ]


def test_else_the_base_name_the_nearest_first_and_whatever_its_case():
    images = ["a/x/0001.jpg", "b/x/0001.jpg"]
    texts = [("b/page/0001.xml", source("/mnt/0001.JPG")), ("a/page/0001.xml", source("/mnt/0001.JPG"))]
    assert found(images, texts) == [
        ("a/x/0001.jpg", "a/page/0001.xml", 0, "base name"),
        ("b/x/0001.jpg", "b/page/0001.xml", 0, "base name"),
    ]


@pytest.mark.parametrize(
    ("image", "text", "declared"),
    [
        ("a.tif", "x.xml", "a.jpg"),
        ("A.TIF", "x.xml", "a.jpg"),
        ("0001.tif", "x.hocr", "0001.bin.png"),
        ("8500_001.3B.tif", "8500_001.3B.tif.tesseract.hocr", ""),
        ("8500_001.3B.tif", "8500_001.3B.gt.txt", ""),
        ("StAZ-Sign.2-1_001.tif", "StAZ-Sign.2-1_001.xml", "StAZ-Sign.2-1_001_B.tif"),
        ("page [3] (é).jpg", "page [3] (é).xml", ""),
    ],
)
def test_else_the_stem_of_either_name(image, text, declared):
    assert found([image], [(text, source(declared))]) == [(image, text, 0, "stem")]


def test_a_number_is_no_ending():
    texts = [("1.2.3.txt", source("")), ("1.2.4.txt", source(""))]
    assert found(["1.jpg", "2.jpg", "3.jpg"], texts)[0] == ("1.jpg", None, 0, "none")


def test_one_text_whose_page_ends_are_lost_begins_on_the_first_image_unless_it_names_another():
    images = ["s2.jpg", "s1.jpg", "s3.jpg"]
    assert found(images, [("t.txt", source(""))])[1] == ("s1.jpg", "t.txt", 0, "order")
    assert [how for *_, how in found(images, [("t.xml", source("gone.jpg"))])] == ["none"] * 4


def test_frames_go_to_pages_of_one_file():
    images = [("t.tif", 0), ("t.tif", 1), ("t.tif", 2)]
    assert found(images, [("t.txt", source("", "", ""))]) == [
        ("t.tif", "t.txt", 0, "stem"),
        (("t.tif", 1), "t.txt", 1, "stem"),
        (("t.tif", 2), "t.txt", 2, "stem"),
    ]


def test_a_text_of_as_many_pages_as_there_are_images_that_begin_like_it():
    images = ["memo-1.jpg", "note-1.jpg", "note-2.jpg", "note-10.jpg"]
    assert found(images, [("note.txt", source("", "", ""))]) == [
        ("memo-1.jpg", None, 0, "none"),
        ("note-1.jpg", "note.txt", 0, "order"),
        ("note-2.jpg", "note.txt", 1, "order"),
        ("note-10.jpg", "note.txt", 2, "order"),
    ]


def test_else_order_where_as_many_are_left_and_numbers_count_as_numbers():
    texts = [("t10.txt", source("")), ("t9.txt", source(""))]
    assert found(["s2.jpg", "s11.jpg"], texts) == [
        ("s2.jpg", "t9.txt", 0, "order"),
        ("s11.jpg", "t10.txt", 0, "order"),
    ]


def test_no_order_where_the_counts_differ_and_both_sides_are_kept_and_told():
    pairs = pair([ImageEntry(Path("a.jpg"))], [(Path("t.txt"), source("", "x.jpg"))])
    assert [(p.image is None, p.page is None, p.how) for p in pairs] == [
        (False, True, "none"),
        (True, False, "none"),
        (True, False, "none"),
    ]
    assert "has no text" in pairs[0].message
    assert "no image goes with it" in pairs[1].message
    assert "it names x.jpg" in pairs[2].message


def test_a_second_text_of_a_page_is_not_given_the_next_best_image():
    pairs = pair(
        [ImageEntry(Path("a.tif")), ImageEntry(Path("b.tif"))],
        [(Path("a.hocr"), source("a.tif")), (Path("a.gt.txt"), source(""))],
    )
    assert [(p.image and p.image.path.name, p.text and p.text.name) for p in pairs] == [
        ("a.tif", "a.hocr"),
        ("b.tif", None),
        (None, "a.gt.txt"),
    ]
    assert "a.tif has a text already" in pairs[2].message


def test_a_page_without_image_stands_behind_the_one_before_it():
    texts = [("t.xml", source("1.jpg", "gone.jpg", "3.jpg"))]
    assert [(image, number) for image, _, number, _ in found(["1.jpg", "3.jpg"], texts)] == [
        ("1.jpg", 0),
        (None, 1),
        ("3.jpg", 2),
    ]


def test_what_is_told_from_outside_goes_before_any_name():
    entries = [ImageEntry(Path("a.jpg")), ImageEntry(Path("b.jpg")), ImageEntry(Path("b.jpg"), 1)]
    texts = [(Path("a.xml"), source("a.jpg")), (Path("b.txt"), source("", ""))]
    given = {
        (Path("a.xml"), 0): (Path("b.jpg"), 1, "METS"),
        (Path("b.txt"), 0): (Path("gone.jpg"), 0, "METS"),
    }
    pairs = pair(entries, texts, given)
    assert [(p.image.path.name, p.image.frame, p.text and p.text.name, p.number, p.how) for p in pairs if p.image] == [
        ("a.jpg", 0, None, 0, "none"),
        ("b.jpg", 0, "b.txt", 0, "stem"),
        ("b.jpg", 1, "a.xml", 0, "METS"),
    ]


def test_another_reading_of_many_pages_is_of_the_page_with_its_number():
    entries = [ImageEntry(Path("t.tif"), n) for n in range(3)]
    texts = [(Path("t.txt"), source("", "", "")), (Path("t.md"), source("", "", ""))]
    pairs = pair(entries, texts)
    assert [p.rival.frame for p in pairs if p.rival] == [0, 1, 2]


@pytest.mark.parametrize("told", [("2", "1", ""), ("", "2", "")])
def test_pages_that_tell_their_picture_get_it(told):
    entries = [ImageEntry(Path(name), n) for name in ("t.tif", "u.tif") for n in range(3)]
    names = ("t.tif", "t.tif", "u.tif")
    pages = [SourcePage(image=name, attributes={"frame": f} if f else {}) for name, f in zip(names, told, strict=True)]
    pairs = pair(entries, [(Path("x.xml"), Source("x.xml", "TEI", pages=tuple(pages)))])
    found = {p.number: (p.image.path.name, p.image.frame) for p in pairs if p.page}
    assert found == {n: (name, int(f or 0)) for n, (name, f) in enumerate(zip(names, told, strict=True))}


def test_pages_of_our_own_files_are_the_first_picture_where_they_tell_none():
    entries = [ImageEntry(Path(name), n) for name in ("t.tif", "u.tif") for n in range(2)]
    pages = (SourcePage(image="t.tif"), SourcePage(image="u.tif"))
    pairs = pair(entries, [(Path("x.xml"), Source("x.xml", "TEI", producer="Muniment 1", pages=pages))])
    assert [(p.image.path.name, p.image.frame) for p in pairs if p.page] == [("t.tif", 0), ("u.tif", 0)]


def test_natural_order():
    assert sorted(["p10", "p2", "P1", "p2a", "p"], key=natural) == ["p", "P1", "p2", "p2a", "p10"]


NAMES = st.sampled_from(["a", "b", "1", "2", "10", "a.bin", "x/a", "x/b", ""])


@given(
    st.lists(st.tuples(NAMES.filter(bool), st.integers(0, 2)), max_size=6, unique=True),
    st.lists(
        st.tuples(NAMES.filter(bool), st.lists(NAMES, min_size=1, max_size=3)), max_size=4, unique_by=lambda t: t[0]
    ),
)
def test_every_image_and_every_page_comes_exactly_once(images, texts):
    entries = [ImageEntry(Path(f"{name}.jpg"), frame) for name, frame in images]
    sources = [(Path(f"{name}.xml"), source(*(f"{n}.jpg" if n else "" for n in pages))) for name, pages in texts]
    pairs = pair(entries, sources)
    assert [p.image for p in pairs if p.image is not None] == entries
    pages = sorted((str(p.text), p.number) for p in pairs if p.text is not None)
    assert pages == sorted((str(path), i) for path, s in sources for i in range(len(s.pages)))
    for p in pairs:
        assert (p.how == "none") == (p.image is None or p.page is None) == bool(p.message)
