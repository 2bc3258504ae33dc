"""All proposals for a page, the surest first."""

from __future__ import annotations

from editor.assist.order.lines import misplaced_lines
from editor.assist.order.lists import lists_out_of_step
from editor.assist.order.marks import marks_in_sentences
from editor.assist.order.regions import misplaced_regions
from editor.assist.order.sentences import broken_sentences, joints_of
from editor.assist.order.values import Proposal, Sheet


def propose(sheet: Sheet) -> list[Proposal]:
    """Return what may be misplaced on a page, the surest first."""
    joints = joints_of(sheet)
    found = [
        *misplaced_regions(sheet),
        *misplaced_lines(sheet),
        *lists_out_of_step(sheet),
        *marks_in_sentences(sheet, joints),
        *broken_sentences(sheet, joints),
    ]
    return sorted(found, key=lambda one: -one.confidence)
