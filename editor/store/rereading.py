"""A page read again after the text of one of its lines changed: that line and its annotations, not all the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from editor.model.annotation import Annotation, PageTarget, RegionTarget, Target
from editor.model.page import PageContent, Region
from editor.store import readers
from editor.store.project import Project


def after_text(project: Project, content: PageContent, line_id: int, touched: Collection[int]) -> PageContent | None:
    """Return ``content`` as ``readers.content`` would read it now, or None where only that can tell.

    Args:
        project: Where it is read.
        content: The page as it was before the edit.
        line_id: The line that got another text and kept its place.
        touched: What the edit touched: that line and annotations on it.
    """
    at = next((n for n, region in enumerate(content.regions) if any(line.id == line_id for line in region.lines)), None)
    known = {annotation.id for annotation in content.annotations}
    if at is None or not set(touched) <= known | {line_id}:
        return None
    regions = (*content.regions[:at], _with_line(project, content.regions[at], line_id), *content.regions[at + 1 :])
    annotations = content.annotations
    if not known.isdisjoint(touched):
        here = {content.page.id, *(r.id for r in regions), *(line.id for r in regions for line in r.lines)}
        read = (readers.annotation(project, a.id) if a.id in touched else a for a in annotations)
        annotations = tuple(a for a in read if _stands_on(a, here))
    return PageContent(readers.page(project, content.page.id), regions, annotations)


def _with_line(project: Project, region: Region, line_id: int) -> Region:
    fresh = readers.line(project, line_id)
    return replace(region, lines=tuple([fresh if line.id == line_id else line for line in region.lines]))


def _stands_on(annotation: Annotation, things: Collection[int]) -> bool:
    return any(_thing_of(target) in things for target in annotation.targets)


def _thing_of(target: Target) -> int:
    if isinstance(target, RegionTarget):
        return target.region
    return target.page if isinstance(target, PageTarget) else target.line
