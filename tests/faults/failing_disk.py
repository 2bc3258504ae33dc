"""A real project on a disk that fails at its k-th write: full, broken, or turned read-only.

    python -m tests.faults.failing_disk [--most 200]

For each k from 1 and each fault a project is opened and edited while writes fail from the k-th on, and edited again
when the disk is mended. Nothing that was acknowledged may be missing afterwards, nothing half done may be there, the
same window must be able to go on, and the file must open without a question. The failing is done by a small library
that is built with the C compiler and put before the C library; SQLite, the file and the project are the real ones.
"""

from __future__ import annotations

import argparse
import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import journal
from editor.store.project import Project
from editor.work.check import check_file

FAULTS = {"full": (errno.ENOSPC, 1 << 30), "broken": (errno.EIO, 3), "read-only": (errno.EROFS, 1 << 30)}
SOURCE = Path(__file__).with_suffix(".c")
EDITS = 12


def compiler() -> str | None:
    """Return the C compiler of this machine, if there is one."""
    return next((found for name in ("gcc", "cc") if (found := shutil.which(name))), None)


def run(most: int, every: int = 1) -> subprocess.CompletedProcess[str]:
    """Build the library and try every so many k up to ``most`` in a process that has it before its C library."""
    with tempfile.TemporaryDirectory(prefix="muniment-disk-") as folder:
        library = Path(folder) / "failing_disk.so"
        subprocess.run([str(compiler()), "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"], check=True)
        told = [sys.executable, "-m", "tests.faults.failing_disk", "--inside", str(library), "--most", str(most)]
        return subprocess.run(
            [*told, "--every", str(every)],
            env={**os.environ, "LD_PRELOAD": str(library)}, capture_output=True, text=True, check=False,
        )  # fmt: skip


def make(path: Path) -> list[int]:
    """Make a project and return the ids of its lines."""
    with Project.create(path, {"title": "Harbour"}, user="Tester") as project:
        document = project.apply(e.AddDocument("One")).id
        page = project.apply(e.AddPage(document, "1.png", width=100, height=100)).id
        region = project.apply(e.AddRegion(page, "paragraph")).id
        return [int(project.apply(e.AddLine(region, f"line {n}")).id or 0) for n in range(EDITS)]


def texts(project: Project) -> dict[int, str]:
    """Return the text of every line."""
    return dict(project.connection.execute("SELECT id, text FROM line").fetchall())


def one(library: ctypes.CDLL, good: Path, path: Path, lines: list[int], k: int, fault: str) -> tuple[int, str]:
    """Edit on a failing disk; return how many edits were refused, and what is wrong, "" for nothing."""
    shutil.copyfile(good, path)
    number, lasting = FAULTS[fault]
    refused, maybe = 0, dict[int, str]()
    with Project.open(path, user="Tester") as project:
        due = texts(project)
        library.failing_disk(k, number, lasting)
        for n, line in enumerate(lines):
            text = f"{fault} {k} {n} " + "x" * (40 * n)
            try:
                project.apply(e.SetLineText(line, text))
                due[line] = text
            except Fault:
                refused += 1
                maybe[line] = text
        library.failing_disk(-1, 0, 0)
        for line, text in maybe.items():  # the window tries again, and the disk is well
            try:
                project.apply(e.SetLineText(line, text))
            except Fault as again:
                return refused, f"refused although the disk is well again: {again}"
            due[line] = text
        if texts(project) != due:
            return refused, "the open project is not what was acknowledged"
    with Project.open(path) as project:
        if texts(project) != due:
            return refused, "something acknowledged is missing, or something else is there"
        if journal.trouble(project.connection) is not None:
            return refused, "the journal's chain is broken"
    report = check_file(path)
    return refused, "" if report.sound else report.verdict


def cases(library: ctypes.CDLL, most: int, every: int) -> Iterator[tuple[str, int, int, str]]:
    """Yield fault, k, edits refused, and what is wrong of every case."""
    with tempfile.TemporaryDirectory(prefix="muniment-failing-") as name:
        good, path = Path(name) / "good.muniment", Path(name) / "open.muniment"
        lines = make(good)
        for k in range(1, most + 1, every):
            for fault in FAULTS:
                yield fault, k, *one(library, good, path, lines, k, fault)


def main() -> int:
    """Try all cases and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--inside", type=Path)
    given = parser.parse_args()
    if given.inside is None:
        done = run(given.most, given.every)
        print(done.stdout, done.stderr, sep="")
        return done.returncode
    count, refused, wrong = Counter[str](), Counter[str](), 0
    for fault, k, times, fail in cases(ctypes.CDLL(str(given.inside)), given.most, given.every):
        count[fault] += 1
        refused[fault] += times
        if fail:
            wrong += 1
            print(f"{fault} at write {k}: {fail}")
    for fault in FAULTS:
        print(f"{fault:10} {count[fault]:4} cases, {refused[fault]:5} edits refused")
    print(f"{wrong} of {sum(count.values())} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
