"""Lists whose numbers or letters are out of step: 1) 2) 4) 3), a. c. b."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editor.assist.order.values import Proposal, Sheet, box_of_line, line_moves, longest_run, said
from editor.model.edit import Edit, MoveRegion
from editor.model.page import Line, Region

_NUMBER = re.compile(r"\s*(\(?)(\d{1,2}|[a-z]|[A-Z])([.)])\s+\S")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: what it is counted by, its number from 1, and its lines."""

    style: tuple[str, str, str]
    number: int
    sign: str
    regions: tuple[Region, ...]
    lines: tuple[Line, ...]
    whole: bool


def lists_out_of_step(sheet: Sheet) -> list[Proposal]:
    """Return the proposals for items of lists that are read in another order than they are counted.

    Where every item has its place on the scan the page itself counts so, and nothing is proposed.
    """
    found: list[Proposal] = []
    for items in _lists(sheet):
        numbers = [item.number for item in items]
        first = min(numbers)
        complete = sorted(numbers) == list(range(first, first + len(items)))
        if len(items) < _LEAST or not complete or numbers == sorted(numbers):
            continue
        if all(box_of_line(item.lines[0]) is not None for item in items):
            continue
        found += _proposal(items)
    return found


def _lists(sheet: Sheet) -> list[list[Item]]:
    """Return the lists of a page: items of one style with nothing but their own lines between them."""
    open_lists: dict[tuple[str, str, str], list[Item]] = {}
    for region in sheet.content.regions:
        starts = [at for at, line in enumerate(region.lines) if _NUMBER.match(line.text)]
        for place, at in enumerate(starts):
            stop = starts[place + 1] if place + 1 < len(starts) else len(region.lines)
            item = _item(region, region.lines[at:stop], at == 0 and stop == len(region.lines))
            open_lists.setdefault(item.style, []).append(item)
    return list(open_lists.values())


def _item(region: Region, lines: tuple[Line, ...], whole: bool) -> Item:
    found = _NUMBER.match(lines[0].text)
    assert found is not None
    opening, sign, closing = found.groups()
    kind = "1" if sign.isdigit() else "a" if sign.islower() else "A"
    number = int(sign) if sign.isdigit() else ord(sign) - ord(kind) + 1
    return Item((opening, kind, closing), number, f"{opening}{sign}{closing}", (region,), lines, whole)


def _proposal(items: Sequence[Item]) -> list[Proposal]:
    """Return the proposal to move the first item that is out of step behind the one that is counted before it."""
    numbers = [item.number for item in items]
    kept = set(longest_run(numbers, sorted(numbers)))
    item = next(each for each in items if each.number not in kept)
    before = next((each for each in items if each.number == item.number - 1), None)
    follower = items[0] if before is None else before
    edits = _edits(item, before, items)
    if not edits:
        return []
    counted = " ".join(each.sign for each in items)
    where = f"behind {follower.sign}" if before is not None else f"before {follower.sign}"
    sentence = f"A list is counted {counted}. Item {item.sign} {said(item.lines[0].text)} belongs {where}."
    return [Proposal("list", "Put list in step", sentence, edits, 0.85, tuple(line.id for line in item.lines))]


def _edits(item: Item, before: Item | None, items: Sequence[Item]) -> tuple[Edit, ...]:
    if all(each.whole for each in items):
        if before is not None:
            return (MoveRegion(item.regions[0].id, after=before.regions[0].id),)
        return (MoveRegion(items[0].regions[0].id, after=item.regions[0].id),)
    home = items[0].regions[0]
    if any(each.regions[0].id != home.id for each in items):
        return ()
    after = before.lines[-1].id if before is not None else _line_before(home, items[0].lines[0])
    return line_moves(tuple(line.id for line in item.lines), home.id, after)


def _line_before(region: Region, line: Line) -> int | None:
    at = region.lines.index(line)
    return region.lines[at - 1].id if at else None
