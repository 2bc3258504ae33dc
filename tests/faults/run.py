"""All fault harnesses there are, with the numbers the promises ask for, and a table of what came of it.

    python -m tests.faults.run --full [--only power --only disk] [--corpora FOLDER]

Without ``--full`` the small numbers of a try. A row is a promise of safety by its number; promises
without a row have no harness of this kind yet.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.faults.kill_rounds import REPOSITORY, Rounds


class Row(NamedTuple):
    """One harness: its promise, what is done, how often at a try and in full."""

    name: str
    promise: str
    what: str
    few: int
    all: int
    run: Callable[[int, int], tuple[int, str]]


A_PROJECT = 25
"""Kills of one project before the next is made: what is verified grows with every edit."""


def _kills(saver: str, verifier: str, least: float, most: float) -> Callable[[int, int], tuple[int, str]]:
    def run(count: int, seed: int) -> tuple[int, str]:
        killed = acknowledged = 0
        faults: list[str] = []
        for begun in range(0, count, A_PROJECT):
            with tempfile.TemporaryDirectory(prefix="muniment-kills-") as folder:
                loop = Rounds([saver], [verifier], Path(folder), least=least, most=most, patience=90.0)
                outcome = loop.run(min(A_PROJECT, count - begun), seed + begun)
            killed, acknowledged = killed + outcome.killed, acknowledged + outcome.acknowledged
            faults += outcome.faults
        kinds = Counter(fault.splitlines()[-1] for fault in faults)
        told = [f"{times} times {kind}" for kind, times in kinds.most_common()]
        return len(faults), "; ".join([f"{killed} killed, {acknowledged} acknowledged edits", *told, *faults[:1]])

    return run


def _module(name: str, option: str, *more: str, seeded: bool = True) -> Callable[[int, int], tuple[int, str]]:
    def run(count: int, seed: int) -> tuple[int, str]:
        told = [sys.executable, "-m", name, *more, option, str(count), *(["--seed", str(seed)] if seeded else [])]
        done = subprocess.run(told, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        last = (done.stdout.strip() or done.stderr.strip()).splitlines()[-1:] or ["it said nothing"]
        return (0 if done.returncode == 0 else 1), last[0]

    return run


def rows(corpora: Path) -> tuple[Row, ...]:
    """Return the harnesses; mutants are made of the files of ``corpora``."""
    typing = _kills("tests.faults.window_typist", "tests.faults.window_verifier", 0.05, 4.0)
    working = _kills("tests.faults.window_worker", "tests.faults.worker_verifier", 0.05, 2.5)
    store = _kills("tests.faults.store_saver", "tests.faults.store_verifier", 0.0, 0.3)
    applying = _kills("tests.faults.apply_saver", "tests.faults.store_verifier", 0.0, 0.5)
    backing = _kills("tests.faults.backup_saver", "tests.faults.backup_verifier", 0.0, 0.3)
    exporting = _kills("tests.faults.export_saver", "tests.faults.export_verifier", 0.0, 0.6)
    migrating = _kills("tests.faults.migrate_saver", "tests.faults.migrate_verifier", 0.0, 0.5)
    return (
        Row("kill-window", "P1", "the window killed while somebody types", 5, 150, typing),
        Row("kill-work", "P1", "the window killed while it draws, imports, replaces, exports", 8, 350, working),
        Row("kill-apply", "P1", "muniment apply killed", 10, 300, applying),
        Row("kill-store", "P1", "a program killed while it applies edits", 20, 200, store),
        Row("kill-export", "P13", "a program killed while it exports", 8, 200, exporting),
        Row("kill-migrate", "P1", "a program killed while it brings an old project up to date", 3, 50, migrating),
        Row("power", "P2", "power cut at any moment", 300, 5000, _module("tests.faults.power_cut", "--cuts")),
        Row("disk", "P4", "every k-th write fails, three faults each", 20, 200,
            _module("tests.faults.failing_disk", "--most", seeded=False)),
        Row("races", "P6", "two programs open one project", 4, 50, _module("tests.faults.races", "--races")),
        Row("copies", "P7", "a closed project copied", 40, 1000, _module("tests.faults.copies", "--count")),
        Row("kill-backup", "P8", "a program killed while it backs up", 8, 100, backing),
        Row("unicode", "P11", "characters in, out and in again", 2500, 1 << 21,
            _module("tests.faults.unicode_sweep", "--count")),
        Row("soak", "P12", "minutes of work on 5,000 pages", 1, 20, _module("tests.faults.soak", "--minutes")),
        Row("evil", "P14", "files and patterns made to do harm, in the window", 6, 130,
            _module("tests.faults.evil", "--bombs", seeded=False)),
        Row("damage", "P9", "damaged projects salvaged", 20, 200, _module("tests.faults.damages", "--count")),
        Row("injected", "P15", "errors of every kind in the running program", 1, 20,
            _module("tests.faults.injected", "--rounds", seeded=False)),
        Row("cases", "P10", "bad and odd files, shared ones", 22, 152, _module("tests.faults.cases", "--count")),
        Row("mutants", "P10", "spoiled files of strangers", 40, 10_000,
            _module("tests.faults.mutants", "--count", str(corpora))),
    )  # fmt: skip


def main() -> int:
    """Run the harnesses and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    parser.add_argument("--corpora", type=Path, default=REPOSITORY.parent / "shared" / "corpora")
    given = parser.parse_args()
    print(f"seed {given.seed}\n{'':12} {'':4} {'times':>6} {'wrong':>6} {'s':>6}")
    bad = 0
    for row in rows(given.corpora):
        if given.only and row.name not in given.only:
            continue
        count, begun = row.all if given.full else row.few, time.monotonic()
        wrong, told = row.run(count, given.seed)
        bad += bool(wrong)
        print(f"{row.name:12} {row.promise:4} {count:6} {wrong:6} {time.monotonic() - begun:6.0f}  {row.what}: {told}")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
