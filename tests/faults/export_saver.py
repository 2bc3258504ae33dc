"""Change every line of a project and export it over what was exported before, until killed; see ``export_verifier``."""

from __future__ import annotations

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.work.export import export_project
from editor.work.export_request import Request
from tests.faults import acknowledged

PROJECT = "exported.muniment"
PAGES, LINES = 3, 120
FORMATS = ("text", "tei", "page")


def begin() -> Project:
    """Make the project, or open what an earlier round left."""
    path = acknowledged.folder() / PROJECT
    if path.exists():
        return Project.open(path)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with Project.create(part) as project:
        document = project.apply(e.AddDocument("Numbers")).id
        for _ in range(PAGES):
            page = project.apply(e.AddPage(document, width=1000, height=1400)).id
            region = project.apply(e.AddRegion(page, outline=((0, 0), (900, 0), (900, 900)))).id
            outline = ((0, 0), (9, 0), (9, 9))
            project.apply(e.Batch(tuple(e.AddLine(region, "number-0", outline) for _ in range(LINES))))
    part.rename(path)
    return Project.open(path)


def main() -> None:
    """Export until killed."""
    project = begin()
    out = acknowledged.folder() / "out"
    pages = [page.id for page in readers.all_pages(project)]
    lines = [line.id for page in pages for _, line in readers.content(project, page).lines()]
    first = readers.content(project, pages[0]).regions[0].lines[0].text
    number = int(first.rpartition("-")[2])
    promises = acknowledged.Acknowledgements()
    while True:
        number += 1
        text = f"number-{number}"
        project.apply(e.Batch(tuple(e.SetLineText(line, text) for line in lines), "Count"))
        for kind in FORMATS:
            for _ in export_project(project, Request(out=out / kind, format=kind)):
                pass
        promises.add(number, text)


if __name__ == "__main__":
    main()
