"""Text acts that reach over lines: split, join, delete, and put other text, of one line or many, in place of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from editor.model.edit import AddLine, AddRegion, Edit, JoinLines, RemoveLine, SetLineText, SplitLine
from editor.model.page import Line, PageContent, Region
from editor.model.text import glue
from editor.ui.transcript.acts import (
    Act,
    NewId,
    Spot,
    Why,
    flat,
    index_of,
    line_before,
    place_in,
    refused,
    region_of,
)


def split(content: PageContent, spot: Spot, new_id: NewId) -> Act:
    """Split a line at the caret, which goes to the start of the new line."""
    new = new_id()
    return Act((SplitLine(spot.line, spot.at, id=new),), land=Spot(new))


def join_before(content: PageContent, line_id: int) -> Act:
    """Join a line to the one before it in its region; the caret stays at the seam."""
    region, place = _home(content, line_id)
    if place == 0:
        return refused(Why.FIRST_OF_REGION)
    return _join(region.lines[place - 1], region.lines[place])


def join_after(content: PageContent, line_id: int) -> Act:
    """Join the next line of the region to a line; the caret stays at the seam."""
    region, place = _home(content, line_id)
    if place + 1 == len(region.lines):
        return refused(Why.LAST_OF_REGION)
    return _join(region.lines[place], region.lines[place + 1])


def _join(first: Line, second: Line) -> Act:
    at = len(first.text) + len(glue(first.text, second.text))
    return Act((JoinLines(first.id, second.id),), land=Spot(first.id, at))


def _home(content: PageContent, line_id: int) -> tuple[Region, int]:
    lines = flat(content)
    region = region_of(content, lines[index_of(lines, line_id)].region)
    return region, place_in(region, line_id)


def replace(content: PageContent, start: Spot, end: Spot, texts: Sequence[str], new_id: NewId) -> Act:
    """Put ``texts``, one a line, where the text from ``start`` to ``end`` stood.

    Within one region the ends of what is left become one line, as in any text; the ends of two regions stay apart.
    """
    lines = flat(content)
    i, j = index_of(lines, start.line), index_of(lines, end.line)
    if i < j:
        act = _over_lines(lines[i : j + 1], start.at, end.at, texts, new_id)
    elif len(texts) == 1:
        act = _in_line(lines[i], start.at, end.at, texts[0])
    else:
        act = _break_open(content, lines[i], start.at, end.at, texts, new_id)
    return Act(act.edits, act.title or _title(start != end, texts), act.land)


def _title(selecting: bool, texts: Sequence[str]) -> str:
    if list(texts) == [""]:
        return "Delete"
    return "Paste" if len(texts) > 1 or not selecting else "Replace"


def _in_line(line: Line, at: int, to: int, text: str) -> Act:
    edits = _set(line, line.text[:at] + text + line.text[to:])
    return Act(edits, land=Spot(line.id, at + len(text)))


def _set(line: Line, text: str) -> tuple[Edit, ...]:
    return (SetLineText(line.id, text),) if text != line.text else ()


def _over_lines(lines: Sequence[Line], at: int, to: int, texts: Sequence[str], new_id: NewId) -> Act:
    first, between, last = lines[0], lines[1:-1], lines[-1]
    left, right = first.text[:at] + texts[0], last.text[to:]
    gone = tuple(RemoveLine(line.id) for line in between)
    if len(texts) > 1:
        more, _ = added(first.region, texts[1:-1], first.id, new_id)
        edits = (*gone, *_set(first, left), *more, *_set(last, texts[-1] + right))
        return Act(edits, land=Spot(last.id, len(texts[-1])))
    if not right:
        return Act((*_set(first, left), *gone, RemoveLine(last.id)), land=Spot(first.id, len(left)))
    if first.region != last.region:
        return Act((*_set(first, left), *gone, *_set(last, right)), land=Spot(first.id, len(left)))
    if not left:
        return Act((RemoveLine(first.id), *gone, *_set(last, right)), land=Spot(last.id))
    return _close_up(first, last, left, right, gone)


def _close_up(first: Line, last: Line, left: str, right: str, gone: tuple[Edit, ...]) -> Act:
    edits = (*gone, *_set(first, left), *_set(last, right), JoinLines(first.id, last.id))
    between = glue(left, right)
    if not gone and left == first.text and right == last.text:
        return Act(edits, land=Spot(first.id, len(left) + len(between)))
    if between:
        edits = (*edits, SetLineText(first.id, left + right))
    return Act(edits, land=Spot(first.id, len(left)))


def _break_open(content: PageContent, line: Line, at: int, to: int, texts: Sequence[str], new_id: NewId) -> Act:
    """Put several lines into one: behind it, before it, or between its halves."""
    left, right = line.text[:at], line.text[to:]
    if not right:
        kept = texts[:-1] if len(texts) > 1 and not texts[-1] else texts
        edits, last = added(line.region, kept[1:], line.id, new_id)
        land = Spot(line.id, len(left + kept[0])) if last is None else Spot(last, len(kept[-1]))
        return Act((*_set(line, left + kept[0]), *edits), land=land)
    if not left:
        region, place = _home(content, line.id)
        edits, _ = added(line.region, texts[:-1], line_before(region, place), new_id)
        return Act((*edits, *_set(line, texts[-1] + right)), land=Spot(line.id, len(texts[-1])))
    half = new_id()
    edits, _ = added(line.region, texts[1:-1], line.id, new_id)
    opened = (*_set(line, left + right), SplitLine(line.id, at, id=half))
    ends = (SetLineText(line.id, left + texts[0]), SetLineText(half, texts[-1] + right))
    return Act((*opened, *ends, *edits), land=Spot(half, len(texts[-1])))


def added(
    region: int, texts: Sequence[str], after: int | None, new_id: NewId
) -> tuple[tuple[AddLine, ...], int | None]:
    """Return the edits that add ``texts`` as lines behind ``after``, and the id of the last.

    Halves first: the store keeps the order in whole numbers between two neighbours, which a thousand lines added one
    behind the other would use up again and again.
    """
    ids = [new_id() for _ in texts]
    edits = tuple(
        AddLine(region, texts[i], after=after if before is None else ids[before], id=ids[i])
        for i, before in _halves_first(0, len(texts))
    )
    return edits, ids[-1] if ids else None


def _halves_first(low: int, high: int) -> Iterator[tuple[int, int | None]]:
    """Yield every place of ``low`` to ``high`` with the place before it that is taken already, None for none."""
    waiting = [(low, high)]
    while waiting:
        low, high = waiting.pop()
        if low < high:
            middle = (low + high) // 2
            yield middle, low - 1 if low > 0 else None
            waiting += [(middle + 1, high), (low, middle)]


def onto_page(content: PageContent, region: int | None, texts: Sequence[str], new_id: NewId) -> Act:
    """Put lines on a page that has none, into ``region``, its first region, or a new one."""
    edits: tuple[Edit, ...] = ()
    if region is None and content.regions:
        region = content.regions[0].id
    if region is None:
        region = new_id()
        edits = (AddRegion(content.page.id, id=region),)
    kept = texts[:-1] if len(texts) > 1 and not texts[-1] else texts
    lines, last = added(region, kept, None, new_id)
    assert last is not None
    return Act((*edits, *lines), "Paste" if len(kept) > 1 else "Add line", Spot(last, len(kept[-1])))
