"""Where on the scan a position in a line is, and a region cut at that column into two, with or without a scan."""

from __future__ import annotations

from collections.abc import Callable

from editor.model.edit import AddRegion, Batch, Edit, MoveLine, SplitLine, SplitRegion
from editor.model.geometry import bounds
from editor.model.page import Line, PageContent, Region
from editor.model.text import cut, map_position
from editor.model.wordplaces import placed_words, wide_gap, x_at
from editor.store import readers
from editor.store.project import Project


def column_at(project: Project, content: PageContent, line: Line, at: int) -> float | None:
    """Return where a position of a line is across the scan, in pixels; None where the line has no place there.

    The boxes of its words say so where the reading has them, else it is taken in proportion.
    """
    shape = line.outline or line.baseline
    if not shape:
        return None
    left, _, right, _ = bounds(shape)
    if line.share is not None and line.ocr_text is not None:
        page = readers.reading(project, line.share.reading)
        words = placed_words(line.share, page.lines())
        x = x_at(words, map_position(line.text, line.ocr_text, at))
        if x is not None:
            return x * page.scale_to((content.page.width, content.page.height))[0]
    return left + (right - left) * at / len(line.text) if line.text else left


def split_at_column(
    region: Region, line: Line, at: int, x: float | None, new_id: Callable[[], int]
) -> tuple[Edit | None, int]:
    """Return the edit that cuts a region at a column, None where nothing stands right of it, and the lines left whole.

    Args:
        region: The region.
        line: The line in which the column was pointed at.
        at: Where in that line.
        x: Where across the scan, None where the line has no place there: then lines are cut where they have wide gaps.
        new_id: Gives ids.
    """
    if x is not None:
        return SplitRegion(region.id, at_x=x, id=new_id()), 0
    new = new_id()
    edits: list[Edit] = [AddRegion(region.page, region.kind, after=region.id, hand=region.hand, id=new)]
    whole = 0
    for each in region.lines:
        place = at if each.id == line.id else wide_gap(each.text, at)
        if place is None:
            whole += 1
            continue
        left, right, _, _ = cut(each.text, place)
        if not right:
            continue
        if not left:
            edits.append(MoveLine(each.id, new))
            continue
        half = new_id()
        edits += [SplitLine(each.id, place, id=half), MoveLine(half, new)]
    return (Batch(tuple(edits), "Split at column") if len(edits) > 1 else None), whole
