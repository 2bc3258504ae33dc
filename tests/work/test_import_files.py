"""Bringing files in: paired, counted, never over what is there."""

import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PIL import Image

from editor.model import edit as e
from editor.model.geometry import bounds
from editor.store import readers
from editor.store.project import Project
from editor.work import import_files, spool

TEXT = "UNCLASSIFIED\n\nThe first line  \nthe second line\n\nA third"

OURS = {"release": "release-banner", "review": "review-stamp"}
"""What the seeds call otherwise than the tag set does."""


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    with Project.create(folder / "p.muniment", user="archivist") as project:
        yield project


def bring(project, *sources, title=None):
    plan = import_files.plan([Path(s) for s in sources])
    return plan, list(import_files.take(project, plan, title))


def contents(project):
    return [readers.content(project, page.id) for page in readers.all_pages(project)]


def image(path, size=(300, 400), shade=200):
    Image.new("L", size, shade).save(path)
    return path


def test_the_seed_scans_arrive_whole(project, scans):
    plan, taken = bring(project, scans)
    assert not plan.refused
    assert any("truth.txt was left out" in message for message in plan.messages)
    assert len(taken) == 6
    found = {Path(c.page.image).stem: c for c in contents(project)}
    for path in sorted(scans.glob("*.xml")):
        raw = path.read_text(encoding="utf-8")
        content = found[path.stem]
        assert len(content.regions) == len(re.findall(r"<TextRegion\b", raw))
        assert sum(1 for _ in content.lines()) == len(re.findall(r"<TextLine\b", raw))
        kinds = dict(re.findall(r"index:(\d+);\} structure \{type:([\w-]+);", raw))
        assert [r.kind for r in content.regions] == [OURS.get(k, k) for k in (kinds[str(n)] for n in range(len(kinds)))]
        assert [line.text for _, line in content.lines()] == list(_texts(path))
        for _, line in content.lines():
            left, top, right, bottom = bounds(line.outline)
            assert left >= 0 and top >= 0 and right <= content.page.width and bottom <= content.page.height
            assert len(line.baseline) >= 2


def _texts(path):
    name = "{http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15}"
    regions = ElementTree.parse(path).getroot().iter(f"{name}TextRegion")
    for region in sorted(regions, key=lambda r: int(re.search(r"index:(\d+)", r.get("custom")).group(1))):
        for line in region.iter(f"{name}TextLine"):
            yield line.find(f"{name}TextEquiv/{name}Unicode").text


