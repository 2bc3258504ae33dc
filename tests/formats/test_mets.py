"""METS as a container: pages in the order of the structure, local files only, everything that lacks is told."""

import re

import pytest

from editor.formats import xml
from editor.formats.mets import hrefs, present, read
from tests.formats import corpus

HEAD = '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"'


def mets(inside, attributes=""):
    if "<fileSec>" not in inside:
        inside = re.sub("<fileGrp.*</fileGrp>", r"<fileSec>\g<0></fileSec>", inside)
    return read(xml.parse(f"{HEAD} {attributes}>{inside}</mets>".encode(), "mets.xml"), "mets.xml")


def group(use, *files, **attributes):
    """Return a fileGrp; each file is (id, href) or (id, href, type)."""
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    listed = "".join(
        f'<file ID="{f[0]}"{more}{f" MIMETYPE={chr(34)}{f[2]}{chr(34)}" if len(f) > 2 else ""}>'
        f'<FLocat xlink:href="{f[1]}"/></file>'
        for f in files
    )
    return f'<fileGrp USE="{use}">{listed}</fileGrp>'


def div(type_, *files, inside="", **attributes):
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<div TYPE="{type_}"{more}>' + "".join(f'<fptr FILEID="{f}"/>' for f in files) + inside + "</div>"


def physical(inside, type_="PHYSICAL"):
    return f'<structMap TYPE="{type_}"><div TYPE="physSequence">{inside}</div></structMap>'


@pytest.mark.parametrize(
    ("href", "paths"),
    [
        ("ALTO/1.xml", ("ALTO/1.xml",)),
        ("file://./ALTO/1.xml", ("ALTO/1.xml",)),
        ("file:ALTO/1.xml", ("ALTO/1.xml",)),
        ("././0002.tif", ("0002.tif",)),
        (" dir\\x\\y.jpg\n", ("dir/x/y.jpg",)),
        ("PH%201858.xml", ("PH 1858.xml", "PH%201858.xml")),
        ("PH 1858.xml", ("PH 1858.xml",)),
        ("file:///etc/passwd", ()),
        ("/etc/passwd", ()),
        ("%2Fetc/passwd", ("%2Fetc/passwd",)),
        ("../x.xml", ()),
        ("a/../../x.xml", ()),
        ("a/%2e%2e/x.xml", ("a/%2e%2e/x.xml",)),
        ("C:\\scans\\1.tif", ()),
        ("\\\\server\\share\\1.tif", ()),
        ("http://example.org/1.xml", ()),
        ("HTTPS://example.org/1.xml", ()),
        ("ftp:x", ()),
        ("x" * 5000, ()),
        ("a%00b.xml", ("a%00b.xml",)),
        ("", ()),
    ],
)
def test_an_href_is_a_path_below_the_folder_or_nothing(href, paths):
    assert hrefs.local_paths(href) == paths


def test_pages_follow_the_order_numbers_and_not_the_files():
    files = group("IMG", ("i1", "1.tif"), ("i2", "2.tif"), ("i3", "3.tif"))
    pages = div("page", "i3", ORDER="3") + div("page", "i1", ORDER="1", ORDERLABEL="iv") + div("page", "i2", ORDER="2")
    found = mets(files + physical(pages)).pages
    assert [(p.image, p.label) for p in found] == [("1.tif", "iv"), ("2.tif", "2"), ("3.tif", "3")]


def test_the_physical_structure_goes_before_the_logical_wherever_it_stands():
    files = group("IMG", ("i1", "1.tif"), ("i2", "2.tif"))
    logical = '<structMap TYPE="LOGICAL">' + div("article", "i2") + "</structMap>"
    found = mets(files + logical + physical(div("page", "i1") + div("page", "i2"), "physical"))
    assert [p.image for p in found.pages] == ["1.tif", "2.tif"]


