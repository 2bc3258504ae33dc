"""Exports as whole jobs: which files come of a request, what they are called, and that none is ever half there."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from itertools import count

import pytest
from PIL import Image

from editor.model import edit as e
from editor.model.faults import Fault
from editor.shipped import resource
from editor.store import readers
from editor.store.project import Project
from editor.work import export_pdf, export_writers
from editor.work.check import check_file
from editor.work.export import FORMATS, Request, export_project, preview
from editor.work.export_aside import export_aside
from editor.work.export_kinds import KINDS
from editor.work.new_project import sample_project

LONG = "a" * 300


@pytest.fixture
def project(tmp_path):
    """Return a project of two documents: two pages with one image's frames, and two that share a label."""
    text = resource("tagsets/us-government-records.toml").read_text(encoding="utf-8")
    frames = [Image.new("L", (100, 200), shade) for shade in (250, 200)]
    frames[0].save(tmp_path / "scan 1.tif", save_all=True, append_images=frames[1:])
    with Project.create(tmp_path / "p.muniment", {"title": "Harbour papers", "tagset": text}) as project:
        for title, labels in (("Memo: 7/3", ("one", "two")), (LONG, ("same", "Same"))):
            document = project.apply(e.AddDocument(title)).id
            for number, label in enumerate(labels):
                image = "scan 1.tif" if title != LONG else ""
                page = project.apply(e.AddPage(document, image, label, frame=number, width=100, height=200)).id
                region = project.apply(e.AddRegion(page, "paragraph", ((0, 0), (90, 0), (90, 20), (0, 20)))).id
                line = project.apply(e.AddLine(region, f"text of {label}", ((0, 0), (9, 0), (9, 2), (0, 2)))).id
                project.apply(e.TagSpan(line, 0, 4, "unclear"))
        yield project


def written(project, request, **kw):
    return list(export_project(project, request, **kw))


def below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_writes_the_files_it_promised_twice_the_same(project, tmp_path, kind):
    out = tmp_path / "out"
    request = Request(out, kind)
    names = preview(project, request)
    assert [path.relative_to(out).as_posix() for path in written(project, request)] == names
    assert below(out) == sorted(names)
    first = {name: (out / name).read_bytes() for name in names}
    assert all(first.values())
    written(project, replace(request, out=tmp_path / "again"))
    assert {name: (tmp_path / "again" / name).read_bytes() for name in names} == first
    written(project, request)
    assert {name: (out / name).read_bytes() for name in below(out)} == first


@pytest.mark.parametrize("kind", FORMATS)
def test_the_sample_in_every_format(tmp_path, kind):
    with sample_project(tmp_path / "sample") as project:
        assert written(project, Request(tmp_path / "out", kind))


def test_every_format_of_the_table_has_its_writer():
    assert set(export_writers.WRITERS) == set(KINDS)


def test_names_follow_the_pattern(project, tmp_path):
    def names(pattern, **kw):
        return preview(project, Request(tmp_path / "out", kw.pop("format", "text"), pattern=pattern, **kw))

    assert names("") == ["01-Memo-7-3.txt", f"02-{'a' * 80}.txt"]
    assert names("{project} {document}") == ["Harbour-papers 01.txt", "Harbour-papers 02.txt"]
    assert names("same") == ["same.txt", "same-2.txt"]
    assert names("same", documents=[2]) == ["same-2.txt"]
    assert names("text/{title}", documents=[1], view="reading") == ["text/Memo-7-3.reading.txt"]
    assert names("../../{title}/..", documents=[1]) == ["Memo-7-3.txt"]
    assert names("con", documents=[1]) == ["_con.txt"]
    assert names("a:b*c\x07?", documents=[1]) == ["a-b-c--.txt"]
    assert names(" . ", documents=[1]) == ["document.txt"]
    assert len(names("é" * 300, documents=[1])[0].encode()) < 200
    for pattern in ("{page}", "{nothing}", "{", "}{", "{title"):
        with pytest.raises(Fault, match="cannot stand in a name"):
            names(pattern)


