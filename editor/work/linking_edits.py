"""Links become edits: one batch a page, which one undo takes back; no letter of the text changes.

A line that stands on several lines of the scan is cut there, or kept whole as a paragraph; where the text had its line
ends elsewhere, the pieces that share a line of the scan are joined. What has no place stays a line without one. Lines
that have a place are left alone, and text is linked where it stands, whatever its order.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from editor.assist.linking.values import Link
from editor.model import edit as e
from editor.model.codec import canonical
from editor.model.geometry import Polygon, bounds, rectangle, union
from editor.model.page import LINK, PINNED, Line, Region
from editor.model.source import SourcePage
from editor.work.linking import PageProposal, PageTask, Proposal, is_loose
from editor.work.linking_places import Piece, Shape, beside, joined, pieces_of, shapes_on, whole, words_on
from editor.work.scan_tasks import FORMAT

TITLE = "Link text to the scan"
_REFLOWED = "reflowed"
_MOST = 0.5
"""A region gets its outline from its lines once more than so many of them have a place."""


def edits_of(
    proposal: Proposal,
    new_id: Callable[[], int],
    chosen: Collection[Link] | None = None,
    *,
    keep_paragraphs: bool = False,
) -> list[e.Batch]:
    """Return what makes links of a proposal true, one batch for each page on which there is something to do.

    Args:
        proposal: What was proposed.
        new_id: Gives ids.
        chosen: The links to make; None stands for those that are sure.
        keep_paragraphs: Leave a line whole that stands on several lines of the scan one below the other.
    """
    batches = []
    for page in proposal.pages:
        links = [link for link in page.linking.links if (link.sure if chosen is None else link in chosen)]
        edits = _PageEdits(page, links, new_id, keep_paragraphs).edits()
        if edits:
            batches.append(e.Batch(tuple(edits), TITLE))
    return batches


def kept_reading(task: PageTask, read: SourcePage, producer: str, number: int) -> e.AddReading:
    """Return what keeps a reading that was made on the way, told as ``muniment ocr`` tells its own."""
    page = task.content.page
    values = {
        "file": task.path.name if task.path is not None else "",
        "format": FORMAT,
        "producer": producer,
        "language": read.language,
        "digest": page.digest,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return e.AddReading(page.id, {name: value for name, value in values.items() if value}, canonical(read), id=number)


@dataclass(slots=True)
class _Cut:
    """A line of text as it will be: its pieces, the ids of the lines they become, and their shapes."""

    line: Line
    pieces: list[Piece]
    ids: list[int]
    shapes: list[Shape | None]

    @property
    def kept_whole(self) -> bool:
        """Tell whether it is a paragraph that is not cut though it stands on several lines."""
        return len(self.pieces) == 1 and len(self.pieces[0].ats) > 1 and not (self.shapes[0] or _NOTHING).baseline


_NOTHING = Shape((), ())


class _PageEdits:
    """The edits of one page."""

    def __init__(self, page: PageProposal, links: list[Link], new_id: Callable[[], int], keep_paragraphs: bool) -> None:
        self._page = page
        self._new_id = new_id
        self._keep = keep_paragraphs
        self._pinned = {pin.line for pin in page.pins}
        self._links: dict[int, list[Link]] = {}
        for link in links:
            self._links.setdefault(link.line, []).append(link)

    def edits(self) -> list[e.Edit]:
        """Return them: what was read, then each region with its lines."""
        content = self._page.task.content
        cuts = {line.id: cut for _, line in content.lines() if (cut := self._cut(line)) is not None}
        self._shape(list(cuts.values()))
        out: list[e.Edit] = []
        if self._page.read is not None:
            out.append(kept_reading(self._page.task, self._page.read, self._page.producer, self._new_id()))
        for region in content.regions:
            mine = [cuts[line.id] for line in region.lines if line.id in cuts]
            if mine:
                out += [edit for cut in mine for edit in self._of_line(cut)]
                out += self._joins(region, cuts)
                out += self._of_region(region, cuts)
        return out

    def _cut(self, line: Line) -> _Cut | None:
        links = self._links.get(line.id, [])
        if not links or not (is_loose(line) or line.id in self._pinned):
            return None
        pieces = pieces_of(line.text, links, self._page.layout)
        if self._keep and len(pieces) > 1:
            one = whole(pieces, self._page.layout)
            pieces = pieces if one is None else [one]
        ids = [line.id, *(self._new_id() for _ in pieces[1:])]
        return _Cut(line, pieces, ids, [None] * len(pieces))

    def _shape(self, cuts: list[_Cut]) -> None:
        """Share the lines of ink out among the pieces that stand on them, and give each piece its shape."""
        layout = self._page.layout
        on: dict[int, list[tuple[int, int]]] = {}
        for c, cut in enumerate(cuts):
            for p, piece in enumerate(cut.pieces):
                for at in piece.ats:
                    on.setdefault(at, []).append((c, p))
        parts: dict[tuple[int, int], list[Shape]] = {}
        for at, there in sorted(on.items(), key=lambda item: bounds(layout.lines[item[0]].outline)[0]):
            texts = [cuts[c].line.text[cuts[c].pieces[p].start : cuts[c].pieces[p].end].strip() for c, p in there]
            read = words_on(layout.lines[at], self._page.scan.reading) if len(there) > 1 else ""
            for place, shape in zip(there, shapes_on(layout.lines[at], texts, read), strict=True):
                parts.setdefault(place, []).append(shape)
        for (c, p), shapes in parts.items():
            ats = cuts[c].pieces[p].ats
            row = all(beside(layout.lines[a], layout.lines[b]) for a, b in itertools.pairwise(ats))
            cuts[c].shapes[p] = joined(shapes, in_a_row=row)

    def _of_line(self, cut: _Cut) -> Iterator[e.Edit]:
        line = cut.line
        # From the end: what stands before a cut keeps its positions, and each new line comes right behind the first.
        for piece, new in zip(cut.pieces[:0:-1], cut.ids[:0:-1], strict=True):
            yield e.SplitLine(line.id, piece.start, id=new)
        for piece, new, shape in zip(cut.pieces, cut.ids, cut.shapes, strict=True):
            yield from _placed(new, piece, shape, line)
            if line.verified and len(cut.pieces) > 1:
                yield e.SetLineVerified(new)

    def _joins(self, region: Region, cuts: dict[int, _Cut]) -> Iterator[e.Edit]:
        """Join pieces on one line of ink, where lines of text that had to be cut ended though the scan's went on."""
        if self._keep or region.attributes.get(_REFLOWED) == "true":
            return
        gone: dict[int, int] = {}
        for one, other in itertools.pairwise(region.lines):
            first, second = cuts.get(one.id), cuts.get(other.id)
            if first is not None and second is not None and _goes_on(first, second):
                into = gone.get(first.ids[-1], first.ids[-1])
                gone[second.ids[0]] = into
                yield e.JoinLines(into, second.ids[0])

    def _of_region(self, region: Region, cuts: dict[int, _Cut]) -> Iterator[e.Edit]:
        """Give a region its outline; each paragraph of a reflowed one that was cut becomes a region of its own."""
        groups = _groups(region, cuts)
        ids = [region.id, *(self._new_id() for _ in groups[1:])]
        for group, new in zip(groups[:0:-1], ids[:0:-1], strict=True):
            yield e.SplitRegion(region.id, before_line=group.lines[0].id, id=new)
        for group, target in zip(groups, ids, strict=True):
            yield from group.edits(region, target, len(groups) > 1)


