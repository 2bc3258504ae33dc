"""Bringing in many pages with their scans: does memory stay level, and does a page cost the same whatever came before?

Each import runs in a process of its own, which prints its processor time and the most memory it ever had. The pages
are those of the shared generator, with PAGE files and small scans.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import NotHere, Row

REPOSITORY = Path(__file__).resolve().parents[2]
GENERATOR = REPOSITORY.parent / "shared" / "bench" / "gen_corpus.py"
SIZES = (200, 1000, 2000)
ROWS = tuple(f"intake-{what}-{size}" for what in ("peak", "page", "parsing") for size in SIZES)

LEVEL = 1.1
"""Memory may differ by a tenth: a page of the plan takes a kilobyte, and no text of it is kept."""

LINEAR = 1.2
"""The last page may cost a fifth more than the first: the trees of the database grow by a level."""


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield, for each size: the peak and the time of a page against those of the smallest, and against parsing."""
    folder = generated(work, max(SIZES))
    least: dict[str, float] = {}
    for n in SIZES:
        parsed, taken = child("parse", folder, n, work), child("import", folder, n, work)
        least = least or taken
        yield Row(f"intake-peak-{n}", taken["peak"], least["peak"], LEVEL, 1, "MB")
        yield Row(f"intake-page-{n}", taken["ms"] / n, least["ms"] / SIZES[0], LINEAR, 1, "ms cpu a page")
        yield Row(f"intake-parsing-{n}", taken["ms"], parsed["ms"], 1.6, 1)


def generated(work: Path, pages: int) -> Path:
    """Return a folder with so many pages, made once."""
    if not GENERATOR.is_file():
        raise NotHere(f"it needs the shared generator at {GENERATOR}")
    folder = work / f"intake-{pages}"
    if not (folder / "truth.jsonl").is_file():
        command = [sys.executable, GENERATOR, folder, "-n", str(pages), "--img", "jpeg", "--dpi", "50", "--mode", "L"]
        subprocess.run([*command, "--fmt", "page"], check=True, capture_output=True)
    return folder


def child(what: str, folder: Path, pages: int, work: Path) -> dict[str, float]:
    """Return the milliseconds of processor time and the peak in megabytes of one import, or of parsing alone."""
    project = work / "intake.muniment"
    project.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.bench.intake", what, str(folder), str(pages), str(project)]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main(what: str, folder: Path, pages: int, path: Path) -> None:
    """Import the first pages of a folder into a new project, or only parse them, and print what it took."""
    import resource
    import time

    from editor.formats import known
    from editor.store.project import Project
    from editor.work import import_files

    texts = sorted((folder / "page").iterdir())[:pages]
    began = time.process_time()
    if what == "parse":
        for text in texts:
            known.read(text)
    else:
        images = sorted((folder / "images").iterdir())[:pages]
        with Project.create(path, user="bench") as project, import_files.plan([*images, *texts]) as plan:
            taken = sum(page.outcome == "added" for page in import_files.take(project, plan))
        assert taken == pages
    spent = time.process_time() - began
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(json.dumps({"ms": spent * 1000, "peak": peak / 1e6}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
