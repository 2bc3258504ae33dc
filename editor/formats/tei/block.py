"""A block of a record's text and the lines in it, as values: what is to be written as one element."""

from __future__ import annotations

from dataclasses import dataclass, field

from editor.formats.tei.dress import Dress
from editor.formats.tei.forms import BlockForm
from editor.model.annotation import Annotation
from editor.model.page import Line, Page, Region


@dataclass(slots=True)
class Row:
    """A line with the spans in it, and what stands between it and the line before: page breaks, furniture, a region."""

    region: Region
    line: Line
    spans: list[tuple[Annotation, int, int]] = field(default_factory=list)
    before: list[Page | Block | Region] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A part of the text written as one element, from the region it begins in.

    ``shape`` is the form's, or what the frame made of it; ``part`` counts the paragraphs of a reflowed region from 1;
    ``joins`` tells that it belongs to the paragraph before, ``last`` that its region ends with it; ``struck`` is the
    deletion of the whole region, ``target`` what a note in the margin belongs to.
    """

    page: Page
    region: Region
    form: BlockForm
    shape: str
    rows: list[Row]
    part: int = 1
    joins: bool = False
    last: bool = True
    struck: Dress | None = None
    target: int = 0

    @property
    def floats(self) -> bool:
        """Tell whether it may stand inside a running paragraph."""
        return self.form.floats or self.form.shape == "zone"
