"""How far a project is: counts, and how wrong the machine was against the corrected text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import Levenshtein

from editor.model.page import PageContent
from editor.store import readers
from editor.store.project import Project

CHECKED = "checked"
"""The status of a page whose text is taken for the truth."""


@dataclass(slots=True)
class Errors:
    """Wrong characters and words of the OCR against the text, and how many there are of each in the text."""

    wrong_characters: int = 0
    characters: int = 0
    wrong_words: int = 0
    words: int = 0

    def add(self, ocr: str, text: str) -> None:
        """Count one line."""
        self.wrong_characters += Levenshtein.distance(ocr, text)
        self.characters += len(text)
        self.wrong_words += Levenshtein.distance(ocr.split(), text.split())
        self.words += len(text.split())

    def plus(self, other: Errors) -> None:
        """Count what was counted elsewhere as well."""
        self.wrong_characters += other.wrong_characters
        self.characters += other.characters
        self.wrong_words += other.wrong_words
        self.words += other.words

    @property
    def cer(self) -> float | None:
        """Return the character error rate, None where there is no text."""
        return self.wrong_characters / self.characters if self.characters else None

    @property
    def wer(self) -> float | None:
        """Return the word error rate, None where there is no text."""
        return self.wrong_words / self.words if self.words else None


def errors_of(content: PageContent) -> Errors:
    """Return the errors of the OCR on one page; lines that no machine read do not count."""
    errors = Errors()
    for _, line in content.lines():
        if line.ocr_text is not None:
            errors.add(line.ocr_text, line.text)
    return errors


@dataclass(slots=True)
class Tally:
    """The errors of the OCR on some pages, and on those of them that are checked.

    The text of a page whose status is "checked" is what its OCR is measured against: there a person answers for the
    whole page. On any other page errors nobody has found yet are not counted, so the rate there is at least that.
    """

    pages: int = 0
    errors: Errors = field(default_factory=Errors)
    checked_pages: int = 0
    checked: Errors = field(default_factory=Errors)

    def add(self, content: PageContent) -> None:
        """Count a page."""
        errors = errors_of(content)
        self.pages += 1
        self.errors.plus(errors)
        if content.page.status == CHECKED:
            self.checked_pages += 1
            self.checked.plus(errors)

    def plus(self, other: Tally) -> None:
        """Count what was counted elsewhere as well."""
        self.pages += other.pages
        self.errors.plus(other.errors)
        self.checked_pages += other.checked_pages
        self.checked.plus(other.checked)


@dataclass(slots=True)
class Statistics:
    """The counts of a project."""

    documents: int = 0
    pages: int = 0
    status: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    characters: int = 0
    corrected_lines: int = 0
    verified_lines: int = 0
    annotations: Counter[str] = field(default_factory=Counter)
    orphans: int = 0
    readings: int = 0
    tally: Tally = field(default_factory=Tally)

    def record(self) -> dict[str, Any]:
        """Return the counts as plain data, as ``muniment stats --json`` prints them."""
        return {
            "documents": self.documents,
            "pages": self.pages,
            "pages_by_status": dict(sorted(self.status.items())),
            "regions": sum(self.regions.values()),
            "regions_by_kind": dict(sorted(self.regions.items())),
            "lines": self.lines,
            "characters": self.characters,
            "corrected_lines": self.corrected_lines,
            "verified_lines": self.verified_lines,
            "annotations": sum(self.annotations.values()),
            "annotations_by_tag": dict(sorted(self.annotations.items())),
            "orphans": self.orphans,
            "readings": self.readings,
            "cer": self.tally.errors.cer,
            "wer": self.tally.errors.wer,
            "checked_pages": self.tally.checked_pages,
            "checked_cer": self.tally.checked.cer,
            "checked_wer": self.tally.checked.wer,
        }


def statistics(project: Project) -> Statistics:
    """Return the counts of a project, page by page."""
    out = Statistics(documents=len(readers.documents(project)), orphans=len(readers.orphans(project, 1 << 40)))
    seen: set[int] = set()
    for page in readers.all_pages(project):
        _add(out, readers.content(project, page.id), seen)
        out.readings += len(readers.readings(project, page.id))
    return out


def _add(out: Statistics, content: PageContent, seen: set[int]) -> None:
    out.pages += 1
    out.status[content.page.status] += 1
    for region in content.regions:
        out.regions[region.kind] += 1
    for _, line in content.lines():
        out.lines += 1
        out.characters += len(line.text)
        out.verified_lines += line.verified
        out.corrected_lines += line.ocr_text is not None and line.ocr_text != line.text
    out.tally.add(content)
    for annotation in content.annotations:
        if annotation.id not in seen:
            seen.add(annotation.id)
            out.annotations[annotation.tag] += 1
