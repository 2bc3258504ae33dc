"""The rescue log: texts that stand in the window and could not be saved, kept in a file of their own until they are.

One file a project, in the program's own folder and not beside the project: the project's drive is the one that is full
or gone. It refuses to be a second way to change a project: what is brought back is an edit like any other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.model.edit import Batch, Edit, SetLineText
from editor.store import readers
from editor.store.project import Project
from editor.whole import name_over


@dataclass(frozen=True, slots=True)
class Rescued:
    """Texts by the id of their line, and when they were kept."""

    when: str
    texts: dict[int, str]


@dataclass(frozen=True, slots=True)
class Return:
    """How rescued texts get back: the edit, None where nothing is missing; texts whose line is gone."""

    edit: Edit | None
    lines: int
    homeless: tuple[str, ...]


def _log(folder: Path, project: Path) -> Path:
    name = hashlib.sha256(str(project.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / f"unsaved-{name}.json"


def keep(folder: Path, project: Path, texts: Mapping[int, str], now: datetime) -> None:
    """Write down what is not saved, all of it; without texts, let the log go.

    Raises:
        OSError: the folder cannot be written; the log there was before is as it was.
    """
    log = _log(folder, project)
    if not texts:
        log.unlink(missing_ok=True)
        return
    part = log.with_suffix(".part")
    told = {
        "project": str(project),
        "when": now.isoformat(timespec="seconds"),
        "lines": [{"line": line, "text": text} for line, text in texts.items()],
    }
    part.write_text(json.dumps(told, ensure_ascii=True, indent=1), "utf-8")
    name_over(part, log)


def rescued(folder: Path, project: Path) -> Rescued | None:
    """Return what was kept for a project; None where nothing was, or where the log cannot be understood."""
    try:
        told = json.loads(_log(folder, project).read_text("utf-8"))
        return Rescued(str(told["when"]), {int(one["line"]): str(one["text"]) for one in told["lines"]})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def way_back(project: Project, kept: Rescued) -> Return:
    """Return the edit that brings rescued texts back, as one step."""
    edits, homeless = [], []
    for line, text in kept.texts.items():
        if readers.page_of(project, line) is None:
            homeless.append(text)
        elif readers.line(project, line).text != text:
            edits.append(SetLineText(line, text))
    edit = None if not edits else edits[0] if len(edits) == 1 else Batch(tuple(edits), "Bring back what was not saved")
    return Return(edit, len(edits), tuple(homeless))
