"""Projects of any size, written with plain SQL because the door would take hours for millions of lines.

What is measured on them goes through the program; only their making does not. Words follow a Zipf-like
distribution, so that there are rare and common ones to look for.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from editor.model import edit as e
from editor.store import file
from editor.store.project import Project

LINES = 40
"""Lines of a page, in four regions."""
REGIONS = 4
PAGES_A_DOCUMENT = 1000
_GAP = 1 << 20
_SYLLABLES = [a + b for a in (*"bcdfghklmnprstvw", "st", "tr") for b in (*"aeiou", "ar", "en", "is", "ou")]


def vocabulary() -> list[str]:
    """Return 50,000 made-up words, the common ones first."""
    chance = random.Random(3)
    return ["".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(50_000)]


def phrases(words: list[str], number: int = 60_000) -> list[str]:
    """Return phrases of five words."""
    weights = list(itertools.accumulate(1 / (i + 2.7) for i in range(len(words))))
    drawn = random.Random(4).choices(words, cum_weights=weights, k=number * 5)
    return [" ".join(drawn[i : i + 5]) for i in range(0, len(drawn), 5)]


def box(x: int, y: int, width: int, height: int) -> tuple[tuple[float, float], ...]:
    """Return a rectangle as a polygon."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _json(polygon: tuple[tuple[float, float], ...]) -> str:
    return "[" + ",".join(f"[{x},{y}]" for x, y in polygon) + "]"


class _Ids:
    def __init__(self, project: Project, pages: int) -> None:
        first = project.new_id()
        self.documents = range(first, first + (pages + PAGES_A_DOCUMENT - 1) // PAGES_A_DOCUMENT)
        self.pages = range(self.documents.stop, self.documents.stop + pages)
        self.regions = range(self.pages.stop, self.pages.stop + pages * REGIONS)
        self.lines = range(self.regions.stop, self.regions.stop + pages * LINES)


def make(path: Path, pages: int, tagset: str = "") -> Path:
    """Write a project of so many pages to ``path`` and return it; one that is there already is taken as it is."""
    if path.exists():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with Project.create(part, {"title": f"{pages} pages", "tagset": tagset}, user="bench") as project:
        project.apply(e.SetProject({"hyphens": "keep"}))
        _fill(project, pages)
    part.rename(path)
    return path


def _fill(project: Project, pages: int) -> None:
    ids, connection = _Ids(project, pages), project.connection
    with file.transaction(connection):
        connection.executemany(
            """INSERT INTO document (id, rank, title, "values") VALUES (?, ?, ?, '{}')""",
            ((one, n * _GAP, f"Box {n}") for n, one in enumerate(ids.documents, start=1)),
        )
        connection.executemany("INSERT INTO page VALUES (?, ?, ?, ?, '', 0, 4960, 7016, '', ?, 0, '{}')", _pages(ids))
        connection.executemany("INSERT INTO region VALUES (?, ?, ?, ?, ?, NULL, NULL, '{}')", _regions(ids))
        connection.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, 0.9, 0, NULL, '{}')", _lines(ids))
        connection.execute("INSERT INTO line_fts (line_fts) VALUES ('rebuild')")
        connection.execute("UPDATE project SET counter=?", (ids.lines.stop & ((1 << 33) - 1),))


def _pages(ids: _Ids) -> Iterator[tuple[object, ...]]:
    for n, page in enumerate(ids.pages):
        document = ids.documents[n // PAGES_A_DOCUMENT]
        yield page, document, (n + 1) * _GAP, f"{n + 1}", "in_progress" if n % 3 else "corrected"


def _regions(ids: _Ids) -> Iterator[tuple[object, ...]]:
    for n, region in enumerate(ids.regions):
        place = n % REGIONS
        outline = _json(box(700, 600 + place * 1450, 3900, 1400))
        yield region, ids.pages[n // REGIONS], (place + 1) * _GAP, "paragraph", outline


def _lines(ids: _Ids) -> Iterator[tuple[object, ...]]:
    choice, texts = random.Random(5).choice, phrases(vocabulary())
    each = LINES // REGIONS
    for n, line in enumerate(ids.lines):
        text, y = choice(texts) + " " + choice(texts), 600 + n % LINES * 140
        outline, baseline = _json(box(700, y, 3900, 110)), f"[[700,{y + 80}],[4600,{y + 83}]]"
        yield line, ids.regions[n // each], (n % each + 1) * _GAP, text, text, outline, baseline
