"""Lines found on pages whose lines are known."""

import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

pytest.importorskip("cv2")

from editor.imaging.layout import find_layout
from editor.imaging.prepared import prepare
from editor.model.found import Layout
from editor.model.geometry import bounds
from tests.imaging.typed import drawn_page, face, sentence, true_boxes


def layout_of(tmp_path: Path, lean: float = 0.0) -> Layout:
    path = tmp_path / "page.png"
    drawn_page(lean).save(path)
    return find_layout(prepare(path))


def at(layout: Layout, box: tuple[float, float, float, float]) -> list[int]:
    """Return the lines whose middle is that of a box, and whose width is."""
    found = []
    for number, line in enumerate(layout.lines):
        left, top, right, bottom = bounds(line.outline)
        off = abs((top + bottom) - (box[1] + box[3])) / 2
        if off < 15 and abs((left + right) - (box[0] + box[2])) / 2 < 15 and abs(right - left - box[2] + box[0]) < 40:
            found.append(number)
    return found


@pytest.mark.parametrize("lean", [0.0, 2.0])
def test_each_line_is_found_and_nothing_else(tmp_path: Path, lean: float) -> None:
    layout = layout_of(tmp_path, lean)
    boxes = true_boxes(lean)
    assert [len(at(layout, box)) for box in boxes] == [1] * len(boxes)
    assert len(layout.lines) == len(boxes)


def test_baselines_lie_under_the_letters(tmp_path: Path) -> None:
    layout = layout_of(tmp_path)
    for line in layout.lines:
        _, top, _, bottom = bounds(line.outline)
        for _, y in line.baseline:
            assert top + 0.5 * (bottom - top) < y < bottom


def test_blocks_hold_each_line_once(tmp_path: Path) -> None:
    layout = layout_of(tmp_path)
    assert sorted(n for block in layout.blocks for n in block.lines) == list(range(len(layout.lines)))
    assert all(layout.lines[n].block == place for place, block in enumerate(layout.blocks) for n in block.lines)


def test_a_stop_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    drawn_page().save(path)
    layout = find_layout(prepare(path), lambda: True)
    assert layout.lines == () and layout.width == 1700


def stamped(
    tmp_path: Path, words: str, lean: float, place: tuple[int, int]
) -> tuple[Layout, tuple[int, int, int, int]]:
    """Return the layout of the page with words put on it that lean so many degrees clockwise, and the box of those."""
    page = drawn_page()
    stamp = Image.new("L", (900, 80), 0)
    ImageDraw.Draw(stamp).text((10, 10), words, fill=255, font=face(36))
    stamp = stamp.crop(stamp.getbbox()).rotate(-lean, Image.Resampling.BICUBIC, expand=True)
    page.paste(40, place, stamp)
    path = tmp_path / "stamped.png"
    page.save(path)
    return find_layout(prepare(path)), (*place, place[0] + stamp.width, place[1] + stamp.height)


@pytest.mark.parametrize(("lean", "kind"), [(270, "turned"), (90, "turned"), (10, "stamp"), (-20, "stamp")])
def test_what_does_not_lie_level_is_one_line_with_its_angle(tmp_path: Path, lean: float, kind: str) -> None:
    place = (60, 900) if kind == "turned" else (1200, 1700)
    layout, box = stamped(tmp_path, "Received at the Library", lean, place)
    (line,) = [line for line in layout.lines if line.kind == kind]
    assert (line.angle - lean + 180) % 360 - 180 == pytest.approx(0, abs=1.5)
    assert bounds(line.outline) == pytest.approx(box, abs=12)
    assert len(layout.lines) == len(true_boxes()) + 1


def test_places_by_kind(tmp_path: Path) -> None:
    layout = layout_of(tmp_path)
    kinds = [layout.lines[at(layout, box)[0]].kind for box in true_boxes()]
    assert kinds == ["head", *["body"] * 15, *["margin"] * 3, "foot"]
    assert all(line.regularity > 0.8 for line in layout.lines)


def test_marks_of_pen_and_punch_are_debris_and_a_short_word_is_none(tmp_path: Path) -> None:
    page = drawn_page()
    draw = ImageDraw.Draw(page)
    draw.pieslice((1350, 600, 1400, 650), 180, 360, fill=20)
    draw.arc((1350, 800, 1410, 860), 20, 340, fill=40, width=3)
    draw.line((1350, 1000, 1384, 982), fill=40, width=3)
    draw.text((1350, 1150), "by", fill=40, font=face(28))
    path = tmp_path / "marked.png"
    page.save(path)
    layout = find_layout(prepare(path))
    boxes = [(*bounds(line.outline), line.kind) for line in layout.lines]
    marks = {round(top, -2): kind for left, top, _, _, kind in boxes if left > 1330 and top > 580}
    assert marks.pop(1200.0) != "debris"
    assert set(marks) == {600.0, 800.0, 1000.0} and set(marks.values()) == {"debris"}


def test_lines_that_wander_and_touch_are_found_as_ridges(tmp_path: Path) -> None:
    """Words set apart widely, each a little higher or lower than the last, strokes from line to line."""
    chance = random.Random(4)
    page = Image.new("L", (1500, 2000), 240)
    draw = ImageDraw.Draw(page)
    for row in range(14):
        x = 120
        while x < 1250:
            y = 150 + 120 * row + chance.randint(-14, 14)
            word = [(x + 11 * n, y + chance.choice((-22, 0, 22)) + 15 * (n % 2)) for n in range(chance.randint(6, 14))]
            draw.line(word, fill=40, width=5, joint="curve")
            if chance.random() < 0.3:
                draw.line([word[2], (word[2][0] - 20, y + 62)], fill=40, width=4)
            x = word[-1][0] + chance.randint(90, 170)
    path = tmp_path / "written.png"
    page.save(path)
    layout = find_layout(prepare(path))
    assert layout.cursive
    middles = sorted((bounds(line.outline)[1] + bounds(line.outline)[3]) / 2 for line in layout.lines)
    assert len(middles) == 14
    assert middles == pytest.approx([150 + 120 * row for row in range(14)], abs=35)


