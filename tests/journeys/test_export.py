"""An archivist brings a project out: by keys and mouse, in several formats, and looks at the files afterwards."""

from __future__ import annotations

import csv
import hashlib

from PySide6.QtCore import QPoint

from editor.formats import known
from editor.formats.tei import profile
from editor.store import readers
from editor.store.project import Project
from editor.work.new_project import sample_project
from tests.journeys.desk import Desk, Steps, desk

__all__ = ["desk"]


def export(desk: Desk) -> Steps:
    """Press Ctrl+E and wait until the dialog says what would be written."""
    desk.ask("Ctrl+E")
    yield desk.asked
    yield from looked(desk)


def looked(desk: Desk) -> Steps:
    """Wait until the names on screen are those of what is asked for now."""
    dialog = desk.dialog()
    yield lambda: not dialog._pause.isActive() and dialog._looking is None and dialog.choices.names.text()


def written(desk: Desk) -> Steps:
    """Wait until the dialog says that it is done."""
    dialog = desk.dialog()
    yield lambda: dialog.stop.text() == "Close"


def closed(desk: Desk) -> Steps:
    """Close the dialog with a key."""
    desk.key("Esc")
    yield lambda: desk.dialog() is None


def test_bringing_it_all_out(desk: Desk):
    home = desk.folder / "home"
    out = desk.folder / "out"
    with sample_project(home, user="Archivist") as project:
        path = project.path
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    corrected: list[str] = []

    def day() -> Steps:
        yield desk.painted
        desk.ready()
        yield 300
        desk.window.desk.transcript.setFocus()
        desk.key("Ctrl+Home")
        desk.type("Strictly ")
        yield from export(desk)
        corrected.append(desk.session.line(desk.session.selection.line).text)

        # TEI of everything, by keys alone, with a list of checksums.
        dialog = desk.dialog()
        dialog.folder.setText(str(out))
        desk.click(dialog.choices.manifest, QPoint(8, 8))
        yield from looked(desk)
        assert dialog.choices.names.text().split("\n") == ["Files: 2, pages: 3", "01-Memorandum.xml", "02-Report.xml"]
        desk.picture("export")
        desk.key("Return")
        yield from written(desk)
        assert desk.button("Open the folder").isVisible()

        # PAGE of the second document, under names of its own, by the mouse.
        desk.click(dialog.formats.buttons["page"], QPoint(8, 8))
        desk.click(dialog.choices.all_documents, QPoint(8, 8))
        items = dialog.choices.documents
        for row in (0, 1):
            at = items.visualItemRect(items.item(row))
            desk.click(items.viewport(), QPoint(at.left() + 11, at.center().y()))
        yield from looked(desk)
        desk.click(dialog.choices.pattern)
        desk.type("{title}/{page}")
        yield from looked(desk)
        names = ["Report/0001.xml", "Report/0002.xml"]
        assert dialog.choices.names.text().split("\n") == ["Files: 2, pages: 2", *names]
        desk.picture("export-names")
        desk.click(desk.button("Export"))
        yield from written(desk)
        yield from closed(desk)

        # A table of lines, chosen with the arrow keys; the folder and the list are remembered.
        yield from export(desk)
        dialog = desk.dialog()
        assert dialog.folder.text() == str(out) and dialog.choices.manifest.isChecked()
        assert dialog.formats.chosen == "page"
        while dialog.formats.chosen != "csv":
            dialog.formats.buttons[dialog.formats.chosen].setFocus()
            desk.key("Down")
        dialog.choices.rows.setFocus()
        desk.key("Down")
        assert dialog.choices.rows.currentData() == "lines"
        desk.picture("export-table")
        desk.click(desk.button("Export"))
        yield from written(desk)
        yield from closed(desk)

    desk.run(day(), str(path))

    files = sorted(file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file())
    assert files == [
        "01-Memorandum.lines.csv",
        "01-Memorandum.xml",
        "02-Report.lines.csv",
        "02-Report.xml",
        "Report/0001.xml",
        "Report/0002.xml",
        "manifest-sha256.txt",
    ]
    sums = dict(reversed(line.split("  ")) for line in (out / "manifest-sha256.txt").read_text().splitlines())
    assert sums == {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files[:-1]}
    for name in ("01-Memorandum.xml", "02-Report.xml"):
        assert profile.faults(out / name) == []
    assert corrected[0].startswith("Strictly ")
    assert corrected[0] in (out / "01-Memorandum.xml").read_text(encoding="utf-8")
    with Project.open(path) as project:
        report = readers.documents(project)[1]
        for number, page in enumerate(readers.pages(project, report.id), start=1):
            (found,) = known.read(out / "Report" / f"000{number}.xml").pages
            lines = [line.text for _, line in readers.content(project, page.id).lines()]
            assert [line.text for region in found.regions for line in region.lines] == lines
            assert found.image == page.image
        stored = [
            line.text for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()
        ]
    tables = [out / "01-Memorandum.lines.csv", out / "02-Report.lines.csv"]
    texts = []
    for table in tables:
        with table.open(encoding="utf-8-sig", newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file)]
    assert [text.removeprefix("'") for text in texts] == [text.removeprefix("'") for text in stored]
    after = {file.name: file.read_bytes() for file in home.iterdir()}
    del before[path.name], after[path.name]
    assert after == before


def test_stopping_in_the_middle(desk: Desk):
    from editor.model import edit as e

    path = desk.folder / "long.muniment"
    with Project.create(path, {"title": "Long"}) as project:
        document = project.apply(e.AddDocument("Long")).id
        project.apply(e.Batch(tuple(e.AddPage(document, "", f"p{n}") for n in range(4000)), "Pages"))
    out = desk.folder / "out"

    def day() -> Steps:
        yield desk.painted
        desk.ready()
        yield 200
        yield from export(desk)
        dialog = desk.dialog()
        dialog.folder.setText(str(out))
        dialog.formats.choose("alto")
        yield from looked(desk)
        desk.click(desk.button("Export"))
        yield lambda: dialog.progress.value() > 10
        desk.picture("export-progress")
        desk.key("Esc")
        yield from written(desk)
        assert dialog.said.text().startswith("Stopped.")
        yield from closed(desk)

    desk.run(day(), str(path))
    files = list(out.iterdir())
    assert 10 <= len(files) < 4000 and all(file.suffix == ".xml" for file in files)
    assert all(known.read(file).format == "ALTO" for file in files[:20])
