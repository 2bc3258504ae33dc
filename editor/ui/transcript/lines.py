"""Acts on whole lines: move, add, remove, verify, take out of a region into one of their own."""

from __future__ import annotations

from collections.abc import Sequence

from editor.model.edit import (
    AddLine,
    AddRegion,
    Edit,
    MoveLine,
    RemoveLine,
    SetLineVerified,
    SetRegionKind,
    SetRegionOutline,
    SplitRegion,
)
from editor.model.geometry import Polygon, bounds, rectangle, union
from editor.model.page import Line, PageContent, Region
from editor.ui.transcript.acts import (
    Act,
    NewId,
    Spot,
    Where,
    Why,
    flat,
    index_of,
    line_before,
    place_in,
    refused,
    region_of,
    selected_lines,
)


def new_line(content: PageContent, where: Where, new_id: NewId) -> Act:
    """Add an empty line below the caret's, or into the selected region."""
    new = new_id()
    lines = selected_lines(content, where)
    if where.region is None and lines:
        return Act((AddLine(lines[-1].region, after=lines[-1].id, id=new),), land=Spot(new))
    if where.region is not None:
        return Act((AddLine(where.region, id=new),), land=Spot(new))
    return refused(Why.NO_REGION)


def remove(content: PageContent, where: Where) -> Act:
    """Remove the selected lines, or the caret's; their tags go to the tray."""
    doomed = selected_lines(content, where)
    if not doomed:
        return refused(Why.NO_LINE)
    lines = flat(content)
    first, last = index_of(lines, doomed[0].id), index_of(lines, doomed[-1].id)
    beside = lines[last + 1] if last + 1 < len(lines) else lines[first - 1] if first else None
    gone = {line.id for line in doomed}
    tagged = any(span.line in gone for a in content.annotations for span in a.spans)
    return Act(
        tuple(RemoveLine(line.id) for line in doomed),
        "Remove lines",
        Spot(beside.id) if beside is not None else None,
        Why.TO_TRAY if tagged else None,
    )


def chosen(content: PageContent, where: Where) -> list[Line]:
    """Return the selected lines, or those of the selected region."""
    return list(region_of(content, where.region).lines) if where.region is not None else selected_lines(content, where)


def verify(content: PageContent, where: Where) -> Act:
    """Mark the selected lines, or those of the selected region, as checked; where all are, take the mark away."""
    lines = chosen(content, where)
    if not lines:
        return refused(Why.NO_LINE)
    verified = not all(line.verified for line in lines)
    changed = [line for line in lines if line.verified != verified]
    return Act(tuple(SetLineVerified(line.id, verified) for line in changed), "Verify lines")


def mark_verified(content: PageContent, where: Where) -> Act:
    """Mark the selected lines, or those of the selected region, as checked; those that are stay so."""
    lines = chosen(content, where)
    if not lines:
        return refused(Why.NO_LINE)
    return Act(tuple(SetLineVerified(line.id) for line in lines if not line.verified), "Verify lines")


def move(content: PageContent, where: Where, step: int) -> Act:
    """Move the selected lines up (-1) or down (1); past the end of their region they go on into the next one."""
    lines, refusal = _of_one_region(content, where)
    if refusal is not None:
        return refusal
    region = region_of(content, lines[0].region)
    first, last = place_in(region, lines[0].id), place_in(region, lines[-1].id)
    past = first - 1 if step < 0 else last + 1
    if not 0 <= past < len(region.lines):
        return to_beside(content, where, step)
    if len(lines) == 1:
        after = line_before(region, past) if step < 0 else region.lines[past].id
        return Act((MoveLine(lines[0].id, region.id, after=after),))
    after = lines[-1].id if step < 0 else line_before(region, first)
    return Act((MoveLine(region.lines[past].id, region.id, after=after),))


