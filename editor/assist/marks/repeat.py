"""Running marks: what stands at about the same place on several pages of a record, whatever it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from editor.assist.marks.pieces import Piece, pieces
from editor.assist.marks.values import MarkPage, Stop

_EDGE = 6
"""So many pieces at the top and at the bottom of a page are looked at."""
_PAGES = 3
_SHARE = 0.5
_ERRORS = 2
_LEAST = 5
_LONGEST = 60


@dataclass(slots=True)
class _Group:
    squeezed: str
    zone: str
    pages: set[int] = field(default_factory=set)


class Repetition:
    """What stands where on how many pages of a record."""

    def __init__(self, pages: Iterable[MarkPage] = (), stop: Stop | None = None) -> None:
        """Look at the edges of pages; gives up half way where ``stop`` says so."""
        self._groups: dict[tuple[str, int], list[_Group]] = {}
        self.pages = 0
        for page in pages:
            if stop is not None and stop():
                return
            self.add(page)

    def count(self, piece: Piece, zone: str) -> int:
        """Return on how many pages a piece stands at the same place, 0 where they are too few to say anything."""
        group = self._find(piece.squeezed, zone)
        enough = min(_PAGES, max(2, round(self.pages * _SHARE)))
        if group is None or self.pages < 2 or len(group.pages) < enough:
            return 0
        return len(group.pages)

    def add(self, page: MarkPage) -> None:
        """Look at the edges of one more page."""
        self.pages += 1
        found = pieces(page)
        for at, piece in enumerate(found):
            edge = min(at, len(found) - 1 - at)
            if edge >= _EDGE or len(piece.squeezed) < _LEAST or len(piece.text) > _LONGEST:
                continue
            zone = "head" if at <= len(found) - 1 - at else "foot"
            group = self._find(piece.squeezed, zone)
            if group is None:
                group = _Group(piece.squeezed, zone)
                self._groups.setdefault((zone, len(piece.squeezed)), []).append(group)
            group.pages.add(page.id)

    def _find(self, squeezed: str, zone: str) -> _Group | None:
        if len(squeezed) < _LEAST:
            return None
        allowed = _ERRORS if len(squeezed) > _LEAST + 2 else 1
        best: tuple[int, _Group] | None = None
        for length in range(len(squeezed) - allowed, len(squeezed) + allowed + 1):
            for group in self._groups.get((zone, length), ()):
                errors = OSA.distance(squeezed, group.squeezed, score_cutoff=allowed)
                if errors <= allowed and (best is None or errors < best[0]):
                    best = errors, group
        return best[1] if best else None
