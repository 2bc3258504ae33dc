"""What the bench shows the linking of each page: its layout, its looks, and what an engine read there.

Readings are kept in a temporary folder by the image and by all that makes them, so that a second run is quick.
"""

from __future__ import annotations

import functools
import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from editor.assist.linking.values import Scan
from editor.imaging.layout import find_layout
from editor.imaging.likeness import Likeness
from editor.imaging.prepared import Prepared, prepare
from editor.model.codec import from_json, to_json
from editor.model.found import Layout
from editor.model.source import SourcePage
from tests.bench import drawn_pages
from tests.bench.linking_sets import TruePage, pages

REPOSITORY = Path(__file__).resolve().parents[2]
KEPT = Path(tempfile.gettempdir()) / "muniment-linking-bench"
DRAWN = KEPT / "drawn"
_MAKE_READINGS = (
    "imaging/prepared.py",
    "imaging/ink.py",
    "imaging/engine_picture.py",
    "imaging/line_picture.py",
    "imaging/layout/*.py",
    "work/scan_[alpr]*.py",
    "assist/engines/*.py",
)

SEEDS = range(1, 9)
SEEDS_ASIDE = range(100, 108)
RECORDS = range(20, 24)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All there is of one page."""

    page: TruePage
    prepared: Prepared
    layout: Layout
    looks: Likeness

    def scan(self, ocr: bool) -> Scan:
        """Return it as the linking takes it, with or without what an engine reads."""
        return Scan(self.layout, self.looks, reading(self.page) if ocr else None)


@functools.lru_cache(maxsize=12)
def evidence(page: TruePage) -> Evidence:
    """Return the evidence of a page."""
    prepared = prepare(page.image, page.frame)
    layout = find_layout(prepared)
    return Evidence(page, prepared, layout, Likeness(prepared, layout))


def reading(page: TruePage) -> SourcePage:
    """Return what the engine reads on a page, from the folder where it read it before."""
    digest = hashlib.sha256(page.image.read_bytes() + _makers())
    digest.update(str(page.frame).encode())
    place = KEPT / "readings" / f"{digest.hexdigest()[:32]}.json"
    if place.exists():
        found = from_json(SourcePage, json.loads(place.read_text(encoding="utf-8")), "reading")
        assert isinstance(found, SourcePage)
        return found
    from editor.work.scan_reading import read_page

    found = read_page(page.image, page.frame, languages=("eng",))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(to_json(found)), encoding="utf-8")
    return found


@functools.cache
def _makers() -> bytes:
    """Return the digest of all code that has to do with what an engine reads."""
    sources = (path for each in _MAKE_READINGS for path in sorted((REPOSITORY / "editor").glob(each)))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).digest()


@functools.cache
def bench_pages(name: str, aside: bool = False) -> tuple[TruePage, ...]:
    """Return the pages of a row of the tables; drawn pages are drawn where they are not there yet.

    Raises:
        Missing: there is no face to draw with.
    """
    fonts = "aside" if aside else "tuned"
    first = drawn_pages.FIRST_ASIDE if aside else 0
    if name == "drawn":
        seeds = SEEDS_ASIDE if aside else SEEDS
        return tuple(page for seed in seeds for page in drawn_pages.fresh(seed, DRAWN, fonts, 1 + (seed % 3 == 0)))
    if name == "drawn records":
        return tuple(page for seed in RECORDS for page in drawn_pages.fresh(first + seed, DRAWN, fonts, 3))
    anew = {
        "seeds, 300 dpi": (11, 300, None),
        "seeds, 2 degrees": (12, 200, 2.0),
        "seeds, other noise": (13, 200, None),
    }
    if name in anew:
        seed, dpi, skew = anew[name]
        return tuple(drawn_pages.redrawn(page, first + seed, DRAWN, fonts, dpi, skew) for page in pages("seeds"))
    return tuple(pages(name, aside=aside))
