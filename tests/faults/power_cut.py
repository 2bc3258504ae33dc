"""Power cuts, simulated: what a project is when the disk forgot what it had not yet been told to keep.

    python -m tests.faults.power_cut [--cuts 5000] [--seed N] [--careless]

A real project is edited while a small library before the C library writes down what goes to its disk, and when each
edit was acknowledged. For a cut at any moment the disk is made anew: what was synced is there; of what was written
since, any part in any order, writes torn into sectors; names made or removed since the folder was synced, or not. The
program opens the result: every acknowledged edit must be there, whole, and at most the one under way besides.
``--careless`` turns SQLite's syncing off, and must be found out.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import gate, journal
from editor.store.project import Project
from tests.faults.failing_disk import compiler, make, texts

SOURCE = Path(__file__).with_suffix(".c")
EDITS = 60
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Event:
    """What the disk was told: W write, T truncate, S sync of a file, D of a folder, U remove, A acknowledged."""

    what: str
    at: int
    name: str = ""
    data: bytes = b""


@dataclass(slots=True)
class Held:
    """A file on the disk: what it surely holds, and what it was told since it was synced."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        """Make all of it sure."""
        for event in self.since:
            _put(self.sure, event)
        self.since.clear()

    def after(self, chance: random.Random) -> bytes:
        """Return what may be found after a cut."""
        out, told = bytearray(self.sure), list(self.since)
        way = chance.random()
        if way < 0.25:
            told = told[: chance.randint(0, len(told))]
        elif way < 0.9:
            told = [event for event in told if chance.random() < 0.5]
            chance.shuffle(told)
        for event in told:
            torn = event.what == "W" and chance.random() < 0.3
            _put(out, event, [chance.random() < 0.5 for _ in range(len(event.data) // _SECTOR + 1)] if torn else None)
        return bytes(out)


def _put(out: bytearray, event: Event, sectors: list[bool] | None = None) -> None:
    if event.what == "T":
        del out[event.at :]
        out.extend(bytes(max(event.at - len(out), 0)))
        return
    for start in range(0, len(event.data), _SECTOR):
        if sectors is None or sectors[start // _SECTOR]:
            piece, at = event.data[start : start + _SECTOR], event.at + start
            out.extend(bytes(max(at - len(out), 0)))
            out[at : at + len(piece)] = piece


def events(book: Path) -> list[Event]:
    """Read what was written down."""
    data, at, found = book.read_bytes(), 0, []
    while at < len(data):
        end = data.index(b"\n", at)
        what, where, size, name = data[at:end].decode().split(" ", 3)
        at = end + 1 + (int(size) if what == "W" else 0)
        found.append(Event(what, int(where), Path(name).name, data[end + 1 : at]))
    return found


class Disk:
    """The disk up to a moment: names that are sure, names since, and what is in the files."""

    def __init__(self, name: str, content: bytes) -> None:
        """Begin with one file."""
        self.sure: dict[str, Held] = {name: Held(bytearray(content))}
        self.now = dict(self.sure)
        self.since: list[tuple[str, Held | None]] = []
        self.acknowledged = 0

    def hear(self, event: Event) -> None:
        """Take what the disk was told."""
        if event.what == "A":
            self.acknowledged = event.at
        elif event.what == "D":
            self.sure, self.since = dict(self.now), []
        elif event.what == "U":
            self.now.pop(event.name, None)
            self.since.append((event.name, None))
        elif event.what == "S":
            if event.name in self.now:
                self.now[event.name].sync()
        else:
            if event.name not in self.now:
                self.now[event.name] = Held()
                self.since.append((event.name, self.now[event.name]))
            self.now[event.name].since.append(event)

    def after(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that may be found after a cut at this moment."""
        names: dict[str, Held] = dict(self.sure)
        for name, held in self.since[: chance.randint(0, len(self.since))]:
            if held is None:
                names.pop(name, None)
            else:
                names[name] = held
        return {name: held.after(chance) for name, held in names.items()}


def record(folder: Path, *, careless: bool) -> list[dict[int, str]]:
    """Edit a project under the library and return its lines after each acknowledged edit; run by ``--inside``."""
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    path = folder / "box.muniment"
    lines = make(path)
    (folder / "before").write_bytes(path.read_bytes())
    chance = random.Random(7)
    with Project.open(path, user="Tester") as project:
        if careless:
            project.connection.execute("PRAGMA synchronous=0")
        states = [texts(project)]
        library.power_begin(str(folder / "book").encode())
        for number in range(1, EDITS + 1):
            some = chance.sample(lines, chance.choice((1, 1, 1, 3)))
            parts = tuple(e.SetLineText(line, f"{number} " + "x" * chance.randint(0, 900)) for line in some)
            project.apply(parts[0] if len(parts) == 1 else e.Batch(parts, "several"))
            library.power_acknowledged(number)
            states.append(texts(project))
        library.power_begin(None)
    return states


def cuts(count: int, seed: int, *, careless: bool = False) -> Iterator[str]:
    """Yield what is wrong after each cut, "" for nothing."""
    with tempfile.TemporaryDirectory(prefix="muniment-power-") as name:
        folder = Path(name)
        library = folder / "power_cut.so"
        subprocess.run([str(compiler()), "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
        told = [sys.executable, "-m", "tests.faults.power_cut", "--inside", name, *(["--careless"] if careless else [])]
        subprocess.run(told, env={**os.environ, "LD_PRELOAD": str(library)}, check=True)
        states = [{int(k): v for k, v in one.items()} for one in _states(folder)]
        heard = events(folder / "book")
        assert sum(one.what == "A" for one in heard) == EDITS, "not every edit was written down"
        chance = random.Random(seed)
        moments = sorted(chance.randint(1, len(heard)) for _ in range(count))
        disk, at = Disk("box.muniment", (folder / "before").read_bytes()), 0
        for number, moment in enumerate(moments):
            for event in heard[at:moment]:
                disk.hear(event)
            at = moment
            yield _look(folder / "found", disk, states, chance, thorough=number % 10 == 0)


def _states(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / "states").read_text())
    return found


def _look(folder: Path, disk: Disk, states: list[dict[int, str]], chance: random.Random, *, thorough: bool) -> str:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in disk.after(chance).items():
        (folder / name).write_bytes(content)
    path, sure = folder / "box.muniment", disk.acknowledged
    try:
        if thorough:
            gate.inspect(path, thorough=True)
        with Project.open(path) as project:
            found = texts(project)
            if journal.trouble(project.connection) is not None:
                return f"after edit {sure}: the journal's chain is broken"
    except (Fault, sqlite3.Error) as fault:
        return f"after edit {sure}: {fault}"
    if found in states[sure : sure + 2]:
        return ""
    with contextlib.suppress(ValueError):
        return f"after edit {sure}: edit {sure} is lost; the state is that of edit {states.index(found)}"
    return f"after edit {sure}: half an edit is there"


def main() -> int:
    """Cut the power and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    parser.add_argument("--careless", action="store_true")
    parser.add_argument("--inside", type=Path)
    given = parser.parse_args()
    if given.inside is not None:
        states = record(given.inside, careless=given.careless)
        (given.inside / "states").write_text(json.dumps(states))
        return 0
    print(f"seed {given.seed}")
    wrong = [one for one in cuts(given.cuts, given.seed, careless=given.careless) if one]
    print(*wrong[:10], sep="\n")
    print(f"{len(wrong)} of {given.cuts} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
