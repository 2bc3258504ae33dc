"""A project damaged at random, and what salvage brings back of it.

    python -m tests.faults.damages [--count 200] [--seed N]

A damage is a page zeroed or overwritten, bytes turned, the end cut off, or the head destroyed. Salvage must answer, in
a new project that passes every check or in a sentence; and a line whose text stands in the damaged file
wherever it stood in the good one must be in the new project with that text. The seed is printed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store.project import Project
from editor.store.salvage import salvage

_SIZE = 4096
_WORDS = ("tide", "gauge", "harbour", "memorandum", "classified", "removal", "inspection", "Kuznetsov", "quarantine")


def make(path: Path, chance: random.Random, lines: int = 400) -> None:
    """Make a project with pages, regions, lines, tags, and a journal of corrections."""
    with Project.create(path, {"title": "Harbour"}, user="Tester") as project:
        project.connection.execute("PRAGMA synchronous=0")
        document = project.apply(e.AddDocument("Tides")).id
        made: list[int] = []
        while len(made) < lines:
            page = project.new_id()
            edits: list[e.Edit] = [e.AddPage(document, f"{page}.png", str(page), width=1700, height=2200, id=page)]
            for _ in range(3):
                region = project.new_id()
                edits.append(e.AddRegion(page, "paragraph", ((0, 0), (900, 0), (900, 300), (0, 300)), id=region))
                for _ in range(12):
                    line = project.new_id()
                    text = f"{line} " + " ".join(chance.choices(_WORDS, k=9))
                    edits.append(e.AddLine(region, text, ocr_text=text[::-1], confidence=0.9, id=line))
                    made.append(line)
            project.apply(e.Batch(tuple(edits), "Import"))
        for line in chance.sample(made, 60):
            project.apply(e.SetLineText(line, f"{line} corrected " + " ".join(chance.choices(_WORDS, k=6))))
            project.apply(e.TagSpan(line, 0, 4, "person"))


def damaged(good: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return a way of damage and what it makes of a file."""
    way = chance.choice(("zeroed", "overwritten", "turned", "cut", "beheaded"))
    out = bytearray(good)
    pages = len(good) // _SIZE
    if way in ("zeroed", "overwritten"):
        for page in chance.sample(range(pages), chance.randint(1, max(pages // 8, 1))):
            new = bytes(_SIZE) if way == "zeroed" else chance.randbytes(_SIZE)
            out[page * _SIZE : (page + 1) * _SIZE] = new
    elif way == "turned":
        for _ in range(chance.randint(1, 60)):
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    elif way == "cut":
        del out[chance.randrange(len(out) // 4, len(out)) :]
    else:
        out[: chance.choice((16, 100, _SIZE))] = chance.randbytes(chance.choice((16, 100)))
    return way, bytes(out)


def lines_of(path: Path) -> dict[int, str]:
    """Return the lines of a project by id."""
    with Project.open(path) as project:
        return dict(project.connection.execute("SELECT id, text FROM line").fetchall())


def standing(good: bytes, bad: bytes, text: str) -> bool:
    """Tell whether every page that has a text in the good file is the same in the damaged one."""
    needle, at, touched = text.encode(), good.find(text.encode()), set[int]()
    while at >= 0:
        touched |= {at // _SIZE, (at + len(needle)) // _SIZE}
        at = good.find(needle, at + 1)
    return all(good[p * _SIZE : (p + 1) * _SIZE] == bad[p * _SIZE : (p + 1) * _SIZE] for p in touched)


def damages(count: int, seed: int) -> Iterator[tuple[str, str, int, int]]:
    """Yield of each damage: its way, what is wrong ("" for nothing), lines that could stand, lines that came back."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="muniment-damages-") as name:
        folder = Path(name)
        path = folder / "good.muniment"
        make(path, chance)
        good, texts = path.read_bytes(), lines_of(path)
        for number in range(count):
            way, bad = damaged(good, chance)
            spoilt, target = folder / f"{number} spoilt.muniment", folder / f"{number}.muniment"
            spoilt.write_bytes(bad)
            due = {line for line, text in texts.items() if standing(good, bad, text)}
            try:
                salvage(spoilt, target, "Tester")
                found = lines_of(target)
                wrong = {line for line in due if found.get(line) != texts[line]}
                fault = f"{len(wrong)} lines that stand in the file did not come back" if wrong else ""
            except Fault as error:
                found, fault = {}, f"{error} But {len(due)} lines stand in it." if due else ""
            if spoilt.read_bytes() != bad:
                fault = "the damaged file was written to"
            yield way, fault, len(due), sum(found.get(line) == text for line, text in texts.items())
            spoilt.unlink()
            target.unlink(missing_ok=True)


def main() -> int:
    """Damage, salvage, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    given = parser.parse_args()
    print(f"seed {given.seed}")
    ways, back, due, wrong = Counter[str](), Counter[str](), Counter[str](), 0
    for way, fault, could, came in damages(given.count, given.seed):
        ways[way] += 1
        due[way] += could
        back[way] += came
        if fault:
            wrong += 1
            print(f"{way}: {fault}")
    for way in sorted(ways):
        print(f"{way:12} {ways[way]:4} damages, {due[way]:6} lines stood, {back[way]:6} came back")
    print(f"{wrong} of {sum(ways.values())} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
