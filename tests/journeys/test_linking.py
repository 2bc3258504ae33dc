"""Plain text and a scan, without a place for any line: linked, looked at, pinned, taken, and taken back."""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from editor.model.geometry import bounds
from editor.model.page import PINNED
from editor.store import readers
from tests.journeys.desk import PATIENCE, Desk, Steps, desk
from tests.journeys.test_days import bring, new_project

__all__ = ["desk"]

AT_ONCE = 10
"""Seconds: on an idle machine it takes half of one."""

ILL_TYPED = {"in Tallis's": "m Jollwes", "memo\n": "nuno\n", "of the 7th": "oj tle Ith"}
"""Handwritten lines of the page, and how somebody typed them: no machine can be sure where these stand."""

NOTE, NOTE_AT = "1,140 also", (1530, 688)
"""The first of the handwritten lines, and where it stands on the scan."""

PRESENT = (
    "Present at the meeting of the third of May were the",
    "following, who signed in the order in which they came:",
)
NAMES = ("Mr. Allen", "Mr. Baker", "Mr. Clark", "Mr. Davis", "Mr. Evans")
FIRST_SIGNED, SIGNED_APART = 330, 70


def draw_signatures(path) -> None:
    """Draw two typed lines and under them six signatures all alike, one more than there are names in the text."""
    image = QImage(1000, 1100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    face = QFont("DejaVu Sans Mono")
    face.setPixelSize(26)
    painter.setFont(face)
    for row, text in enumerate(PRESENT):
        painter.drawText(90, 150 + 44 * row, text)
    painter.setPen(QPen(QColor("black"), 3))
    for row in range(len(NAMES) + 1):
        y = FIRST_SIGNED + SIGNED_APART * row
        stroke = [QPointF(140 + x, y + 10 * math.sin(x / 7) + 5 * math.sin(x / 3.1)) for x in range(0, 170, 2)]
        painter.drawPolyline(stroke)
    painter.end()
    assert image.save(str(path))


def stored(desk: Desk):
    """Return the lines of the page as the file has them."""
    desk.session.flush()
    return [line for _, line in readers.content(desk.session.project, desk.session.page_id).lines()]


def patiently(came: Callable[[], bool]) -> Steps:
    """Wait for an engine to read a page, which takes long where many tests run at once."""
    for _ in range(4):
        until = time.monotonic() + PATIENCE / 2
        yield lambda until=until: came() or time.monotonic() > until
        if came():
            return
    raise AssertionError("the page was not linked")


def letters(desk: Desk) -> str:
    """Return every letter of the page in its order, whatever lines it is cut into."""
    return "".join("".join(line.text.split()) for line in stored(desk))


def test_text_without_places_is_linked_to_the_scan(desk: Desk, repository):
    pytest.importorskip("cv2", reason="needs the extra “link”")
    pytest.importorskip("tesserocr", reason="needs the extra “ocr”")
    from editor.ui.linking import rows as r

    scan, text = desk.folder / "report-2.jpg", desk.folder / "report-2.txt"
    shutil.copy(repository / "resources" / "sample" / scan.name, scan)
    truth = (repository / "resources" / "sample" / "report-2.truth.txt").read_text(encoding="utf-8")
    for right, typed in ILL_TYPED.items():
        assert right in truth
        truth = truth.replace(right, typed)
    text.write_text(truth, encoding="utf-8")

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Plain text")
        yield from bring(desk, scan, text)
        yield 300
        before, texts = letters(desk), [line.text for line in stored(desk)]
        assert before and not any(line.outline for line in stored(desk))

        # Link: nothing is changed, the links are seen on the scan and in the list, some of them uncertain.
        desk.key("Ctrl+Alt+L")
        pane = desk.window.desk.linking.pane
        yield from patiently(lambda: bool(pane.model.rowCount()) and not pane.linker.busy)
        doubtful = [row for row in pane.model.rows() if row.kind in (r.SUGGESTED, r.PLACELESS)]
        assert len(doubtful) >= 2
        assert [line.text for line in stored(desk)] == texts
        sure = next(row.at for row in pane.model.rows() if row.kind == r.SURE)
        yield lambda: pane.cutouts.strip(sure) is not None
        assert pane.list.hasFocus()
        while pane.current.text != NOTE:
            desk.key("Down")
        yield 200
        desk.picture("linking")

        # Pin the first of the notes where it stands: the rest is linked anew around it, at once.
        was = pane.linker.proposal
        desk.key("Ctrl+Alt+P")
        assert NOTE in pane.said.text()
        view = desk.window.desk.view.view
        view.camera.bring_into_sight(QRectF(*NOTE_AT, 1, 1))
        began = time.monotonic()
        desk.click(view.viewport(), view.mapFromScene(QPointF(*NOTE_AT)))
        yield lambda: not pane.linker.busy
        assert time.monotonic() - began < AT_ONCE
        assert [one.text for one in pane.model.rows() if one.kind == r.PINNED] == [NOTE]
        assert pane.linker.proposal is not was
        assert [pin.line for pin in pane.linker.proposal.pins] == [pane.current.line]
        yield 200
        desk.picture("pinned")

        # Take all that is sure: one step, no letter is lost, what is uncertain stays listed.
        desk.key("Ctrl+Return")
        yield lambda: not pane.linker.busy and not pane.linker.waiting
        linked = [line for line in stored(desk) if line.outline]
        assert len(linked) >= 20 and all(line.baseline for line in linked)
        assert [line.text.strip() for line in linked if line.attributes.get("link") == PINNED] == [NOTE]
        assert letters(desk) == before
        assert any(one.kind in (r.SUGGESTED, r.PLACELESS) for one in pane.model.rows())
        yield 200
        desk.picture("linked")

        # And back again.
        desk.key("Ctrl+Z")
        yield 100
        assert [line.text for line in stored(desk)] == texts and not any(line.outline for line in stored(desk))

    desk.run(at_the_desk())


def test_a_pin_leads_the_names_below_it_to_their_signatures(desk: Desk):
    """Nothing on the page tells one signature from another: the text of the first stands one too high."""
    pytest.importorskip("cv2", reason="needs the extra “link”")
    from editor.ui.linking import rows as r

    scan, text = desk.folder / "present.png", desk.folder / "present.txt"
    draw_signatures(scan)
    text.write_text("\n".join(PRESENT) + "\n\n" + "\n".join(NAMES) + "\n", encoding="utf-8")

    def at_the_desk() -> Steps:
        yield from new_project(desk, "Signatures")
        yield from bring(desk, scan, text)
        desk.key("Ctrl+Alt+L")
        pane = desk.window.desk.linking.pane
        yield from patiently(lambda: bool(pane.model.rowCount()) and not pane.linker.busy)

        def signed() -> dict[str, int]:
            """Return by which signature, from 0, each name is put, with those that are only suggested."""
            lines = pane.linker.layout.lines
            rows = [row for row in pane.model.rows() if row.kind in r.LINKED and row.text in NAMES]
            boxes = {row.text: bounds(lines[row.at].outline) for row in rows}
            return {name: round(((box[1] + box[3]) / 2 - FIRST_SIGNED) / SIGNED_APART) for name, box in boxes.items()}

        # Two and more are uncertain, and all of them stand one too high.
        assert signed() == {name: place for place, name in enumerate(NAMES)}
        assert [row.text for row in pane.model.rows() if row.kind == r.SUGGESTED] == list(NAMES)
        while pane.current.text != NAMES[0]:
            desk.key("Down")

        # The first is pinned by a click on the second signature: the others follow at once, none of them was touched.
        desk.key("Ctrl+Alt+P")
        view = desk.window.desk.view.view
        place = QPointF(220, FIRST_SIGNED + SIGNED_APART)
        view.camera.bring_into_sight(QRectF(place.x(), place.y(), 1, 1))
        began = time.monotonic()
        desk.click(view.viewport(), view.mapFromScene(place))
        yield lambda: not pane.linker.busy
        assert time.monotonic() - began < AT_ONCE
        assert signed() == {name: place + 1 for place, name in enumerate(NAMES)}
        assert [row.text for row in pane.model.rows() if row.kind == r.PINNED] == [NAMES[0]]
        yield 200
        desk.picture("followed")

        # And out again: without the pin they stand as before.
        desk.key("Delete")
        yield lambda: not pane.linker.busy
        assert signed() == {name: place for place, name in enumerate(NAMES)}

    desk.run(at_the_desk())
