"""Files that come in by drag, are paired in another way, come again, are compared, and are found after a move."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QComboBox

from editor.store import journal, readers
from editor.store.project import Project
from editor.ui.compare.dialog import CompareDialog
from editor.ui.dialogs.import_files import ImportDialog
from editor.ui.dialogs.import_table import IMAGE, TEXT
from editor.ui.dialogs.relink import RelinkDialog
from tests.journeys.desk import Desk, Steps, desk
from tests.journeys.test_days import bring, new_project, sample

__all__ = ["desk"]


def pairs(dialog) -> list[tuple[str, str]]:
    """Return what the table of the import says goes together."""
    model = dialog.model
    return [(model.words(row, IMAGE), model.words(row, TEXT)) for row in range(model.rowCount())]


def planned(desk: Desk) -> bool:
    """Tell whether the import shows what would come."""
    dialog = desk.dialog()
    return isinstance(dialog, ImportDialog) and dialog.go.isEnabled()


def stored(path) -> dict[str, list[str]]:
    """Return the lines of each page as they are in the file."""
    with Project.open(path) as project:
        assert journal.trouble(project.connection) is None
        pages = list(readers.all_pages(project))
        return {p.label: [line.text for _, line in readers.content(project, p.id).lines()] for p in pages}


def test_what_goes_with_what_is_seen_and_changed_before_it_is_taken(desk: Desk, repository):
    folder = sample(repository, desk.folder / "scans", "memo-1", "report-1", "report-2")
    (folder / "broken.tif").write_bytes(b"II*\x00 and nothing more")
    path = desk.folder / "harbour.muniment"

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Harbour")

        # Looked at and left: nothing comes in.
        desk.drop(folder)
        yield lambda: planned(desk)
        desk.key("Esc")
        yield lambda: desk.dialog() is None
        assert desk.session.content is None

        # Looked at, and changed by keys.
        desk.drop(folder)
        yield lambda: planned(desk)
        yield 600
        dialog = desk.dialog()
        assert pairs(dialog) == [(f"{n}.jpg", f"{n}.xml") for n in ("memo-1", "report-1", "report-2")]
        assert dialog.notes.title.text().startswith("Refused: 1")
        assert any("broken.tif" in note.text for note in dialog.notes.model.rows())
        desk.picture("import-pairs")
        dialog.view.setFocus()
        dialog.view.setCurrentIndex(dialog.model.index(0, TEXT))
        desk.key("Ctrl+Down")
        assert [text for _, text in pairs(dialog)] == ["report-1.xml", "memo-1.xml", "report-2.xml"]
        desk.key("Ctrl+Z")
        desk.keys("Ctrl+Home", "Ctrl+Shift+Down")
        assert [text for _, text in pairs(dialog)] == ["no text", "memo-1.xml", "report-1.xml", "report-2.xml"]
        desk.picture("import-changed")
        desk.key("Ctrl+Z")
        assert pairs(dialog)[0] == ("memo-1.jpg", "memo-1.xml")

        # A text is chosen from the list; the other page gets what this one had.
        dialog.view.setCurrentIndex(dialog.model.index(1, TEXT))
        desk.key("Return")
        yield lambda: QApplication.activePopupWidget() is not None
        box = dialog.view.findChild(QComboBox)
        desk.picture("import-choice")
        choice = next(n for n in range(box.count()) if box.itemText(n).startswith("report-2.xml"))
        for _ in range(choice - box.currentIndex()):
            desk.key("Down")
        desk.key("Return")
        yield lambda: [text for _, text in pairs(dialog)][:3] == ["memo-1.xml", "report-2.xml", "report-1.xml"]

        # The last page is left out, and the order of the others changed.
        rows = dialog.model.rowCount()
        dialog.view.setCurrentIndex(dialog.model.index(2, TEXT))
        desk.key("Space")
        dialog.view.setCurrentIndex(dialog.model.index(0, TEXT))
        desk.key("Alt+Down")
        assert dialog.model.rowCount() == rows
        desk.click(desk.button("Import"))
        yield lambda: not dialog.course.running
        if desk.dialog() is not None:
            desk.picture("import-done")
            desk.key("Esc")
        yield desk.painted
        yield 200

        # All of it is one step.
        desk.key("Ctrl+Z")
        yield lambda: desk.session.content is None
        desk.key("Ctrl+Shift+Z")
        yield desk.painted

    desk.run(at_the_desk())
    pages = stored(path)
    assert list(pages) == ["report-1", "memo-1"]
    with Project.open(path) as project:
        first = next(iter(readers.all_pages(project)))
        assert readers.readings(project, first.id)[0][1]["file"] == "report-2.xml"


def test_a_second_import_is_compared_and_taken_over_line_by_line(desk: Desk, repository):
    folder = sample(repository, desk.folder / "scans", "memo-1", "report-1")
    path = desk.folder / "harbour.muniment"
    before: dict[str, list[str]] = {}

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Harbour")
        yield from bring(desk, folder)
        yield 300
        desk.session.flush()
        before.update(
            (p.label, [line.text for _, line in readers.content(desk.session.project, p.id).lines()])
            for p in readers.all_pages(desk.session.project)
        )

        # The same page comes again, better read.
        xml = (folder / "memo-1.xml").read_text(encoding="utf-8")
        assert "stearner" in xml
        (folder / "memo-1.xml").write_text(
            xml.replace("stearner", "steamer").replace("Oswin", "Oswyn"), encoding="utf-8"
        )
        desk.drop(folder / "memo-1.jpg", folder / "memo-1.xml")
        yield lambda: planned(desk)
        dialog = desk.dialog()
        assert "Versions to compare: 1." in dialog.said.text()
        desk.click(desk.button("Import"))
        yield lambda: dialog.compare.isVisible()
        assert dialog.said.text().startswith("Versions to compare: 1.")
        desk.picture("import-again")
        desk.click(desk.button("Compare…"))
        yield lambda: isinstance(desk.dialog(), CompareDialog)
        yield 500
        compare = desk.dialog()
        assert desk.session.content.page.label == "memo-1"
        differing = [row for row in compare.model.rows() if row.differs]
        assert differing
        desk.picture("compare")

        # One line, the next, and one back.
        first = differing[0]
        desk.key("Return")
        assert texts(desk)[0] != before["memo-1"] and first.right_text in texts(desk)[0]
        desk.key("F4")
        after_two = texts(desk)[0]
        desk.key("Ctrl+Z")
        assert texts(desk)[0] != after_two
        desk.key("Ctrl+Z")
        assert texts(desk)[0] == before["memo-1"]

        # All of the page in one step, and that back and forth.
        desk.key("Ctrl+Return")
        assert compare.comparison.differing == 0
        assert not any("stearner" in line for line in texts(desk)[0])
        desk.picture("compare-done")
        desk.key("Ctrl+Z")
        assert texts(desk)[0] == before["memo-1"]
        desk.key("Ctrl+Shift+Z")
        desk.key("Esc")
        yield lambda: desk.dialog() is None

        # The key opens it again, and the list of pages shows the mark.
        yield 100
        desk.ask("Ctrl+Shift+D")
        yield lambda: isinstance(desk.dialog(), CompareDialog)
        desk.key("Esc")
        yield lambda: desk.dialog() is None
        desk.picture("with-a-version")

    desk.run(at_the_desk())
    after = stored(path)
    assert after["report-1"] == before["report-1"]
    changed = [line.replace("stearner", "steamer").replace("Oswin", "Oswyn") for line in before["memo-1"]]
    assert after["memo-1"] == changed


def texts(desk: Desk) -> tuple[list[str], int]:
    """Return the stored lines of the page, and how many readings it has."""
    project, page = desk.session.project, desk.session.page_id
    lines = [line.text for _, line in readers.content(project, page).lines()]
    return lines, len(readers.readings(project, page))


def test_images_that_moved_are_found_again(desk: Desk, repository):
    folder = sample(repository, desk.folder / "scans", "memo-1", "report-1")
    path = desk.folder / "harbour.muniment"

    def morning() -> Steps:
        yield from new_project(desk, "Harbour")
        yield from bring(desk, folder)

    desk.run(morning())
    folder.rename(desk.folder / "scans of 1931")

    def afternoon() -> Steps:
        yield desk.painted
        desk.ready()
        missing = desk.window.desk.view.missing
        yield missing.isVisible
        desk.picture("missing")
        assert "memo-1.jpg" in missing.words.text()
        lines = texts(desk)[0]
        assert lines

        # A button leads to where they are; nothing is changed before it is taken.
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, desk.window, lambda: desk.click(missing.button))
        yield lambda: isinstance(desk.dialog(), RelinkDialog) and desk.dialog().go.isEnabled()
        dialog = desk.dialog()
        assert [one.image.name for one in dialog.model.ticked()] == ["memo-1.jpg", "report-1.jpg"]
        desk.picture("relink")
        assert readers.page(desk.session.project, desk.session.page_id).image == "scans/memo-1.jpg"
        desk.click(desk.button("Take ticked"))
        yield lambda: desk.dialog() is None
        yield lambda: not missing.isVisible() and desk.window.desk.view.imagery.levels
        assert texts(desk)[0] == lines
        desk.key("Ctrl+Z")
        yield missing.isVisible
        desk.key("Ctrl+Shift+Z")
        yield lambda: not missing.isVisible()

    desk.run(afternoon(), str(path))
    with Project.open(path) as project:
        images = [page.image for page in readers.all_pages(project)]
    assert images == ["scans of 1931/memo-1.jpg", "scans of 1931/report-1.jpg"]
