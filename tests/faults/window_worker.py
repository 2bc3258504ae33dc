"""Work in the real window until killed: draw, import, replace or export; the other half of ``worker_verifier``.

Started by a kill loop (see ``acknowledged``), each round with the next kind of work. Every edit the project has taken
counts as acknowledged, by its rev and the digest of its journal entry: that is when the window says "Saved". With
``--lie`` the next edit counts as well, before it is made.
"""

from __future__ import annotations

import os
import shutil
import sys

from editor.model.change import Change
from editor.store import journal
from editor.store.project import Project
from editor.work.new_project import sample_project
from tests.faults import acknowledged, numbers
from tests.faults.window_typist import note, settle_home

HOME = acknowledged.folder() / "home"
settle_home(HOME)

from PySide6.QtCore import QPoint  # noqa: E402 - Qt may look at the home when it is loaded
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.journeys.desk import Desk, Steps  # noqa: E402

KINDS = ("drawing", "importing", "replacing", "exporting")
FORMATS = ("tei", "page", "text")


def promise(project: Project, promises: acknowledged.Acknowledgements, rev: int) -> None:
    """Promise that an entry of the journal is safe."""
    promises.add(rev, journal.entry(project.connection, rev).digest)


def drawing(desk: Desk) -> Steps:
    """Draw regions with the mouse, and undo one now and then."""
    view = desk.window.desk.view
    for number in range(100_000):
        desk.window.actions_["tool.rectangle"].trigger()
        port = view.view.viewport()
        left, top = 40 + number * 37 % 400, 40 + number * 53 % 400
        desk.drag(port, QPoint(left, top), QPoint(left + 90, top + 60))
        yield 20
        if number % 5 == 4:
            desk.window.actions_["undo"].trigger()
            yield 20


def importing(desk: Desk) -> Steps:
    """Drop folders of scans with texts beside them, and import them."""
    for number in range(100_000):
        folder = acknowledged.folder() / f"in-{os.getpid()}-{number}"
        folder.mkdir()
        image = QImage(200, 280, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        for page in range(3):
            image.save(str(folder / f"scan-{page}.png"))
            (folder / f"scan-{page}.txt").write_text(f"page {page} of {number}\nfeny boat\n", "utf-8")
        desk.drop(folder)
        yield lambda: desk.dialog() is not None and desk.button("Import").isEnabled()
        desk.click(desk.button("Import"))
        yield lambda: desk.dialog() is None or done(desk)
        if desk.dialog() is not None:
            desk.key("Esc")
        yield lambda: desk.dialog() is None


def done(desk: Desk) -> bool:
    """Tell whether an import in front is over and only to be closed."""
    return any(one.text().replace("&", "") == "Close" and one.isVisible() for one in desk.dialog().buttons.buttons())


def replacing(desk: Desk) -> Steps:
    """Replace a word all over the project and back again."""
    ways = (("the", "thx"), ("thx", "the"))
    for number in range(100_000):
        yield from replaced(desk, *ways[number % 2])


def replaced(desk: Desk, old: str, new: str) -> Steps:
    """Replace one word by another everywhere, if it is there: a kill may have come after the last one was replaced."""
    desk.key("Ctrl+H")
    pane = desk.window.desk.below.replace.pane
    yield pane.query.hasFocus
    pane.query.selectAll()
    desk.type(old)
    pane.text.setText(new)
    yield lambda: not pane.busy  # what was said before was said of another search
    if not pane.go.isEnabled():
        return
    desk.click(pane.go)
    yield lambda: pane.said.text().startswith("Replaced: ")


def exporting(desk: Desk) -> Steps:
    """Change a line and export everything over what was exported before."""
    for number in range(100_000):
        desk.window.desk.transcript.setFocus()
        desk.type(f"{number} ")
        yield from exported(desk, FORMATS[number % len(FORMATS)])


def exported(desk: Desk, kind: str) -> Steps:
    """Export everything in one format."""
    desk.ask("Ctrl+E")
    yield desk.asked
    dialog = desk.dialog()
    desk.click(dialog.formats.buttons[kind], QPoint(8, 8))
    dialog.folder.setText(str(acknowledged.folder() / "out"))
    yield lambda: not dialog._pause.isActive() and dialog._looking is None and dialog.choices.names.text()
    desk.key("Return")
    yield lambda: dialog.stop.text() == "Close"
    desk.key("Esc")
    yield lambda: desk.dialog() is None


WORK = dict(zip(KINDS, (drawing, importing, replacing, exporting), strict=True))


def main() -> int:
    """Work until killed."""
    path = acknowledged.folder() / numbers.PROJECT
    if not path.exists():
        shutil.rmtree(acknowledged.folder() / "sample", ignore_errors=True)  # killed while it was being made
        with sample_project(acknowledged.folder() / "sample", user="worker") as project:
            made = project.path
        made.rename(path)
        for image in made.parent.iterdir():
            image.rename(path.parent / image.name)
    log = acknowledged.folder() / "rounds.log"
    rounds = len(log.read_text().splitlines()) if log.exists() else 0
    kind = KINDS[rounds // 2 % len(KINDS)]  # each kind killed both early and late
    note("rounds.log", kind)
    desk = Desk(acknowledged.folder())

    def work() -> Steps:
        yield desk.painted
        desk.ready()
        yield 50
        project = desk.session.project
        promises = acknowledged.Acknowledgements()
        lie = "--lie" in sys.argv[1:]

        def told(change: Change) -> None:
            promise(project, promises, change.rev)
            if lie:
                promises.add(change.rev + 1, "not made yet")

        project.listeners.append(told)
        yield from WORK[kind](desk)

    application = QApplication.instance() or QApplication([])
    assert application is not None
    desk.run(work(), str(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