def to_beside(content: PageContent, where: Where, step: int) -> Act:
    """Move the selected lines to the end of the region before theirs (-1), or to the start of the next one (1)."""
    lines, refusal = _of_one_region(content, where)
    if refusal is not None:
        return refusal
    target = _beside(content, region_of(content, lines[0].region), step)
    if target is None:
        return refused(Why.LAST_REGION if step > 0 else Why.FIRST_REGION)
    after = target.lines[-1].id if step < 0 and target.lines else None
    return Act(tuple(_moves(lines, target.id, after)), "Move lines")


def _beside(content: PageContent, region: Region, step: int) -> Region | None:
    place = content.regions.index(region) + step
    return content.regions[place] if 0 <= place < len(content.regions) else None


def _moves(lines: Sequence[Line], region: int, after: int | None) -> list[Edit]:
    edits: list[Edit] = []
    for line in lines:
        edits.append(MoveLine(line.id, region, after=after))
        after = line.id
    return edits


def _of_one_region(content: PageContent, where: Where) -> tuple[list[Line], Act | None]:
    lines = selected_lines(content, where)
    if not lines:
        return [], refused(Why.NO_LINE)
    if len({line.region for line in lines}) > 1:
        return [], refused(Why.SEVERAL_REGIONS)
    return lines, None


def make_kind(content: PageContent, where: Where, kind: str, new_id: NewId) -> Act:
    """Give the caret's region a kind; selected lines become a region of that kind, beside or out of theirs."""
    if not where.selecting:
        home = where.region if where.region is not None else _region_at(content, where)
        return Act((SetRegionKind(home, kind),)) if home is not None else refused(Why.NO_REGION)
    lines, refusal = _of_one_region(content, where)
    if refusal is not None:
        return refusal
    region = region_of(content, lines[0].region)
    if len(lines) == len(region.lines):
        return Act((SetRegionKind(region.id, kind),))
    return Act(_taken_out(content, region, lines, AddRegion(content.page.id, kind), new_id), "Change kind")


def own_region(content: PageContent, where: Where, new_id: NewId) -> Act:
    """Make the selected lines, or the caret's, a region of the same kind and hand as the one they leave."""
    lines, refusal = _of_one_region(content, where)
    if refusal is not None:
        return refusal
    region = region_of(content, lines[0].region)
    if len(lines) == len(region.lines):
        return refused(Why.WHOLE_REGION)
    new = AddRegion(content.page.id, region.kind, hand=region.hand)
    return Act(_taken_out(content, region, lines, new, new_id), "New region")


def _region_at(content: PageContent, where: Where) -> int | None:
    lines = selected_lines(content, where)
    return lines[0].region if lines else None


def _taken_out(
    content: PageContent, region: Region, lines: Sequence[Line], new: AddRegion, new_id: NewId
) -> tuple[Edit, ...]:
    """Return the edits that put ``lines`` into ``new``, in their place in the reading order.

    Lines before them stay, lines behind them too, or are split off where both are there.
    """
    first, last = place_in(region, lines[0].id), place_in(region, lines[-1].id)
    before, behind = region.lines[:first], region.lines[last + 1 :]
    edits: list[Edit] = []
    if before and behind:
        edits.append(SplitRegion(region.id, before_line=behind[0].id, id=new_id()))
    id_ = new_id()
    order = [each.id for each in content.regions]
    place = order.index(region.id)
    after = region.id if before else (order[place - 1] if place else None)
    edits.append(AddRegion(new.page, new.kind, box_of(lines), after=after, hand=new.hand, id=id_))
    edits += _moves(lines, id_, None)
    rest = box_of(before or behind)
    if rest and region.outline:
        edits.append(SetRegionOutline(region.id, rest))
    return tuple(edits)


def box_of(lines: Sequence[Line]) -> Polygon:
    """Return the rectangle around the outlines of ``lines``, nothing where one of them has none."""
    if not all(line.outline for line in lines):
        return ()
    box = union(bounds(line.outline) for line in lines)
    return rectangle(box) if box is not None else ()
