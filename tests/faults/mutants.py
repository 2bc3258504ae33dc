"""Files that were good once, spoiled at random, and what the program makes of them.

    python -m tests.faults.mutants FOLDER [--count 2000] [--seed N] [--kind projects]

FOLDER holds good files of any kind; the stored projects of ``tests/projects`` come to them. Of ten mutants six are of
files with text (the importers), two of projects (the gate, the check, the salvage), two of images and PDFs (the
decoders). A mutant is a good file with bytes flipped, a piece cut out, doubled or put in from another file, two of its
attributes swapped, or, of a project, a value of a row changed as any program that knows SQL can. For each, the program
must answer in time and memory, without a crash or a bug, and must not pass over damage in silence: what it accepts
without a word an independent count must find in the file, line for line, row for row. A project is never changed. The
seed is printed; the same seed makes the same mutants.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import select
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 40.0
MEMORY = 3_000_000_000
LARGEST = 3_000_000

Bytes = bytes
PROJECTS = ROOT / "tests" / "projects"
PROJECT = ".muniment"
SHARES = {"texts": 6, "projects": 2, "pictures": 2}
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".jp2", ".pdf"})
_TABLES = ("project", "document", "page", "region", "line", "annotation", "reading", "journal", "step")
_TOLD = ("document", "page", "region", "line", "annotation", "reading")
_VALUES = (-1, 0, 7, 1 << 62, 0.5, None, "", "x", "[", "[]", "{}", "null", "1", '"x"', "[[1,2],[3]]", '{"a":1}',
           "[1e999,NaN]", "[[[[[[[[" * 200, '[{"line":1,"start":-5,"end":99999,"quote":"x"}]', "a\0b", "\u202e",
           b"\xff")  # fmt: skip
_ATTRIBUTE = re.compile(rb'\s([\w:.-]+)="([^"]*)"')


def flipped(data: Bytes, other: Bytes, chance: random.Random) -> Bytes:
    """Return the bytes with up to eight bits turned."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: Bytes, other: Bytes, chance: random.Random) -> Bytes:
    """Return the bytes without their end, or without a piece in the middle."""
    start = chance.randrange(len(data))
    return data[:start] if chance.random() < 0.5 else data[:start] + data[start + chance.randint(1, 4096) :]


def inserted(data: Bytes, other: Bytes, chance: random.Random) -> Bytes:
    """Return the bytes with a piece of their own or of another file's put in."""
    source = data if chance.random() < 0.5 else other
    start, at = chance.randrange(len(source)), chance.randrange(len(data))
    return data[:at] + source[start : start + chance.randint(1, 512)] + data[at:]


def swapped(data: Bytes, other: Bytes, chance: random.Random) -> Bytes:
    """Return the bytes with the values of two attributes exchanged; other bytes than markup are flipped."""
    found = list(_ATTRIBUTE.finditer(data[:LARGEST]))
    if len(found) < 2:
        return flipped(data, other, chance)
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return b"".join(
        (
            data[: first.start(2)],
            second.group(2),
            data[first.end(2) : second.start(2)],
            first.group(2),
            data[second.end(2) :],
        )
    )


def altered(data: Bytes, other: Bytes, chance: random.Random) -> Bytes:
    """Return a project with one value of one row changed to something no program of ours writes there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "altered"
        path.write_bytes(data)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode=MEMORY")
        for _ in range(20):  # a value may be refused by the table
            table = chance.choice(_TABLES)
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            chosen = f'"{chance.choice(columns)}"=? WHERE rowid=(SELECT rowid FROM {table} LIMIT 1 OFFSET ?)'
            try:
                at = chance.randrange(max(rows, 1))
                connection.execute(f"UPDATE {table} SET {chosen}", (chance.choice(_VALUES), at))
                break
            except sqlite3.Error:
                continue
        connection.close()
        return path.read_bytes()


WAYS: dict[str, Callable[[Bytes, Bytes, random.Random], Bytes]] = {
    "flip": flipped,
    "cut": cut,
    "insert": inserted,
    "swap": swapped,
}
PROJECT_WAYS = {"flip": flipped, "cut": cut, "insert": inserted, "alter": altered}


def good_files(folder: Path) -> list[Path]:
    """Return the files of a folder that are spoiled, small ones only, in a stable order."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name not in ("manifest.json", "README.md"))
    return [p for p in found if 0 < p.stat().st_size <= LARGEST]


def kind_of(path: Path) -> str:
    """Return which part of the program a file is for, by the keys of `SHARES`."""
    suffix = path.suffix.lower()
    return "projects" if suffix == PROJECT else "pictures" if suffix in PICTURES else "texts"