def test_names_of_pages(project, tmp_path):
    def names(pattern, **kw):
        return preview(project, Request(tmp_path / "out", "page", pattern=pattern, **kw))

    assert names("") == ["scan 1.xml", "scan 1-2.xml", "same.xml", "Same-2.xml"]
    assert names("", documents=[1], pages=[2]) == ["scan 1-2.xml"]
    assert names("{title}/{page}-{label}", documents=[1]) == ["Memo-7-3/0001-one.xml", "Memo-7-3/0002-two.xml"]


def test_only_what_is_asked_for(project, tmp_path):
    page = next(readers.pages(project, readers.documents(project)[1].id))
    project.apply(e.SetPageStatus(page.id, "checked"))

    def texts(**kw):
        files = written(project, Request(tmp_path / "out", "text", **kw))
        return [path.read_text(encoding="utf-8") for path in files]

    assert texts(status="checked") == ["text of same\n"]
    assert texts(documents=[1], pages={2}) == ["text of two\n"]
    assert texts(pages=[1]) == ["text of one\n", "text of same\n"]
    for wrong in ({"documents": [3]}, {"pages": [9]}, {"status": "blank"}):
        with pytest.raises(Fault, match="nothing to export"):
            texts(**wrong)
    for wrong in ({"status": "done"}, {"view": "pretty"}, {"rows": "none"}):
        with pytest.raises(Fault, match="is no"):
            texts(**wrong)
    with pytest.raises(Fault, match="is no format"):
        preview(project, Request(tmp_path, "docx"))


def test_one_file_may_be_named(project, tmp_path):
    target = tmp_path / "deep" / "memo.txt"
    request = Request(target, "text", documents=[1])
    assert preview(project, request) == ["memo.txt"]
    assert written(project, request) == [target]
    with pytest.raises(Fault, match="one file, but several"):
        written(project, replace(request, documents=None))


def test_the_manifest_is_what_sha256sum_takes(project, tmp_path):
    out = tmp_path / "out"
    request = Request(out, "text", pattern="{document}/{title}", manifest=True)
    *files, manifest = written(project, request)
    written(project, Request(out, "markdown", documents=[1], manifest=True))
    lines = manifest.read_text(encoding="utf-8").splitlines()
    names = [line[66:] for line in lines]
    assert names == sorted([*(path.relative_to(out).as_posix() for path in files), "01-Memo-7-3.md"])
    for line in lines:
        assert line == f"{hashlib.sha256((out / line[66:]).read_bytes()).hexdigest()}  {line[66:]}"
    files[1].unlink()
    written(project, replace(request, documents=[1]))
    assert len(manifest.read_text(encoding="utf-8").splitlines()) == 2


def test_a_manifest_of_somebody_else_is_left_alone(project, tmp_path):
    (tmp_path / "out").mkdir()
    manifest = tmp_path / "out" / "manifest-sha256.txt"
    manifest.write_text("my notes")
    with pytest.raises(Fault, match="no list of digests"):
        written(project, Request(tmp_path / "out", "text", manifest=True))
    assert below(tmp_path / "out") == ["manifest-sha256.txt"] and manifest.read_text() == "my notes"


