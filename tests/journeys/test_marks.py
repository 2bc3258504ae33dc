"""The furniture of a page: looked for, looked at, taken, told to be none, and taken back."""

from __future__ import annotations

import re
import shutil

from editor.store import readers
from tests.journeys.desk import Desk, Steps, desk
from tests.journeys.test_days import bring, new_project

__all__ = ["desk"]

SAFE = {
    ("classification", "CONFIDENTIAL"),
    ("classification", "UNCLASSIFIED"),
    ("classification", "UNCLASSIFlED"),
    ("routing", "Copies to"),
    ("declassification", "DECLASSIFIED 8-14-89"),
}
"""Kinds and first lines of what may be taken all at once."""


def stored(desk: Desk):
    """Return the regions of the page as the file has them."""
    desk.session.flush()
    return readers.content(desk.session.project, desk.session.page_id).regions


def firsts(desk: Desk) -> set[tuple[str, str]]:
    return {(region.kind, region.lines[0].text) for region in stored(desk) if region.lines}


def letters(desk: Desk) -> list[str]:
    return sorted("".join(line.text for region in stored(desk) for line in region.lines).replace(" ", ""))


def test_the_furniture_of_a_page_is_taken(desk: Desk, repository):
    sample = repository / "resources" / "sample"
    shutil.copy(sample / "memo-1.jpg", desk.folder)
    # As an engine leaves it that knows no kinds: all is text.
    layout = (sample / "memo-1.xml").read_text(encoding="utf-8")
    layout = re.sub(r'(<TextRegion [^>]*?) type="[^"]*"', r'\1 type="paragraph"', layout)
    layout = re.sub(r"structure \{type:[\w-]+;", "structure {type:paragraph;", layout)
    (desk.folder / "memo-1.xml").write_text(layout, encoding="utf-8")

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Furniture")
        yield from bring(desk, desk.folder / "memo-1.jpg", desk.folder / "memo-1.xml")
        yield 300
        before, all_letters = stored(desk), letters(desk)
        assert {region.kind for region in before} == {"paragraph"}

        # Look: nothing is changed; each mark is seen with its cut-out and its reason.
        desk.key("Ctrl+Alt+M")
        pane = desk.window.desk.marks.pane
        yield lambda: bool(pane.model.rowCount()) and not pane.finder.running
        assert pane.list.hasFocus() and pane.current.mark.text == "CONFIDENTIAL"
        assert desk.session.line(desk.session.selection.line).text == "CONFIDENTIAL"
        assert stored(desk) == before
        first = pane.current
        yield lambda: pane.cutouts.strip(first.page, first.box, 34) is not None
        yield 300
        desk.picture("marks")

        # One by F4, one that is none by Delete, then all that are safe at once.
        desk.key("F4")
        assert ("classification", "CONFIDENTIAL") in firsts(desk)
        yield lambda: not pane.finder.stale and not pane.finder.running
        while pane.current.mark.text != "PORT OF HALDANE":
            desk.key("Down")
        desk.key("Del")
        assert "PORT OF HALDANE" not in [row.mark.text for row in pane.model.rows() if row.mark is not None]
        desk.key("Ctrl+Return")
        assert "Taken: 4" in pane.said.text()
        assert firsts(desk) >= SAFE and letters(desk) == all_letters
        assert ("paragraph", "PORT OF HALDANE") in firsts(desk)
        yield lambda: not pane.finder.stale and not pane.finder.running
        assert not pane.go.isEnabled()
        yield 300
        desk.picture("marks-taken")

        # And all the way back.
        desk.keys("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        assert stored(desk) == before
        yield lambda: not pane.finder.stale and not pane.finder.running
        assert "PORT OF HALDANE" in [row.mark.text for row in pane.model.rows() if row.mark is not None]

    desk.run(at_the_desk())
