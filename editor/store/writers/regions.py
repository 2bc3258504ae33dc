"""Writers of regions: kind, outline, order, split, join."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from editor.model import edit as e
from editor.model.edit import LAST
from editor.model.faults import EditFault
from editor.model.geometry import Polygon, area, bounds, cut_at_x, cut_at_y, polygon, rectangle, union
from editor.model.text import map_position
from editor.model.wordplaces import gap_at, wide_gap
from editor.store.pen import Pen, text_of
from editor.store.writers.lines import cut_line, drop_line, words_of
from editor.store.writers.tags import leave

NewId = Callable[[], int]
_NEAR = 0.25
"""So much of the lower of two parts may reach into the other where a level line still parts them."""
_WIDE = 0.4
"""So much of a line may lie between a column and the wide gap that is taken for it."""


def add_region(pen: Pen, edit: e.AddRegion, new_id: NewId) -> e.AddRegion:
    """Add a region to a page."""
    pen.get("page", edit.page)
    _named(edit.kind)
    if edit.continues is not None:
        pen.get("region", edit.continues)
    after, rank = pen.place("region", edit.page, edit.after)
    row = {
        "id": edit.id,
        "page": edit.page,
        "rank": rank,
        "kind": edit.kind,
        "outline": text_of(edit.outline),
        "hand": edit.hand or None,
        "continues": edit.continues,
        "attributes": text_of(dict(edit.attributes)),
    }
    pen.insert("region", row)
    return replace(edit, after=after)


def _named(kind: str) -> None:
    if not kind.strip():
        raise EditFault("A region needs a kind.")


def remove_region(pen: Pen, edit: e.RemoveRegion, new_id: NewId) -> e.RemoveRegion:
    """Remove a region and its lines."""
    drop_region(pen, edit.region)
    return edit


def drop_region(pen: Pen, region: int) -> None:
    """Remove a region and its lines; annotations go to the tray, a region that continued it stands alone."""
    row = pen.get("region", region)
    for line in pen.children("line", region):
        drop_line(pen, line, row["page"])
    _drop_empty(pen, region, row)


def _drop_empty(pen: Pen, region: int, row: dict[str, Any], heir: int | None = None) -> None:
    leave(pen, region, row["page"], "")
    for other in pen.connection.execute("SELECT id FROM region WHERE continues=?", (region,)).fetchall():
        pen.update("region", other[0], continues=None if heir == other[0] else heir)
    pen.delete("region", region)


def move_region(pen: Pen, edit: e.MoveRegion, new_id: NewId) -> e.MoveRegion:
    """Change a region's place in the reading order; on another page its outlines would mean nothing and stay behind."""
    here = pen.get("region", edit.region)["page"]
    page = here if edit.page is None else edit.page
    pen.get("page", page)
    after, rank = pen.place("region", page, edit.after, edit.region)
    pen.update("region", edit.region, page=page, rank=rank)
    if page != here:
        pen.update("region", edit.region, outline="[]")
        for line in pen.children("line", edit.region):
            pen.update("line", line, outline="[]", baseline="[]")
    return replace(edit, after=after)


def set_kind(pen: Pen, edit: e.SetRegionKind, new_id: NewId) -> e.SetRegionKind:
    """Give a region its kind."""
    _named(edit.kind)
    pen.update("region", edit.region, kind=edit.kind)
    return edit


def set_outline(pen: Pen, edit: e.SetRegionOutline, new_id: NewId) -> e.SetRegionOutline:
    """Give a region its outline."""
    pen.update("region", edit.region, outline=text_of(edit.outline))
    return edit


def set_hand(pen: Pen, edit: e.SetRegionHand, new_id: NewId) -> e.SetRegionHand:
    """Say whose hand wrote a region."""
    pen.update("region", edit.region, hand=edit.hand or None)
    return edit


def set_continues(pen: Pen, edit: e.SetRegionContinues, new_id: NewId) -> e.SetRegionContinues:
    """Say which region this one continues."""
    at = edit.continues
    while at is not None:
        if at == edit.region:
            raise EditFault("A region cannot continue itself.")
        at = pen.get("region", at)["continues"]
    pen.update("region", edit.region, continues=edit.continues)
    return edit


def set_attributes(pen: Pen, edit: e.SetRegionAttributes, new_id: NewId) -> e.SetRegionAttributes:
    """Set attributes of a region."""
    old = json.loads(pen.get("region", edit.region)["attributes"])
    values = {k: v for k, v in {**old, **edit.attributes}.items() if v != ""}
    pen.update("region", edit.region, attributes=text_of(values))
    return edit


