"""METS, ZIP and PDF brought in: in order, whole, nothing beside what was asked for, nothing left behind."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from editor.imaging import pdf
from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project
from editor.work import import_files
from editor.work.beside import put_beside
from tests.formats.test_archive import REFUSED, packed

PAGE = (
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="{image}" '
    'imageWidth="300" imageHeight="400"><TextRegion id="r1"><Coords points="10,10 200,10 200,90 10,90"/>'
    '<TextLine id="l1"><Coords points="10,10 200,10 200,40 10,40"/><TextEquiv><Unicode>{text}</Unicode></TextEquiv>'
    "</TextLine></TextRegion></Page></PcGts>"
)
needs_pdf = pytest.mark.skipif(not pdf.is_available(), reason="needs the extra pdf")


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    with Project.create(folder / "p.muniment", user="archivist") as project:
        yield project


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """Return the folder in which folders of a plan are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def bring(project, *sources, title=None):
    with import_files.plan([Path(s) for s in sources]) as plan:
        return plan, list(import_files.take(project, plan, title))


def pages(project):
    return list(readers.all_pages(project))


def text_of(project, page):
    return [line.text for _, line in readers.content(project, page.id).lines()]


def png(shade=200, size=(300, 400)):
    out = io.BytesIO()
    Image.new("L", size, shade).save(out, "PNG")
    return out.getvalue()


def files(folder, **contents):
    for name, data in contents.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def mets(*sheets, title="A volume"):
    """Return a METS file of (image, text) pairs, in this order; an empty name stands for none."""
    listed, divs = [], []
    for n, (image, text) in enumerate(sheets):
        pointers = []
        for group, name, kind in (("IMG", image, "image/png"), ("PAGE", text, "application/vnd.prima.page+xml")):
            if name:
                ident = f"{group}{n}"
                pointers.append(f'<m:fptr FILEID="{ident}"/>')
                listed.append(
                    f'<m:fileGrp USE="{group}"><m:file ID="{ident}" MIMETYPE="{kind}"><m:FLocat LOCTYPE="URL" '
                    f'xlink:href="{name}"/></m:file></m:fileGrp>'
                )
        divs.append(f'<m:div TYPE="page" ORDER="{n + 1}" ORDERLABEL="fol. {n + 1}">{"".join(pointers)}</m:div>')
    return (
        f'<m:mets xmlns:m="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" LABEL="{title}">'
        f'<m:fileSec>{"".join(listed)}</m:fileSec><m:structMap TYPE="PHYSICAL"><m:div TYPE="physSequence">'
        f"{''.join(divs)}</m:div></m:structMap></m:mets>"
    )


@pytest.fixture
def volume(tmp_path):
    """Return a folder with three scans and texts, of which a METS names two in an order of its own."""
    folder = tmp_path / "volume"
    for n, name in enumerate("abc"):
        files(folder, **{f"img__{name}_dot_png": png(100 + n)})
        files(folder, **{f"page__{name}_dot_xml": PAGE.format(image=f"../img/{name}.png", text=f"text {name}")})
    sheets = [("img/b.png", "page/b.xml"), ("img/a.png", "page/a.xml"), ("", "page/gone.xml")]
    (folder / "mets.xml").write_text(mets(*sheets), encoding="utf-8")
    return folder


# METS


def test_a_mets_that_is_named_brings_its_own_files_in_its_order(project, volume):
    plan, taken = bring(project, volume / "mets.xml")
    assert plan.refused == () and plan.title == "A volume"
    assert [(p.label, text_of(project, p)) for p in pages(project)] == [("fol. 1", ["text b"]), ("fol. 2", ["text a"])]
    assert [page.planned.how for page in taken] == ["METS", "METS"]
    assert [d.title for d in readers.documents(project)] == ["A volume"]
    assert any("page/gone.xml" in message for message in plan.messages)


def test_a_mets_in_a_folder_gives_the_order_and_the_rest_comes_after(project, volume):
    bring(project, volume)
    assert [text_of(project, page) for page in pages(project)] == [["text b"], ["text a"], ["text c"]]
    assert len(readers.documents(project)) == 1


