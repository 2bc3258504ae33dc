"""A project with a page that was imported twice."""

import pytest

from editor.model import edit as e
from editor.model.codec import canonical
from editor.model.source import SourceLine, SourcePage, SourceRegion
from editor.store import readers
from editor.ui.compare.dialog import CompareDialog
from tests.ui.shell.harbour import box, jobs, lines, project, project_file, session, theme

__all__ = ["jobs", "lines", "project", "project_file", "session", "theme"]


def give_version(project, page, *regions, name="second.xml"):
    """Keep another reading of a page: its regions as (kind, [(text, outline), ...])."""
    made, number = [], 0
    for kind, texts in regions:
        found = tuple(SourceLine(text, number + n, outline) for n, (text, outline) in enumerate(texts))
        number += len(found)
        made.append(SourceRegion(kind, (), found))
    source = {"file": name, "format": "ALTO", "producer": "reader 2", "when": "2026-03-03T10:20:00+00:00"}
    return project.apply(e.AddReading(page, source, canonical(SourcePage("", 0, 0, tuple(made))))).id


@pytest.fixture
def page(project):
    """Return the first page, of which a second reading is there: a word, a line too many, one too few, one split."""
    page = readers.first_page(project)
    give_version(
        project,
        page,
        ("heading", [("HARBOVR REPORT", box(110, 110))]),
        (
            "paragraph",
            [
                ("The ferry", box(110, 410, 190)),
                ("came at noon", box(310, 410, 200)),
                ("with Anne Smith abroad", box(110, 460)),
                ("and a dog", box(110, 510)),
            ],
        ),
    )
    return page


@pytest.fixture
def compare(session, theme, page, qtbot):
    """Return the dialog on the first page."""
    session.show_page(page)
    dialog = CompareDialog(session, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog
