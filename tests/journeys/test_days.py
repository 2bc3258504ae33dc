"""Days at the desk: the whole job through the window, by mouse and keys, held against the file."""

from __future__ import annotations

import shutil

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication

from editor.formats.tei import profile
from editor.store import journal, readers
from editor.store.project import Project
from tests.journeys.desk import Desk, Steps, desk

__all__ = ["desk"]


def sample(repository, folder, *names):
    """Put scans of the sample and their OCR into a folder, as an archivist finds them."""
    folder.mkdir()
    for name in names:
        for ending in (".jpg", ".xml"):
            shutil.copy(repository / "resources" / "sample" / f"{name}{ending}", folder)
    return folder


def to_line(desk: Desk, text: str) -> None:
    """Go to the line that begins so, by keys alone."""
    desk.key("Ctrl+Home")
    for _ in range(400):
        line = desk.session.line(desk.session.selection.line)
        if line is not None and line.text.startswith(text):
            desk.key("Home")
            return
        desk.key("Down")
    raise AssertionError(f"no line begins with “{text}”")


def line_text(desk: Desk) -> str:
    """Return the stored text of the caret's line."""
    desk.session.flush()
    return desk.session.line(desk.session.selection.line).text


def texts(desk: Desk) -> list[str]:
    """Return the stored lines of the page."""
    desk.session.flush()
    return [line.text for _, line in readers.content(desk.session.project, desk.session.page_id).lines()]


def new_project(desk: Desk, title: str) -> Steps:
    """Make a project with Ctrl+N."""
    yield desk.started
    desk.ready()
    yield 200
    desk.ask("Ctrl+N")
    yield desk.asked
    desk.type(title)
    dialog = desk.dialog()
    dialog.folder.setText(str(desk.folder))
    desk.click(desk.button("Make project"))
    yield lambda: desk.dialog() is None and desk.window.session is not None


def bring(desk: Desk, *paths) -> Steps:
    """Drop files on the window and import them."""
    desk.drop(*paths)
    yield lambda: desk.dialog() is not None and desk.button("Import").isEnabled()
    yield 400
    desk.picture("import")
    desk.click(desk.button("Import"))
    yield (
        lambda: (
            desk.dialog() is None
            or any(b.text().replace("&", "") == "Close" and b.isVisible() for b in desk.dialog().buttons.buttons())
        )
    )
    if desk.dialog() is not None:
        desk.key("Esc")
        yield lambda: desk.dialog() is None
    yield desk.painted


def open_page(desk: Desk, label: str) -> Steps:
    """Turn pages with the keys until the one with this label is shown."""
    for _ in range(20):
        if desk.session.content.page.label == label:
            return
        desk.key("Ctrl+PgDown")
        yield 30
    raise AssertionError(f"there is no page {label}")