@pytest.mark.parametrize(
    ("groups", "best"),
    [
        (("OCR-D-SEG-LINE", "OCR-D-OCR-TESS", "OCR-D-SEG-BLOCK"), "OCR-D-OCR-TESS"),
        (("OCR-D-OCR-TESS", "OCR-D-OCR-CALAMARI"), "OCR-D-OCR-CALAMARI"),
        (("OCR-D-GT-SEG-PAGE", "OCR-D-GT-SEG-LINE", "OCR-D-GT-SEG-BLOCK"), "OCR-D-GT-SEG-LINE"),
        (("OCR-D-GT-PAGE", "OCR-D-OCR"), "OCR-D-GT-PAGE"),
        (("DEFAULT", "FULLTEXT"), "FULLTEXT"),
        (("ALTO", "PAGEXML"), "PAGEXML"),
    ],
)
def test_of_several_texts_the_furthest_made_is_taken(groups, best):
    files = "".join(group(g, (f"f{i}", f"{g}/1.xml", "text/xml")) for i, g in enumerate(groups))
    (page,) = mets(files + physical(div("page", *(f"f{i}" for i in range(len(groups)))))).pages
    assert page.text == f"{best}/1.xml"
    assert sorted(page.texts) == sorted(f"{g}/1.xml" for g in groups)


@pytest.mark.parametrize(
    ("groups", "best"),
    [
        (("THUMBS", "DEFAULT", "MAX"), "MAX"),
        (("OCR-D-IMG-BIN", "OCR-D-IMG"), "OCR-D-IMG"),
        (("PRESENTATION", "ORIGINAL"), "ORIGINAL"),
    ],
)
def test_of_several_images_the_master_is_taken(groups, best):
    files = "".join(group(g, (f"f{i}", f"{g}/1.tif", "image/tiff")) for i, g in enumerate(groups))
    (page,) = mets(files + physical(div("page", *(f"f{i}" for i in range(len(groups)))))).pages
    assert page.image == f"{best}/1.tif"


def test_a_download_of_the_whole_is_no_page():
    files = group("IMG", ("i1", "1.tif")) + group("DOWNLOAD", ("d", "all.pdf", "application/pdf"))
    found = mets(files + f'<structMap TYPE="PHYSICAL">{div("physSequence", "d", inside=div("page", "i1"))}</structMap>')
    assert [p.image for p in found.pages] == ["1.tif"]


def test_a_flat_list_of_files_is_a_page_for_each_stem():
    files = group("export", ("e1", "a.xml"), ("e2", "b.xml")) + group("image", ("i1", "a.jpg"), ("i2", "b.jpg"))
    found = mets(files + f'<structMap TYPE="physical">{div("document", "e1", "e2", "i1", "i2")}</structMap>')
    assert [(p.image, p.text) for p in found.pages] == [("a.jpg", "a.xml"), ("b.jpg", "b.xml")]


def test_without_a_structure_the_files_are_the_pages_and_it_is_told():
    files = group("MASTER", ("i1", "p1.jpg"), ("i2", "p2.jpg")) + group("PAGEXML", ("x1", "page/p1.xml"))
    found = mets(files)
    assert [(p.image, p.text) for p in found.pages] == [("p1.jpg", "page/p1.xml"), ("p2.jpg", "")]
    assert "no structure" in found.messages[0]


def test_the_sequence_number_pairs_files_of_different_names():
    files = group("IMG", ("i1", "x.jpg"), SEQ="1") + group("ALTO", ("x1", "y.xml"), SEQ="1")
    (page,) = mets(files).pages
    assert (page.image, page.text) == ("x.jpg", "y.xml")


def test_areas_point_at_pages_inside_one_file():
    files = group("ALTO", ("a", "all.xml"))
    areas = "".join(
        f'<div TYPE="PAGE"><fptr><par><area FILEID="a" BETYPE="IDREF" BEGIN="P{n}"/></par></fptr></div>' for n in (1, 2)
    )
    found = mets(files + physical(areas)).pages
    assert [(p.text, p.part, p.number) for p in found] == [("all.xml", "P1", 0), ("all.xml", "P2", 1)]


def test_remote_and_outside_files_are_told_and_never_paths():
    files = group("DEFAULT", ("r", "http://example.org/a/1.jpg"), ("o", "../2.jpg"), ("l", "3.jpg"))
    found = mets(files + physical(div("page", "r", "o", "l", "gone")))
    (page,) = found.pages
    assert page.images == ("3.jpg",)
    assert page.elsewhere == ("http://example.org/a/1.jpg", "../2.jpg")
    assert [m for m in found.messages if "1.jpg" in m] and [m for m in found.messages if "2.jpg" in m]
    assert "It names a file it does not list: gone." in found.messages


