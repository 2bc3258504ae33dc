"""What the inspector looks at: the selection of a session as values, and what to call it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from editor.model.annotation import Annotation, PageTarget, RegionTarget, SpanTarget, Target
from editor.model.page import Line, PageContent, Region
from editor.model.tagset import TagSet
from editor.ui.session import Session


@dataclass(frozen=True, slots=True)
class Scope:
    """A page, and the region and line on it that are selected; ``start`` and ``end`` in code points of the line."""

    content: PageContent | None = None
    region: Region | None = None
    line: Line | None = None
    start: int = 0
    end: int = 0

    @property
    def words(self) -> str:
        """Return the selected words."""
        return self.line.text[self.start : self.end] if self.line is not None else ""


def scope_of(session: Session) -> Scope:
    """Return what is selected in a session; what is typed and not yet stored is not in the line."""
    content, selection = session.content, session.selection
    if content is None:
        return Scope()
    region = next((each for each in content.regions if each.id == selection.region), None)
    lines = region.lines if region is not None else ()
    line = next((each for each in lines if each.id == selection.line), None)
    if line is None:
        return Scope(content, region)
    length = len(line.text)
    return Scope(content, region, line, min(selection.start, length), min(selection.end, length))


def region_name(region: Region, content: PageContent, tagset: TagSet) -> str:
    """Return what a region is called: its kind, with a number where there are several."""
    same = [each.id for each in content.regions if each.kind == region.kind]
    return _numbered(tagset.kind(region.kind).label, same.index(region.id) + 1, len(same))


def region_names(content: PageContent, tagset: TagSet) -> dict[int, str]:
    """Return what each region of a page is called."""
    of, so_far = Counter(each.kind for each in content.regions), Counter[str]()
    names = {}
    for each in content.regions:
        so_far[each.kind] += 1
        names[each.id] = _numbered(tagset.kind(each.kind).label, so_far[each.kind], of[each.kind])
    return names


def _numbered(label: str, number: int, of: int) -> str:
    return f"{label} {number}" if of > 1 else label


def line_name(region: Region, line: Line) -> str:
    """Return the number of a line, as it stands in the margin of the transcript."""
    return QCoreApplication.translate("Inspector", "line {number}").format(number=f"{region.seq}.{line.seq}")


def target_name(target: Target, content: PageContent | None, tagset: TagSet) -> str:
    """Return where a target is."""
    tr = QCoreApplication.translate
    if isinstance(target, PageTarget):
        return tr("Inspector", "page")
    for region in content.regions if content is not None else ():
        if isinstance(target, RegionTarget) and region.id == target.region and content is not None:
            return region_name(region, content, tagset)
        if isinstance(target, SpanTarget):
            for line in region.lines:
                if line.id == target.line:
                    return line_name(region, line)
    return tr("Inspector", "another page")


def place_name(annotation: Annotation, content: PageContent | None, tagset: TagSet) -> str:
    """Return where an annotation is, the tray for an orphan."""
    if annotation.orphan:
        return QCoreApplication.translate("Inspector", "tray")
    return target_name(annotation.targets[0], content, tagset)


def quote_of(annotation: Annotation) -> str:
    """Return the words an annotation is on, or was on."""
    return " … ".join(span.quote for span in annotation.spans) or annotation.quote


def on_line(annotation: Annotation, line: int) -> bool:
    """Tell whether an annotation touches a line."""
    return any(span.line == line for span in annotation.spans)


def on_region(annotation: Annotation, region: Region) -> bool:
    """Tell whether an annotation is on a region as a whole or on one of its lines."""
    lines = {line.id for line in region.lines}
    return any(
        (isinstance(t, RegionTarget) and t.region == region.id) or (isinstance(t, SpanTarget) and t.line in lines)
        for t in annotation.targets
    )
