"""Our own TEI, taken into a fresh project by the import and written by the export: the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from editor.model import edit as e
from editor.store import provenance, readers
from editor.store.project import Project
from editor.work.export import Request, export_project
from editor.work.import_files import plan, take

REPO = Path(__file__).resolve().parents[2]
SCANS = REPO.parent / "shared/seeds/scans"


def exported(project: Project, folder: Path) -> Path:
    folder.mkdir()
    (path,) = export_project(project, Request(folder, "tei"))
    return path


def taken(path: Path, sources: list[Path]) -> Project:
    project = Project.create(path, {"title": "Files"}, user="archivist")
    with plan(sources) as planned:
        for _ in take(project, planned):
            pass
    return project


@pytest.mark.skipif(not SCANS.is_dir(), reason="the sample scans are not beside the project")
def test_the_sample_scans_go_round(tmp_path: Path) -> None:
    shutil.copytree(SCANS, tmp_path / "scans")
    images = [path for path in sorted((tmp_path / "scans").iterdir()) if path.suffix in (".jpg", ".png", ".tif")]
    with taken(tmp_path / "a.muniment", [tmp_path / "scans"]) as project:
        document = readers.documents(project)[0]
        project.apply(e.SetMetadata(document.id, {"title": "Instruction", "date": "1962-11-03"}))
        page = next(readers.pages(project, document.id))
        lines = [line for _, line in readers.content(project, page.id).lines()]
        project.apply(e.SetLineText(lines[0].id, lines[0].text + " x"))
        project.apply(e.SetLineVerified(lines[1].id))
        project.apply(e.AddNote(e.NoteTarget(page=page.id), "torn"))
        project.apply(e.TagSpans(tuple((x.id, 0, len(x.text)) for x in lines[:3] if x.text), "quote"))
        first = exported(project, tmp_path / "first")
    text = first.read_bytes()
    assert b"imported." in text and b"changes to the transcription." in text
    with taken(tmp_path / "b.muniment", [first, *images]) as project:
        document = readers.documents(project)[0]
        assert (document.title, document.values["date"]) == ("Instruction", "1962-11-03")
        assert provenance.days_of_import(project, document.id) == []
        assert exported(project, tmp_path / "second").read_bytes() == text
        line = next(line for _, line in readers.content(project, next(readers.pages(project, document.id)).id).lines())
        project.apply(e.SetLineText(line.id, "corrected"))
        third = exported(project, tmp_path / "third").read_bytes()
    assert third.count(b"<change ") == text.count(b"<change ") + 1
