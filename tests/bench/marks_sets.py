"""The records the search for marks is measured on: texts, and beside them the kinds of their lines.

Where the texts of a set are not at hand it is left out, with the reason.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
RECORDS = SHARED / "corpora/jfk-apple-vision-text"
ELSEWHERE = (
    "learn", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "twentyfirst", "twentysecond",
    "twentythird", "twentyfourth", "twentyfifth", "twentysixth", "twentyseventh", "twentyeighth",
)  # fmt: skip
"""The sets whose texts are to be had from where the note of the labels says."""
LABELS = Path(__file__).parent / "marks_labels.json"


class NoTexts(Exception):
    """The texts of a set are not at hand."""


@dataclass(frozen=True)
class Labelled:
    """A record: pages of numbered lines, and the acceptable kinds of a line, the first the best."""

    name: str
    pages: list[list[tuple[int, str]]]
    kinds: dict[int, list[str]]


def pages_of(text: str, low: int = 1, high: int = 1 << 30) -> list[list[tuple[int, str]]]:
    """Return the pages of a file of text: parted by form feeds or by lines of dashes, headings of pages left out."""
    pages: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(("## Page", "\f", "---")) and pages[-1]:
            pages.append([])
        scaffold = line.startswith(("# ", "## Page")) or line.strip() == "---"
        if low <= number <= high and line.strip() and not scaffold:
            pages[-1].append((number, line.replace("\f", "")))
    return [page for page in pages if page]


def development() -> list[Labelled]:
    """Return the records that the rules were made on."""
    given = json.loads((SHARED / "marks/labels.json").read_text(encoding="utf-8"))
    out = []
    for name in given["files"]:
        short = name.split()[0]
        labels = [one for one in given["labels"] if short in one["file"]]
        path = SHARED / short if "/" in short else RECORDS / f"{short}.md"
        text = path.read_text(encoding="utf-8")
        high = text[: text.index("## Page 4")].count("\n") if "pages 1-3" in name else 1 << 30
        kinds = {one["line"]: [one["kind"], *one["also"]] for one in labels}
        pages = pages_of(text, 1, high)
        if "/" in short:
            pages = _by_label_page(pages, labels)
        out.append(Labelled(name, pages, kinds))
    return out


def _by_label_page(pages: list[list[tuple[int, str]]], labels: list[dict]) -> list[list[tuple[int, str]]]:
    """Return pages parted where the labels say that another begins, which the text itself does not."""
    every = [line for page in pages for line in page]
    starts = {}
    for one in labels:
        starts[one["page"]] = min(starts.get(one["page"], 1 << 30), one["line"])
    cuts = [0, *(starts[page] for page in sorted(starts) if page > 1), 1 << 30]
    parted = [[line for line in every if low <= line[0] < high] for low, high in pairwise(cuts)]
    return [page for page in parted if page]


def kept_apart(which: str, texts: Path | None = None) -> list[Labelled]:
    """Return the records that were kept apart once; a line that is not the one that was labelled is an error.

    Raises:
        NoTexts: the texts of the set are not at hand.
    """
    given = json.loads(LABELS.read_text(encoding="utf-8"))
    out = []
    for one in given["records"]:
        if one["set"] != which:
            continue
        path = _text_of(which, one["record"], texts)
        text = path.read_text(encoding="utf-8")
        lines, kinds = text.split("\n"), {}
        for number, kind, also, digest in one["labels"]:
            assert hashlib.sha256(lines[number - 1][:12].encode()).hexdigest()[:12] == digest, (one["record"], number)
            kinds[number] = [kind, *also]
        out.append(Labelled(one["record"], pages_of(text, one["from_line"], one.get("to_line", 1 << 30)), kinds))
    return out


def _text_of(which: str, record: str, texts: Path | None) -> Path:
    """Return where the text of a record is."""
    if which in ELSEWHERE:
        path = (texts or Path()) / f"{record}.md"
        if texts is None or not path.exists():
            raise NoTexts(f"{path.name} is not at hand; say with --texts which folder holds it.")
        return path
    return SHARED / f"seeds/{record}.txt" if which == "seed" else RECORDS / f"{record}.md"


def in_folder(folder: Path) -> tuple[list[Labelled], list[str]]:
    """Return the records ``NAME.md`` of a folder that have ``NAME.labels`` beside them, and what is wrong with them.

    A label is a line: number of the line, kind, other acceptable kinds (commas), first twelve characters of the line,
    parted by tabs.
    """
    out, wrong = [], []
    for path in sorted(folder.glob("*.md")):
        labels = path.with_suffix(".labels")
        if not labels.exists():
            wrong.append(f"{path.name} has no labels and is left out.")
            continue
        text = path.read_text(encoding="utf-8")
        lines, kinds = text.split("\n"), {}
        for row in labels.read_text(encoding="utf-8").split("\n"):
            number, kind, also, check = [*row.split("\t", 3), "", "", ""][:4]
            if not row.strip():
                continue
            at = int(number) if number.strip().isdigit() else 0
            if not 0 < at <= len(lines) or lines[at - 1][:12].split() != check[:12].split():
                wrong.append(f"{labels.name}: label of line {number} is for another line and is left out.")
                continue
            kinds[at] = [kind.strip(), *(one.strip() for one in also.split(",") if one.strip())]
        out.append(Labelled(path.stem, pages_of(text), kinds))
    return out, wrong