def test_a_mets_pairs_what_no_name_would(project, tmp_path):
    for n, name in enumerate("ab"):
        files(tmp_path, **{f"v__{name}_dot_png": png(n)})
        other = "ba"[n]
        files(tmp_path, **{f"v__{name}_dot_xml": PAGE.format(image=f"{other}.png", text=f"text {name}")})
    (tmp_path / "v" / "mets.xml").write_text(mets(("a.png", "a.xml"), ("b.png", "b.xml")), encoding="utf-8")
    bring(project, tmp_path / "v")
    found = [(Path(page.image).name, text_of(project, page)) for page in pages(project)]
    assert found == [("a.png", ["text a"]), ("b.png", ["text b"])]


def test_a_mets_of_texts_alone_brings_the_images_they_name_beside_them(project, volume):
    (volume / "img" / "a.png").rename(volume / "page" / "a.png")
    (volume / "page" / "mets.xml").write_text(mets(("", "a.xml"), ("", "b.xml")), encoding="utf-8")
    bring(project, volume / "page" / "mets.xml")
    found = [(Path(page.image).name, text_of(project, page)) for page in pages(project)]
    assert found == [("a.png", ["text a"]), ("", ["text b"])]


def test_a_mets_opens_nothing_remote_and_nothing_outside(project, tmp_path):
    files(tmp_path, secret_dot_xml=PAGE.format(image="", text="secret"))
    sheets = [("https://example.org/1.png", "../secret.xml"), ("", "file:///etc/passwd"), ("a.png", "")]
    files(tmp_path, v__a_dot_png=png(), v__mets_dot_xml=mets(*sheets))
    plan, taken = bring(project, tmp_path / "v" / "mets.xml")
    assert [page.planned.image.name for page in taken] == ["a.png"]
    said = " ".join(plan.messages)
    assert "network" in said and "outside its folder" in said


def test_a_link_out_of_the_folder_is_not_followed(project, tmp_path):
    files(tmp_path, secret_dot_xml=PAGE.format(image="", text="secret"), v__mets_dot_xml=mets(("", "s.xml")))
    (tmp_path / "v" / "s.xml").symlink_to(tmp_path / "secret.xml")
    _plan, taken = bring(project, tmp_path / "v" / "mets.xml")
    assert taken == []


def test_a_mets_that_comes_again_becomes_versions(project, volume):
    bring(project, volume / "mets.xml")
    line = next(readers.content(project, pages(project)[0].id).lines())[1]
    project.apply(e.SetLineText(line.id, "corrected"))
    _, taken = bring(project, volume / "mets.xml")
    assert [page.outcome for page in taken] == ["version", "version"]
    assert [text_of(project, page) for page in pages(project)] == [["corrected"], ["text a"]]


def test_a_mets_tells_what_the_record_is_and_a_document_that_is_there_keeps_its_own(project, volume):
    text = (volume / "mets.xml").read_text(encoding="utf-8")
    record = (
        '<m:dmdSec ID="d"><m:mdWrap MDTYPE="MODS"><m:xmlData><mods xmlns="http://www.loc.gov/mods/v3">'
        "<titleInfo><title>A volume</title></titleInfo><location><shelfLocator>Ms 7</shelfLocator></location></mods>"
        "</m:xmlData></m:mdWrap></m:dmdSec><m:fileSec>"
    )
    (volume / "mets.xml").write_text(text.replace("<m:fileSec>", record), encoding="utf-8")
    bring(project, volume / "mets.xml")
    (document,) = readers.documents(project)
    assert (document.title, document.values["shelfmark"]) == ("A volume", "Ms 7")
    project.apply(e.SetMetadata(document.id, {"shelfmark": "Ms 8"}))
    bring(project, volume / "mets.xml")
    (document,) = readers.documents(project)
    assert document.values["shelfmark"] == "Ms 8"


# ZIP


@pytest.fixture
def zipped(volume):
    path = volume.parent / "Box 7.zip"
    with zipfile.ZipFile(path, "w") as made:
        for file in sorted(volume.rglob("*")):
            if file.is_file():
                made.write(file, f"export/{file.relative_to(volume).as_posix()}")
        made.writestr("__MACOSX/export/._a.png", b"\0\5\x16\7 of no use")
        made.writestr("export/run.exe", b"MZ\0\0" + bytes(range(256)))
    return path


