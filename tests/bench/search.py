"""The first fifty hits among four million lines, as the find pane asks for them, against FTS5 alone."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from editor.store import search as index
from editor.store.file import uri
from editor.store.project import Project
from editor.work import search
from tests.bench import synthetic
from tests.bench.measure import Row, against, in_turns, percentile_ms

ROWS = ("search-50", "search-50-longest")
PLACES = (0, 3, 40, 400, 4_000, 20_000)
"""How common the words looked for are: their places in the vocabulary."""
RAW = "SELECT l.id, l.text FROM line_fts f JOIN line l ON l.id=f.rowid WHERE line_fts MATCH ? LIMIT 50"


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the ratio over words of all kinds, and the longest that any single search took."""
    large = synthetic.make(work / "pages-100000.muniment", 100_000)
    words = [synthetic.vocabulary()[place] for place in PLACES]
    longest: list[float] = []
    raw = sqlite3.connect(uri(large, "ro"), uri=True)

    def ours() -> None:
        for word in words:
            began = time.perf_counter()
            assert search.words(project, word, 50)
            longest.append(time.perf_counter() - began)

    def theirs() -> None:
        for word in words:
            raw.execute(RAW, (index.quoted(word),)).fetchall()

    raw.close()
    with Project.open(large) as project:
        raw = project.connection
        taken = in_turns({"value": ours, "yardstick": theirs}, rounds)
    yield against("search-50", 1.5, {name: [s / len(words) for s in all_of] for name, all_of in taken.items()})
    yield Row("search-50-longest", percentile_ms(longest, 1.0), None, 20.0, rounds, "ms wall")
