"""What becomes of a stroke or a box drawn on the scan: new lines and regions in their places, ready to be typed into.

Pure functions over values of the model: they make edits and send none.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from PySide6.QtCore import QCoreApplication

from editor.model.edit import AddLine, AddRegion, Batch
from editor.model.geometry import Box, Point, Polygon, bounds, contains, polygon, rectangle
from editor.model.page import PageContent, Region
from editor.ui.kit.shapes import line_height, shape_of
from editor.ui.pageview.shapes import place_for_line, place_for_region

BASELINE_AT = 0.8
"""Where a line drawn as a box has its baseline: this share of its height from above."""
_ABOVE, _BELOW = 0.75, 0.3
"""How far a line drawn as a stroke reaches above and below it, as a share of the height of lines."""
_STEEP = 0.45
"""A stroke that falls or rises by more than this share of the height of lines is the diagonal of a box."""
_ONE_LINE = 1.8
"""A region up to so many times as high as a line is one line."""
_LINES_A_PAGE = 50


def height_of_lines(content: PageContent, page_height: float, region: Region | None = None) -> float:
    """Return how high a line is likely to be, of a region where one is given that has lines, else of the page."""
    if region is not None and any(line.outline or line.baseline for line in region.lines):
        return line_height(region)
    heights = [line_height(r) for r in content.regions if any(line.outline or line.baseline for line in r.lines)]
    return median(heights) if heights else max(page_height / _LINES_A_PAGE, 8.0)


def is_stroke(start: Point, end: Point, height: float) -> bool:
    """Tell whether a drag went along a line of writing, and not from corner to corner of a box."""
    across, down = abs(end[0] - start[0]), abs(end[1] - start[1])
    return across > 2 * down and down <= _STEEP * height


def band(start: Point, end: Point, height: float, keep: Callable[[Point], Point]) -> tuple[Polygon, Polygon]:
    """Return outline and baseline of a line whose letters stand on a stroke; ``keep`` keeps points on the page."""
    first, last = sorted((start, end))
    above = [keep((x, y - _ABOVE * height)) for x, y in (first, last)]
    below = [keep((x, y + _BELOW * height)) for x, y in (last, first)]
    return polygon((*above, *below)), polygon((first, last))


def boxed(box: Box) -> tuple[Polygon, Polygon]:
    """Return the outline and the baseline of a line that fills a box."""
    base = round(box[1] + BASELINE_AT * (box[3] - box[1]))
    return rectangle(box), polygon(((box[0], base), (box[2], base)))


def first_line(outline: Polygon, height: float) -> tuple[Polygon, Polygon]:
    """Return the outline and the baseline of the first line of a region that was just drawn."""
    left, top, right, bottom = bounds(outline)
    whole = bottom - top <= _ONE_LINE * height
    return boxed((left, top, right, bottom if whole else round(top + height)))


def is_free(content: PageContent, outline: Polygon) -> bool:
    """Tell whether no line of the page lies in an outline."""
    for region in content.regions:
        for line in region.lines:
            shape = shape_of(line, region)
            if shape:
                left, top, right, bottom = bounds(shape)
                if contains(outline, ((left + right) / 2, (top + bottom) / 2)):
                    return False
    return True


def line_in(region: Region, shape: tuple[Polygon, Polygon], new_id: int) -> AddLine:
    """Return the edit that puts an empty line into its place in a region."""
    return AddLine(region.id, "", *shape, place_for_line(region, shape[0]), id=new_id)


def region_with_line(
    content: PageContent, kind: str, outline: Polygon, shape: tuple[Polygon, Polygon], ids: tuple[int, int]
) -> Batch:
    """Return the edit that adds a region with one empty line; ``ids`` are those of the two."""
    after = place_for_region(content, outline)
    region = AddRegion(content.page.id, kind, outline, after, id=ids[0])
    line = AddLine(ids[0], "", *shape, id=ids[1])
    return Batch((region, line), QCoreApplication.translate("Tools", "Add region"))


def box_below(region: Region, height: float, page: tuple[float, float]) -> Box:
    """Return where a new region goes below another: as wide, two lines high, on the page."""
    left, _, right, bottom = bounds(region.outline)
    return _on_page((left, round(bottom + height / 2), right, round(bottom + 2.5 * height)), page)


def box_around(at: Point, height: float, page: tuple[float, float]) -> Box:
    """Return where a new region goes around a point: half as wide as the page, two lines high."""
    x, y = at
    return _on_page((round(x - page[0] / 4), round(y - height), round(x + page[0] / 4), round(y + height)), page)


def _on_page(box: Box, page: tuple[float, float]) -> Box:
    dx = max(-box[0], 0) + min(page[0] - box[2], 0)
    dy = max(-box[1], 0) + min(page[1] - box[3], 0)
    left, top, right, bottom = box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy
    return max(left, 0), max(top, 0), min(right, page[0]), min(bottom, page[1])


def resized(outline: Polygon, dx: float, dy: float, page: tuple[float, float]) -> Polygon:
    """Return an outline with its right and lower edges moved, all of it in proportion; it keeps some size."""
    left, top, right, bottom = bounds(outline)
    width = min(max(right - left + dx, 4), page[0] - left)
    height = min(max(bottom - top + dy, 4), page[1] - top)
    across, down = width / max(right - left, 1), height / max(bottom - top, 1)
    return polygon((round(left + (x - left) * across), round(top + (y - top) * down)) for x, y in outline)