def test_a_first_day(desk: Desk, repository):
    folder = sample(repository, desk.folder / "scans", "memo-1", "report-1", "report-2")
    path = desk.folder / "harbour.muniment"
    before: list[object] = []
    after: list[object] = []

    def morning() -> Steps:
        yield from new_project(desk, "Harbour")
        yield from bring(desk, folder)
        yield 300
        before.append(state(desk))
        desk.picture("first-page")
        transcript = desk.window.desk.transcript

        # Correct by keys alone.
        transcript.setFocus()
        desk.key("Ctrl+Home")
        to_line(desk, "I have to report")
        desk.keys("End")
        at = line_text(desk).index("stearner")
        desk.key("Home")
        for _ in range(at + 3):
            desk.key("Right")
        desk.keys("Delete", "Delete")
        desk.type("am")
        yield 600
        assert line_text(desk) == "I have to report that the steamner Marguerite Oakes"
        desk.key("Delete")
        yield 600
        assert line_text(desk) == "I have to report that the steamer Marguerite Oakes"
        desk.picture("corrected")

        # Split a line and join it again.
        count = len(texts(desk))
        desk.key("Ctrl+Return")
        yield lambda: len(texts(desk)) == count + 1
        desk.key("Home")
        desk.key("Backspace")
        yield lambda: len(texts(desk)) == count

        # Tag a person.
        to_line(desk, "At 9:40")
        at = line_text(desk).index("Oswin")
        for _ in range(at):
            desk.key("Right")
        for _ in range(len("Oswin Fanant")):
            desk.key("Shift+Right")
        desk.ask("Ctrl+T")
        yield lambda: QApplication.activePopupWidget() is not None
        desk.type("person")
        yield 100
        desk.picture("tag")
        desk.key("Return")
        yield lambda: any(a.tag == "person" for a in desk.session.content.annotations)
        (tag,) = (a for a in desk.session.content.annotations if a.tag == "person")
        assert tag.spans[0].quote == "Oswin Fanant"

        # Draw a region with the mouse and make it marginalia.
        view = desk.window.desk.view
        view.fit_page()
        view.set_tool("rectangle")
        yield 200
        graphics = view.view
        start, end = (graphics.mapFromScene(QPointF(*p)) for p in ((140, 50), (230, 120)))
        regions = len(desk.session.content.regions)
        desk.drag(graphics.viewport(), start, end)
        yield lambda: len(desk.session.content.regions) == regions + 1
        drawn = desk.session.region(desk.session.selection.region)
        left, top = drawn.outline[0]
        assert abs(left - 140) < 8 and abs(top - 50) < 8
        desk.key("Ctrl+M")
        yield lambda: desk.session.region(drawn.id).kind == "marginalia"
        desk.picture("marginalia")
        view.set_tool("select")

        # All of it back, and all of it forth.
        after.append(state(desk))
        steps = 0
        while state(desk) != before[0] and steps < 60:
            desk.key("Ctrl+Z")
            steps += 1
            yield 20
        assert state(desk) == before[0]
        assert steps > 4
        for _ in range(steps):
            desk.key("Ctrl+Shift+Z")
            yield 20
        assert state(desk) == after[0]
        desk.picture("undone-and-redone")

    desk.run(morning())
    with Project.open(path) as project:
        assert journal.trouble(project.connection) is None
        assert rows(project) == after[0]

    def afternoon() -> Steps:
        yield desk.painted
        desk.ready()
        yield 400
        assert rows(desk.session.project) == after[0]
        desk.ask("Ctrl+E")
        yield desk.asked
        dialog = desk.dialog()
        desk.picture("export")
        yield from written(desk, dialog)

    desk.run(afternoon(), str(path))
    (tei,) = sorted((desk.folder / "out").glob("*.xml"))
    assert profile.faults(tei) == []
    text = tei.read_text(encoding="utf-8")
    assert "steamer" in text
    assert "<persName" in text


def written(desk: Desk, dialog) -> Steps:
    """Fill the export dialog and wait until the file is there."""
    dialog.folder.setText(str(desk.folder / "out"))
    desk.click(desk.button("Export"))
    yield lambda: list((desk.folder / "out").glob("*.xml"))
    yield 300
    desk.key("Esc")
    yield lambda: desk.dialog() is None


def rows(project: Project) -> dict[str, list[tuple]]:
    """Return the content of a project, row for row."""
    tables = ("document", "region", "line", "annotation")
    out = {t: project.connection.execute(f"SELECT * FROM {t} ORDER BY id").fetchall() for t in tables}
    out["page"] = project.connection.execute(
        "SELECT id, document, rank, label, status FROM page ORDER BY id"
    ).fetchall()
    return out


def state(desk: Desk) -> dict[str, list[tuple]]:
    """Return the content of the open project, what is typed included."""
    desk.session.flush()
    return rows(desk.session.project)


def quiet() -> bool:
    """Tell whether nothing asks a question."""
    return QApplication.activeModalWidget() is None


def middle(widget) -> QPoint:
    """Return the middle of a widget."""
    return widget.rect().center()
