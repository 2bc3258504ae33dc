"""What is in a file, without a project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from editor.formats import inspect as formats
from editor.imaging.decode import Checker
from editor.imaging.probe import probe
from editor.model.faults import Fault
from editor.store import gate
from editor.work.import_files import sort


def inspect(path: Path) -> dict[str, Any]:
    """Return what a file holds: verdict (accept, accept-warn, reject), format, counts, messages."""
    try:
        kind = _kind(path)
        if kind == "project":
            gate.inspect(path, thorough=True)
            return {**_blank(path), "verdict": "accept", "format": "muniment"}
        if kind != "image":
            return formats.inspect(path, size_of=_size_of)
        with Checker() as checker:
            facts = checker.check(path)
    except Fault as fault:
        return {**_blank(path), "verdict": "reject", "messages": [str(fault)]}
    return {**_blank(path), "verdict": "accept", "format": facts.format, "pages": facts.frames, "images": [path.name]}


def _size_of(image: Path) -> tuple[int, int] | None:
    """Return the upright size of the image a text names, None where it is none that can be read."""
    try:
        facts = probe(image)
    except Fault:
        return None
    return facts.width, facts.height


def _kind(path: Path) -> str:
    try:
        with path.open("rb") as file:
            if file.read(16) == b"SQLite format 3\x00":
                return "project"
    except OSError as error:
        raise Fault(f"{path} cannot be read: {error.strerror or error}.") from error
    return sort(path)


def _blank(path: Path) -> dict[str, Any]:
    counts = {"pages": 0, "regions": 0, "lines": 0, "characters": 0, "text_sha256": ""}
    return {"file": str(path), "verdict": "", "format": "", "version": "", **counts, "images": [], "messages": []}