def test_an_archive_comes_in_like_a_folder_and_its_images_lie_beside_the_project(project, zipped, scratch):
    plan, taken = bring(project, zipped)
    assert plan.refused == ()
    assert [message for message in plan.messages if "run.exe" in message]
    assert [text_of(project, page) for page in pages(project)] == [["text b"], ["text a"], ["text c"]]
    assert [page.image for page in pages(project)] == [f"p.images/Box 7/export/img/{n}.png" for n in "bac"]
    for page in pages(project):
        assert (project.path.parent / page.image).is_file()
    assert taken[0].record()["text"] == f"{zipped}/export/page/b.xml"
    assert list(scratch.iterdir()) == []


def test_an_archive_that_comes_again_becomes_versions_and_no_second_images(project, zipped):
    bring(project, zipped)
    line = next(readers.content(project, pages(project)[0].id).lines())[1]
    project.apply(e.SetLineText(line.id, "corrected"))
    before = sorted(project.path.parent.rglob("*.png"))
    _, taken = bring(project, zipped)
    assert [page.outcome for page in taken] == ["version"] * 3
    assert len(pages(project)) == 3 and text_of(project, pages(project)[0]) == ["corrected"]
    assert sorted(project.path.parent.rglob("*.png")) == before


def test_an_image_never_takes_the_place_of_another(project, zipped):
    there = project.path.parent / "p.images" / "Box 7" / "export" / "img" / "b.png"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"somebody's")
    bring(project, zipped)
    assert there.read_bytes() == b"somebody's"
    assert pages(project)[0].image == "p.images/Box 7/export/img/b-2.png"
    assert not list(project.path.parent.rglob("*.part"))


def test_an_archive_in_an_archive_and_no_deeper(project, zipped, tmp_path, scratch):
    inner = zipped.read_bytes()
    (tmp_path / "outer.zip").write_bytes(packed(("Box 7.zip", inner)))
    (tmp_path / "outermost.zip").write_bytes(packed(("outer.zip", (tmp_path / "outer.zip").read_bytes())))
    plan, taken = bring(project, tmp_path / "outer.zip")
    assert plan.refused == () and len(taken) == 3
    assert pages(project)[0].image == "p.images/outer/Box 7/export/img/b.png"
    plan, taken = bring(project, tmp_path / "outermost.zip", title="deep")
    assert taken == [] and "in an archive in an archive" in plan.refused[0]
    assert list(scratch.iterdir()) == []


def everything_else(top, folder):
    found = (path for path in top.rglob("*") if folder not in path.parents)
    return {path for path in found if not path.name.endswith("-journal")}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_archive_is_refused_and_the_rest_comes_in(project, tmp_path, scratch, name):
    folder = tmp_path / "in"
    files(folder, **{"x_dot_zip": REFUSED[name][0], "good_dot_png": png()})
    before = everything_else(tmp_path, folder)
    plan, taken = bring(project, folder)
    assert [page.planned.label for page in taken] == ["good"]
    assert len(plan.refused) == 1 and plan.refused[0].startswith("x.zip cannot be read: ")
    assert everything_else(tmp_path, folder) == before


def test_a_plan_that_is_not_taken_leaves_nothing_behind(project, zipped, scratch):
    plan = import_files.plan([zipped])
    assert len(plan.pages) == 3 and list(scratch.iterdir())
    plan.close()
    assert list(scratch.iterdir()) == []
    assert sorted(path.name for path in project.path.parent.iterdir()) == [".p.muniment.open", "p.muniment"]


def test_a_plan_that_is_cancelled_leaves_nothing_behind(zipped, scratch):
    class Cancelled(Exception):
        pass

    def report(name, done, of):
        if name.endswith(".png"):
            raise Cancelled

    with pytest.raises(Cancelled):
        import_files.plan([zipped], report)
    assert list(scratch.iterdir()) == []


def test_other_things_that_are_archives_inside_are_not_taken_from_a_folder(project, tmp_path):
    files(tmp_path, letter_dot_docx=packed(("word/media/1.png", png())), a_dot_png=png())
    plan, taken = bring(project, tmp_path)
    assert [page.planned.label for page in taken] == ["a"]
    assert any("letter.docx was left out" in message for message in plan.messages)


