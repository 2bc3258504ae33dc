"""Projects as older versions of the program wrote them: each still opens, whole, and says what it said.

A file here is never changed. When the schema gets a new version, a project of the old one is stored first:
``python -m tests.projects.test_stored`` writes one of the present version.
"""

import json
import shutil
import sys
from pathlib import Path

import pytest

from editor.model import edit as e
from editor.store import journal, readers, schema
from editor.store.project import Project
from editor.work.check import check_file
from editor.work.dump import dump
from editor.work.new_project import new_project

HERE = Path(__file__).parent
STORED = sorted(HERE.glob("version-*.muniment"))


def test_the_present_version_is_stored():
    assert HERE / f"version-{schema.VERSION}.muniment" in STORED


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_stored_project_opens_whole_and_unchanged(stored, tmp_path):
    copy = shutil.copy(stored, tmp_path / stored.name)
    with Project.open(copy) as project:
        found = [json.loads(json.dumps(record)) for record in dump(project)]
        assert found == json.loads(stored.with_suffix(".json").read_text(encoding="utf-8"))
        assert journal.trouble(project.connection) is None
        assert project.undo() is not None
    assert check_file(copy).sound


def write(path: Path) -> None:
    """Write a small project with a bit of everything."""
    path.unlink(missing_ok=True)
    with new_project(path, "A stored project", tagset="general", user="archivist") as project:
        document = project.apply(e.AddDocument("Letter", values={"date": "1931-05-02"})).id
        page = project.apply(e.AddPage(document, "letter.jpg", "1", width=1000, height=1400, digest="0" * 64)).id
        project.apply(e.AddReading(page, {"file": "letter.xml", "format": "PAGE"}, '{"width":1000,"height":1400}'))
        box = ((100, 100), (900, 100), (900, 400), (100, 400))
        region = project.apply(e.AddRegion(page, "paragraph", box, hand="ink")).id
        first = project.apply(e.AddLine(region, "The harbour was c1osed by", box, ((100, 150), (900, 150)))).id
        project.apply(e.AddLine(region, "order of the Board. \U0001f600 e\u0301"))
        project.apply(e.SetLineText(first, "The harbour was closed by"))
        project.apply(e.TagSpan(first, 4, 11, "place", {"ref": "https://example.org/harbour"}))
        project.apply(e.SplitLine(first, 8))
        project.apply(e.AddNote(e.NoteTarget(page=page), "A note on the page."))
        project.apply(e.SetPageStatus(page, "in_progress", True))
        lost = project.apply(e.AddLine(region, "a line to lose")).id
        project.apply(e.TagSpan(lost, 2, 6, "person"))
        project.apply(e.RemoveLine(lost))
        project.undo()
        project.redo()
        assert readers.orphans(project)
        text = json.dumps(list(dump(project)), ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    target = HERE / f"version-{schema.VERSION}.muniment"
    if target.exists() and "--again" not in sys.argv:
        raise SystemExit(f"{target.name} is there already, and a stored project is never changed.")
    write(target)
