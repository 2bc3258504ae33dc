"""The pages linking is measured on: images with the true lines and texts, and how a place is judged.

Every set is cut in two before anything is tuned: pages held aside are named here and are asked for in so many words.
Places are judged loosely, because references draw their outlines as they please: see `same_place`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self

from rapidfuzz.fuzz import partial_ratio

from editor.formats import known
from editor.imaging.probe import probe
from editor.model.found import Layout
from editor.model.geometry import Polygon, area, bounds
from editor.model.source import SourceLine, SourcePage

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CORPORA = SHARED / "corpora"
SCANS = SHARED / "seeds" / "scans"
MEMO = SHARED / "seeds" / "000_071c412430f2d122.txt"
INSTRUCTION = SHARED / "seeds" / "003_4bd315597e8b43fc.txt"

ASIDE = (
    *("8520_002", "8520_003", "8540_001", "8550_001"),
    *("EHRI-BF-19380509b_EN_03", "EHRI-BF-19380509b_EN_04", "EHRI-DR"),
    *("JDH_2_16_66_004", "JDH_2_16_66_005", "JDH_2_16_66_006", "JDH_2_16_77_001"),
    *("104-10103-10103", "104-10130-10215", "176-10036-10116", "177-10002-10069"),
)
"""Beginnings of the names of pages nobody tunes on; of the mixed collections it is every second page."""

HANDWRITTEN = frozenset({"marginalia", "routing"})
"""Kinds that are handwritten in the seeds and in the drawn pages."""

_STEPS = 9
_KEYED = 75.0


@dataclass(frozen=True, slots=True)
class TrueLine:
    """A line as it stands on the page; ``region`` counts the regions in the order of the file."""

    text: str
    outline: Polygon
    region: int = 0
    kind: str = "paragraph"
    baseline: Polygon = ()
    hand: bool = False


@dataclass(frozen=True, slots=True)
class TruePage:
    """An image and what stands on it; places are upright pixels of the image."""

    group: str
    name: str
    image: Path
    size: tuple[int, int]
    lines: tuple[TrueLine, ...]
    aside: bool = False
    frame: int = 0

    @property
    def texts(self) -> list[tuple[int, str, int]]:
        """Return id, text and region of the lines that hold any text."""
        return [(at, line.text, line.region) for at, line in enumerate(self.lines) if line.text.strip()]


def pages(*groups: str, aside: bool = False) -> list[TruePage]:
    """Return the pages of the groups (all if none are named), the tuned ones or those held aside."""
    found = [page for group in groups or GROUPS for page in _group(group)]
    return [page for page in found if page.aside == aside]


@cache
def _group(group: str) -> tuple[TruePage, ...]:
    return tuple(GROUPS[group]())


def _seeds() -> Iterator[TruePage]:
    for path in sorted(SCANS.glob("*.xml")):
        yield _page("seeds", path, path.with_suffix(".jpg"))


def _isri() -> Iterator[TruePage]:
    for path in sorted((CORPORA / "isri-business-letters").glob("*.abbyy.xml")):
        yield _page("isri", path, path.with_name(path.name.removesuffix(".abbyy.xml")))


def _keyed() -> Iterator[TruePage]:
    """Return the ISRI letters with only those lines that the people who keyed them saw, too: no debris of logos."""
    for page in _isri():
        keyed = (CORPORA / "isri-business-letters" / f"{page.name}.gt.txt").read_text(
            encoding="utf-8", errors="replace"
        )
        lines = tuple(line for line in page.lines if len(line.text) > 2 and partial_ratio(line.text, keyed) >= _KEYED)
        yield replace(page, group="isri, keyed", lines=lines)


def _ehri() -> Iterator[TruePage]:
    return _beside("ehri", "ehri-english-typescript")


def _hooker() -> Iterator[TruePage]:
    return _beside("hooker", "hooker-transkribus")


def _beside(group: str, folder: str) -> Iterator[TruePage]:
    for path in sorted((CORPORA / folder).rglob("*.xml")):
        image = next(each for each in (path.with_suffix(".jpg"), path.with_suffix(".jpeg")) if each.exists())
        yield _page(group, path, image)


def _halved(group: str, folder: str) -> Iterator[TruePage]:
    for at, page in enumerate(_beside(group, folder)):
        yield replace(page, aside=bool(at % 2))


GROUPS = {
    "seeds": _seeds,
    "isri": _isri,
    "isri, keyed": _keyed,
    "ehri": _ehri,
    "hooker": _hooker,
    "stanford": lambda: _halved("stanford", "stanford-memorials"),
    "cremma": lambda: _halved("cremma", "cremma-mss-20"),
    "tapuscorpus": lambda: _halved("tapuscorpus", "tapuscorpus"),
}


def _page(group: str, path: Path, image: Path) -> TruePage:
    source: SourcePage = known.read(path).pages[0]
    facts = probe(image).pages[0]
    size = (facts.width, facts.height)
    across, down = source.scale_to(size)
    lines = tuple(
        _line(group, image.stem, line, region, kind, across, down)
        for region, kind, line in (
            (at, found.kind, line) for at, found in enumerate(source.regions) for line in found.lines
        )
        if line.outline and (line.text.strip() or group not in ("isri", "seeds"))
    )
    return TruePage(group, image.stem, image, size, lines, image.name.startswith(ASIDE))


def _line(group: str, name: str, line: SourceLine, region: int, kind: str, across: float, down: float) -> TrueLine:
    outline = tuple((x * across, y * down) for x, y in line.outline)
    baseline = tuple((x * across, y * down) for x, y in line.baseline)
    hand = group == "hooker" or (group == "seeds" and (kind in HANDWRITTEN or (name, line.text) == ("memo-1", "286")))
    return TrueLine(line.text, outline, region, kind, baseline, hand)


# --- places


def same_place(found: Polygon, true: Polygon) -> bool:
    """Tell whether two outlines are one line.

    The middle of the one found is within half a line's height of the true one's, and they overlap by more than half of
    the longer width. Lines that are higher than wide are turned first.
    """
    along, off = _against(found, true)
    return off <= 0.5 and along > 0.5 * max(_width(found, _upright(true)), _width(true, _upright(true)))


def on_line(found: Polygon, true: Polygon) -> bool:
    """Tell whether ``found`` is the true line or a piece of it: as `same_place`, but of the shorter width."""
    along, off = _against(found, true)
    return off <= 0.5 and along > 0.5 * min(_width(found, _upright(true)), _width(true, _upright(true)))


def _upright(true: Polygon) -> bool:
    left, top, right, bottom = bounds(true)
    return bottom - top > 2.5 * (right - left)


def _width(outline: Polygon, upright: bool) -> float:
    left, top, right, bottom = bounds(outline)
    return bottom - top if upright else right - left


def _against(found: Polygon, true: Polygon) -> tuple[float, float]:
    """Return by how much they overlap along the line, and how far off the middle is, in heights of the true one."""
    if len(found) < 3 or len(true) < 3:
        return 0.0, 9.0
    if _upright(true):
        found, true = tuple((y, x) for x, y in found), tuple((y, x) for x, y in true)
    (l1, t1, r1, b1), (l2, t2, r2, b2) = bounds(found), bounds(true)
    left, right = max(l1, l2), min(r1, r2)
    if right <= left or min(b1, b2) <= max(t1, t2):
        return 0.0, 9.0
    height = max(area(true) / max(r2 - l2, 1.0), 1.0)
    offs = []
    for step in range(_STEPS):
        x = left + (right - left) * (step + 0.5) / _STEPS
        one, other = middle_at(found, x), middle_at(true, x)
        if one is not None and other is not None:
            offs.append(abs(one - other))
    return right - left, sum(offs) / len(offs) / height if offs else 9.0


def middle_at(outline: Polygon, x: float) -> float | None:
    """Return the middle of what of an outline stands at ``x``."""
    ys = [
        y1 + (y2 - y1) * (x - x1) / (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise((*outline, outline[0]))
        if (x1 <= x) != (x2 <= x)
    ]
    return (min(ys) + max(ys)) / 2 if ys else None


# --- figures


@dataclass(slots=True)
class Found:
    """How many lines of pages were found, and how many of those found are lines."""

    true: int = 0
    found: int = 0
    hits: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        """Count another page in."""
        self.true, self.found, self.hits = self.true + other.true, self.found + other.found, self.hits + other.hits
        self.missed += other.missed

    @property
    def recall(self) -> float:
        """Return the share of the true lines that were found."""
        return self.hits / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        """Return the share of those found that are lines."""
        return self.hits / self.found if self.found else 1.0


def lines_found(page: TruePage, layout: Layout) -> Found:
    """Compare a layout with the truth, one to one; what the layout itself calls debris does not count at all."""
    return outlines_found(page, [line.outline for line in layout.lines if line.kind != "debris"])


def outlines_found(page: TruePage, outlines: Sequence[Polygon]) -> Found:
    """Compare outlines with the true lines, one to one, the closest first."""
    pairs = sorted(
        (_against(outline, line.outline)[1], at, true)
        for true, line in enumerate(page.lines)
        for at, outline in enumerate(outlines)
        if same_place(outline, line.outline)
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, at, true in pairs:
        if true not in taken and at not in used:
            taken[true] = at
            used.add(at)
    missed = [f"{page.name} {at}: {line.text!r}" for at, line in enumerate(page.lines) if at not in taken]
    return Found(len(page.lines), len(outlines), len(taken), missed)


class Counts:
    """Counts of one page or text, to which those of others are added."""

    __slots__ = ()

    def add(self, other: Self) -> None:
        """Count another page or text in."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Linked(Counts):
    """How many lines of text were linked to their place, elsewhere, or not at all; ``sure`` by themselves."""

    lines: int = 0
    right: int = 0
    wrong: int = 0
    sure_right: int = 0
    sure_wrong: int = 0
    hand: int = 0
    hand_right: int = 0
    hand_wrong: int = 0
    hand_sure_right: int = 0
    hand_sure_wrong: int = 0
    misses: list[str] = field(default_factory=list)


