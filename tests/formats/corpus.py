"""The shared corpora as test cases; empty lists become one skipped case that says why."""

import json
from pathlib import Path

import pytest

from tests.conftest import SHARED

FOLDER = SHARED / "corpora"
MANIFEST = FOLDER / "manifest.json"


def entries(role: str, *formats: str) -> list:
    """Return the manifest's files of a role (and of the formats, where any are named) as pytest parameters."""
    if not MANIFEST.is_file():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"needs the shared corpora at {FOLDER}"))]
    files = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
    chosen = [f for f in files if f["role"] == role and (not formats or f.get("format") in formats)]
    return [pytest.param(f, id=f["file"]) for f in chosen]


def parsed(*formats: str) -> list:
    """Return those of the OCR files that can be parsed at all."""
    return [p for p in entries("ocr", *formats) if p.values[0] is None or "parse_error" not in p.values[0]]


def path(entry) -> Path:
    return FOLDER / entry["file"]