def test_nothing_the_project_is_made_from_is_written_over(tmp_path):
    with sample_project(tmp_path / "sample") as project:
        before = {path.name: path.read_bytes() for path in (tmp_path / "sample").iterdir()}
        for pattern, kind in (("memo-1", "tei"), ("sample.muniment", "text")):
            target = tmp_path / "sample" / f"{pattern}{KINDS[kind].ending}"
            if not target.exists():
                os.link(tmp_path / "sample" / "sample.muniment", target)
                before[target.name] = target.read_bytes()
            with pytest.raises(Fault, match=r"not overwritten|made from"):
                written(project, Request(tmp_path / "sample", kind, documents=[1], pattern=pattern))
        image = tmp_path / "sample" / "memo-1.jpg"
        (tmp_path / "sample" / "memo-1.txt").symlink_to(image)
        with pytest.raises(Fault, match="made from"):
            written(project, Request(tmp_path / "sample" / "memo-1.txt", "text", documents=[1]))
        (tmp_path / "sample" / "memo-1.txt").unlink()
        after = {path.name: path.read_bytes() for path in (tmp_path / "sample").iterdir()}
        del before["sample.muniment"], after["sample.muniment"]
        before.pop("sample.muniment.txt"), after.pop("sample.muniment.txt")
        assert after == before


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.signs])
def test_a_file_of_another_kind_is_not_written_over(project, tmp_path, kind):
    request = Request(tmp_path / "out", kind)
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / preview(project, request)[0]
    target.write_bytes(b"<other>my own work</other>")
    with pytest.raises(Fault, match="there already"):
        written(project, request)
    assert target.read_bytes() == b"<other>my own work</other>"


@pytest.mark.parametrize("kind", FORMATS)
def test_stopped_at_any_page_nothing_is_half_there(project, tmp_path, kind):
    whole = {name: None for name in preview(project, Request(tmp_path / "whole", kind))}
    for path in written(project, Request(tmp_path / "whole", kind)):
        whole[path.relative_to(tmp_path / "whole").as_posix()] = path.read_bytes()
    for after in range(5):
        out, asked = tmp_path / f"out{after}", count()
        files = written(
            project, Request(out, kind, manifest=True), stopped=lambda asked=asked, n=after: next(asked) >= n
        )
        assert len(files) < len(whole) + 1
        there = [name for name in below(out) if name != "manifest-sha256.txt"]
        assert there == sorted(
            path.relative_to(out).as_posix() for path in files if path.suffix != ".txt" or kind == "text"
        )
        assert all((out / name).read_bytes() == whole[name] for name in there)


def test_a_fault_keeps_the_old_file_and_what_is_whole(project, tmp_path):
    out = tmp_path / "out"
    first, second = written(project, Request(out, "text"))
    old = second.read_bytes()
    line = next(
        readers.content(project, p.id).regions[0].lines[0] for p in readers.all_pages(project) if p.label == "Same"
    )
    project.apply(e.SetLineText(line.id, "changed"))
    first.unlink()
    os.chmod(second, 0o640)

    files, trouble = [], None
    original = export_writers.plain.text

    def torn(contents, *rest):
        for number, piece in enumerate(original(contents, *rest)):
            if "changed" in piece:
                raise OSError(28, "No space left on device")
            yield piece
            assert number < 100

    export_writers.plain.text = torn
    try:
        for path in export_project(project, Request(out, "text")):
            files.append(path)
    except Fault as fault:
        trouble = str(fault)
    finally:
        export_writers.plain.text = original
    assert files == [first] and "No space left" in trouble and second.name in trouble
    assert second.read_bytes() == old and below(out) == sorted([first.name, second.name])
    written(project, Request(out, "text"))
    assert b"changed" in second.read_bytes() and second.stat().st_mode & 0o777 == 0o640


def test_how_far_it_has_come(project, tmp_path):
    for kind in FORMATS:
        told = []
        written(project, Request(tmp_path / kind, kind), report=lambda *step, told=told: told.append(step))
        done = [step[0] for step in told]
        assert done == sorted(done) and done[0] == 0 and done[-1] == 4
        assert {step[1] for step in told} == {4}
        assert {step[2] for step in told} == set(preview(project, Request(tmp_path, kind)))


def test_a_scan_that_is_missing_leaves_no_blank_page_in_a_pdf(project, tmp_path):
    (tmp_path / "scan 1.tif").unlink()
    with pytest.raises(Fault, match=r"scan 1[.]tif"):
        written(project, Request(tmp_path / "out", "pdf"))
    assert below(tmp_path / "out") == []


