"""The process that meets the mutants: takes each file named to it as the program would, and answers a line of JSON.

Run by `mutants`, so that a crash, a hang or a bug of ours is seen from outside. Every answer names what was read, for
the comparison with an independent count; what is no sentence for an archivist comes back as ``bug``. A project is
opened, checked and salvaged; an image that passed the helper process is decoded as the window does it afterwards.
"""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from pathlib import Path

from editor.imaging.facts import IMAGE_SUFFIXES
from editor.imaging.pdf import PdfReader
from editor.imaging.read import read
from editor.imaging.thumbs import thumbnail
from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import SUFFIX, Project
from editor.store.salvage import salvage
from editor.work import import_files
from editor.work.check import check_file
from editor.work.inspect import inspect

EDGE = 160
"""Pixels a picture is decoded to: as little as the list of pages shows."""


def meet(path: Path) -> dict[str, object]:
    """Return what the program makes of a file."""
    try:
        if path.suffix == SUFFIX:
            return judged(path)
        answer = inspect(path)
        answer["imported"] = imported(path)
        if answer["verdict"] != "reject" and path.suffix.lower() in (*IMAGE_SUFFIXES, ".pdf"):
            answer["shown"] = shown(path)
        return answer
    except Exception:
        return {"bug": traceback.format_exc()}


def judged(path: Path) -> dict[str, object]:
    """Return what looking into, checking, opening and salvaging a project comes to, and whether it was changed."""
    before = path.read_bytes()
    answer = inspect(path)
    answer["sound"] = check_file(path).sound
    with tempfile.TemporaryDirectory() as folder:
        try:
            salvaged = salvage(path, Path(folder) / f"salvaged{SUFFIX}").record()
        except Fault as fault:
            salvaged = {"fault": str(fault)}
    answer["salvaged"] = salvaged
    answer["changed"] = path.read_bytes() != before or len(list(path.parent.iterdir())) > 1
    try:
        with Project.open(path) as project:
            pages = [readers.content(project, page.id) for page in readers.all_pages(project)]
            answer["imported"] = {"lines": sum(1 for page in pages for _ in page.lines())}
    except Fault as fault:
        answer["imported"] = {"fault": str(fault)}
    return answer


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


def shown(path: Path) -> dict[str, object]:
    """Decode the first page of a file that passed the helper, as the window does."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            if path.suffix.lower() == ".pdf":
                with PdfReader() as reader:
                    path = reader.image(path, 0, Path(folder), "page")
            pixels = read(path, 0, max_width=EDGE, max_height=EDGE)
            return {"width": pixels.width, "height": pixels.height, "thumbnail": len(thumbnail(path, 0, EDGE))}
        except Fault as fault:
            return {"fault": str(fault)}


def main() -> None:
    """Answer for one path a line until there are no more."""
    for line in sys.stdin:
        print(json.dumps(meet(Path(line.rstrip("\n")))), flush=True)


if __name__ == "__main__":
    main()