def test_a_banner_white_on_black_is_a_line(tmp_path: Path) -> None:
    page = drawn_page()
    draw = ImageDraw.Draw(page)
    draw.rectangle((600, 1612, 1100, 1658), fill=10)
    draw.text((640, 1612), "TELEGRAM RECEIVED", fill=250, font=face(36))
    box = draw.textbbox((640, 1612), "TELEGRAM RECEIVED", font=face(36))
    path = tmp_path / "banner.png"
    page.save(path)
    layout = find_layout(prepare(path))
    assert len(at(layout, box)) == 1 and len(layout.lines) == len(true_boxes()) + 1


def test_banners_that_a_frame_joins_are_lines(tmp_path: Path) -> None:
    page = drawn_page()
    draw = ImageDraw.Draw(page)
    draw.rectangle((150, 1600, 1500, 1650), outline=10, width=4)
    boxes = []
    for left in (150, 1100):
        draw.rectangle((left, 1600, left + 400, 1650), fill=10)
        draw.text((left + 60, 1602), "TELEGRAM", fill=250, font=face(40))
        boxes.append(draw.textbbox((left + 60, 1602), "TELEGRAM", font=face(40)))
    path = tmp_path / "banners.png"
    page.save(path)
    layout = find_layout(prepare(path))
    assert [len(at(layout, box)) for box in boxes] == [1, 1]


def test_small_lines_beside_a_device_in_a_heavy_box_are_lines_of_their_own(tmp_path: Path) -> None:
    page = drawn_page()
    draw = ImageDraw.Draw(page)
    draw.rounded_rectangle((1290, 1598, 1532, 1702), 12, outline=20, width=5)
    draw.ellipse((1304, 1618, 1364, 1682), outline=20, width=12)
    draw.ellipse((1368, 1622, 1373, 1627), fill=20)
    boxes = []
    for row, text in enumerate(("community", "associations", "institute")):
        draw.text((1382, 1608 + 27 * row), text, fill=20, font=face(21))
        boxes.append(draw.textbbox((1382, 1608 + 27 * row), text, font=face(21)))
    path = tmp_path / "boxed.png"
    page.save(path)
    layout = find_layout(prepare(path))
    assert [len(at(layout, box)) for box in boxes] == [1, 1, 1]
    assert len(layout.lines) == len(true_boxes()) + 3


def typewritten(rows: int, worn: tuple[tuple[int, int], ...] = ()) -> tuple[Image.Image, list[tuple[int, int, int]]]:
    """Draw rows of a typewriter, letters (row, place) worn away; return left, right and middle of each row as well."""
    page = Image.new("L", (1700, 2200), 236)
    draw = ImageDraw.Draw(page)
    boxes = []
    for row in range(rows):
        text = sentence(48 if row % 4 == 3 else 44 + row % 3, 40 + row)
        for place, letter in enumerate(text):
            if (row, place) not in worn:
                draw.text((200 + 24 * place, 400 + 52 * row), letter, fill=30, font=face(32))
        boxes.append((200, 200 + 24 * len(text), 420 + 52 * row))
    return page, boxes


def rows_found(page: Image.Image, path: Path) -> list[tuple[float, float, float]]:
    """Return left, right and middle of each line found, from above."""
    page.save(path)
    found = [bounds(line.outline) for line in find_layout(prepare(path)).lines]
    return sorted(((left, right, (top + bottom) / 2) for left, top, right, bottom in found), key=lambda b: b[2])


def test_notes_that_touch_the_ends_of_typed_lines_are_lines_of_their_own(tmp_path: Path) -> None:
    page, typed = typewritten(12)
    draw = ImageDraw.Draw(page)
    notes = [
        (1370, 400 + 78 * n, text) for n, text in enumerate(("Rostow", "Kudrach", "Mason", "Little", "Tyler", "Bell"))
    ]
    for x, y, text in notes:
        draw.text((x, y), text, fill=30, font=face(40))
    found = rows_found(page, tmp_path / "notes.png")
    assert len(found) == len(typed) + len(notes)
    body = [box for box in found if box[0] < 1000]
    assert [box[1] for box in body] == pytest.approx([right for _, right, _ in typed], abs=30)
    assert all(box[0] > 1350 for box in found if box not in body)


def test_letters_worn_away_above_each_other_do_not_cut_lines(tmp_path: Path) -> None:
    page, typed = typewritten(12, worn=tuple((row, place) for row in (4, 5, 6) for place in (20, 21)))
    found = rows_found(page, tmp_path / "worn.png")
    assert [box[:2] for box in found] == [pytest.approx(box[:2], abs=30) for box in typed]


def test_level_ends_of_pen_strokes_in_a_row_are_debris(tmp_path: Path) -> None:
    page = drawn_page()
    draw = ImageDraw.Draw(page)
    for x in (600, 640, 680):
        draw.line((x, 1705, x + 30, 1712), fill=40, width=3)
    draw.text((600, 1800), "no.", fill=40, font=face(28))
    path = tmp_path / "strokes.png"
    page.save(path)
    kinds = {round(bounds(line.outline)[1], -2): line.kind for line in find_layout(prepare(path)).lines}
    assert kinds[1700.0] == "debris" and kinds[1800.0] == "body"
