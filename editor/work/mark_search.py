"""The search for marks in slices: what repeats in a record is learnt first, then its pages are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editor.assist.marks.repeat import Repetition
from editor.assist.marks.values import MarkPage, Stop
from editor.work.mark_numbers import Reading, settled_readings
from editor.work.marks import MarkProposal, proposals_on


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What a page has: marks to take, and numbers that stand in regions of their kind already."""

    proposals: tuple[MarkProposal, ...] = ()
    settled: tuple[Reading, ...] = ()


class MarkSearch:
    """Judges the pages of a record a slice at a time, in any thread, one slice after the other."""

    def __init__(self, numbers: Mapping[int, int]) -> None:
        """Take the places of the pages in the record by their ids, from 1."""
        self.numbers = dict(numbers)
        self._repetition = Repetition()

    def see(self, pages: Iterable[MarkPage], stop: Stop) -> None:
        """Learn what stands where on some pages; each is to be seen once, before any is judged."""
        for page in pages:
            if stop():
                return
            self._repetition.add(page)

    def judge(self, pages: Iterable[MarkPage], none: frozenset[str], stop: Stop) -> dict[int, PageMarks]:
        """Return what some pages have; ``none`` are the keys of what is no mark."""
        found: dict[int, PageMarks] = {}
        for page in pages:
            if stop():
                break
            number = self.numbers[page.id]
            found[page.id] = PageMarks(
                tuple(proposals_on(page, number, self._repetition, none)), tuple(settled_readings(page, number))
            )
        return found
