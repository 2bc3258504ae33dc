"""Real declassified scans with an independent text: do words go where the text layer of the PDF has them?

Both are readings of machines. A letter is comparable where a line of the layer with twelve letters or more is found in
the text, letter for letter; it is right where the middle of the layer's word lies on the line it was linked to.
"""

from __future__ import annotations

import argparse
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from editor.assist.linking.choose import link
from editor.assist.linking.values import Linking, TextLine
from editor.imaging.pdf import PdfReader
from editor.imaging.probe import probe
from editor.model.found import FoundLine
from editor.model.geometry import Box, area, bounds
from editor.model.source import SourcePage
from tests.bench.linking_evidence import KEPT, Evidence, evidence
from tests.bench.linking_sets import ASIDE, CORPORA, Counts, TrueLine, TruePage, middle_at

LEAST_LETTERS = 12
LEAST_ALIKE = 80.0
TARGET = 95.0
_PAGE = re.compile(r"^## Page \d+$", re.MULTILINE)
_MARKS = re.compile(r"^#+ |^[-*>] |\*\*|^\|[-| ]+\|$", re.MULTILINE)


@dataclass(slots=True)
class Words(Counts):
    """How many comparable letters stand where the layer has them; ``all`` counts the others, too."""

    all: int = 0
    comparable: int = 0
    right: int = 0
    other: int = 0
    sure_right: int = 0
    sure_other: int = 0
    misses: list[str] = field(default_factory=list)


def documents(aside: bool) -> list[str]:
    """Return the names of the documents that are tuned on, or of those held aside."""
    names = [path.name.removesuffix("_ocr.pdf") for path in sorted((CORPORA / "jfk-nara-pdf").glob("*.pdf"))]
    return [name for name in names if (name in ASIDE) == aside]


@functools.cache
def pages_of(name: str) -> list[tuple[TruePage, SourcePage, str]]:
    """Return of each page its image (with the lines of the layer as true), the layer, and the plain text."""
    path = CORPORA / "jfk-nara-pdf" / f"{name}_ocr.pdf"
    told = (CORPORA / "jfk-apple-vision-text" / f"{name}.md").read_text(encoding="utf-8")
    texts = [_MARKS.sub("", text) for text in _PAGE.split(told)[1:]]
    folder = KEPT / "jfk"
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    with PdfReader() as reader:
        layers = reader.look(path).pages
        for number, layer in enumerate(layers):
            image = next(folder.glob(f"{name}-{number}.*"), None) or reader.image(
                path, number, folder, f"{name}-{number}"
            )
            facts = probe(image).pages[0]
            lines = tuple(TrueLine(line.text, line.outline, 0) for line in layer.lines() if line.outline)
            page = TruePage("jfk", f"{name}-{number}", image, (facts.width, facts.height), lines)
            found.append((page, layer, texts[number] if number < len(texts) else ""))
    return found


def linked(text: str, seen: Evidence, ocr: bool) -> Linking:
    """Return what a page's plain text is linked to."""
    rows = text.splitlines()
    blocks = [sum(not row.strip() for row in rows[:at]) for at in range(len(rows))]
    lines = [TextLine(at, row, blocks[at]) for at, row in enumerate(rows) if row.strip()]
    return link(lines, [seen.scan(ocr)])


def judged(name: str, text: str, layer: SourcePage, seen: Evidence, found: Linking) -> Words:
    """Judge the links of a page."""
    rows = text.splitlines()
    at = {(e.line, letter): (e.at, e.sure) for e in found.links for letter in range(e.start, e.end)}
    told = Words(all=sum(not letter.isspace() for letter in text))
    for (row, letter), boxes in sorted(_claims(rows, layer).items()):
        told.comparable += 1
        where = at.get((row, letter))
        right = where is not None and any(_stands(seen.layout.lines[where[0]], box) for box in boxes)
        told.right, told.other = told.right + right, told.other + (where is not None and not right)
        if where is not None and where[1]:
            told.sure_right, told.sure_other = told.sure_right + right, told.sure_other + (not right)
        if not right:
            head = f"{name} line {row + 1}: {'no place' if where is None else f'line {where[0]} of the layout'}: "
            if told.misses and told.misses[-1].startswith(head):
                told.misses[-1] += rows[row][letter]
            else:
                told.misses.append(head + rows[row][letter])
    return told


