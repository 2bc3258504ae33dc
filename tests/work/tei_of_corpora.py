"""The TEI of every file of the corpora that can be imported, and of that once more: by hand, since it takes minutes.

usage: python -m tests.work.tei_of_corpora FOLDER [PYTHON]    (one with lxml and saxonche: then Schematron is asked too)

Writes a file for each into FOLDER, takes it into a project of its own and writes it again: the bytes must be the same.
Then the judge beside the project (shared/tei/check.py) looks at all of them in one run.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project
from editor.work.export import Request, export_project
from editor.work.import_files import plan, take
from tests.formats.corpus import FOLDER, entries

SHARED = FOLDER.parent
ROLES = ("ocr", "mets", "tei", "pdf", "text")


def sources() -> list[Path]:
    """Return every file of the corpora that may hold text, by their roles."""
    found = [param.values[0] for role in ROLES for param in entries(role)]
    return [FOLDER / entry["file"] for entry in found if entry is not None]


def name(source: Path) -> str:
    return "__".join(source.relative_to(FOLDER).parts)


def exported(source: list[Path], project: Path, out: Path) -> tuple[list[Path], list[Path]]:
    """Return the TEI of what comes of an import of ``source``, a file a document, and the images of its pages."""
    with Project.create(project, {"title": "Corpora"}, user="archivist") as made:
        with plan(source) as planned:
            for _ in take(made, planned):
                pass
        images = dict.fromkeys(project.parent / page.image for page in readers.all_pages(made) if page.image)
        return list(export_project(made, Request(out, "tei"))), list(images)


def round_trip(source: Path, folder: Path) -> tuple[list[Path], str]:
    """Return the TEI of a file, and why the TEI of that TEI differs, "" where it does not."""
    folder.mkdir(parents=True)
    first, images = exported([source], folder / "one.muniment", folder / "one")
    for made in first:
        (again,), _ = exported([made, *images], folder / f"{made.stem}.muniment", folder / f"{made.stem}-two")
        one, two = made.read_bytes(), again.read_bytes()
        if one != two:
            return first, f"{made.name}: byte {_first(one, two)}"
    return first, ""


def _first(one: bytes, two: bytes) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def run(folder: Path) -> Iterator[Path]:
    """Yield the TEI of every file, telling what happened to each."""
    refused = differing = 0
    for source in sources():
        try:
            made, why = round_trip(source, folder / name(source))
        except Fault as fault:
            refused += 1
            print(f"REFUSED {name(source)}: {fault}", flush=True)
            continue
        differing += bool(why)
        print(f"{'DIFFERS' if why else 'same'} {name(source)} {why}", flush=True)
        yield from made
    print(f"{refused} refused, {differing} differ")


def main(folder: Path, python: str | None) -> int:
    paths = [str(path) for path in run(folder)]
    command = [python or sys.executable, str(SHARED / "tei/check.py"), *(["--schematron"] if python else []), *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print("\n".join(done.stdout.splitlines()[-25:]), done.stderr[-2000:])
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
