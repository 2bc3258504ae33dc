"""The process that meets the mutants: inspects and imports each file named to it, and answers with a line of JSON.

Run by `mutants`, so that a crash, a hang or a bug of ours is seen from outside. Every answer names what was read, for
the comparison with an independent count; what is no sentence for an archivist comes back as ``bug``.
"""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from pathlib import Path

from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project
from editor.work import import_files
from editor.work.inspect import inspect


def meet(path: Path) -> dict[str, object]:
    """Return what inspecting and importing a file comes to."""
    try:
        answer = inspect(path)
        answer["imported"] = imported(path)
        return answer
    except Exception:
        return {"bug": traceback.format_exc()}


def imported(path: Path) -> dict[str, object]:
    """Import a file into a project of its own and return what is there then."""
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.muniment") as project:
        try:
            plan = import_files.plan([path])
            list(import_files.take(project, plan))
        except Fault as fault:
            return {"fault": str(fault)}
        pages = lines = 0
        for page in readers.all_pages(project):
            pages += 1
            lines += sum(1 for _ in readers.content(project, page.id).lines())
        return {"pages": pages, "lines": lines, "refused": list(plan.refused)}


def main() -> None:
    """Answer for one path a line until there are no more."""
    for line in sys.stdin:
        print(json.dumps(meet(Path(line.rstrip("\n")))), flush=True)


if __name__ == "__main__":
    main()
