"""Every character there is, brought in, stored, exported and brought in again: which come back as something else.

    python -m tests.faults.unicode_sweep --count 300000

Each line holds a few characters, each between two letters, so that none stands at an end. What comes back otherwise is
listed by code point; only what the manual lists may be. The window's part is tests/ui/transcript/test_all_characters.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from editor.store import readers
from editor.store.project import Project
from editor.work import import_files
from editor.work.export import export_project
from editor.work.export_request import Request

A_LINE = 40
LINES = 400
BREAKS = "\n\r\x0c\u2028\u2029"
"""What ends a line or, the form feed, a page."""
FORMATS = ("tei", "page")


def assigned() -> list[str]:
    """Return every assigned code point and private use, without surrogates and noncharacters."""
    characters = (chr(code) for code in range(sys.maxunicode + 1))
    return [c for c in characters if unicodedata.category(c) not in ("Cn", "Cs") and c not in BREAKS]


def forbidden(character: str) -> bool:
    """Tell whether a character may not stand in a text: then it becomes U+FFFD, and that is told."""
    return unicodedata.category(character) == "Cc" and character != "\t" and not "\x80" <= character <= "\x9f"


def batched(things: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Yield things in groups; Python has that itself from 3.12 on."""
    each = iter(things)
    while group := tuple(islice(each, size)):
        yield group


def lines_of(characters: Sequence[str]) -> Iterator[str]:
    """Yield texts in which each character stands between letters."""
    for some in batched(characters, A_LINE):
        yield "x" + "".join(f"{one}x" for one in some)


def stored(project: Project) -> list[str]:
    """Return every line of a project."""
    pages = readers.all_pages(project)
    return [line.text for page in pages for _, line in readers.content(project, page.id).lines()]


def brought_in(path: Path, sources: list[Path]) -> tuple[list[str], list[str]]:
    """Import files into a new project, and return its lines and what was told."""
    with Project.create(path) as project:
        with import_files.plan(sources) as plan:
            told = [*plan.messages, *plan.refused]
            for taken in import_files.take(project, plan):
                told += taken.messages
        return stored(project), told


def wrong(characters: Sequence[str], folder: Path) -> Iterator[str]:
    """Yield what became something else on its way in, out and in again, without a word."""
    for number, some in enumerate(batched(lines_of(characters), LINES)):
        here = folder / str(number)
        here.mkdir()
        source = here / "a.txt"
        source.write_bytes("\n".join(some).encode())
        path = here / "p.muniment"
        texts, told = brought_in(path, [source])
        changed = any(map(forbidden, "".join(some)))
        if changed != any("U+FFFD" in message or "replaced" in message for message in told):
            yield f"{number}: {'not ' if changed else ''}told of a change: {told[:2]}"
        yield from _differ(
            f"{number}: in", ["".join("\ufffd" if forbidden(c) else c for c in one) for one in some], texts
        )
        for kind in FORMATS:
            out = here / kind
            with Project.open(path) as project:
                files = list(export_project(project, Request(out=out, format=kind)))
            again, _ = brought_in(here / f"{kind}.muniment", files)
            yield from _differ(f"{number}: {kind}", texts, again)


def _differ(where: str, wanted: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    if len(wanted) != len(found):
        yield f"{where}: {len(found)} lines of {len(wanted)}"
        return
    for due, is_ in zip(wanted, found, strict=True):
        if due != is_:
            odd = next((d for d, i in zip(due, is_, strict=False) if d != i), due[len(is_) : len(is_) + 1])
            yield f"{where}: U+{ord(odd or ' '):04X} became something else"


def sweep(count: int, seed: int) -> list[str]:
    """Return what is wrong with so many characters, all of them where there are no more."""
    characters = assigned()
    if count < len(characters):
        odd = [c for c in characters if unicodedata.category(c)[0] in "CZ" and unicodedata.category(c) != "Co"]
        chosen = random.Random(seed).sample(characters, max(count - len(odd), 0))
        characters = sorted({*odd, *chosen})
    with tempfile.TemporaryDirectory(prefix="muniment-unicode-") as folder:
        return list(wrong(characters, Path(folder)))


def main() -> int:
    """Sweep, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1 << 21)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    found = sweep(given.count, given.seed)
    total = min(given.count, len(assigned()))
    print("\n".join(found[:40]) if found else f"{total} characters, none changed without a word")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
