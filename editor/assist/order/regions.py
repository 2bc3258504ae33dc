"""Regions whose reading order contradicts the columns and rows they stand in on the scan."""

from __future__ import annotations

from itertools import groupby

from editor.assist.order.above import Above, beside, contradictions, overlap, put_right
from editor.assist.order.columns import reading_order
from editor.assist.order.values import FLOW, Proposal, Sheet, box_of_region, region_moves, said
from editor.model.edit import Edit
from editor.model.geometry import Box
from editor.model.page import Region

_OVERLAP = 0.5
_MOST = 300
_SHUFFLED = 0.12


def misplaced_regions(sheet: Sheet) -> list[Proposal]:
    """Return the proposals for regions that are read before what stands above them in their column."""
    regions = {region.id: region for region in sheet.content.regions if region.lines}
    boxes = {one: box for one, region in regions.items() if (box := box_of_region(region)) is not None}
    order = [one for one in regions if one in boxes]
    if not 1 < len(order) <= _MOST:
        return []
    flow = [one for one in order if sheet.role(regions[one]) in FLOW]
    above = regions_above(order, boxes)
    pairs = sum(len(above[one] & set(flow)) for one in flow)
    wrong = sum(len(others) for others in contradictions(flow, above).values()) // 2
    if wrong > 2 and wrong >= _SHUFFLED * pairs:
        return _whole(sheet, regions, boxes, wrong)
    body = [one for one in flow if sheet.role(regions[one]) == "body"]
    judged = [one for one in order if one in set(flow) or _inside(one, body, order, boxes)]
    if not contradictions(judged, above):
        return []
    then, moved = put_right(judged, above, boxes)
    return _runs(sheet, then, set(moved), regions)


def regions_above(order: list[int], boxes: dict[int, Box]) -> Above:
    """Return for each region those that stand wholly above it in the same column."""
    return {one: frozenset(other for other in order if other != one and _is_above(boxes[other], boxes[one]))
            for one in order}  # fmt: skip


def _is_above(a: Box, b: Box) -> bool:
    if beside(a, b) <= _OVERLAP or a[1] >= b[1] or a[3] >= b[3]:
        return False
    return overlap(a[1], a[3], b[1], b[3]) < 0.15


def _inside(one: int, body: list[int], order: list[int], boxes: dict[int, Box]) -> bool:
    """Tell whether something that is no running text is read inside it, but stands above or below all that is near."""
    at = order.index(one)
    in_flow = set(body)
    before = next((other for other in reversed(order[:at]) if other in in_flow), None)
    behind = next((other for other in order[at + 1 :] if other in in_flow), None)
    if one in in_flow or before is None or behind is None:
        return False
    return boxes[one][3] <= boxes[before][1] or boxes[one][1] >= boxes[behind][3]


def _whole(sheet: Sheet, regions: dict[int, Region], boxes: dict[int, Box], wrong: int) -> list[Proposal]:
    notes = [one for one in boxes if sheet.role(regions[one]) == "note"]
    placed = reading_order(boxes, notes)
    now = [region.id for region in sheet.content.regions]
    then = _with_others(now, placed)
    moves = region_moves(now, then)
    if not moves:
        return []
    sentence = (
        f"The reading order contradicts the columns and rows of the page in {wrong} places. "
        "Put the regions in the order in which they stand on the scan."
    )
    concerned = tuple(one for one in then if one in boxes)
    return [Proposal("regions", "Order regions", sentence, moves, 0.85, (), concerned)]


def _with_others(now: list[int], placed: list[int]) -> list[int]:
    """Return the whole order: what has no place on the scan stays behind what it follows."""
    then = list(placed)
    known = set(placed)
    for at, one in enumerate(now):
        if one not in known:
            then.insert(then.index(now[at - 1]) + 1 if at else 0, one)
            known.add(one)
    return then


def _runs(sheet: Sheet, then: list[int], moved: set[int], regions: dict[int, Region]) -> list[Proposal]:
    now = [region.id for region in sheet.content.regions]
    found: list[Proposal] = []
    at = 0
    for is_moved, group in groupby(then, key=lambda one: one in moved):
        run = list(group)
        if is_moved:
            rest = [one for one in now if one not in set(run)]
            place = rest.index(then[at - 1]) + 1 if at else 0
            if not at and then[len(run) :]:
                place = rest.index(then[len(run)])
            edits = region_moves(now, [*rest[:place], *run, *rest[place:]])
            if edits:
                found.append(_run(run, then[at - 1] if at else None, regions, edits))
        at += len(run)
    return found


def _run(run: list[int], after: int | None, regions: dict[int, Region], edits: tuple[Edit, ...]) -> Proposal:
    what = said(regions[run[0]].lines[0].text)
    where = f"below {said(regions[after].lines[-1].text)}" if after is not None else "above all the others"
    sentence = f"On the scan {what} stands {where}, in the same column; it is read elsewhere."
    return Proposal("region", "Move region", sentence, edits, 0.8, (), tuple(run))
