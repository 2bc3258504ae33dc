"""The answer about a file without a project: what it holds and whether it would be taken."""

import hashlib
import os

import pytest

from editor.formats.inspect import inspect
from tests.formats.test_page_quirks import COORDS, line


def page(image="ok.png", size='imageWidth="300" imageHeight="200"'):
    said = line("l", "Item \u017folidos")
    body = f'<TextRegion id="r">{COORDS}{said}</TextRegion>'
    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    return f'<PcGts xmlns="{space}"><Page imageFilename="{image}" {size}>{body}</Page></PcGts>'


@pytest.fixture
def folder(tmp_path):
    inner = tmp_path / "folder"
    inner.mkdir()
    (inner / "ok.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return inner


def answer(folder, content, name="a.xml", **more):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return inspect(path, **more)


def test_a_sound_file_with_its_image_beside_it(folder):
    found = answer(folder, page())
    assert found == {
        "file": str(folder / "a.xml"),
        "verdict": "accept",
        "format": "PAGE",
        "version": "2019-07-15",
        "pages": 1,
        "regions": 1,
        "lines": 1,
        "characters": 12,
        "text_sha256": hashlib.sha256("Item \u017folidos".encode()).hexdigest(),
        "images": ["ok.png"],
        "messages": [],
    }


@pytest.mark.parametrize(
    ("image", "message"),
    [
        ("gone.png", "is not beside it"),
        ("a" * 5000 + ".png", "is not beside it"),
        (".", "no ordinary file"),
        ("../../../etc/passwd", "outside its folder"),
        ("..\\..\\x.png", "outside its folder"),
        ("/etc/passwd", "outside its folder"),
        ("C:\\x.png", "outside its folder"),
        ("\\\\192.0.2.1\\share\\a.jpg", "outside its folder"),
        ("http://192.0.2.1/a.jpg", "outside its folder"),
    ],
)
def test_an_image_that_is_elsewhere_is_told(folder, image, message):
    found = answer(folder, page(image))
    assert (found["verdict"], found["lines"]) == ("accept-warn", 1)
    assert message in found["messages"][0] and len(found["messages"][0]) < 250


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_links_out_of_the_folder_and_pipes_are_not_opened(folder):
    (folder / "link.png").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.png")
    assert "leads out of its folder" in answer(folder, page("link.png"))["messages"][0]
    assert "no ordinary file" in answer(folder, page("pipe.png"))["messages"][0]


def test_a_size_that_is_not_the_images(folder):
    assert answer(folder, page(), size_of=lambda path: (300, 200))["messages"] == []
    assert "30 x 20" in answer(folder, page(), size_of=lambda path: (30, 20))["messages"][0]
    assert answer(folder, page(), size_of=lambda path: None)["verdict"] == "accept"


def test_no_image_named_is_no_fault_and_no_text_is_told(folder):
    assert answer(folder, page(""))["verdict"] == "accept"
    empty = '<alto><Layout><Page WIDTH="9" HEIGHT="9"/></Layout></alto>'
    assert answer(folder, empty)["messages"] == ["It holds no region and no text."]


@pytest.mark.parametrize(
    "content", ["", "<svg/>", page()[:-9], b"\x89PNG\r\n\x1a\n", b"%PDF-1.4", bytes(range(256)) * 9]
)
def test_what_cannot_be_read_is_rejected_with_its_name_and_the_reason(folder, content):
    found = answer(folder, content)
    assert (found["verdict"], found["format"], found["lines"]) == ("reject", "", 0)
    (message,) = found["messages"]
    assert message.startswith("a.xml cannot be read: ") and message.endswith(".")


def test_what_is_no_file(folder):
    assert inspect(folder)["verdict"] == inspect(folder / "gone.txt")["verdict"] == "reject"


def mets(*pages):
    files = "".join(
        f'<file ID="f{i}_{j}"><FLocat href="{n}"/></file>' for i, p in enumerate(pages) for j, n in enumerate(p)
    )
    divs = "".join(
        '<div TYPE="page">' + "".join(f'<fptr FILEID="f{i}_{j}"/>' for j in range(len(p))) + "</div>"
        for i, p in enumerate(pages)
    )
    return f"<mets><fileSec><fileGrp>{files}</fileGrp></fileSec><structMap><div>{divs}</div></structMap></mets>"


def test_a_mets_counts_what_its_texts_hold(folder):
    for name in ("a b.xml", "two.xml"):
        (folder / name).write_text(page(), encoding="utf-8")
    found = answer(folder, mets(["ok.png", "a%20b.xml"], ["two.xml"]), "mets.xml")
    assert (found["verdict"], found["format"], found["pages"], found["messages"]) == ("accept", "METS", 2, [])
    assert (found["regions"], found["lines"], found["characters"]) == (2, 2, 2 * len("Item \u017folidos"))
    assert found["images"] == ["ok.png"]


def test_a_mets_tells_what_lacks_and_what_is_odd(folder):
    (folder / "odd.xml").write_text(page().replace("imageWidth", "width"), encoding="utf-8")
    (folder / "cut.xml").write_text(page()[:-20], encoding="utf-8")
    found = answer(folder, mets(["gone.png", "odd.xml"], ["cut.xml"], ["../out.xml"], ["http://a/b.xml"]), "mets.xml")
    assert (found["verdict"], found["pages"], found["lines"]) == ("accept-warn", 4, 1)
    assert len(found["messages"]) == 5
    joined = "\n".join(found["messages"])
    for said in ("gone.png", "odd.xml", "cut.xml cannot be read: it breaks off", "../out.xml", "http://a/b.xml"):
        assert said in joined


def test_a_mets_does_not_lead_out_of_its_folder(folder):
    (folder.parent / "secret.xml").write_text(page(), encoding="utf-8")
    (folder / "link.xml").symlink_to(folder.parent / "secret.xml")
    found = answer(folder, mets(["link.xml"], ["sub/../../secret.xml"]), "mets.xml")
    assert (found["pages"], found["lines"]) == (2, 0)
