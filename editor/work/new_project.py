"""Making a project: an empty one with a tag set of its own, or the sample."""

from __future__ import annotations

import shutil
from pathlib import Path

from editor.model.faults import Fault
from editor.model.tagset import read_tagset
from editor.shipped import resource, resource_names
from editor.store.project import SUFFIX, Project
from editor.work import import_files

DEFAULT_TAGSET = "us-government-records"
SAMPLE = "Harbour sample"


def tagsets() -> dict[str, str]:
    """Return the shipped tag sets: title by name."""
    names = [Path(name).stem for name in resource_names("tagsets") if name.endswith(".toml")]
    return {name: read_tagset(tagset_text(name)).title for name in sorted(names)}


def tagset_text(name: str) -> str:
    """Return the TOML of a shipped tag set."""
    return resource(f"tagsets/{name}.toml").read_text(encoding="utf-8")


def new_project(path: Path, title: str = "", *, tagset: str = DEFAULT_TAGSET, user: str = "") -> Project:
    """Make an empty project with a copy of a tag set.

    Raises:
        Fault: the file exists, cannot be written, or there is no such tag set.
    """
    if path.suffix != SUFFIX:
        path = path.with_name(path.name + SUFFIX)
    try:
        text = tagset_text(tagset)
    except FileNotFoundError as error:
        raise Fault(f"There is no tag set “{tagset}”.") from error
    return Project.create(path, {"title": title or path.stem, "tagset": text}, user=user)


def sample_project(folder: Path, *, user: str = "") -> Project:
    """Copy the sample scans into a new ``folder`` and make a project of them."""
    folder.mkdir(parents=True, exist_ok=False)
    for name in resource_names("sample"):
        if name.endswith((".jpg", ".xml")):
            shutil.copyfile(resource(name), folder / Path(name).name)
    project = new_project(folder / f"sample{SUFFIX}", SAMPLE, user=user)
    for prefix, title in (("memo", "Memorandum"), ("report", "Report")):
        sources = sorted(path for path in folder.iterdir() if path.name.startswith(prefix))
        with import_files.plan(sources) as plan:
            for _ in import_files.take(project, plan, title):
                pass
    return project
