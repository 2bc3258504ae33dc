"""The shared bad and odd files, each through ``muniment inspect`` in a process of its own with limits.

    python -m tests.faults.cases [--count 152] [--shared FOLDER]

The projects among them are of a schema that is not ours, and any gate must refuse them one and all: their faults are
done to a project of this program instead, so that each is judged for what it is about.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import SHARED
from tests.faults.kill_rounds import REPOSITORY
from tests.faults.strange_projects import CASES, foreign_zip, make

OURS = {
    "sql-ok": "ok", "sql-trigger": "trigger", "sql-view": "view", "sql-fn-trigger": "function trigger",
    "sql-extra-table": "extra table", "sql-vtab": "virtual table", "sql-genexpr": "expression index",
    "sql-newer": "newer", "sql-foreign": "another program", "sql-nonstrict": "not strict", "sql-bad-utf8": "bad UTF-8",
    "sql-nul-text": "NUL in text", "sql-empty": "empty", "sql-trunc": "cut in half",
    "sql-zero-page": "two pages zeroed", "sql-random-page": "a page overwritten",
    "sql-bitflip-text": "one letter changed", "sql-header-garbage": "header", "sql-pagesize-1": "page size",
    "sql-stale-wal": "a foreign wal", "sql-stale-journal": "a foreign journal",
}  # fmt: skip
"""The case of ours that stands for each of the shared ones; the ZIP by a project's name is made here."""
_MAPPED = 1500
"""Megabytes of addresses beside those a case allows: Python maps far more than it uses."""


def judged(path: Path, case: dict[str, Any]) -> str:
    """Return the verdict on a file, or what went wrong instead."""
    most = (int(case["max_mb"]) + _MAPPED) << 20
    limit: Callable[[], None] = lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most))  # noqa: E731
    try:
        done = subprocess.run(
            [sys.executable, "-m", "editor", "inspect", "--json", str(path)],
            cwd=REPOSITORY, capture_output=True, text=True, errors="replace", timeout=case["max_s"] + 10,
            preexec_fn=limit, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "it hangs"
    if done.returncode < 0 or "Traceback" in done.stderr:
        return f"it ended with {done.returncode}: {done.stderr.strip()[-200:]}"
    try:
        answer = json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        return f"it said nothing: {done.stdout[-100:]}{done.stderr[-100:]}"
    mute = answer["verdict"] != "accept" and not any(str(message).strip() for message in answer["messages"])
    return "a verdict without a message" if mute else str(answer["verdict"])


def remade(name: str, folder: Path) -> Path:
    """Make the project of ours that stands for a shared one."""
    path = folder / "project.muniment"
    for old in folder.iterdir():
        old.unlink()
    if name == "sql-zip":
        foreign_zip(path)
        return path
    make(path)
    CASES[OURS[name]][0](path)
    return path


def wrong(shared: Path, count: int, seed: int) -> tuple[list[str], int]:
    """Judge so many cases, all of the projects first; return what is not as expected, and how many there were."""
    found = []
    with tempfile.TemporaryDirectory(prefix="muniment-cases-") as name:
        corpus, ours = Path(name) / "corpus", Path(name) / "ours"
        corpus.mkdir(), ours.mkdir()
        subprocess.run([sys.executable, str(shared / "make_corpus.py"), str(corpus)], check=True, capture_output=True)
        cases = list(json.loads((corpus / "manifest.json").read_text()).items())
        random.Random(seed).shuffle(cases)
        cases.sort(key=lambda case: case[1]["kind"] != "sqlite")
        for what, case in cases[:count]:
            path = remade(what, ours) if case["kind"] == "sqlite" else corpus / case["file"]
            got = judged(path, case)
            if got != case["expect"] and not (case.get("contained") and got == "reject"):
                found.append(f"{what} ({case['why']}): expected {case['expect']}, got {got}")
    return found, min(count, len(cases))


def main() -> int:
    """Judge them and print what is not as expected."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=152)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=SHARED / "faults")
    given = parser.parse_args()
    found, count = wrong(given.shared, given.count, given.seed)
    print(*found, f"{count - len(found)} of {count} as expected", sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
