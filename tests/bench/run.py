"""Measure the program against its yardsticks: ``python tests/bench/run.py [--only NAME] [--json]``.

Prints one JSON object a line: bench, value, yardstick, ratio, target, met, n, unit. Each bench runs in a process of
its own. A bench whose part is missing is left out, with the reason on stderr; nothing is ever made up. This is no
test: a figure that is not met fails nothing.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from tests.bench.measure import NotHere  # noqa: E402 - the path had to be set first

BENCHES = (
    "starting",
    "pageturn",
    "commit",
    "importing",
    "intake",
    "opening",
    "search",
    "replacing",
    "series",
    "transcript",
    "exporting",
    "outgo",
    "outlines",
    "pagelist",
    "linkrun",
)
"""Modules beside this one; each has ``run(work, rounds)``, which yields rows."""


def choose(only: list[str]) -> list[str]:
    """Return the benches to run: those named, by module or by the name of a row."""
    if not only:
        return list(BENCHES)
    chosen = []
    for module in BENCHES:
        rows = importlib.import_module(f"tests.bench.{module}").ROWS
        if any(name == module or name in rows for name in only):
            chosen.append(module)
    return chosen


def run_one(module: str, work: Path, rounds: int, only: list[str]) -> int:
    """Run one bench in this process and print its rows."""
    bench = importlib.import_module(f"tests.bench.{module}")
    try:
        for row in bench.run(work, rounds):
            if not only or module in only or row.bench in only:
                print(json.dumps(row.record()), flush=True)
    except (NotHere, ImportError) as missing:
        print(f"{module}: left out: {missing}", file=sys.stderr)
    return 0


def main() -> int:
    """Run the benches, each in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a bench or a row; repeatable")
    parser.add_argument("--json", action="store_true", help="nothing but JSON: no word about what is going on")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each, at least 5 for a figure to be quoted")
    parser.add_argument("--work", type=Path, help="keep what is generated in this folder, for the next run")
    parser.add_argument("--in-process", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.in_process:
        return run_one(options.in_process, options.work, options.rounds, options.only)
    with tempfile.TemporaryDirectory(prefix="muniment-bench-") as made:
        work = options.work or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        chosen = choose(options.only)
        if not chosen:
            parser.error(f"there is no such bench; there are: {', '.join(BENCHES)}")
        return max([_apart(module, work, options) for module in chosen])


def _apart(module: str, work: Path, options: argparse.Namespace) -> int:
    if not options.json:
        print(f"{module} ...", file=sys.stderr, flush=True)
    command = [sys.executable, __file__, "--in-process", module, "--work", str(work), "--rounds", str(options.rounds)]
    for name in options.only:
        command += ["--only", name]
    done = subprocess.run(command)
    if done.returncode:
        print(f"{module}: broke, exit code {done.returncode}", file=sys.stderr)
    return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
