"""All proposals for a page, the surest first."""

from __future__ import annotations

from editor.assist.order.lines import misplaced_lines
from editor.assist.order.regions import misplaced_regions
from editor.assist.order.values import Proposal, Sheet


def propose(sheet: Sheet) -> list[Proposal]:
    """Return what may be misplaced on a page, the surest first."""
    found = [*misplaced_regions(sheet), *misplaced_lines(sheet)]
    return sorted(found, key=lambda one: -one.confidence)