@pytest.mark.parametrize("name", ["000_071c412430f2d122.txt", "003_4bd315597e8b43fc.txt"])
def test_nothing_of_a_seed_text_is_lost_or_invented(project, shared, scans, name):
    text = shared / "seeds" / name
    images = [scans / "memo-1.jpg"] if name.startswith("000") else sorted(scans.glob("instruction-*.jpg"))
    _, taken = bring(project, *images, text, title="Seed")
    assert len(taken) == len(images)
    lines = [line.text for c in contents(project) for _, line in c.lines()]
    assert lines == [line.strip() for line in text.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_text_beside_an_image_of_its_name(project, tmp_path):
    image(tmp_path / "a.png")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    _, (page,) = bring(project, tmp_path / "a.txt", tmp_path / "a.png")
    assert page.outcome == "added"
    (content,) = contents(project)
    assert [[line.text for line in r.lines] for r in content.regions] == [
        ["UNCLASSIFIED"],
        ["The first line", "the second line"],
        ["A third"],
    ]
    assert content.regions[0].kind == "classification"
    assert (content.page.width, content.page.height, content.page.image) == (300, 400, "../a.png")
    (reading,) = readers.readings(project, content.page.id)
    kept = readers.reading(project, reading[0])
    for _, line in content.lines():
        (piece,) = line.share.pieces
        assert kept.lines()[piece.line].text[piece.start : piece.end] == line.ocr_text == line.text


def test_a_second_import_becomes_a_version_and_overwrites_nothing(project, tmp_path):
    image(tmp_path / "a.png")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    bring(project, tmp_path / "a.png", tmp_path / "a.txt")
    line = next(contents(project)[0].lines())[1]
    project.apply(e.SetLineText(line.id, "corrected"))
    (tmp_path / "a.txt").write_text("quite another text", encoding="utf-8")
    _, (page,) = bring(project, tmp_path / "a.png", tmp_path / "a.txt")
    assert page.outcome == "version"
    (content,) = contents(project)
    assert next(line.text for _, line in content.lines()) == "corrected"
    first, second = readers.readings(project, content.page.id)
    assert readers.reading(project, first[0]).lines()[0].text == "UNCLASSIFIED"
    assert readers.reading(project, second[0]).lines()[0].text == "quite another text"


def test_text_for_a_page_that_has_none_fills_it(project, tmp_path):
    image(tmp_path / "a.png")
    bring(project, tmp_path / "a.png")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    _, (page,) = bring(project, tmp_path / "a.png", tmp_path / "a.txt")
    assert page.outcome == "filled"
    assert len(contents(project)) == 1
    assert sum(1 for _ in contents(project)[0].lines()) == 4


def test_an_import_is_taken_back_as_one_step(project, tmp_path):
    for name in "abc":
        image(tmp_path / f"{name}.png", shade=ord(name))
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    bring(project, tmp_path)
    assert len(contents(project)) == 3
    project.undo()
    assert contents(project) == []
    assert readers.documents(project) == []
    project.redo()
    assert [c.page.label for c in contents(project)] == ["a", "b", "c"]
    assert all(sum(1 for _ in c.lines()) == 4 for c in contents(project))


def test_two_readings_of_one_image_are_one_page_with_a_version(project, tmp_path):
    image(tmp_path / "a.png")
    for name, words in (("a.txt", "the first reading"), ("a.png.txt", "the second reading")):
        (tmp_path / name).write_text(words, encoding="utf-8")
    _, taken = bring(project, tmp_path)
    assert [page.outcome for page in taken] == ["added", "version"]
    (content,) = contents(project)
    read = {
        readers.reading(project, reading[0]).lines()[0].text for reading in readers.readings(project, content.page.id)
    }
    assert read == {"the first reading", "the second reading"}


def test_two_sheets_alike_are_two_pages_and_stay_two(project, tmp_path):
    for name in "ab":
        image(tmp_path / f"{name}.png")
        (tmp_path / f"{name}.txt").write_text(f"sheet {name}", encoding="utf-8")
    _, taken = bring(project, tmp_path)
    assert [page.outcome for page in taken] == ["added", "added"]
    _, again = bring(project, tmp_path)
    assert [page.outcome for page in again] == ["version", "version"]
    assert [page.page for page in again] == [page.page for page in taken]


def test_an_open_project_is_not_imported(project):
    plan, _ = bring(project, project.path)
    assert "is a project" in plan.refused[0]
    project.apply(e.AddDocument("still ours"))


def test_frames_of_a_tiff_are_pages(project, tmp_path):
    frames = [Image.new("1", (200, 300), n % 2) for n in range(3)]
    frames[0].save(tmp_path / "roll.tif", save_all=True, append_images=frames[1:], compression="group4")
    bring(project, tmp_path / "roll.tif")
    assert [(c.page.label, c.page.frame) for c in contents(project)] == [("roll 1", 0), ("roll 2", 1), ("roll 3", 2)]


def test_orientation_is_applied_once(project, shared):
    folder = shared / "corpora" / "exif-orientation"
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in (".jpg", ".jpeg"))
    bring(project, *paths)
    for content, path in zip(contents(project), paths, strict=True):
        with Image.open(path) as opened:
            size = opened.size
            turned = opened.getexif().get(274, 1) in (5, 6, 7, 8)
        assert (content.page.width, content.page.height) == (size[::-1] if turned else size)


def test_bad_files_are_refused_in_a_sentence_and_the_rest_comes_in(project, tmp_path):
    image(tmp_path / "good.png")
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    (tmp_path / "cut.xml").write_text("<PcGts><Page", encoding="utf-8")
    (tmp_path / "words.png").write_text("not a picture at all", encoding="utf-8")
    plan, taken = bring(project, tmp_path, tmp_path / "missing.png")
    assert [page.planned.label for page in taken] == ["good"]
    assert len(plan.refused) == 4
    for name in ("bad.jpg", "cut.xml", "missing.png", "words.png"):
        assert any(name in sentence for sentence in plan.refused)


def test_numbers_in_names_are_ordered_as_people_do(project, tmp_path):
    for name in ("p10", "p9", "p1"):
        image(tmp_path / f"{name}.png", shade=int(name[1:]))
    bring(project, tmp_path)
    assert [c.page.label for c in contents(project)] == ["p1", "p9", "p10"]


