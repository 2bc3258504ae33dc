"""Where everything of a page is: shapes by id, and what is under a point. No items, no painting."""

from __future__ import annotations

from editor.model.geometry import Box, Point, Polygon, bounds
from editor.model.page import PageContent, Region
from editor.ui.kit.shapes import shape_of
from editor.ui.pageview.grid import Grid
from editor.ui.session import Selection


class PageLayout:
    """The shapes of the regions and lines of one page, kept in step with its content."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.regions: dict[int, Region] = {}
        self.lines: dict[int, Polygon] = {}
        self.region_of: dict[int, int] = {}
        self._region_grid, self._line_grid = Grid(), Grid()

    def set_content(self, content: PageContent | None) -> None:
        """Take a page; only what is other than before is sorted in anew."""
        regions = {region.id: region for region in content.regions} if content is not None else {}
        lines = {
            line.id: shape for region in regions.values() for line in region.lines if (shape := shape_of(line, region))
        }
        outlines = {key: region.outline for key, region in self.regions.items()}
        _sort_in(self._region_grid, outlines, {key: region.outline for key, region in regions.items()})
        _sort_in(self._line_grid, self.lines, lines)
        self.regions, self.lines = regions, lines
        self.region_of = {line.id: region.id for region in regions.values() for line in region.lines}

    def picks(self, at: Point) -> list[Selection]:
        """Return what a click there can mean, nearest first: in each region, smallest first, its line, then itself."""
        lines = self._line_grid.at(at)
        out: list[Selection] = []
        for region in self._region_grid.at(at):
            out += [Selection(region, line) for line in lines if self.region_of[line] == region]
            out.append(Selection(region))
        inside = {selection.line for selection in out}
        return [*out, *(Selection(self.region_of[line], line) for line in lines if line not in inside)]

    def region(self, region_id: int | None) -> Region | None:
        """Return a region of the page."""
        return self.regions.get(region_id) if region_id is not None else None

    def line_shape(self, line_id: int | None) -> Polygon:
        """Return the shape of a line, empty where it has no place."""
        return self.lines.get(line_id, ()) if line_id is not None else ()

    def shape(self, selection: Selection) -> Polygon:
        """Return the shape of the selected line, or of its region where no line is selected or it has no place."""
        region = self.region(selection.region)
        return self.line_shape(selection.line) or (region.outline if region is not None else ())

    def is_taken(self, box: Box, by_other_than: int) -> bool:
        """Tell whether another region or its lines lie in a box; a region that is all around counts by its lines."""
        if any(self.region_of[line] != by_other_than for line in self._line_grid.near(box)):
            return True
        left, top, right, bottom = bounds(self.regions[by_other_than].outline)
        for other in self._region_grid.near(box) - {by_other_than}:
            around = bounds(self.regions[other].outline)
            if around[0] > left or around[1] > top or around[2] < right or around[3] < bottom:
                return True
        return False

    def __len__(self) -> int:
        """Return how many outlines there are."""
        return len(self.regions) + len(self.lines)


def _sort_in(grid: Grid, old: dict[int, Polygon], new: dict[int, Polygon]) -> None:
    for key in old.keys() - new.keys():
        grid.drop(key)
    for key, outline in new.items():
        if old.get(key) != outline:
            grid.put(key, outline)
