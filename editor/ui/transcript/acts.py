"""What a key is about to do to the text, as a value: where it happens, the edits, where the caret lands, or why not.

Pure: no widget, and no sentence a person reads (see ``sentences``). Positions are code points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from editor.model.edit import Batch, Edit
from editor.model.page import Line, PageContent, Region

NewId = Callable[[], int]


class Why(Enum):
    """Why nothing was done, or what else there is to say."""

    NO_PAGE = auto()
    NO_LINE = auto()
    NO_REGION = auto()
    FIRST_OF_REGION = auto()
    LAST_OF_REGION = auto()
    FIRST_OF_PAGE = auto()
    LAST_OF_PAGE = auto()
    FIRST_REGION = auto()
    LAST_REGION = auto()
    SEVERAL_REGIONS = auto()
    WHOLE_REGION = auto()
    NO_WORD = auto()
    NO_TAGS = auto()
    NO_PAGE_BEFORE = auto()
    NO_BODY = auto()
    NO_BODY_BEFORE = auto()
    LOCKED = auto()
    READ_ONLY = auto()
    TO_TRAY = auto()
    TAG_OFF = auto()
    REPLACED = auto()
    CONTINUES = auto()
    CONTINUES_NO_MORE = auto()
    UNSAVED = auto()
    NO_COLUMN = auto()
    LINES_LEFT_WHOLE = auto()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text: a line and a position in it."""

    line: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Where:
    """What is selected in the text: from ``start`` to ``end``, the caret being at one of them.

    ``region`` is what is selected where no line is.
    """

    start: Spot | None = None
    end: Spot | None = None
    caret: Spot | None = None
    region: int | None = None

    @property
    def selecting(self) -> bool:
        """Tell whether something is selected, and not only a place."""
        return self.start != self.end


@dataclass(frozen=True, slots=True)
class Act:
    """Edits that are one step, where the caret lands, and what there is to say; without edits nothing is done."""

    edits: tuple[Edit, ...] = ()
    title: str = ""
    land: Spot | None = None
    say: Why | None = None

    @property
    def edit(self) -> Edit | None:
        """Return the edits as one, None for none."""
        if len(self.edits) == 1:
            return self.edits[0]
        return Batch(self.edits, self.title) if self.edits else None


def refused(why: Why) -> Act:
    """Return an act that does nothing and says why."""
    return Act(say=why)


def flat(content: PageContent) -> list[Line]:
    """Return the lines of a page in reading order."""
    return [line for _, line in content.lines()]


def index_of(lines: list[Line], line_id: int) -> int:
    """Return the place of a line among ``lines``.

    Raises:
        KeyError: it is not there.
    """
    for index, line in enumerate(lines):
        if line.id == line_id:
            return index
    raise KeyError(line_id)


def region_of(content: PageContent, region_id: int) -> Region:
    """Return a region of the page.

    Raises:
        KeyError: it is not there.
    """
    for region in content.regions:
        if region.id == region_id:
            return region
    raise KeyError(region_id)


def selected_lines(content: PageContent, where: Where) -> list[Line]:
    """Return the lines that the selection lies in, or the caret's.

    A line of which only the very start is selected, because the selection ends there, is not meant.
    """
    if where.start is None or where.end is None:
        return []
    lines = flat(content)
    first, last = index_of(lines, where.start.line), index_of(lines, where.end.line)
    if last > first and where.end.at == 0:
        last -= 1
    return lines[first : last + 1]


def place_in(region: Region, line_id: int) -> int:
    """Return the place of a line in its region, from 0."""
    return next(i for i, line in enumerate(region.lines) if line.id == line_id)


def line_before(region: Region, place: int) -> int | None:
    """Return the id of the line before ``place`` in a region, None at its start."""
    return region.lines[place - 1].id if place > 0 else None