@pytest.mark.parametrize("name", ["...zip", "..zip", " .zip", "..a.. .zip"])
def test_no_name_of_an_archive_leads_out_of_the_folder_of_images(project, tmp_path, name):
    (tmp_path / name).write_bytes(packed(("a.png", png())))
    plan, _ = bring(project, tmp_path / name)
    assert plan.refused == ()
    (page,) = pages(project)
    assert page.image in ("p.images/images/a.png", "p.images/a/a.png")
    with pytest.raises(Fault, match="outside"):
        put_beside(project, tmp_path / name, "../x.png", "0")


def test_undo_takes_the_pages_out_and_leaves_the_images(project, zipped):
    bring(project, zipped)
    project.undo()
    assert pages(project) == [] and readers.documents(project) == []
    project.redo()
    assert all((project.path.parent / page.image).is_file() for page in pages(project))


# PDF


def pdf_of(path, *shades):
    sheets = [Image.new("L", (600, 800), shade) for shade in shades]
    for n, sheet in enumerate(sheets):
        ImageDraw.Draw(sheet).rectangle((50 * n, 50, 50 * n + 40, 90), fill=0)
    sheets[0].save(path, "PDF", save_all=True, append_images=sheets[1:], resolution=72)
    return path


@needs_pdf
def test_a_pdf_becomes_pages_with_images_beside_the_project(project, tmp_path, scratch):
    pdf_of(tmp_path / "Memo.pdf", 200, 210, 220)
    plan, taken = bring(project, tmp_path / "Memo.pdf")
    assert plan.refused == () and [page.planned.label for page in taken] == ["Memo 1", "Memo 2", "Memo 3"]
    for n, page in enumerate(pages(project), start=1):
        path = project.path.parent / page.image
        assert page.image == f"p.images/Memo/page-{n:04d}{path.suffix}"
        with Image.open(path) as opened:
            assert (page.width, page.height) == opened.size == (600, 800)
    assert list(scratch.iterdir()) == []


@needs_pdf
def test_a_pdf_that_comes_again_is_no_second_document(project, tmp_path):
    path = pdf_of(tmp_path / "Memo.pdf", 200, 210)
    _, first = bring(project, path)
    before = sorted(project.path.parent.rglob("*"))
    _, again = bring(project, path)
    assert [page.page for page in again] == [page.page for page in first]
    assert sorted(project.path.parent.rglob("*")) == before


@needs_pdf
def test_a_pdf_with_text_that_comes_again_becomes_versions(project, shared):
    path = shared / "corpora" / "jfk-nara-pdf" / "104-10130-10215_ocr.pdf"
    _, first = bring(project, path)
    line = next(readers.content(project, first[0].page).lines())[1]
    project.apply(e.SetLineText(line.id, "corrected"))
    _, again = bring(project, path)
    assert [(page.page, page.outcome) for page in again] == [(page.page, "version") for page in first]
    assert text_of(project, pages(project)[0])[0] == "corrected"
    assert len(pages(project)) == 3


@needs_pdf
def test_plain_text_goes_to_the_pages_of_a_pdf_that_has_none(project, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    pdf_of(folder / "Memo.pdf", 200, 210)
    (folder / "Memo.txt").write_text("first\fsecond", encoding="utf-8")
    bring(project, folder)
    assert [text_of(project, page) for page in pages(project)] == [["first"], ["second"]]


@needs_pdf
def test_a_pdf_in_an_archive(project, tmp_path):
    path = pdf_of(tmp_path / "Memo.pdf", 200)
    (tmp_path / "box.zip").write_bytes(packed(("papers/Memo.pdf", path.read_bytes())))
    bring(project, tmp_path / "box.zip")
    (page,) = pages(project)
    assert page.image.startswith("p.images/box/papers/Memo/page-0001.")


@needs_pdf
def test_a_pdf_that_changed_is_left_out(project, tmp_path):
    path = pdf_of(tmp_path / "Memo.pdf", 200, 210)
    with import_files.plan([path]) as plan:
        pdf_of(path, 90, 91)
        taken = list(import_files.take(project, plan))
    assert [page.outcome for page in taken] == ["left out", "left out"]
    assert "changed after it was looked at" in taken[0].messages[0]
    assert sorted(p.name for p in project.path.parent.iterdir()) == [".p.muniment.open", "p.muniment"]


@needs_pdf
def test_a_broken_pdf_is_refused_in_a_sentence(project, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4\n no more of it")
    plan, taken = bring(project, tmp_path / "bad.pdf")
    assert taken == [] and len(plan.refused) == 1 and "bad.pdf" in plan.refused[0]
