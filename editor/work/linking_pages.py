"""One text given out over the pages it belongs to: lines and regions go to the scans, with all that is on them.

Where each page begins is proposed elsewhere and may be changed before anything is done; what is done is one step to
undo. A paragraph that a page end cuts continues on the next page.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from editor.assist.linking.values import TextLine
from editor.assist.marks.judge import says_mark
from editor.model import edit as e
from editor.model.faults import Fault
from editor.model.page import Line, PageContent, Region
from editor.model.text import cut
from editor.store import readers
from editor.store.project import Project
from editor.work.linking import Evidence, LinkTask, Reads, Report, Stop, evidence, go_on, never, task_of
from editor.work.linking_edits import kept_reading

NewId = Callable[[], int]

_QUOTED = 40
"""So many letters of the text are told where a page begins."""

TITLE = "Give the text out over the pages"


@dataclass(frozen=True, slots=True)
class Begin:
    """Where the text of a page begins: at a position of a line of the one text; ``page`` is the id of the page.

    ``reason``: ``words`` (read on both scans), ``looks`` (lines that look like them), ``counts`` (as much text as the
    lines hold); "" where a person said so.
    """

    page: int
    line: int
    at: int = 0
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OneText:
    """One text and the pages that it may run over, in order: its own, if that has a scan, and others without text."""

    content: PageContent
    scans: LinkTask

    def record(self, begin: Begin) -> dict[str, Any]:
        """Return the beginning of a page as plain data, with the words there, as ``muniment divide --json`` prints it.

        Raises:
            Fault: it is no place of this text.
        """
        line = next((line for _, line in self.content.lines() if line.id == begin.line), None)
        if line is None or not 0 <= begin.at < max(1, len(line.text)):
            raise Fault(f"{begin.line}:{begin.at} is no place of the text of {self.content.page.label}.")
        words = line.text[begin.at : begin.at + _QUOTED]
        return {"line": line.id, "at": begin.at, "text": words, "confidence": begin.confidence, "by": begin.reason}


def one_text(project: Project, page_id: int) -> OneText:
    """Return the text of a page and the pages of its document that it may run over.

    These are the pages behind it that have a scan and no text, up to one that has text; for a text without a scan of
    its own all that have a scan and no text.

    Raises:
        Fault: there is no such page, or it has no text, or there is no other page to give it to.
    """
    content = readers.content(project, page_id)
    page = content.page
    if not any(line.text.strip() for _, line in content.lines()):
        raise Fault(f"The page {page.label} has no text to give out.")
    there = list(readers.pages(project, page.document))
    if page.image:
        behind = itertools.takewhile(lambda one: not readers.has_lines(project, one.id), there[page.seq :])
        ids = [page.id, *(one.id for one in behind if one.image)]
    else:
        ids = [one.id for one in there if one.image and not readers.has_lines(project, one.id)]
    if not set(ids) - {page.id}:
        raise Fault(f"There is no page with a scan and without text that the text of {page.label} could go to.")
    return OneText(content, task_of(project, ids))


def looked_at(
    text: OneText, reader: Reads | None = None, stop: Stop | None = None, report: Report | None = None
) -> tuple[Evidence, list[Begin]]:
    """Return what the scans of a text show and where it begins on each; for any thread, arguments as of `evidence`.

    Raises:
        Fault: a scan is missing or cannot be looked at, or what looks at it is not installed.
        Stopped: ``stop`` said so.
    """
    seen = evidence(text.scans, reader, stop, report)
    return seen, begins_of(text, seen, stop)


def begins_of(text: OneText, seen: Evidence, stop: Stop | None = None) -> list[Begin]:
    """Return where the text of each scan begins, as far as the evidence says.

    Args:
        text: The text and its scans.
        seen: What the scans show, as gathered for ``text.scans``.
        stop: Asked now and then whether to give up.

    Raises:
        Stopped: ``stop`` said so.
    """
    from editor.assist.linking.flow import page_ends

    regions = enumerate(text.content.regions)
    texts = [TextLine(one.id, one.text, block) for block, region in regions for one in region.lines if one.text.strip()]
    ids = [page.id for page in text.scans.pages]
    ends = page_ends(texts, seen.scans, stop)
    go_on(stop or never)
    found = [Begin(ids[end.page], end.line, end.at, end.confidence, end.reason) for end in ends]
    own = text.content.page.id
    return found if own in ids else [Begin(ids[0], texts[0].id), *found]


def give_out_text(text: OneText, seen: Evidence, begins: Sequence[Begin], new_id: NewId) -> e.Batch | None:
    """Return what gives a text out over its pages, with what was read on them on the way; None where all of it stays.

    Args:
        text: The text and its scans.
        seen: What the scans showed; what an engine read just now is kept.
        begins: Where other pages begin, in the order of the text: as proposed, or as changed since.
        new_id: Gives ids.
    """
    batch = give_out(text.content, begins, new_id)
    if batch is None:
        return None
    pages = zip(text.scans.pages, seen.read, strict=True)
    kept = tuple(kept_reading(page, read, seen.producer, new_id()) for page, read in pages if read is not None)
    return e.Batch((*kept, *batch.edits), batch.title)


def give_out(content: PageContent, begins: Sequence[Begin], new_id: NewId) -> e.Batch | None:
    """Return what gives the text of a page out over other pages, None where all of it stays.

    Args:
        content: The page with the whole text; what stands before the first beginning stays on it.
        begins: Where other pages begin, in the order of the text; on them the text comes behind what is there.
        new_id: Gives ids.
    """
    places = {line.id: n for n, (_, line) in enumerate(content.lines())}
    wanted = sorted((one for one in begins if one.line in places), key=lambda one: (places[one.line], one.at))
    edits = _Giving(content, wanted, new_id).edits()
    return e.Batch(tuple(edits), TITLE) if edits else None


@dataclass(slots=True)
class _Part:
    """A region, or a part of one that a page end cut off; ``parted``: the one before it ends in the same paragraph."""

    region: int
    page: int
    parted: bool = False


@dataclass(slots=True)
class _Giving:
    content: PageContent
    begins: Sequence[Begin]
    new_id: NewId
    _splits: list[e.Edit] = field(default_factory=list)

    def edits(self) -> list[e.Edit]:
        """Return the cuts, from the end, then what continues what, then the moves."""
        parts: list[list[_Part]] = []
        page = self.content.page.id
        for region in self.content.regions:
            parts.append(self._parts(region, page))
            page = parts[-1][-1].page
        moves: list[e.Edit] = [
            e.MoveRegion(part.region, page=part.page)
            for row in parts
            for part in row
            if part.page != self.content.page.id
        ]
        return [*self._splits, *self._continued(parts), *moves]

    def _parts(self, region: Region, page: int) -> list[_Part]:
        """Return a region cut where pages begin in it, and note the edits that cut it."""
        found = [_Part(region.id, page)]
        splits: list[e.Edit] = []
        for line in region.lines:
            for one in self.begins:
                if one.line != line.id:
                    continue
                first, inside = self._first_of(line, one, splits)
                if first == region.lines[0].id:
                    found[-1].page = one.page
                    continue
                found.append(_Part(self.new_id(), one.page, inside or _goes_on(region, line)))
                splits.insert(0, e.SplitRegion(region.id, before_line=first, id=found[-1].region))
        self._splits += _lines_first(splits)
        return found

    def _first_of(self, line: Line, begin: Begin, splits: list[e.Edit]) -> tuple[int, bool]:
        """Return the line that a page begins with, cut off if need be, and whether it was."""
        left, right, _, _ = cut(line.text, begin.at)
        if not left or not right:
            return line.id, False
        first = self.new_id()
        splits.insert(0, e.SplitLine(line.id, begin.at, id=first))
        return first, True

    def _continued(self, parts: list[list[_Part]]) -> list[e.Edit]:
        out: list[e.Edit] = []
        last = {row[0].region: row[-1].region for row in parts}
        for region, row in zip(self.content.regions, parts, strict=True):
            behind = last.get(region.continues or 0, region.continues)
            if behind != region.continues:
                out.append(e.SetRegionContinues(region.id, behind))
            for before, part in itertools.pairwise(row):
                if part.parted:
                    out.append(e.SetRegionContinues(part.region, before.region))
        return out


def _goes_on(region: Region, line: Line) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it: not if each is one, nor behind a mark."""
    before = next((one for one in reversed(region.lines) if one.seq < line.seq), None)
    return region.attributes.get("reflowed") != "true" and not (before is not None and says_mark(before.text))


def _lines_first(splits: list[e.Edit]) -> list[e.Edit]:
    """Return cuts of lines before cuts of regions, each from the end: a region is cut before a line that is there."""
    lines = [edit for edit in splits if isinstance(edit, e.SplitLine)]
    return [*lines, *(edit for edit in splits if not isinstance(edit, e.SplitLine))]