def mutants(files: list[Path], count: int, seed: int, into: Path) -> Iterator[tuple[str, Path]]:
    """Write mutants one after the other, yielding how each was made and where it is."""
    chance = random.Random(seed)
    kinds: dict[str, list[Path]] = {}
    for path in files:
        kinds.setdefault(kind_of(path), []).append(path)
    names = sorted(kinds)
    for number in range(count):
        kind = chance.choices(names, [SHARES[name] for name in names])[0]
        source = chance.choice(kinds[kind])
        ways = PROJECT_WAYS if kind == "projects" else WAYS
        way = chance.choice(list(ways))
        data = ways[way](source.read_bytes(), chance.choice(files).read_bytes(), chance)
        path = into / str(number) / source.name
        path.parent.mkdir()
        path.write_bytes(data)
        yield f"{way} {source.name}", path


class Reader:
    """The process under test, started again when it is gone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def ask(self, path: Path) -> dict[str, Any]:
        """Return the answer for a file, or what happened instead under ``bug``."""
        if self._process is None:
            command = [sys.executable, "-m", "tests.faults.mutant_reader"]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            self._process = subprocess.Popen(command, cwd=ROOT, text=True, preexec_fn=_limited, **pipes)
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], SECONDS)
        line = self._process.stdout.readline() if ready else ""
        if line:
            return json.loads(line)
        code = self._process.poll() if ready else None
        self.end()
        return {"bug": f"died ({code})" if ready else f"no answer in {SECONDS:.0f} s"}

    def end(self) -> None:
        """Stop the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def fault_of(path: Path, answer: dict[str, Any]) -> str:
    """Return what is wrong with an answer, "" where it is a good one."""
    if "bug" in answer:
        return str(answer["bug"])
    verdict, messages = answer.get("verdict"), answer.get("messages", [])
    if verdict not in ("accept", "accept-warn", "reject"):
        return f"no verdict: {answer}"
    if verdict != "accept" and not any(str(message).strip() for message in messages):
        return f"{verdict} without a message"
    if any("Traceback" in str(message) or "Error:" in str(message) for message in messages):
        return f"no sentence: {messages}"
    taken = answer["imported"]
    if verdict == "reject" and taken.get("lines") and path.suffix != PROJECT:  # all of it is read only when asked for
        return f"refused by inspect and imported all the same: {taken}"
    if answer.get("changed"):
        return "the project was changed by looking at it"
    return _silent(path, answer) if verdict == "accept" else ""


def _silent(path: Path, answer: dict[str, Any]) -> str:
    """Return what an independent count finds that was accepted without a word, "" where both agree."""
    if answer["format"] == "muniment":
        return "" if rows(path) == rows(PROJECTS / path.name) else "accepted without a word, but its rows were changed"
    if answer["format"] not in ("PAGE", "ALTO"):
        return ""
    try:
        root = ElementTree.fromstring(path.read_bytes())
    except ElementTree.ParseError as error:
        return f"accepted without a word, but it is not well-formed: {error}"
    lines = sum(1 for element in root.iter() if element.tag.rpartition("}")[2] == "TextLine")
    return "" if lines == answer["lines"] else f"{lines} lines stand there, {answer['lines']} were read"


def rows(path: Path) -> list[list[Any]]:
    """Return the content of a project, as nothing of the program reads it."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.text_factory = bytes
    found = [[*connection.execute(f"SELECT * FROM {table} ORDER BY id")] for table in _TOLD]
    connection.close()
    return found


def run(folder: Path, count: int, seed: int, said: Callable[[str], None] = print, kind: str = "") -> int:
    """Make mutants, all of one kind where it is named, show each to the program, return how many went wrong."""
    reader, tally, wrong, slowest = Reader(), Counter[str](), 0, 0.0
    files = [
        path for path in (*good_files(folder), *sorted(PROJECTS.glob(f"*{PROJECT}"))) if kind in ("", kind_of(path))
    ]
    said(f"seed {seed}, {count} mutants of {len(files)} files")
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        for how, path in mutants(files, count, seed, Path(scratch)):
            started = time.monotonic()
            answer = reader.ask(path)
            slowest = max(slowest, time.monotonic() - started)
            fault = fault_of(path, answer)
            tally[f"{kind_of(path)} {'wrong' if fault else answer['verdict']}"] += 1
            wrong += bool(fault)
            if fault:
                said(f"{how} ({path.parent.name}): {fault}")
            path.unlink()
    reader.end()
    said(", ".join(f"{key}: {number}" for key, number in sorted(tally.items())))
    said(f"{wrong} of {count} went wrong; the slowest answer took {slowest:.1f} s")
    return wrong


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    options.add_argument("--kind", choices=sorted(SHARES), default="")
    chosen = options.parse_args()
    sys.exit(run(chosen.folder, chosen.count, chosen.seed, kind=chosen.kind) > 0)


if __name__ == "__main__":
    main()
