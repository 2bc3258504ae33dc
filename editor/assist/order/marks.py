"""What stands inside a sentence and is no part of it: a banner, a page number, a stamp, a control number, a date."""

from __future__ import annotations

import re

from editor.assist.marks.judge import says_mark
from editor.assist.order.joints import Joints, end_of, start_of
from editor.assist.order.values import FLOW, Proposal, Sheet, line_moves, said
from editor.model.edit import Edit, MoveRegion
from editor.model.page import Line, Region

_FITS = 0.8
_LONGEST = 70
_FIGURES = re.compile(r"[-–—.\s]*\d{1,4}[-–—.\s]*|(?=.*\d)[A-Z0-9][A-Z0-9 /.:-]{4,}")
"""A page number, or a number of a registry in any form: enough where a sentence goes on around it."""


def is_mark(text: str) -> bool:
    """Tell whether a line is no running text by what it says."""
    bare = text.strip()
    return len(bare) <= _LONGEST and (_FIGURES.fullmatch(bare) is not None or says_mark(bare))


def marks_in_sentences(sheet: Sheet, joints: Joints) -> list[Proposal]:
    """Return the proposals to take marks out of the sentences they are read in."""
    lines = [(region, line) for region, line in sheet.content.lines() if line.text.strip()]
    found: list[Proposal] = []
    at = 1
    while at < len(lines) - 1:
        stop = at
        while stop < len(lines) - 1 and stop - at < 4 and _stands_out(sheet, *lines[stop]):
            stop += 1
        if stop > at:
            before, behind = lines[at - 1], lines[stop]
            if _one_sentence(sheet, before, behind, joints):
                found += _proposal(lines[at:stop], before, behind)
        at = stop + 1
    return found


def _stands_out(sheet: Sheet, region: Region, line: Line) -> bool:
    return is_mark(line.text) or (sheet.role(region) == "furniture" and len(line.text) <= _LONGEST)


def _one_sentence(sheet: Sheet, before: tuple[Region, Line], behind: tuple[Region, Line], joints: Joints) -> bool:
    """Tell whether a sentence goes on over what stands between: both are running text, and the second is no name."""
    if any(sheet.role(region) not in FLOW or is_mark(line.text) for region, line in (before, behind)):
        return False
    end, start = end_of(before[1].text), start_of(behind[1].text)
    goes_on = start.case == "small" and (end.mark in ("", "comma", "hyphen")) and bool(end.word)
    long = len(before[1].text) > 20 and len(behind[1].text) > 12
    return goes_on and long and joints.score(before[1].text, behind[1].text) >= _FITS


def _proposal(
    block: list[tuple[Region, Line]], before: tuple[Region, Line], behind: tuple[Region, Line]
) -> list[Proposal]:
    """Return the proposal to put a mark behind the region in which the sentence goes on."""
    regions = list({region.id: region for region, _ in block}.values())
    target = behind[0]
    lines = tuple(line.id for _, line in block)
    if sum(len(region.lines) for region in regions) == len(block):
        edits: list[Edit] = []
        after = target.id
        for region in regions:
            edits.append(MoveRegion(region.id, after=after))
            after = region.id
    else:
        edits = list(line_moves(lines, target.id, target.lines[-1].id))
    end, start = end_of(before[1].text), start_of(behind[1].text)
    hyphen = "-" if end.mark == "hyphen" else ""
    sentence = (
        f"{said(block[0][1].text)} stands inside a sentence, “… {end.word}{hyphen} | {start.word} …”, and is no part "
        f"of it. Read it behind {said(target.lines[-1].text)}."
    )
    return [Proposal("mark", "Move mark out of the sentence", sentence, tuple(edits), 0.75, lines)]
