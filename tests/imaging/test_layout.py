"""Lines found on pages whose lines are known."""

from pathlib import Path

import pytest

pytest.importorskip("cv2")

from editor.imaging.layout import find_layout
from editor.imaging.prepared import prepare
from editor.model.found import Layout
from editor.model.geometry import bounds
from tests.imaging.typed import drawn_page, true_boxes


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
