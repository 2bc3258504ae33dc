"""Taking many pages out: does memory stay level, and does a page cost the same whatever comes after it?

Each export runs in a process of its own, which prints its processor time and the most memory it ever had; the whole of
it counts, with reading back and comparing. For the formats that are XML, ``xmlfile`` alone writes the same elements.
"""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from editor.store.project import Project
from editor.work import import_files
from tests.bench.measure import NotHere, Row

REPOSITORY = Path(__file__).resolve().parents[2]
GENERATOR = REPOSITORY.parent / "shared" / "bench" / "gen_corpus.py"
SIZES = (200, 1000, 2000)
FORMATS = ("tei", "page", "text")
ROWS = tuple(
    f"outgo-{kind}-{what}-{size}" for kind in FORMATS for what in ("peak", "page", "xmlfile") for size in SIZES
)

LEVEL = 1.1
"""Memory may differ by a tenth: of each page its id, its number and the name of its file are kept."""

LINEAR = 1.2
"""The last page may cost a fifth more than the first."""

XMLFILE = 1.3
"""What the whole export may cost against ``xmlfile`` writing the same elements."""


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield, for each format and size: peak and time of a page against those of the smallest, and against xmlfile."""
    project = imported(work, max(SIZES))
    for kind in FORMATS:
        least: dict[str, float] = {}
        for n in SIZES:
            out = work / "outgo"
            shutil.rmtree(out, ignore_errors=True)
            taken = child("export", kind, n, project, out)
            least = least or taken
            yield Row(f"outgo-{kind}-peak-{n}", taken["peak"], least["peak"], LEVEL, 1, "MB")
            yield Row(f"outgo-{kind}-page-{n}", taken["ms"] / n, least["ms"] / SIZES[0], LINEAR, 1, "ms cpu a page")
            if kind != "text":
                alone = child("xmlfile", kind, n, project, out)
                yield Row(f"outgo-{kind}-xmlfile-{n}", taken["ms"], alone["ms"], XMLFILE, 1)
            shutil.rmtree(out, ignore_errors=True)


def imported(work: Path, pages: int) -> Path:
    """Return a project of so many pages with their readings, as they come in from PAGE files, made once."""
    path = work / f"outgo-{pages}.muniment"
    if path.exists():
        return path
    if not GENERATOR.is_file():
        raise NotHere(f"it needs the shared generator at {GENERATOR}")
    folder, part = work / f"outgo-{pages}", work / "outgo-part.muniment"
    command = [sys.executable, GENERATOR, folder, "-n", str(pages), "--img", "none", "--fmt", "page"]
    subprocess.run(command, check=True, capture_output=True)
    part.unlink(missing_ok=True)
    with Project.create(part, user="bench") as project, import_files.plan([folder / "page"]) as plan:
        taken = sum(page.outcome == "added" for page in import_files.take(project, plan))
    assert taken == pages
    return part.rename(path)


def child(what: str, kind: str, pages: int, project: Path, out: Path) -> dict[str, float]:
    """Return the milliseconds of processor time and the peak in megabytes of one export, or of xmlfile alone."""
    command = [sys.executable, "-m", "tests.bench.outgo", what, kind, str(pages), str(project), str(out)]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def main(what: str, kind: str, pages: int, path: Path, out: Path) -> None:
    """Export the first pages of a project, or write the elements of what was exported again; print what it took."""
    import resource

    spent = _exported(kind, pages, path, out) if what == "export" else _written_again(out)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(json.dumps({"ms": spent * 1000, "peak": peak / 1e6}))


def _exported(kind: str, pages: int, path: Path, out: Path) -> float:
    import time

    from editor.work.export import Request, export_project, ranges

    with Project.open(path, user="bench") as project:
        request = Request(out, kind, documents={1}, pages=ranges(f"1-{pages}"))
        began = time.process_time()
        files = sum(1 for _ in export_project(project, request))
        spent = time.process_time() - began
    assert files == (pages if kind == "page" else 1)
    return spent


def _written_again(out: Path) -> float:
    import time

    from tests.bench.exporting import yardstick

    spent = 0.0
    for file in sorted(out.iterdir()):
        write = yardstick(file, out.with_suffix(".again"))
        gc.collect() if spent == 0.0 else None
        began = time.process_time()
        write()
        spent += time.process_time() - began
    out.with_suffix(".again").unlink()
    return spent


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