def lines_linked(page: TruePage, layout: Layout, links: Iterable[tuple[int, int, int, int, bool]]) -> Linked:
    """Judge links of a page's own lines, each as line, start, end, place in the layout and whether it is sure.

    A line's place is that of the link with the most of its text, if it is half of it. Any place with the very same text
    is right.
    """
    most: dict[int, tuple[int, int, bool]] = {}
    for line, start, end, at, sure in links:
        if 2 * (end - start) >= len(page.lines[line].text) and end - start > most.get(line, (0, 0, False))[0]:
            most[line] = (end - start, at, sure)
    counted = Linked()
    for number, text, _ in page.texts:
        true = page.lines[number]
        counted.lines += 1
        counted.hand += true.hand
        if number not in most:
            counted.misses.append(f"{page.name} {number}: {text!r} has no place")
            continue
        _, at, sure = most[number]
        places = [line.outline for line in page.lines if line.text.strip() == text.strip()]
        right = any(same_place(layout.lines[at].outline, place) for place in places)
        counted.right, counted.wrong = counted.right + right, counted.wrong + (not right)
        counted.sure_right, counted.sure_wrong = (
            counted.sure_right + (right and sure),
            counted.sure_wrong + (sure and not right),
        )
        if true.hand:
            counted.hand_right, counted.hand_wrong = counted.hand_right + right, counted.hand_wrong + (not right)
            counted.hand_sure_right += right and sure
            counted.hand_sure_wrong += sure and not right
        if not right:
            stands = [line.text for line in page.lines if on_line(layout.lines[at].outline, line.outline)]
            counted.misses.append(
                f"{page.name} {number}: {text!r} went to {stands or 'no line'} ({'sure' if sure else 'suggested'})"
            )
    return counted
