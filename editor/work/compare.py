"""Two versions of a page beside each other: which lines are the same, and where their words differ.

Nothing is changed here; what to do about a difference is ``takeover``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Indel

from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project
from editor.work.lineup import line_up
from editor.work.statistics import Errors
from editor.work.versions import NOW, Version, VersionLine, version

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
KINDS = ("same", "changed", "split", "joined", "left", "right")
"""What a row can be, read from left to right; "left" and "right": there is no such line on the other side."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of words that is another on either side, in code points; one of the two may be empty."""

    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that belong together; ``moved``: they stand in different places of the order."""

    left: tuple[VersionLine, ...] = ()
    right: tuple[VersionLine, ...] = ()
    moved: bool = False

    @property
    def kind(self) -> str:
        """Return one of KINDS."""
        if not self.left or not self.right:
            return "left" if self.left else "right"
        if len(self.left) != len(self.right):
            return "split" if len(self.right) > 1 else "joined"
        return "same" if self.left_text == self.right_text else "changed"

    @property
    def differs(self) -> bool:
        """Tell whether there is anything to decide about the text."""
        return self.kind != "same"

    @property
    def left_text(self) -> str:
        """Return the text on the left, several lines parted by line feeds."""
        return "\n".join(line.text for line in self.left)

    @property
    def right_text(self) -> str:
        """Return the text on the right, several lines parted by line feeds."""
        return "\n".join(line.text for line in self.right)

    @property
    def verified(self) -> bool:
        """Tell whether any of its lines was checked by a person."""
        return any(line.verified for line in (*self.left, *self.right))

    def record(self) -> dict[str, Any]:
        """Return it as plain data, as ``muniment compare --json`` prints it."""
        return {
            "kind": self.kind,
            "lines": [line.id for line in self.left if line.id is not None],
            "left": self.left_text if self.left else None,
            "right": self.right_text if self.right else None,
            "moved": self.moved,
            "verified": self.verified,
        }

    def differences(self) -> tuple[Difference, ...]:
        """Return where the words differ; none where a side is missing altogether."""
        return differences(self.left_text, self.right_text) if self.left and self.right else ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one page, line by line."""

    left: Version
    right: Version
    rows: tuple[Row, ...]

    def counts(self) -> Counter[str]:
        """Return how many rows there are of each of KINDS, and under "moved" how many stand elsewhere."""
        counts = Counter(row.kind for row in self.rows)
        counts["moved"] = sum(row.moved for row in self.rows)
        return counts

    @property
    def differing(self) -> int:
        """Return in how many rows the text differs."""
        return sum(row.differs for row in self.rows)

    def errors(self) -> Errors:
        """Return the errors of the right version where the left one is taken for the truth."""
        errors = Errors()
        for row in self.rows:
            errors.add(row.right_text, row.left_text)
        return errors

    def summary(self) -> dict[str, Any]:
        """Return the counts as plain data, the last object of ``muniment compare --json``."""
        errors = self.errors()
        return {
            "summary": True,
            "page": self.left.page,
            "left": dict(self.left.source) or None,
            "right": dict(self.right.source) or None,
            "rows": len(self.rows),
            "differing": self.differing,
            **{kind: count for kind, count in sorted(self.counts().items()) if count},
            "cer": errors.cer,
            "wer": errors.wer,
        }

    @property
    def can_take(self) -> bool:
        """Tell whether lines can be taken over: from a reading into the text as it is now, on the left."""
        return self.left.reading == NOW and self.right.reading > NOW


def compare(left: Version, right: Version) -> Comparison:
    """Return two versions of a page, lined up."""
    groups, moved = line_up(left, right)
    rows = tuple(
        Row(
            tuple(left.lines[i] for i in lefts),
            tuple(right.lines[j] for j in rights),
            any(i in moved for i in lefts),
        )
        for lefts, rights in groups
    )
    return Comparison(left, right, rows)


def compare_page(project: Project, page_id: int, left: int, right: int) -> Comparison:
    """Return two versions of a page of a project, by the ids of their readings or NOW.

    Raises:
        Fault: there is no such page or reading.
    """
    return compare(version(project, page_id, left), version(project, page_id, right))


def compare_with(project: Project, number: int, reading: int | None) -> Comparison:
    """Return the text of a page, by its place in the project from 1, held against a reading, else the last there is.

    Raises:
        Fault: there is no such page, or no such reading of it.
    """
    first = readers.first_page(project)
    page = first if number == 1 or first is None else readers.page_beside(project, first, number - 1)
    if page is None or number < 1:
        raise Fault(f"There is no page {number}; the project has {readers.page_count(project)}.")
    known = [ident for ident, _ in readers.readings(project, page)]
    if not known:
        raise Fault(f"There is only the text of page {number} as it is now; nothing was imported to compare it with.")
    if reading is not None and reading not in known:
        raise Fault(f"Page {number} has no reading {reading}; there are {', '.join(map(str, known))}.")
    return compare_page(project, page, NOW, reading if reading is not None else known[-1])


def differences(left: str, right: str) -> tuple[Difference, ...]:
    """Return where two texts differ: whole words, blanks and marks, from left to right."""
    return tuple(_differences(left, right))


def _differences(left: str, right: str) -> Iterator[Difference]:
    a, b = _TOKEN.findall(left), _TOKEN.findall(right)
    starts_a, starts_b = _starts(a), _starts(b)
    open_a = open_b = 0
    for op in Indel.opcodes(a, b):
        if op.tag != "equal":
            continue
        if op.src_start > open_a or op.dest_start > open_b:
            yield Difference((starts_a[open_a], starts_a[op.src_start]), (starts_b[open_b], starts_b[op.dest_start]))
        open_a, open_b = op.src_end, op.dest_end
    if open_a < len(a) or open_b < len(b):
        yield Difference((starts_a[open_a], len(left)), (starts_b[open_b], len(right)))


def _starts(tokens: list[str]) -> list[int]:
    out = [0]
    for token in tokens:
        out.append(out[-1] + len(token))
    return out
