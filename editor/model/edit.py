"""The closed union of edits: every way a project can change, as frozen values.

``after`` is the id of the sibling to follow, None for the first place, ``LAST`` (the default) for the last. Where
something is added its ``id`` may be None: the project fills it in, and the change tells it. Positions are code points.

The module is long because the union is closed: all kinds stand in one list, and each is little but its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from editor.model.geometry import Polygon
from editor.model.page import Share


class Place(Enum):
    """A place among siblings that is not named by a neighbour."""

    LAST = "last"


LAST = Place.LAST
After = int | None | Place
Scalar = str | int | float | None
Row = Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class SetProject:
    """Set values of the project itself: ``title``, ``tagset`` (TOML text), ``hyphens``; "" takes a value away."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AddDocument:
    """Add a document."""

    title: str
    after: After = LAST
    values: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class SetMetadata:
    """Set values of a document's record, ``title`` among them; "" takes a value away."""

    document: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MoveDocument:
    """Put a document behind another."""

    document: int
    after: After = LAST


@dataclass(frozen=True, slots=True)
class RemoveDocument:
    """Remove a document and its pages; the image files stay."""

    document: int


@dataclass(frozen=True, slots=True)
class AddPage:
    """Add a page: an image file, relative to the project's folder, and its upright size in pixels."""

    document: int
    image: str = ""
    label: str = ""
    after: After = LAST
    frame: int = 0
    width: int = 0
    height: int = 0
    digest: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class RemovePage:
    """Remove a page with its regions, lines and readings; its annotations go to the tray."""

    page: int


@dataclass(frozen=True, slots=True)
class MovePage:
    """Put a page behind another, in the same document or another."""

    page: int
    document: int
    after: After = LAST


@dataclass(frozen=True, slots=True)
class SetPageLabel:
    """Name a page."""

    page: int
    label: str


@dataclass(frozen=True, slots=True)
class SetPageImage:
    """Point a page to its image file."""

    page: int
    image: str
    frame: int = 0
    width: int = 0
    height: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class SetPageStatus:
    """Say how far a page has come (see ``page.STATUSES``)."""

    page: int
    status: str
    needs_review: bool | None = None


@dataclass(frozen=True, slots=True)
class SetPageView:
    """Remember how a page is looked at: zoom, rotation, brightness, contrast, gamma, invert."""

    page: int
    view: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AddRegion:
    """Add a region to a page."""

    page: int
    kind: str = "paragraph"
    outline: Polygon = ()
    after: After = LAST
    hand: str | None = None
    continues: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveRegion:
    """Remove a region and its lines; their annotations go to the tray."""

    region: int


@dataclass(frozen=True, slots=True)
class MoveRegion:
    """Put a region behind another in the reading order, of the same page or of ``page``."""

    region: int
    after: After = LAST
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SetRegionKind:
    """Give a region its kind."""

    region: int
    kind: str


@dataclass(frozen=True, slots=True)
class SetRegionOutline:
    """Give a region its outline."""

    region: int
    outline: Polygon


@dataclass(frozen=True, slots=True)
class SetRegionHand:
    """Say whose hand, or what machine, wrote a region."""

    region: int
    hand: str | None


@dataclass(frozen=True, slots=True)
class SetRegionContinues:
    """Say which region this one continues, None for none."""

    region: int
    continues: int | None


@dataclass(frozen=True, slots=True)
class SetRegionAttributes:
    """Set attributes of a region; "" takes one away."""

    region: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SplitRegion:
    """Split a region before one of its lines, or at a column of the page, into itself and a new one behind it."""

    region: int
    before_line: int | None = None
    at_x: float | None = None
    id: int | None = None
    line_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinRegions:
    """Put the lines of the second region at the end of the first, and drop the second."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class AddLine:
    """Add a line to a region."""

    region: int
    text: str = ""
    outline: Polygon = ()
    baseline: Polygon = ()
    after: After = LAST
    ocr_text: str | None = None
    confidence: float | None = None
    share: Share | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveLine:
    """Remove a line; its annotations go to the tray."""

    line: int


@dataclass(frozen=True, slots=True)
class MoveLine:
    """Put a line behind another, in the same region or another."""

    line: int
    region: int
    after: After = LAST


@dataclass(frozen=True, slots=True)
class SetLineText:
    """Give a line its text; spans move with their words."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class SetLineOutline:
    """Give a line its outline."""

    line: int
    outline: Polygon


@dataclass(frozen=True, slots=True)
class SetLineBaseline:
    """Give a line its baseline."""

    line: int
    baseline: Polygon


@dataclass(frozen=True, slots=True)
class SetLineVerified:
    """Say that a person has checked a line against the image, or take that back."""

    line: int
    verified: bool = True


@dataclass(frozen=True, slots=True)
class SetLineAttributes:
    """Set attributes of a line; "" takes one away."""

    line: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SplitLine:
    """Split a line at a position; the rest becomes a new line behind it."""

    line: int
    at: int
    id: int | None = None


@dataclass(frozen=True, slots=True)
class JoinLines:
    """Put the second line at the end of the first, and drop the second."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class TagSpan:
    """Tag a span of a line."""

    line: int
    start: int
    end: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TagSpans:
    """Put one tag on spans of several lines: each says its line, start and end.

    Without any span it goes to the tray of ``page``, with the ``quote`` it lost: so a tag is brought back from a file
    that says it lost its place.
    """

    spans: tuple[tuple[int, int, int], ...]
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    page: int | None = None
    quote: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class TagRegion:
    """Tag a region."""

    region: int
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class SetAnnotation:
    """Give an annotation its attributes, all of them; ``tag`` changes what it is."""

    annotation: int
    attributes: Mapping[str, str]
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveAnnotation:
    """Remove a tag or note."""

    annotation: int


@dataclass(frozen=True, slots=True)
class AnchorOrphan:
    """Take an annotation out of the tray and put it on a span."""

    annotation: int
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """What a note is on: a span of a line, a whole line, a region or a page."""

    page: int | None = None
    region: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write a note on something."""

    target: NoteTarget
    text: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class AddReading:
    """Keep a page as one source gave it: ``source`` says which, ``content`` is the JSON of a SourcePage."""

    page: int
    source: Mapping[str, str]
    content: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row put back: ``now`` None removes it; ``was`` None brings it; both: only those columns change."""

    table: str
    id: int
    was: Row | None = None
    now: Row | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """Put rows back as they were: the inverse of any edit. Refused when they have changed since."""

    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Several edits as one: all or none, one step to undo."""

    edits: tuple[Edit, ...]
    title: str = ""


Edit = (
    SetProject
    | AddDocument
    | SetMetadata
    | MoveDocument
    | RemoveDocument
    | AddPage
    | RemovePage
    | MovePage
    | SetPageLabel
    | SetPageImage
    | SetPageStatus
    | SetPageView
    | AddRegion
    | RemoveRegion
    | MoveRegion
    | SetRegionKind
    | SetRegionOutline
    | SetRegionHand
    | SetRegionContinues
    | SetRegionAttributes
    | SplitRegion
    | JoinRegions
    | AddLine
    | RemoveLine
    | MoveLine
    | SetLineText
    | SetLineOutline
    | SetLineBaseline
    | SetLineVerified
    | SetLineAttributes
    | SplitLine
    | JoinLines
    | TagSpan
    | TagSpans
    | TagRegion
    | SetAnnotation
    | RemoveAnnotation
    | AnchorOrphan
    | AddNote
    | AddReading
    | Restore
    | Batch
)
