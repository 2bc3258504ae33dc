"""Plain text and a scan, without a place for any line: linked, looked at, pinned, taken, and taken back."""

from __future__ import annotations

import shutil
import time

import pytest

from editor.model.page import PINNED
from editor.store import readers
from tests.journeys.desk import Desk, Steps, desk
from tests.journeys.test_days import bring, new_project

__all__ = ["desk"]


def stored(desk: Desk):
    """Return the lines of the page as the file has them."""
    desk.session.flush()
    return [line for _, line in readers.content(desk.session.project, desk.session.page_id).lines()]


def letters(desk: Desk) -> str:
    """Return every letter of the page in its order, whatever lines it is cut into."""
    return "".join("".join(line.text.split()) for line in stored(desk))


def test_text_without_places_is_linked_to_the_scan(desk: Desk, repository):
    pytest.importorskip("cv2", reason="needs the extra “link”")
    pytest.importorskip("tesserocr", reason="needs the extra “ocr”")
    from editor.ui.linking import rows as r

    scan, text = desk.folder / "report-2.jpg", desk.folder / "report-2.txt"
    shutil.copy(repository / "resources" / "sample" / scan.name, scan)
    shutil.copy(repository / "resources" / "sample" / "report-2.truth.txt", text)

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Plain text")
        yield from bring(desk, scan, text)
        yield 300
        before, texts = letters(desk), [line.text for line in stored(desk)]
        assert before and not any(line.outline for line in stored(desk))

        # Link: nothing is changed, the links are seen on the scan and in the list, some of them uncertain.
        desk.key("Ctrl+Alt+L")
        pane = desk.window.desk.linking.pane
        yield lambda: pane.model.rowCount() and not pane.linker.busy
        doubtful = [row for row in pane.model.rows() if row.kind == r.SUGGESTED]
        assert len(doubtful) >= 2
        assert [line.text for line in stored(desk)] == texts
        yield lambda: all(pane.cutouts.strip(row.at) is not None for row in doubtful)
        desk.key("F3")
        while pane.current.kind != r.SUGGESTED:
            desk.key("F3")
        yield 200
        desk.picture("linking")

        # Pin one: the rest is linked anew around it, at once.
        row, was = pane.current, pane.linker.proposal
        pane.list.setFocus()
        desk.key("Ctrl+Alt+P")
        assert row.text.strip()[:20] in pane.said.text()
        began = time.monotonic()
        desk.key("Return")
        yield lambda: not pane.linker.busy
        assert time.monotonic() - began < 2
        assert pane.linker.proposal is not was
        assert [(one.text, one.at) for one in pane.model.rows() if one.kind == r.PINNED] == [(row.text, row.at)]

        # Take all that is sure: one step, no letter is lost, what is uncertain stays listed.
        desk.key("Ctrl+Return")
        yield lambda: not pane.linker.busy and not pane.linker.waiting
        linked = [line for line in stored(desk) if line.outline]
        assert len(linked) >= 20 and all(line.baseline for line in linked)
        assert [line.text.strip() for line in linked if line.attributes.get("link") == PINNED] == [row.text.strip()]
        assert letters(desk) == before
        assert any(one.kind in (r.SUGGESTED, r.PLACELESS) for one in pane.model.rows())
        yield 200
        desk.picture("linked")

        # And back again.
        desk.key("Ctrl+Z")
        yield 100
        assert [line.text for line in stored(desk)] == texts and not any(line.outline for line in stored(desk))

    desk.run(at_the_desk())
