"""The scan above each line: what is cut, when, how large, and that the text below it stays what it was."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from editor.model import edit as e
from editor.ui.kit.bands import Band
from editor.ui.kit.decode import Level
from editor.ui.transcript import margins
from editor.ui.transcript.cutouts import cuts_of

WIDTH, HEIGHT = 1600, 2000
MANY = [("paragraph", [f"line {n} of a page that is long" for n in range(60)])]
SHORT = [("classification", ["TOP SECRET"]), ("paragraph", ["The Soviets say that they will", "take the IL-28's out"])]


def scan():
    """Return a page with a dark bar where each line is, one image pixel for one pixel of the page."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    image.fill(230)
    painter = QPainter(image)
    for top in range(100, HEIGHT - 60, 50):
        painter.fillRect(110, top + 18, 900, 16, QColor("#202020"))
    painter.end()
    return image


@pytest.fixture
def above(make_bench):
    def make(spec):
        bench = make_bench(spec)
        bench.session.do(e.SetPageImage(bench.pages[0], "scan.png"))
        image = scan()
        bench.pane.sheet.cuts.set_picture((Level(image, 1.0),), QRectF(0, 0, WIDTH, HEIGHT), image)
        bench.pane.show_cutouts(True)
        return bench

    return make


def settled(bench):
    cuts = bench.sheet.cuts
    bench.qtbot.waitUntil(lambda: cuts.made > 0 and cuts._ticket is None, timeout=3000)


def boxes(bench):
    """Return the rows in view with the rectangles of their cut-outs."""
    sheet = bench.sheet
    area = QRectF(sheet.viewport().rect())
    found = margins.seen(sheet, sheet.page, area, sheet._reach)
    return [(each, margins.cut_box(each.row, each.box, sheet.look)) for each in found if each.box.top() < area.bottom()]


def test_only_lines_in_view_and_a_few_around_them_are_cut(above):
    bench = above(MANY)
    settled(bench)
    seen = len(boxes(bench))
    assert seen < 40
    kept = set(bench.sheet.cuts.kept())
    lines = [row.line for row in bench.sheet.page.rows]
    assert set(lines[:seen]) <= kept
    assert not kept & set(lines[seen + 14 :])
    bench.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.waitUntil(lambda: lines[-1] in set(bench.sheet.cuts.kept()), timeout=3000)


