"""Lines of one region that are not read from top to bottom, by their places on the scan."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import groupby, pairwise

from editor.assist.order.above import Above, beside, contradictions, put_right
from editor.assist.order.values import Proposal, Sheet, box_of_line, line_moves, said
from editor.model.geometry import Box
from editor.model.page import Line, Region

_MOST = 400
"""Regions with more lines are left alone: comparing each with each would take seconds."""
_OVERLAP = 0.5
_LOWER = 0.6
"""So many heights of a line must one stand below the other."""
_SHUFFLED = 0.25
_BESIDE = 2.0
_CLOSE = 0.4
_LEAST = 4.0
"""Pixels: baselines alone are lower than that."""


def misplaced_lines(sheet: Sheet) -> list[Proposal]:
    """Return the proposals for lines that are read before a line above them."""
    found: list[Proposal] = []
    for region in sheet.content.regions:
        if 1 < len(region.lines) <= _MOST and region.attributes.get("rotation", "0") in ("", "0"):
            found += _of_region(region)
    return found


def _of_region(region: Region) -> list[Proposal]:
    boxes = {line.id: box for line in region.lines if (box := box_of_line(line)) is not None}
    order = [line.id for line in region.lines if line.id in boxes]
    if len(order) < 2 or _already_sorted(region, boxes):
        return []
    above = lines_above(region.lines, boxes)
    wrong = contradictions(order, above)
    if not wrong:
        return []
    then, moved = put_right(order, above, boxes)
    texts = {line.id: line.text for line in region.lines}
    if len(moved) > 2 and len(moved) >= _SHUFFLED * len(order):
        return [_whole(region, then, len(moved))]
    return _runs(region, then, set(moved), texts)


def _already_sorted(region: Region, boxes: dict[int, Box]) -> bool:
    tops = [boxes[line.id][3] for line in region.lines if line.id in boxes]
    return all(a <= b for a, b in pairwise(tops))


def lines_above(lines: Sequence[Line], boxes: dict[int, Box]) -> Above:
    """Return for each line those that stand above it in the same column, by more than half a line."""
    height = _height(boxes)
    middles = {line.id: _middle(line, boxes[line.id]) for line in lines if line.id in boxes}
    return {
        one: frozenset(
            other
            for other in middles
            if middles[one] - middles[other] > _LOWER * height and beside(boxes[one], boxes[other]) > _OVERLAP
        )
        for one in middles
    }


def _middle(line: Line, box: Box) -> float:
    points = line.baseline or line.outline
    if line.baseline:
        return sum(y for _, y in points) / len(points)
    return (box[1] + box[3]) / 2


def _height(boxes: dict[int, Box]) -> float:
    """Return the height of a line: of its outline, or the distance of lines where there are only baselines."""
    heights = [box[3] - box[1] for box in boxes.values()]
    usual = statistics.median(heights)
    bottoms = sorted(box[3] for box in boxes.values())
    steps = [b - a for a, b in pairwise(bottoms) if b - a > _BESIDE]
    step = statistics.median(steps) if steps else usual
    return max(min(usual, max(step, _CLOSE * usual)) if usual > _LEAST else step, _LEAST)


def _whole(region: Region, then: list[int], moved: int) -> Proposal:
    sentence = (
        f"{moved} of the {len(then)} lines of this region are not read from top to bottom. "
        "Put them in the order in which they stand on the scan."
    )
    lines = tuple(then)
    placed = set(then)
    first = next((line.id for line in region.lines if line.id not in placed), None)
    after = first if first is not None and region.lines[0].id == first else None
    return Proposal("lines", "Order lines", sentence, line_moves(lines, region.id, after), 0.95, lines, (region.id,))


def _runs(region: Region, then: list[int], moved: set[int], texts: dict[int, str]) -> list[Proposal]:
    found: list[Proposal] = []
    at = 0
    for is_moved, group in groupby(then, key=lambda one: one in moved):
        run = tuple(group)
        if is_moved:
            after = then[at - 1] if at else None
            below = then[at + len(run)] if at + len(run) < len(then) else None
            found.append(_run(region, run, after, below, texts))
        at += len(run)
    return found


def _run(region: Region, run: tuple[int, ...], after: int | None, below: int | None, texts: dict[int, str]) -> Proposal:
    what = f"{said(texts[run[0]])} stands" if len(run) == 1 else f"{len(run)} lines from {said(texts[run[0]])} stand"
    if after is not None:
        where = f"right below {said(texts[after])}"
    else:
        where = f"above {said(texts[below])}" if below is not None else "first"
    sentence = f"On the scan {what} {where}; the text reads them otherwise."
    return Proposal("line", "Move lines", sentence, line_moves(run, region.id, after), 0.9, run, (region.id,))
