"""Names of exported files from a pattern with fields: safe on every system, and no two the same.

A pattern is text with fields in braces; ``/`` makes folders. The numbers are filled with zeros so that names sort.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from editor.model.faults import Fault
from editor.model.page import Document, Page
from editor.store import readers
from editor.store.project import Project
from editor.work.export_kinds import Kind

FIELDS: Final = {
    "project": ("project", "document", "page"),
    "document": ("document", "page"),
    "title": ("document", "page"),
    "page": ("page",),
    "label": ("page",),
    "image": ("page",),
}
"""The fields of a pattern, each with the kinds of files (one per project, document or page) that it can name."""

_PART: Final = re.compile(r"\{([^{}]*)\}|([^{}]+)|([{}])")
_LONGEST: Final = 180
"""Bytes of a name before its ending, so that a temporary name beside it fits any file system too."""
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


class Names:
    """Gives each file its name; asked for every document or page of the project in order, chosen or not."""

    def __init__(self, project: Project, pattern: str, kind: Kind, ending: str) -> None:
        """Take the project, a pattern ("" for that of the format) and how names end.

        Raises:
            Fault: the pattern has a field that says nothing about such a file, or stray braces.
        """
        self._project = readers.project_values(project).get("title") or project.path.stem
        self._pattern = _parsed(pattern.strip() or kind.pattern, kind)
        self._ending = ending
        self._taken: set[str] = set()

    def of_project(self) -> str:
        """Return the name of the one file of the project."""
        return self._free({"project": safe(self._project)})

    def of_document(self, document: Document) -> str:
        """Return the name of the file of a document."""
        return self._free(self._of(document))

    def of_page(self, document: Document, page: Page) -> str:
        """Return the name of the file of a page; without an image ``{image}`` is the label."""
        number = f"{page.seq:04d}"
        label = safe(page.label) if page.label else number
        image = _allowed(Path(page.image.replace("\\", "/")).stem.replace("/", "-")) if page.image else label
        return self._free({**self._of(document), "page": number, "label": label, "image": image})

    def _of(self, document: Document) -> dict[str, str]:
        return {"project": safe(self._project), "document": f"{document.seq:02d}", "title": safe(document.title)}

    def _free(self, values: dict[str, str]) -> str:
        """Return the name that the values make, numbered where another file has it."""
        made = "".join(values[text] if field else _allowed(text) for field, text in self._pattern)
        stem = "/".join(_fitting(part) for part in made.split("/") if part.strip(" .")) or "document"
        name, number = stem, 2
        while _folded(name) in self._taken:
            name, number = f"{stem}-{number}", number + 1
        self._taken.add(_folded(name))
        return name + self._ending


def _parsed(pattern: str, kind: Kind) -> list[tuple[bool, str]]:
    """Return a pattern as fields (True) and plain text (False)."""
    parts: list[tuple[bool, str]] = []
    for field, text, brace in _PART.findall(pattern):
        if brace or (not text and kind.per not in FIELDS.get(field, ())):
            known = ", ".join(f"{{{name}}}" for name, per in FIELDS.items() if kind.per in per)
            wrong = brace or f"{{{field}}}"
            raise Fault(f"“{wrong}” cannot stand in a name here; the fields are {known}.")
        parts.append((not text, field or text))
    return parts


def safe(text: str) -> str:
    """Return text as part of a file name that every system and every address takes: no blanks, no signs."""
    return "-".join(re.findall(r"[\w.]+", unicodedata.normalize("NFC", text)))[:80].strip("-.") or "document"


def _allowed(text: str) -> str:
    """Return text with only those signs replaced that some file system refuses."""
    plain = "".join("-" if unicodedata.category(sign)[0] == "C" else sign for sign in text)
    return re.sub(r'[<>:"\\|?*]', "-", plain)


def _fitting(part: str) -> str:
    """Return a name short enough for any file system, hidden nowhere, and of no device."""
    cut = part.strip(" .").encode()[:_LONGEST].decode(errors="ignore").rstrip(" .") or "document"
    return f"_{cut}" if _DEVICES.fullmatch(cut) else cut


def _folded(name: str) -> str:
    """Return what two names have in common that a file system may take for the same."""
    return unicodedata.normalize("NFC", name).casefold()