def _claims(rows: Sequence[str], layer: SourcePage) -> dict[tuple[int, int], list[Box]]:
    """Return for each letter of the text that the layer has, too, the boxes of the words it has it in."""
    spots = [(row, at) for row, line in enumerate(rows) for at, letter in enumerate(line) if letter.isalnum()]
    text = "".join(rows[row][at].lower() for row, at in spots)
    found: dict[tuple[int, int], list[Box]] = {}
    for line in layer.lines():
        letters = [(word.box, line.text[at].lower()) for word in line.words for at in range(word.start, word.end)]
        letters = [(box, letter) for box, letter in letters if box is not None and letter.isalnum()]
        if len(letters) < LEAST_LETTERS:
            continue
        read = "".join(letter for _, letter in letters)
        for start in _places(read, text):
            part = text[start : start + len(read)]
            for step in Levenshtein.opcodes(read, part):
                if step.tag == "equal":
                    for place in range(step.src_end - step.src_start):
                        spot = spots[start + step.dest_start + place]
                        found.setdefault(spot, []).append(letters[step.src_start + place][0])
    return found


def _places(read: str, text: str) -> Iterator[int]:
    """Return where in the text a line of the layer stands, every place that is as good as the best."""
    left, best = text, 0.0
    while True:
        told = fuzz.partial_ratio_alignment(read, left, score_cutoff=max(LEAST_ALIKE, best - 3))
        if told is None or told.dest_end - told.dest_start < len(read) / 2:
            return
        best = max(best, told.score)
        yield told.dest_start
        left = left[: told.dest_start] + "\0" * (told.dest_end - told.dest_start) + left[told.dest_end :]


def _stands(line: FoundLine, box: Box) -> bool:
    """Tell whether the middle of a word lies on a line that was found."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    left, top, right, bottom = bounds(line.outline)
    if bottom - top > 2.5 * (right - left):  # reads upwards or downwards
        return left <= x <= right and top <= y <= bottom
    thick = area(line.outline) / max(right - left, 1.0)
    middle = middle_at(line.outline, min(max(x, left + 1), right - 1))
    near = left - thick <= x <= right + thick
    return near and middle is not None and abs(middle - y) <= 0.6 * max(thick, 1.0)


def table(given: argparse.Namespace) -> Iterator[str]:
    """Print a row per document."""
    yield (
        f"{'document':18} OCR pages letters comparable | same place % (target) other unlinked | sure: same other | "
        "layer lines found"
    )
    if given.overlays:
        overlays(given.overlays, given.aside)
    total = {False: Words(), True: Words()}
    for name in documents(given.aside):
        for ocr in (False, True):
            told, hits, lines = Words(), 0, 0
            for page, layer, text in pages_of(name):
                seen = evidence(page)
                told.add(judged(page.name, text, layer, seen, linked(text, seen, ocr)))
                boxes = [line.outline for line in layer.lines() if len(line.text) >= LEAST_LETTERS and line.outline]
                hits += sum(_covered(seen, outline) for outline in boxes)
                lines += len(boxes)
            total[ocr].add(told)
            yield f"{_row(name, ocr, len(pages_of(name)), told)} | {hits}/{lines}"
            if given.misses:
                yield from (f"    {miss}" for miss in sorted(told.misses, key=len, reverse=True)[:40])
    for ocr, told in total.items():
        yield _row("all", ocr, 0, told)


def _covered(seen: Evidence, outline: Sequence[tuple[float, float]]) -> bool:
    left, top, right, bottom = bounds(outline)
    return any(_stands(line, (left, top, right, bottom)) for line in seen.layout.lines)


def _row(name: str, ocr: bool, pages: int, told: Words) -> str:
    def share(count: int) -> float:
        return 100 * count / told.comparable if told.comparable else 0.0

    met = ("met " if share(told.right) >= TARGET else "MISS") if ocr else "    "
    return (
        f"{name:18} {'yes' if ocr else 'no ':3} {pages or '':5} {told.all:7} {told.comparable:10} | "
        f"{share(told.right):5.1f} ({TARGET:g}) {met} {share(told.other):5.1f} "
        f"{100 - share(told.right) - share(told.other):5.1f} | "
        f"{share(told.sure_right):5.1f} {share(told.sure_other):4.1f}"
    )


def overlays(folder: Path, aside: bool) -> None:
    """Draw each page with the lines of the layer in blue and ours in green, those with a link filled in."""
    from PIL import Image, ImageDraw

    folder.mkdir(parents=True, exist_ok=True)
    for name in documents(aside):
        for page, layer, text in pages_of(name):
            seen = evidence(page)
            found = linked(text, seen, True)
            picture = Image.open(page.image).convert("RGB")
            pen = ImageDraw.Draw(picture, "RGBA")
            for at, line in enumerate(seen.layout.lines):
                texts = [e for e in found.links if e.at == at]
                fill = (0, 200, 0, 60) if any(e.sure for e in texts) else (255, 160, 0, 60) if texts else None
                pen.polygon(line.outline, fill, (0, 140, 0, 255))
            for one in layer.lines():
                if one.outline:
                    pen.polygon(one.outline, None, (0, 0, 255, 255))
            picture.thumbnail((1300, 1700))
            picture.save(folder / f"{page.name}.png")
