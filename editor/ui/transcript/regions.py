"""Acts on the caret's region: its place in the reading order, split, join, and the region it continues."""

from __future__ import annotations

from editor.model.edit import JoinRegions, MoveRegion, SetRegionContinues, SplitRegion
from editor.model.page import Line, PageContent, Region
from editor.model.tagset import TagSet
from editor.ui.transcript.acts import Act, NewId, Spot, Where, Why, place_in, refused, region_of, selected_lines
from editor.work import columns


def region_at(content: PageContent, where: Where) -> Region | None:
    """Return the selected region, or the caret's."""
    if where.region is not None:
        return region_of(content, where.region)
    lines = selected_lines(content, where)
    return region_of(content, lines[0].region) if lines else None


def move(content: PageContent, where: Where, step: int) -> Act:
    """Move the region one place up (-1) or down (1) in the reading order."""
    region = region_at(content, where)
    if region is None:
        return refused(Why.NO_REGION)
    others = [each.id for each in content.regions if each.id != region.id]
    place = content.regions.index(region) + step
    if not 0 <= place <= len(others):
        return refused(Why.FIRST_REGION if step < 0 else Why.LAST_REGION)
    return Act((MoveRegion(region.id, after=others[place - 1] if place else None),))


def split(content: PageContent, where: Where, new_id: NewId) -> Act:
    """Split the region before the caret's line."""
    lines = selected_lines(content, where)
    if where.region is not None or not lines:
        return refused(Why.NO_LINE)
    region = region_of(content, lines[0].region)
    if place_in(region, lines[0].id) == 0:
        return refused(Why.FIRST_OF_REGION)
    return Act((SplitRegion(region.id, before_line=lines[0].id, id=new_id()),))


def split_at_column(content: PageContent, line: Line, at: int, x: float | None, new_id: NewId) -> Act:
    """Split the region of a line at the column of a position in it; ``x`` is where that is across the scan."""
    if not line.text[:at].strip() or not line.text[at:].strip():
        return refused(Why.NO_COLUMN)
    edit, whole = columns.split_at_column(region_of(content, line.region), line, at, x, new_id)
    if edit is None:
        return refused(Why.NO_COLUMN)
    return Act((edit,), land=Spot(line.id, len(line.text[:at].rstrip())), say=Why.LINES_LEFT_WHOLE if whole else None)


def join(content: PageContent, where: Where) -> Act:
    """Join the region to the one before it in the reading order."""
    region = region_at(content, where)
    if region is None:
        return refused(Why.NO_REGION)
    place = content.regions.index(region)
    if place == 0:
        return refused(Why.FIRST_REGION)
    return Act((JoinRegions(content.regions[place - 1].id, region.id),))


def continue_across(content: PageContent, before: PageContent | None, tagset: TagSet) -> Act:
    """Let the first body region of the page continue the last one of the page ``before``; again: let it be."""
    if before is None:
        return refused(Why.NO_PAGE_BEFORE)
    bodies = [region for region in content.regions if tagset.kind(region.kind).role == "body" and region.lines]
    earlier = [region for region in before.regions if tagset.kind(region.kind).role == "body" and region.lines]
    if not bodies or not earlier:
        return refused(Why.NO_BODY if not bodies else Why.NO_BODY_BEFORE)
    first, last = bodies[0], earlier[-1]
    if first.continues == last.id:
        return Act((SetRegionContinues(first.id, None),), say=Why.CONTINUES_NO_MORE)
    return Act((SetRegionContinues(first.id, last.id),), say=Why.CONTINUES)
