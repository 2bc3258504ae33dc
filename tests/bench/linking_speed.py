"""How long a page of 2,550 by 3,300 takes one core, without and with an engine: processor time, nothing kept."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from itertools import pairwise

from editor.assist.linking.choose import link
from editor.assist.linking.values import Scan, TextLine
from editor.imaging.layout import find_layout
from editor.imaging.likeness import Likeness
from editor.imaging.prepared import prepare
from tests.bench import drawn_pages
from tests.bench.linking_evidence import DRAWN
from tests.bench.linking_sets import TruePage, pages
from tests.bench.linking_texts import reflowed

LIMITS = {False: 1.0, True: 3.0}
"""Seconds a page may take, without and with an engine."""


def table(given: argparse.Namespace) -> Iterator[str]:
    """Print the least, the middle and the most of what pages take, and what parts of it."""
    found = [drawn_pages.redrawn(page, 11, DRAWN, "tuned", 300) for page in pages("seeds")]
    found += drawn_pages.fresh(2, DRAWN, "tuned", 2)
    for ocr in (False, True):
        for shape in ("lines", "reflowed"):
            all_, parts = [], dict[str, list[float]]()
            for page in found:
                took = _took(page, ocr, shape == "reflowed")
                all_.append(sum(took.values()))
                for name, seconds in took.items():
                    parts.setdefault(name, []).append(seconds)
            middle = statistics.median(all_)
            told = ", ".join(f"{name} {statistics.median(each):.2f}" for name, each in parts.items())
            met = "met" if max(all_) <= LIMITS[ocr] else "MISS"
            yield (
                f"OCR {'yes' if ocr else 'no '} {shape:9} {len(found)} pages: "
                f"least {min(all_):.2f} middle {middle:.2f} most {max(all_):.2f} s ({LIMITS[ocr]:g}) {met}; {told}"
            )


def _took(page: TruePage, ocr: bool, flow: bool) -> dict[str, float]:
    """Return the seconds of each part of linking a page, nothing of it kept from before."""
    from editor.work.scan_reading import read_page

    watch = [time.process_time()]
    prepared = prepare(page.image)
    watch.append(time.process_time())
    layout = find_layout(prepared)
    watch.append(time.process_time())
    read = read_page(page.image, 0, languages=("eng",)) if ocr else None
    watch.append(time.process_time())
    texts = [TextLine(at, text, block) for at, text, block in page.texts]
    if flow:
        plain = reflowed([page])
        texts = [TextLine(at, line, plain.blocks[at]) for at, line in enumerate(plain.lines) if line]
    scan = Scan(layout, Likeness(prepared, layout), read)
    link(texts, [scan])
    watch.append(time.process_time())
    names = ("prepare", "layout", "read", "link")
    return {name: after - before for name, (before, after) in zip(names, pairwise(watch), strict=True)}
