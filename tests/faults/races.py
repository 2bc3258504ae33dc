"""Two programs open one project at the same moment: never two writers, the second is told who has it, no cleaning up.

    python -m tests.faults.races --races 50

A racer opens, writes, holds, writes again; the winner of every second race is killed and the next race has to go on
from what it left.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from editor.model import edit as e
from editor.store import journal
from editor.store.project import Project
from tests.faults.kill_rounds import REPOSITORY

RACER = """
import sys, time
from pathlib import Path
from editor.model import edit as e
from editor.model.faults import Fault
from editor.store.project import Project
path, at, name = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
print("ready", flush=True)
sys.stdin.readline()
time.sleep(at)
try:
    project = Project.open(path, user=name)
except Fault as fault:
    print("refused", str(fault), flush=True)
    sys.exit(0)
for number in range(4):
    project.apply(e.AddDocument(f"{name} {number}"))
    print("wrote", time.monotonic_ns(), flush=True)
    time.sleep(0.03)
print("done", flush=True)
time.sleep(10 if sys.argv[4] == "stay" else 0)
project.close()
"""


def race(path: Path, number: int, chance: random.Random) -> list[str]:
    """Let two programs open one project, and return what was wrong with that."""
    kill = number % 2 == 0
    racers = []
    for name in ("Anna", "Ben"):
        command = [sys.executable, "-c", RACER, str(path), str(chance.uniform(0, 0.01)), name, "stay" if kill else "go"]
        racers.append(
            subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
    for racer in racers:
        assert racer.stdout is not None and racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    if kill:
        time.sleep(chance.uniform(0.05, 0.3))
    said = []
    for racer in racers:
        if kill:
            racer.send_signal(signal.SIGKILL)
        said.append((racer.communicate(timeout=60)[0] or "").splitlines())
    return _faults(said, kill)


def _faults(said: list[list[str]], killed: bool) -> list[str]:
    writers = [lines for lines in said if any(line.startswith("wrote") for line in lines)]
    refused = [lines[0] for lines in said if lines and lines[0].startswith("refused")]
    found = []
    if len(writers) == 2:
        spans = [[int(line.split()[1]) for line in lines if line.startswith("wrote")] for lines in writers]
        first, second = sorted((times[0], times[-1]) for times in spans)
        if second[0] < first[1]:
            found.append(f"two wrote at once: {spans}")
    if not killed and not writers:
        found.append(f"nobody got in: {said}")
    found += [f"the second was not told of the first: {line}" for line in refused if "is open in another" not in line]
    return found


def races(count: int, seed: int) -> list[str]:
    """Race so often and return what was wrong."""
    chance, found = random.Random(seed), []
    with tempfile.TemporaryDirectory(prefix="muniment-races-") as folder:
        path = Path(folder) / "p.muniment"
        with Project.create(path) as project:
            project.apply(e.AddDocument("begin"))
        for number in range(count):
            found += [f"race {number}: {fault}" for fault in race(path, number, chance)]
            with Project.open(path) as project:
                if journal.trouble(project.connection) is not None:
                    found.append(f"race {number}: the journal is broken")
    return found


def main() -> int:
    """Race, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--races", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    given = parser.parse_args()
    found = races(given.races, given.seed)
    print("\n".join(found[:10]) if found else f"{given.races} races, never two writers")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