def split_region(pen: Pen, edit: e.SplitRegion, new_id: NewId) -> e.SplitRegion:
    """Split a region before a line, or at a column."""
    row = pen.get("region", edit.region)
    assert edit.id is not None
    if (edit.before_line is None) == (edit.at_x is None):
        raise EditFault("A region is split either before a line or at a column.")
    new = {**row, "id": edit.id, "rank": pen.rank_after("region", row["page"], edit.region), "continues": None}
    pen.insert("region", new)
    if edit.before_line is not None:
        _split_before(pen, edit.region, edit.id, edit.before_line)
        return edit
    assert edit.at_x is not None
    outline = polygon(json.loads(row["outline"]))
    halves = cut_at_x(outline, edit.at_x)
    if outline and not all(halves):
        raise EditFault("The column lies outside the region, so there is nothing to split.")
    pen.update("region", edit.region, outline=text_of(halves[0]))
    pen.update("region", edit.id, outline=text_of(halves[1]))
    return replace(edit, line_ids=_split_at(pen, edit.region, edit.id, edit.at_x, list(edit.line_ids), new_id))


def _split_before(pen: Pen, region: int, new: int, line: int) -> None:
    lines = pen.children("line", region)
    if line not in lines or line == lines[0]:
        raise EditFault("A region is split before one of its lines, but not before its first.")
    for moved in lines[lines.index(line) :]:
        pen.update("line", moved, region=new)
    halves = _cut_between(pen, region, new)
    if halves is not None:
        pen.update("region", region, outline=text_of(halves[0]))
        pen.update("region", new, outline=text_of(halves[1]))
        return
    for each in (region, new):
        if box := _box_of_lines(pen, each):
            pen.update("region", each, outline=text_of(rectangle(box)))


def _cut_between(pen: Pen, region: int, new: int) -> tuple[Polygon, Polygon] | None:
    """Return the outline cut by a level line between the lines of two regions, None where none parts them."""
    outline = polygon(json.loads(pen.get("region", region)["outline"]))
    above, below = _box_of_lines(pen, region), _box_of_lines(pen, new)
    if not outline or above is None or below is None or above[1] >= below[1] or above[3] >= below[3]:
        return None
    if above[3] - below[1] > _NEAR * min(above[3] - above[1], below[3] - below[1]):
        return None
    halves = cut_at_y(outline, (above[3] + below[1]) / 2)
    return halves if area(halves[0]) and area(halves[1]) else None


def _box_of_lines(pen: Pen, region: int) -> tuple[float, float, float, float] | None:
    shapes = [polygon(json.loads(pen.get("line", line)["outline"])) for line in pen.children("line", region)]
    return union(bounds(shape) for shape in shapes if shape)


def _split_at(pen: Pen, region: int, new: int, x: float, ids: list[int], new_id: NewId) -> tuple[int, ...]:
    used: list[int] = []
    for line in pen.children("line", region):
        row = pen.get("line", line)
        shape = polygon(json.loads(row["outline"])) or polygon(json.loads(row["baseline"]))
        if not shape or bounds(shape)[2] <= x:
            continue
        if bounds(shape)[0] < x:
            used.append(ids[len(used)] if len(used) < len(ids) else new_id())
            cut_line(pen, line, _gap(pen, row, shape, x), used[-1], x)
            line = used[-1]
        pen.update("line", line, region=new, rank=pen.place("line", new, LAST)[1])
    return tuple(used)


def _gap(pen: Pen, row: dict[str, Any], shape: Polygon, x: float) -> int:
    """Return where a line is cut at a column: by the boxes of its words, at a wide blank near, or at the nearest."""
    text, ocr = row["text"], row["ocr_text"]
    if ocr is not None and row["share"] is not None:
        at = gap_at(words_of(pen, row), x)
        if at is not None:
            return map_position(ocr, text, at)
    left, _, right, _ = bounds(shape)
    guess = round(len(text) * (x - left) / (right - left)) if right > left else 0
    wide = wide_gap(text, guess)
    return wide if wide is not None and abs(wide - guess) <= _WIDE * len(text) else _nearest_blank(text, shape, x)


def _nearest_blank(text: str, shape: Polygon, x: float) -> int:
    left, _, right, _ = bounds(shape)
    guess = round(len(text) * (x - left) / (right - left)) if right > left else 0
    blanks = [i for i, c in enumerate(text) if c == " "]
    return min(blanks, key=lambda i: abs(i - guess)) if blanks else guess


def join_regions(pen: Pen, edit: e.JoinRegions, new_id: NewId) -> e.JoinRegions:
    """Put the lines of the second region at the end of the first."""
    first, second = pen.get("region", edit.first), pen.get("region", edit.second)
    if edit.first == edit.second or first["page"] != second["page"]:
        raise EditFault("Only two regions of one page can be joined; across pages, let one continue the other.")
    for line in pen.children("line", edit.second):
        pen.update("line", line, region=edit.first, rank=pen.place("line", edit.first, LAST)[1])
    shapes = [polygon(json.loads(row["outline"])) for row in (first, second)]
    box = union(bounds(shape) for shape in shapes if shape)
    if box is not None:
        pen.update("region", edit.first, outline=text_of(rectangle(box)))
    if first["continues"] == edit.second:
        pen.update("region", edit.first, continues=None)
    _drop_empty(pen, edit.second, second, heir=edit.first)
    return edit
