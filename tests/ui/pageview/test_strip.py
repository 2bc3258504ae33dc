"""The strip under the scan: even letters, the word at the caret in view and marked, height and tone."""

import pytest
from PySide6.QtCore import QPointF, Qt

from editor.assist.suspects.values import Suspect
from editor.model import edit as e
from editor.model.geometry import rectangle
from editor.ui.pageview import strip as strips


@pytest.fixture
def strip(desk, qtbot):
    qtbot.waitUntil(lambda: desk.sharp(), timeout=5000)
    return desk.pane.strip


def add(desk, text, box):
    left, _, right, bottom = box
    base = ((left, bottom - 8), (right, bottom - 8))
    return desk.session.do(e.AddLine(desk.content().regions[0].id, text, rectangle(box), base)).id


def test_a_short_line_is_no_larger_than_a_long_one_and_its_neighbours_are_seen(desk, strip):
    short = add(desk, "TOP", (120, 300, 180, 320))
    long = desk.content().regions[0].lines[1].id
    scales = []
    for line in (short, long):
        desk.session.select_line(line)
        scales.append(strip.cut.scale)
        top = strip.cut.view_of_page().inverted()[0].map(QPointF(0, 0)).y()
        assert top < desk.content().regions[0].lines[-1 if line == short else 1].outline[0][1] - 8
    assert scales[0] == pytest.approx(scales[1], rel=0.35)


def test_the_word_at_the_caret_stays_in_view_of_a_long_line(desk, strip):
    text = " ".join(["word"] * 30)
    line = add(desk, text, (10, 300, 890, 330))
    desk.pane.resize(420, 800)
    desk.session.select_line(line)
    assert strip.cut.view_of_page().map(QPointF(10, 315)).x() >= 0
    slid = []
    for at in (0, 60, 140, 148, 60, 0):
        desk.session.select_line(line, at, at)
        middle = 120 + 600 * (at + 2) / len(text)
        assert 0 <= strip.cut.view_of_page().map(QPointF(middle, 315)).x() <= strip.cut.width()
        slid.append(strip.cut._slide)
    assert slid[0] == slid[-1] == 0 and slid[2] > 0


def test_the_word_at_the_caret_and_suspect_words_are_marked(desk, strip):
    line = desk.content().regions[0].lines[0]
    desk.session.select_line(line.id, 2, 2)
    assert [(m.start, m.end, m.colour) for m in strip.cut._marks] == [(0, 4, "caret_mark")]
    strip.set_suspects([Suspect(line.id, 5, 6, "1", 2.0, ())])
    assert [(m.start, m.end, m.filled) for m in strip.cut._marks] == [(0, 4, True), (5, 6, False)]
    desk.session.select_line(line.id, 6, 6)
    assert [(m.start, m.end, m.colour) for m in strip.cut._marks] == [(5, 6, "error")]
    desk.session.select_region(line.region)
    assert strip.cut._marks == () and strip.cut.view_of_page() is None


def test_the_strip_grows_and_shrinks_by_steps_and_says_where_that_ends(desk, strip, qtbot):
    said = []
    strip.told.connect(said.append)
    before = strip.height()
    strip.taller()
    assert strip.height() == before + strips.STEP and not said
    for _ in range(30):
        strip.taller()
    assert "high" in said[-1] and desk.view.height() > 100
    for _ in range(30):
        strip.lower()
    assert "low" in said[-1] and strip.cut.height() >= 30


def test_the_tone_of_the_strip_changes_the_strip_and_nothing_else(desk, strip):
    desk.session.select_line(desk.content().regions[0].lines[0].id)
    names, said, seen = [], [], []
    strip.toneChanged.connect(names.append)
    strip.told.connect(said.append)
    levels = desk.pane.imagery.levels
    for _ in strips.TONES:
        strip.next_tone()
        mean = strip.cut.grab().toImage().scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
        seen.append(mean.pixelColor(0, 0).lightness())
    assert names == ["clear", "inverted", "scan"] and len(set(said)) == 3
    assert seen[0] > seen[2] > seen[1], "lighter, dark, as it was"
    assert desk.pane.imagery.levels is levels
    strip.set_tone("no such tone")
    assert strip.tone == "scan"