def test_a_pdf_without_its_text_is_not_written(project, tmp_path, monkeypatch):
    original = export_pdf.pdf.write

    def forgetful(pages, about, out):
        return original((replace(page, page=replace(page.page, regions=())) for page in pages), about, out)

    monkeypatch.setattr(export_pdf.pdf, "write", forgetful)
    with pytest.raises(Fault, match="letters of page 1"):
        written(project, Request(tmp_path / "out", "pdf"))
    assert below(tmp_path / "out") == []


def test_a_corpus_is_checked_record_by_record(project, tmp_path):
    (path,) = written(project, Request(tmp_path / "out", "tei-corpus"))
    assert path.name == "Harbour-papers.xml" and path.read_bytes().count(b"</TEI>") == 2
    assert check_file(path).sound
    path.write_bytes(path.read_bytes().replace(b"<pb ", b"<zz "))
    report = check_file(path)
    assert not report.sound and any(finding["text"].startswith("Record 2: ") for finding in report.findings)


def test_a_table_may_begin_with_a_mark(project, tmp_path):
    (path, _) = written(project, Request(tmp_path / "out", "csv", bom=True, rows="lines"))
    assert path.name == "01-Memo-7-3.lines.csv" and path.read_bytes().startswith(b"\xef\xbb\xbfdocument,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [line["text"] for line in csv.DictReader(file)] == ["text of one", "text of two"]


def test_pictures_of_the_sample_are_in_its_page(tmp_path):
    with sample_project(tmp_path / "sample") as project:
        files = written(project, Request(tmp_path / "out", "html"))
        assert all("data:image/jpeg;base64,/9j/" in path.read_text(encoding="utf-8") for path in files)
        (tmp_path / "sample" / "memo-1.jpg").unlink()
        assert "data:image" not in written(project, Request(tmp_path / "out", "html"))[0].read_text(encoding="utf-8")


def test_aside_work_goes_on_and_faults_are_told(project, tmp_path):
    outcome = export_aside(project, Request(tmp_path / "out", "text"), lambda *step: None)
    assert ([path.name for path in outcome.written], outcome.trouble) == (below(tmp_path / "out"), "")
    (tmp_path / "file").write_text("x")
    outcome = export_aside(project, Request(tmp_path / "file", "text"), lambda *step: None)
    assert outcome.written == () and "cannot be made" in outcome.trouble


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_killed_at_any_time_the_file_is_the_old_or_the_new_one(project, tmp_path):
    out = tmp_path / "out"
    names = [path.name for path in written(project, Request(out, "text"))]
    old = {name: (out / name).read_bytes() for name in names}
    for page in list(readers.all_pages(project)):
        line = readers.content(project, page.id).regions[0].lines[0]
        project.apply(e.SetLineText(line.id, "x" * 200_000))
    new = {path.name: path.read_bytes() for path in written(project, Request(tmp_path / "new", "text"))}
    path = project.path
    project.close()
    program = (
        "import sys; from pathlib import Path; from editor.store.project import Project\n"
        "from editor.work.export import *\n"
        "project = Project.open(Path(sys.argv[1])); print('go', flush=True)\n"
        "while True: list(export_project(project, Request(Path(sys.argv[2]), 'text')))"
    )
    for number in range(12):
        for name, data in old.items():
            (out / name).write_bytes(data)
        child = subprocess.Popen([sys.executable, "-c", program, str(path), str(out)], stdout=subprocess.PIPE)
        assert child.stdout.readline() == b"go\n"
        try:
            child.wait(0.002 * number)
        except subprocess.TimeoutExpired:
            child.kill()
        child.wait()
        child.stdout.close()
        assert all((out / name).read_bytes() in (old[name], new[name]) for name in names)