def test_what_is_there_is_chosen_and_what_lacks_is_named():
    files = group("MAX", *((f"i{n}", f"max/{n}.tif") for n in range(9)))
    files += group("DEFAULT", *((f"d{n}", f"web/{n}.jpg") for n in range(9)))
    pages = "".join(div("page", f"i{n}", f"d{n}") for n in range(9))
    found = present(mets(files + physical(pages)), lambda path: path in ("web/0.jpg", "max/1.tif"))
    assert [p.image for p in found.pages] == ["web/0.jpg", "max/1.tif", *[""] * 7]
    (message,) = found.messages
    assert message.startswith("7 image files it names are not in its folder: max/2.tif") and "and 2 more" in message


def test_a_name_with_percent_signs_is_found_either_way():
    source = mets(f"<fileSec>{group('IMG', ('i', 'a%20b.tif'))}</fileSec>" + physical(div("page", "i")))
    assert present(source, lambda path: path == "a%20b.tif").pages[0].image == "a%20b.tif"
    assert present(source, lambda path: path == "a b.tif").pages[0].image == "a b.tif"


def test_title_and_values_come_from_mods_and_not_from_its_host():
    mods = (
        '<dmdSec ID="d"><mdWrap MDTYPE="MODS"><xmlData><m:mods xmlns:m="http://www.loc.gov/mods/v3">'
        '<m:relatedItem type="host"><m:titleInfo><m:title>The series</m:title></m:titleInfo></m:relatedItem>'
        '<m:titleInfo type="alternative"><m:title>Other</m:title></m:titleInfo>'
        "<m:titleInfo><m:nonSort>The</m:nonSort><m:title> minutes </m:title></m:titleInfo>"
        "<m:originInfo><m:dateCreated>1962-11-16</m:dateCreated></m:originInfo>"
        "<m:location><m:physicalLocation>Library</m:physicalLocation>"
        "<m:shelfLocator>Box 1</m:shelfLocator></m:location>"
        "</m:mods></xmlData></mdWrap></dmdSec>"
    )
    found = mets(mods)
    assert found.title == "The minutes"
    assert found.values == {"date": "1962-11-16", "repository": "Library", "shelfmark": "Box 1"}
    assert mets(mods, 'LABEL="Heft 7"').title == "Heft 7"


def test_divs_nested_as_deep_as_the_parser_allows_are_read():
    deep = "<div>" * 200 + div("page", "i") + "</div>" * 200
    found = mets(f"<fileSec>{group('IMG', ('i', '1.tif'))}</fileSec><structMap>{deep}</structMap>")
    assert [p.image for p in found.pages] == ["1.tif"]


@pytest.mark.parametrize("entry", corpus.entries("mets"))
def test_pages_and_files_are_those_of_the_manifest(entry):
    path = corpus.path(entry)
    expected = entry["expected"]
    source = read(xml.parse(path.read_bytes(), path.name), path.name)
    # docWORKS calls its pages TITLE_PAGE and CONTENT_PAGE, which the manifest did not count.
    assert len(source.pages) == (2 if entry["set"] == "bnf-docworks-mets" else expected["pages"])
    hrefs_used = [h for page in source.pages for h in (*page.images, *page.texts, *page.elsewhere)]
    if entry["set"] not in ("bnf-docworks-mets", "ocrd-gt-structure-text"):
        assert len(hrefs_used) == len(set(hrefs_used)) == expected["FLocat"]
    there = present(source, lambda name: (path.parent / name).is_file())
    files = {p.image for p in there.pages} | {p.text for p in there.pages} - {""}
    assert bool(files - {""}) == bool(expected["hrefs_present"])
    assert all((path.parent / name).is_file() for name in files - {""})


def test_elements_with_very_many_attributes_are_read_at_once():
    many = " ".join(f'a{i}="1"' for i in range(50_000))
    listed = f'<file ID="i" {many}><FLocat {many} xlink:href="1.tif"/></file>'
    found = mets(f"<fileSec><fileGrp {many}>{listed}</fileGrp></fileSec>" + physical(div("page", "i")))
    assert [p.image for p in found.pages] == ["1.tif"]
