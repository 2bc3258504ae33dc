"""What an import would do and did, as values: counts and names only, so that a plan of any size is small.

Knows no file format and reads nothing; a text is read again when its pages are taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from editor.imaging.facts import ImageFacts
from editor.work.spool import Spool

BY_HAND = "hand"
"""How a text came to its image where the archivist said so."""

SAME_FILE = "same file"
"""How text came to the image of a page of a PDF."""

ANOTHER = "another reading"
"""How a text came to an image that has a text already."""

LEFT_OUT = "left out"
"""The outcome of a page whose files changed or went away after they were looked at."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to come: its image, the text read for it, and how the two were paired.

    Attributes:
        label: What the page will be called.
        image: Its image file; for a page of a PDF the PDF itself.
        facts: Of the image; None where it is still inside a PDF or there is none.
        frame: Which picture of the file it is, from 0.
        text_file: The file its text is in.
        number: Which page of the text file it is, from 0.
        format: What the text file is.
        declared: The image that the text names.
        text_size: Width and height that the text tells of its page.
        regions: How many regions come with it.
        lines: How many lines come with it.
        how: Why image and text are together (see ``pairing``).
        image_shown: The image as the archivist knows it: the archive it is in before its own name.
        text_shown: The text file, likewise.
        keep: Where the image is put beside the project, with slashes; "" where it stays.
        record: The place in ``Plan.records`` of what its source tells of the document, -1 for nothing.
    """

    label: str
    image: Path | None = None
    facts: ImageFacts | None = None
    frame: int = 0
    text_file: Path | None = None
    number: int = 0
    format: str = ""
    declared: str = ""
    text_size: tuple[int, int] = (0, 0)
    regions: int = 0
    lines: int = 0
    how: str = "none"
    image_shown: str = ""
    text_shown: str = ""
    keep: str = ""
    record: int = -1

    @property
    def size(self) -> tuple[int, int]:
        """Return the upright size of the image, else what the text says of its page."""
        if self.facts is None:
            return self.text_size
        frame = self.facts.pages[self.frame]
        return frame.width, frame.height


@dataclass(frozen=True, slots=True)
class Record:
    """What a source tells of a whole document: its title and its metadata by name."""

    title: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would come in: the pages in order, what was refused and why, and what was noticed.

    It owns the folder that archives were unpacked into; ``close`` it, or use it in a ``with``, and the folder is gone.

    Attributes:
        pages: In the order they will have.
        refused: Sentences about files that cannot be read.
        messages: Sentences about what was left out or decided.
        title: What the document would be called; "" where the records call their own.
        records: What the sources tell of their documents.
        digests: SHA-256 of each text file when it was looked at.
        scratch: The folder of its own, None where nothing had to be unpacked.
        spool: What was put aside of the text files, on the disk.
    """

    pages: tuple[PlannedPage, ...] = ()
    refused: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    title: str = "Import"
    records: tuple[Record, ...] = ()
    digests: Mapping[Path, str] = field(default_factory=dict)
    scratch: TemporaryDirectory[str] | None = None
    spool: Spool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove what was unpacked and put aside; the plan can no longer be taken then."""
        if self.spool is not None:
            self.spool.close()
        if self.scratch is not None:
            self.scratch.cleanup()


@dataclass(frozen=True, slots=True)
class TakenPage:
    """What became of a planned page, and its id.

    ``outcome`` is ``added``, ``filled`` (it was there without text), ``version``, or ``left out``; then there is no id.
    """

    planned: PlannedPage
    page: int | None
    outcome: str
    messages: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return it as plain data, as ``muniment import --json`` prints it."""
        planned = self.planned
        return {
            "page": self.page,
            "label": planned.label,
            "image": planned.image_shown or None,
            "text": planned.text_shown or None,
            "format": planned.format or None,
            "paired_by": planned.how,
            "outcome": self.outcome,
            "regions": planned.regions,
            "lines": planned.lines,
            "messages": list(self.messages),
        }

    def sentence(self) -> str:
        """Return it in words."""
        planned = self.planned
        image = planned.image.name if planned.image else "no image"
        text = f"{planned.text_file.name} (paired by {planned.how})" if planned.text_file else "no text"
        what = _OUTCOMES[self.outcome]
        return f"{planned.label}: {what}; {image}, {text}, {planned.lines} lines."


_OUTCOMES = {
    "added": "added",
    "filled": "text added",
    "version": "kept as a version to compare",
    LEFT_OUT: "left out",
}


def summary(plan: Plan, taken: list[TakenPage]) -> dict[str, Any]:
    """Return what an import came to, as the last object of ``muniment import --json``."""
    came = [page for page in taken if page.outcome != LEFT_OUT]
    return {
        "summary": True,
        "pages": sum(page.outcome == "added" for page in came),
        "filled": sum(page.outcome == "filled" for page in came),
        "versions": sum(page.outcome == "version" for page in came),
        "left_out": len(taken) - len(came),
        "regions": sum(page.planned.regions for page in came),
        "lines": sum(page.planned.lines for page in came),
        "refused": list(plan.refused),
        "messages": list(plan.messages),
    }