def test_a_cut_out_is_the_line_of_its_text_and_fills_the_column(above):
    bench = above(MANY)
    settled(bench)
    room = bench.sheet.viewport().width() - bench.sheet.look.left - bench.sheet.look.right
    for each, box in boxes(bench)[:8]:
        picture = bench.sheet.cuts.picture(each.row.line).toImage()
        assert picture.height() == box.height() < 2.3 * bench.sheet.look.text_height
        assert picture.width() == box.width() <= room * 1.05
        assert box.bottom() < each.box.top()
        middle = picture.pixelColor(picture.width() // 2, picture.height() // 2).red()
        assert middle < 70, "the bar of this line, in its middle"
        assert picture.pixelColor(picture.width() // 2, 1).red() > 200


def test_lines_keep_their_order_and_headings_stand_above_the_cut_outs(above):
    bench = above(SHORT)
    settled(bench)
    found = boxes(bench)
    for (one, _), (two, box) in pairwise(found):
        assert one.box.bottom() <= box.top() <= two.box.top()
    each, box = found[1]
    ((_, heading),) = list(margins.heading_boxes(bench.sheet.page, each.place, each.box, 500.0, bench.sheet.look))
    assert heading.bottom() <= box.top()
    assert bench.sheet.heading_at(heading.center()) == each.row.region


def test_a_line_without_a_place_has_a_quiet_gap(above):
    bench = above(SHORT)
    region = bench.content().regions[1].id
    bench.session.do(e.AddLine(region, "typed later"))
    settled(bench)
    sheet = bench.sheet
    row = sheet.page.rows[-1]
    assert sheet.look.cuts.get(row.line) is None and sheet.look.room(row) == sheet.look.placeless
    assert sheet.cuts.picture(row.line) is None


def test_a_page_without_a_scan_has_no_gaps(make_bench):
    bench = make_bench(SHORT)
    bench.pane.show_cutouts(True)
    assert bench.sheet.look.cuts is None
    assert bench.sheet.look.room(bench.sheet.page.rows[0]) == 0


def test_typing_goes_on_and_cuts_nothing_anew(above):
    bench = above(SHORT)
    settled(bench)
    made = bench.sheet.cuts.made
    bench.put("TOP SECRET", 10)
    bench.type(" INDEED")
    bench.flush()
    assert bench.stored()[0] == "TOP SECRET INDEED"
    bench.session.undo()
    assert bench.stored()[0] == "TOP SECRET"
    bench.qtbot.wait(30)
    assert bench.sheet.cuts.made == made
    bench.key(Qt.Key.Key_Return)
    assert bench.caret()[0] == "The Soviets say that they will"
    bench.key(Qt.Key.Key_Up)
    assert bench.caret()[0] == "TOP SECRET"


def test_a_click_on_a_cut_out_puts_the_caret_into_its_line(above):
    bench = above(SHORT)
    settled(bench)
    each, box = boxes(bench)[2]
    bench.qtbot.mouseClick(bench.sheet.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    text, at = bench.caret()
    assert text == each.row.text == "take the IL-28's out"
    assert 7 <= at <= 13


def test_the_text_does_not_jump_and_a_moved_line_is_cut_anew(above):
    bench = above(MANY)
    settled(bench)
    bench.put("line 30 of a page that is long", 4)
    bench.sheet.bring_into_view()
    before = bench.sheet.cursorRect().top()
    bench.pane.show_cutouts(False)
    assert bench.sheet.look.room(bench.sheet.page.rows[3]) == 0
    assert abs(bench.sheet.cursorRect().top() - before) <= 1
    bench.pane.show_cutouts(True)
    assert abs(bench.sheet.cursorRect().top() - before) <= 1
    line = bench.line("line 30 of a page that is long")
    cut = bench.sheet.look.cuts[line.id]
    bench.session.do(e.SetLineOutline(line.id, ((100, 1600), (600, 1600), (600, 1650), (100, 1650))))
    assert bench.sheet.look.cuts[line.id] != cut


def test_walking_up_brings_the_cut_out_into_view_with_the_line(above):
    bench = above(MANY)
    settled(bench)
    bench.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(40):
        bench.key(Qt.Key.Key_Up)
        row = bench.sheet.row_at_caret()
        assert bench.sheet.cursorRect().top() >= bench.sheet.look.room(row)


def test_another_width_fits_the_cut_outs_again(above):
    bench = above(MANY)
    settled(bench)
    before = boxes(bench)[3][1].width()
    bench.pane.resize(330, 700)
    bench.qtbot.waitUntil(lambda: boxes(bench)[3][1].width() < before - 40, timeout=2000)
    settled(bench)
    assert bench.stored()[0] == "line 0 of a page that is long" and not bench.session.unsent


def test_a_line_too_long_for_a_narrow_column_is_broken_like_its_text(above):
    bench = above(MANY)
    band = Band(100, 125, 1100, 125, 50)
    wide, narrow = (cuts_of({1: band}, width, 16)[1] for width in (500, 120))
    assert wide.pieces == 1 and wide.width <= 520
    assert narrow.pieces > 1 and narrow.height == narrow.pieces * narrow.piece_height
    assert narrow.width <= 130 and narrow.piece_height >= 10
    assert narrow.share(0, 0) == 0 and narrow.share(narrow.width, narrow.height - 1) == 1
    assert narrow.share(narrow.width / 2, narrow.piece_height * 1.5) == pytest.approx(1.5 / narrow.pieces)
    before = boxes(bench)[1][1]
    bench.pane.resize(220, 700)
    bench.qtbot.waitUntil(lambda: boxes(bench)[1][1].width() < before.width() / 2, timeout=2000)
    assert boxes(bench)[1][1].height() > before.height()
    each, box = boxes(bench)[1]
    pictures = bench.sheet.cuts.picture
    bench.qtbot.waitUntil(
        lambda: pictures(each.row.line) is not None and pictures(each.row.line).height() == box.height(), timeout=2000
    )
