"""From the start of the process to a painted window, and to a page of 35 megapixels on the screen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from editor.model import edit as e
from editor.store.project import Project
from tests.bench import scans, synthetic
from tests.bench.measure import NotHere, Row, against

ROWS = ("start", "start-wall", "start-page", "start-page-wall", "memory-page")
REPOSITORY = Path(__file__).resolve().parents[2]
VIEWER = REPOSITORY.parent / "shared" / "bench" / "peers" / "ref_viewer.py"


def started(sight: str, *program: str) -> tuple[float, float]:
    """Start a program in a home of its own and return processor and clock seconds until the sight.

    Modules are compiled once and kept, as they are where the program is installed.
    """
    with tempfile.TemporaryDirectory(prefix="muniment-home-") as home:
        environment = {
            **os.environ,
            "HOME": home,
            **{f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "STATE", "CACHE")},
            "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "muniment-bench-compiled"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["BENCH_BEGAN"] = str(time.monotonic())
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.child", sight, *program],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
            timeout=180,
        )
    if done.returncode or not done.stdout.strip():
        raise NotHere(f"{program[0]} showed nothing (exit {done.returncode}): {done.stderr.strip()[-300:]}")
    cpu, wall = done.stdout.split()[-2:]
    return float(cpu), float(wall)


def compared(sight: str, ours: Sequence[str], theirs: Sequence[str], rounds: int) -> dict[str, list[list[float]]]:
    """Start both in turns and return processor and clock seconds of each."""
    taken: dict[str, list[list[float]]] = {"value": [[], []], "yardstick": [[], []]}
    for number in range(rounds + 1):
        for name, program in (("value", ours), ("yardstick", theirs)):
            both = started(sight, *program)
            if number:
                for times, seconds in zip(taken[name], both, strict=True):
                    times.append(seconds)
    return taken


def rows(bench: str, target: float, taken: dict[str, list[list[float]]]) -> Iterator[Row]:
    """Yield the row of processor time and that of the clock."""
    for index, (tail, unit) in enumerate((("", "ms cpu"), ("-wall", "ms wall"))):
        yield against(bench + tail, target, {name: times[index] for name, times in taken.items()}, unit)


def one_page(folder: Path) -> Path:
    """Return a project of one large page with its lines, its image beside it in a folder of its own."""
    image = scans.pages(folder / "viewer", 1)[0]
    path = folder / "one-page.muniment"
    if not path.exists():
        with Project.create(path, user="bench") as project:
            document = project.apply(e.AddDocument("One")).id
            assert document is not None
            name = image.relative_to(folder).as_posix()
            add = e.AddPage(document, name, "1", width=scans.WIDTH, height=scans.HEIGHT)
            page = project.apply(add).id
            assert page is not None
            for r in range(synthetic.REGIONS):
                region = project.apply(e.AddRegion(page, outline=synthetic.box(700, 600 + r * 1450, 3900, 1400))).id
                assert region is not None
                each = range(r * 10, r * 10 + 10)
                adds = (e.AddLine(region, f"line {n}", synthetic.box(700, 600 + n * 140, 3900, 110)) for n in each)
                project.apply(e.Batch(tuple(adds), "Lines"))
    return path


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the rows."""
    yield from rows("start", 1.5, compared("window", ["muniment"], ["bare"], rounds))
    project = one_page(work)
    yield _memory(project, rounds)
    if VIEWER.exists():
        ours, theirs = ["muniment", str(project)], [str(VIEWER), str(work / "viewer")]
        yield from rows("start-page", 1.3, compared("page", ours, theirs, rounds))


def _memory(project: Path, rounds: int) -> Row:
    """Return what the program takes when the whole page is shown; the limit allows 1.6 times the page and 120 MB."""
    taken = [started("memory", "muniment", str(project))[0] for _ in range(min(rounds, 3))]
    limit = 1.6 * scans.WIDTH * scans.HEIGHT * 4 / 1e6 + 120
    return Row("memory-page", sorted(taken)[len(taken) // 2], None, round(limit, 1), len(taken), "MB")