def _goes_on(first: _Cut, second: _Cut) -> bool:
    """Tell whether the second line begins on the line of ink the first ends on, behind it, and one of them was cut."""
    end, begin = first.pieces[-1], second.pieces[0]
    left, right = first.shapes[-1] or _NOTHING, second.shapes[0] or _NOTHING
    if len(end.ats) != 1 or end.ats != begin.ats or first.line.verified or second.line.verified:
        return False
    was_cut = len(first.pieces) > 1 or len(second.pieces) > 1
    return was_cut and bounds(left.outline)[0] < bounds(right.outline)[0]


@dataclass(slots=True)
class _Group:
    """Lines that one region will have, and what becomes of those that are linked."""

    lines: list[Line]
    cuts: dict[int, _Cut]

    def edits(self, region: Region, target: int, parted: bool) -> Iterator[e.Edit]:
        """Yield what the region ``target`` of these lines is told, which is ``region`` or a part of it."""
        mine = [self.cuts[line.id] for line in self.lines if line.id in self.cuts]
        reflowed = region.attributes.get(_REFLOWED) == "true"
        if reflowed and any(len(cut.pieces) > 1 for cut in mine):
            yield e.SetRegionAttributes(target, {_REFLOWED: ""})
        elif mine and not reflowed and len(mine) == len(self.lines) and all(cut.kept_whole for cut in mine):
            yield e.SetRegionAttributes(target, {_REFLOWED: "true"})
        outline = self._outline()
        before = _around([line.outline for line in region.lines if line.outline])
        if outline and outline != region.outline and (parted or region.outline in ((), before)):
            yield e.SetRegionOutline(target, outline)

    def _outline(self) -> Polygon:
        """Return the box around the lines, nothing where too few of them have a place."""
        shapes: list[Polygon] = []
        for line in self.lines:
            cut = self.cuts.get(line.id)
            if cut is not None:
                shapes += [shape.outline if shape is not None else () for shape in cut.shapes]
            elif line.text.strip():
                shapes.append(line.outline)
        placed = [shape for shape in shapes if shape]
        return _around(placed) if len(placed) > _MOST * len(shapes) else ()


def _groups(region: Region, cuts: dict[int, _Cut]) -> list[_Group]:
    """Return the lines of a region; of a reflowed one each paragraph that is cut by itself, and what is between."""
    groups: list[_Group] = []
    reflowed = region.attributes.get(_REFLOWED) == "true"
    alone = True
    for line in region.lines:
        cut = cuts.get(line.id)
        is_cut = reflowed and cut is not None and len(cut.pieces) > 1
        if not groups or (reflowed and (is_cut or alone)):
            groups.append(_Group([], cuts))
        groups[-1].lines.append(line)
        alone = is_cut
    return groups


def _around(shapes: list[Polygon]) -> Polygon:
    box = union(bounds(shape) for shape in shapes)
    return rectangle(box) if box is not None else ()


def _placed(line: int, piece: Piece, shape: Shape | None, was: Line) -> Iterator[e.Edit]:
    """Yield what a line is told of its place, or that it has none."""
    if shape is not None:
        yield e.SetLineOutline(line, shape.outline)
        yield e.SetLineBaseline(line, shape.baseline)
        yield e.SetLineAttributes(line, {LINK: PINNED if piece.pinned else f"{piece.confidence:.2f}"})
        return
    if was.outline or was.baseline:
        yield e.SetLineOutline(line, ())
        yield e.SetLineBaseline(line, ())
    if LINK in was.attributes:
        yield e.SetLineAttributes(line, {LINK: ""})