def test_outlines_are_brought_to_the_image(project, tmp_path, repository):
    for name in ("memo-1.jpg", "memo-1.xml"):
        shutil.copy(repository / "resources" / "sample" / name, tmp_path / name)
    with Image.open(tmp_path / "memo-1.jpg") as opened:
        full = opened.size
        opened.resize((full[0] // 2, full[1] // 2)).save(tmp_path / "memo-1.jpg")
    _, (page,) = bring(project, tmp_path)
    assert any("scaled" in message for message in page.messages)
    (content,) = contents(project)
    right = max(bounds(line.outline)[2] for _, line in content.lines())
    assert full[0] * 0.3 < right <= full[0] / 2


def test_a_plan_holds_counts_and_no_text(project, tmp_path):
    image(tmp_path / "a.png")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    plan = import_files.plan([tmp_path])
    (page,) = plan.pages
    assert (page.regions, page.lines, page.format, page.size) == (3, 4, "text", (300, 400))
    assert "first line" not in repr(plan)


def test_what_changed_since_it_was_looked_at_is_left_out_and_told(project, tmp_path):
    for shade, name in enumerate("abc"):
        image(tmp_path / f"{name}.png", shade=shade)
        (tmp_path / f"{name}.txt").write_text(f"text of {name}", encoding="utf-8")
    plan = import_files.plan([tmp_path])
    (tmp_path / "a.txt").write_text("text of A", encoding="utf-8")
    image(tmp_path / "b.png", shade=99)
    (tmp_path / "c.png").touch()
    taken = list(import_files.take(project, plan))
    assert [page.outcome for page in taken] == ["left out", "left out", "added"]
    assert "a.txt" in taken[0].messages[0] and "changed after it was looked at" in taken[0].messages[0]
    assert "b.png changed after it was looked at" in taken[1].messages[0]
    assert [c.page.label for c in contents(project)] == ["c"]
    summary = import_files.summary(plan, taken)
    assert (summary["pages"], summary["left_out"], summary["lines"]) == (1, 2, 1)


def test_what_is_gone_since_it_was_looked_at_is_left_out_and_told(project, tmp_path):
    (tmp_path / "a.txt").write_text("one\f two \f three", encoding="utf-8")
    plan = import_files.plan([tmp_path / "a.txt"])
    (tmp_path / "a.txt").unlink()
    taken = list(import_files.take(project, plan))
    assert {page.outcome for page in taken} == {"left out"} and len(taken) == len(plan.pages) > 1
    assert all("a.txt" in page.messages[0] for page in taken)
    assert readers.documents(project) == []


def test_texts_without_images_that_come_again_are_versions_and_no_second_pages(project, tmp_path):
    (tmp_path / "box.txt").write_text("one\f two \f three", encoding="utf-8")
    (tmp_path / "other.txt").write_text("quite another", encoding="utf-8")
    _, first = bring(project, tmp_path / "box.txt", tmp_path / "other.txt", title="Box")
    line = next(contents(project)[1].lines())[1]
    project.apply(e.SetLineText(line.id, "corrected"))
    (tmp_path / "box.txt").write_text("one\fTWO\fthree\ffour", encoding="utf-8")
    _, again = bring(project, tmp_path / "box.txt", title="Box")
    assert [page.outcome for page in again] == ["version", "version", "version", "added"]
    assert [page.page for page in again][:3] == [page.page for page in first][:3]
    assert [[line.text for _, line in c.lines()] for c in contents(project)] == [
        ["one"],
        ["corrected"],
        ["three"],
        ["quite another"],
        ["four"],
    ]
    _, elsewhere = bring(project, tmp_path / "box.txt", title="Box 2")
    assert {page.outcome for page in elsewhere} == {"added"}


def test_a_text_whose_page_came_without_image_gives_it_the_image_later(project, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    _, (first,) = bring(project, tmp_path / "a.txt", title="Memo")
    image(tmp_path / "a.png")
    _, (page,) = bring(project, tmp_path, title="Memo")
    assert (page.page, page.outcome) == (first.page, "version")
    (content,) = contents(project)
    assert (content.page.image, content.page.width) == ("../a.png", 300)
    project.undo()
    assert contents(project)[0].page.image == ""


def test_files_of_one_name_from_two_records_stay_two_pages(project, tmp_path, scans):
    text = (scans / "memo-1.xml").read_text(encoding="utf-8")
    for n, name in enumerate(("a", "b")):
        (tmp_path / name).mkdir()
        image(tmp_path / name / "memo-1.jpg", shade=n)
        (tmp_path / name / "memo-1.xml").write_text(text.replace("the", "THE" if n else "the"), encoding="utf-8")
        _, (page,) = bring(project, tmp_path / name, title="Records")
        assert page.outcome == "added"
    (tmp_path / "a" / "memo-1.jpg").unlink()
    _, (page,) = bring(project, tmp_path / "a", title="Records")  # the very file, without its image
    assert (page.outcome, page.page) == ("version", contents(project)[0].page.id)


def test_another_scan_with_the_same_text_is_another_page(project, tmp_path):
    for n, name in enumerate(("a", "b")):
        (tmp_path / name).mkdir()
        image(tmp_path / name / "0001.png", shade=n)
        (tmp_path / name / "0001.txt").write_text("blank", encoding="utf-8")
        _, (page,) = bring(project, tmp_path / name, title="Records")
        assert page.outcome == "added"
    assert [c.page.image for c in contents(project)] == ["../a/0001.png", "../b/0001.png"]


def test_only_some_pages_of_an_edited_document_come_again(project, tmp_path):
    for n, name in enumerate("abc"):
        image(tmp_path / f"{name}.png", shade=n)
        (tmp_path / f"{name}.txt").write_text(f"text {name}", encoding="utf-8")
    bring(project, tmp_path, title="Box")
    line = next(contents(project)[1].lines())[1]
    project.apply(e.SetLineText(line.id, "corrected"))
    sources = [tmp_path / name for name in ("b.png", "b.txt", "c.txt")]
    _, taken = bring(project, *sources, title="Box")
    assert [page.outcome for page in taken] == ["version", "version"]
    assert [[line.text for _, line in c.lines()] for c in contents(project)] == [["text a"], ["corrected"], ["text c"]]


def test_what_does_not_fit_aside_is_read_again(project, tmp_path, monkeypatch):
    monkeypatch.setattr(spool.Spool.__init__, "__defaults__", (1,))
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"text of {name}", encoding="utf-8")
    plan = import_files.plan([tmp_path])
    assert [plan.spool.get(tmp_path / f"{name}.txt") is None for name in "abc"] == [False, True, True]
    (tmp_path / "b.txt").write_text("text of B", encoding="utf-8")
    (tmp_path / "a.txt").write_text("text of A", encoding="utf-8")
    taken = list(import_files.take(project, plan))
    assert [page.outcome for page in taken] == ["left out", "left out", "added"]
    assert [line.text for _, line in contents(project)[0].lines()] == ["text of c"]
    plan.close()


@pytest.fixture
def tei(tmp_path):
    """Return the TEI of two records of their own metadata."""
    from editor.work.export import Request, export_project

    with Project.create(tmp_path / "old.muniment", {"title": "Old"}, user="archivist") as old:
        for title, number in (("Letter", "Ms 1"), ("Telegram", "Ms 2")):
            document = old.apply(e.AddDocument(title, values={"shelfmark": number})).id
            page = old.apply(e.AddPage(document, label="1")).id
            region = old.apply(e.AddRegion(page)).id
            old.apply(e.AddLine(region, f"text of the {title.lower()}"))
        return sorted(export_project(old, Request(tmp_path / "tei", "tei")))


def test_records_that_tell_their_title_become_documents_of_their_own(project, tei):
    plan, taken = bring(project, *tei)
    assert plan.title == "" and {page.outcome for page in taken} == {"added"}
    found = [(d.title, d.values["shelfmark"]) for d in readers.documents(project)]
    assert found == [("Letter", "Ms 1"), ("Telegram", "Ms 2")]
    _, again = bring(project, *tei)
    assert {page.outcome for page in again} == {"version"}
    assert len(readers.documents(project)) == 2
    project.undo()
    project.undo()
    assert readers.documents(project) == []


def test_one_record_gives_the_document_its_title_unless_another_is_wanted(project, tei):
    plan, _ = bring(project, tei[0])
    assert plan.title == "Letter"
    bring(project, tei[0], title="Another")
    found = [(d.title, d.values["shelfmark"]) for d in readers.documents(project)]
    assert found == [("Letter", "Ms 1"), ("Another", "Ms 1")]


def test_all_records_go_into_one_document_that_is_named(project, tei):
    bring(project, *tei, title="Both")
    (document,) = readers.documents(project)
    assert (document.title, dict(document.values)) == ("Both", {})
    assert len(contents(project)) == 2
