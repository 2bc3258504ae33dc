"""The document of the transcript: built aside from rows with exactly one block a line, and changed in place.

Knows formats, not keys. Its texts are read from the blocks, one by one: ``toPlainText`` would turn no-break spaces
into spaces and some characters into line feeds.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QStaticText,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from editor.model.tagset import TagSet
from editor.ui.kit.theme import Theme
from editor.ui.kit.utf16 import to_units
from editor.ui.transcript.cutouts import Known
from editor.ui.transcript.rows import Heading, PageRows, Row, Run, look_of
from editor.ui.transcript.sentences import heading_text

_UNDERLINES = {
    "underlined": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "dotted": QTextCharFormat.UnderlineStyle.DotLine,
    "wave": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "dashed": QTextCharFormat.UnderlineStyle.DashUnderline,
}
_KEEP = QTextCursor.MoveMode.KeepAnchor
ROOM = 8
"""Pixels above and below a cut-out together."""

_HEADINGS = 200
"""Headings that are kept ready to be painted: several pages' worth, for each page has its own."""


class Look:
    """How rows look in one theme, tag set and size: fonts, measures and formats, each made once."""

    def __init__(self, theme: Theme, tagset: TagSet, size: float) -> None:
        """Take the size of the text in points."""
        self.theme = theme
        self.tagset = tagset
        self.size = size
        self.font = theme.mono(size)
        self.small = QFont()
        self.small.setPointSizeF(max(size * 0.78, 6.0))
        self.bold = QFont(self.small)
        self.bold.setBold(True)
        metrics, small = QFontMetricsF(self.font), QFontMetricsF(self.small)
        self.gap_width = round(metrics.horizontalAdvance("0") * 2.4)
        self.leading = round(metrics.height() * theme.leading)
        self.heading_height = round(QFontMetricsF(self.bold).height() * 1.3)
        self.number_right = round(small.horizontalAdvance("✓00.000"))
        self.number_top = round((metrics.height() - small.height()) / 2)
        self.left = self.number_right + round(small.horizontalAdvance("00"))
        self.right = round(self.heading_height * 1.1)
        self.above_heading = round(metrics.height() * 0.55)
        self.text_height = metrics.height()
        self.placeless = round(small.height()) + 6
        """The room above a line that has no place on the scan."""
        self.most_room = 0
        """The room no cut-out takes more of."""
        self.cuts: Known | None = None
        """The cut-outs above the lines, by line; None where none are shown."""
        self._small_metrics = small
        self._bold_metrics = QFontMetricsF(self.bold)
        self._numbers: dict[str, tuple[float, QStaticText]] = {}
        self._blocks: dict[tuple[int, bool, int], QTextBlockFormat] = {}
        self._headings: dict[tuple[Heading, float], tuple[QStaticText, float]] = {}
        self._formats: dict[tuple[tuple[str, ...], int, bool], QTextCharFormat] = {}

    def number(self, number: str) -> tuple[float, QStaticText]:
        """Return a line's number ready to be painted, and where it begins so that it ends at ``number_right``."""
        if number not in self._numbers:
            self._numbers[number] = (self.number_right - self._small_metrics.horizontalAdvance(number), _ready(number))
        return self._numbers[number]

    def headings_height(self, count: int) -> int:
        """Return the room ``count`` headings take above a line."""
        return count * (self.heading_height + self.above_heading)

    def room(self, row: Row) -> int:
        """Return the room a row's cut-out takes above its text."""
        if self.cuts is None or row.line is None:
            return 0
        cut = self.cuts.get(row.line)
        return cut.height + ROOM if cut is not None else self.placeless

    def take_cuts(self, cuts: Known | None) -> None:
        """Take the cut-outs above the lines, None for none."""
        if cuts is not self.cuts:
            self.most_room = max((cut.height for cut in cuts.values() if cut), default=0) + ROOM if cuts else 0
            self.most_room = max(self.most_room, self.placeless if cuts is not None else 0)
        self.cuts = cuts

    def tag_colour(self, tag: str) -> QColor:
        """Return the strong colour of a tag."""
        return self.theme.kind_colour(self.tagset.tag(tag).colour)

    def block(self, row: Row, first: bool) -> QTextBlockFormat:
        """Return the format of a row's block; what stands above the first one stands in the frame's margin."""
        room = 0 if first else self.room(row)
        key = (0 if first else len(row.headings), bool(row.gaps) and row.gaps[0][0] == 0, room)
        if key not in self._blocks:
            form = QTextBlockFormat()
            form.setLeftMargin(self.left)
            form.setTopMargin(self.leading + self.headings_height(key[0]) + room)
            form.setTextIndent(self.gap_width if key[1] else 0)
            self._blocks[key] = form
        return self._blocks[key]

    def heading(self, heading: Heading, width: float) -> tuple[QStaticText, float]:
        """Return a heading ready to be painted, cut to a width, and how far below the top of its box it begins."""
        key = (heading, width)
        if key not in self._headings:
            if len(self._headings) >= _HEADINGS:
                self._headings.clear()
            metrics = self._bold_metrics
            text = metrics.elidedText(heading_text(heading), Qt.TextElideMode.ElideRight, width)
            self._headings[key] = (_ready(text), (self.heading_height - metrics.height()) / 2)
        return self._headings[key]

    def run(self, run: Run) -> QTextCharFormat:
        """Return the format of a run."""
        key = (run.tags, run.doubt, run.gap)
        if key not in self._formats:
            self._formats[key] = self._format(run)
        return self._formats[key]

    def _format(self, run: Run) -> QTextCharFormat:
        form = QTextCharFormat()
        for name in run.tags:
            tag = self.tagset.tag(name)
            form.setBackground(self.theme.soft(tag.colour))
            look = look_of(tag)
            if look == "struck":
                form.setFontStrikeOut(True)
            elif look:
                form.setUnderlineStyle(_UNDERLINES[look])
                form.setUnderlineColor(self.tag_colour(name))
        if run.doubt:
            colour = self.theme.colour("error" if run.doubt > 1 else "warning")
            if not run.tags:
                form.setBackground(self.theme.soft(colour.name()))
            form.setUnderlineStyle(_UNDERLINES["dashed"])
            form.setUnderlineColor(colour)
        if run.gap:
            form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            form.setFontLetterSpacing(self.gap_width)
        return form


def _ready(text: str) -> QStaticText:
    """Return a plain text that is laid out once and painted often."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    return made


def built(page: PageRows, look: Look, parent: QObject) -> QTextDocument:
    """Return a document with a block a row."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(look.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for index, row in enumerate(page.rows):
        if index:
            cursor.insertBlock(look.block(row, False), look.run(Run(0, 0)))
        else:
            cursor.setBlockFormat(look.block(row, True))
        for run in row.runs:
            cursor.insertText(row.text[run.start : run.end], look.run(run))
    cursor.endEditBlock()
    frame(document, page, look)
    return document


def frame(document: QTextDocument, page: PageRows, look: Look) -> None:
    """Give the document its margins, with room for what stands above the first line and below the last."""
    form = document.rootFrame().frameFormat()
    top = look.leading + look.headings_height(len(page.rows[0].headings)) + look.room(page.rows[0])
    bottom = look.headings_height(len(page.trailing)) + 3 * look.heading_height
    wanted = (top, bottom, 0.0, float(look.right))
    if wanted != (form.topMargin(), form.bottomMargin(), form.leftMargin(), form.rightMargin()):
        form.setTopMargin(wanted[0])
        form.setBottomMargin(wanted[1])
        form.setLeftMargin(wanted[2])
        form.setRightMargin(wanted[3])
        document.rootFrame().setFrameFormat(form)


def texts(document: QTextDocument) -> Iterator[str]:
    """Yield the text of every block, code point for code point."""
    block = document.begin()
    while block.isValid():
        yield block.text()
        block = block.next()


def unfaithful(document: QTextDocument, page: PageRows) -> list[int]:
    """Return the places of the rows that the document would not give back as they were given."""
    found = list(texts(document))
    if len(found) != len(page.rows):
        return list(range(len(page.rows)))
    return [i for i, (row, text) in enumerate(zip(page.rows, found, strict=True)) if row.text != text]


def same_lines(old: PageRows, new: PageRows) -> bool:
    """Tell whether two pages have the same lines in the same order."""
    return [row.line for row in old.rows] == [row.line for row in new.rows]


def changed_in_place(document: QTextDocument, old: PageRows, new: PageRows, look: Look) -> list[int]:
    """Bring a document with the same lines from ``old`` to ``new``, touching only what differs.

    Returns the places of the changed rows that the document would not give back as they were given.
    """
    odd = []
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for index, (was, now) in enumerate(zip(old.rows, new.rows, strict=True)):
        if was is now or was == now:
            continue
        block = document.findBlockByNumber(index)
        fresh = _set_text(cursor, block, now.text)
        if fresh or was.runs != now.runs or was.text != now.text:
            _set_runs(cursor, block, now, look)
        if (len(was.headings), was.gaps) != (len(now.headings), now.gaps):
            cursor.setPosition(block.position())
            cursor.setBlockFormat(look.block(now, index == 0))
        if block.text() != now.text:
            odd.append(index)
    cursor.endEditBlock()
    frame(document, new, look)
    return odd


def refitted(document: QTextDocument, page: PageRows, look: Look) -> None:
    """Give the blocks the room that their cut-outs take now."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    for index, row in enumerate(page.rows):
        wanted = look.block(row, index == 0)
        if block.blockFormat().topMargin() != wanted.topMargin():
            cursor.setPosition(block.position())
            cursor.setBlockFormat(wanted)
        block = block.next()
    cursor.endEditBlock()
    frame(document, page, look)


def _set_text(cursor: QTextCursor, block: QTextBlock, text: str) -> bool:
    """Put ``text`` into a block by changing only what differs, so that a caret in it stays beside its letters."""
    old = block.text()
    if old == text:
        return False
    head = 0
    while head < min(len(old), len(text)) and old[head] == text[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(text)) - head and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    if head and text.startswith("\ufeff", head):
        head -= 1  # a mark of byte order that leads a text is lost on the way to Qt
    start = block.position() + to_units(old, head)
    cursor.setPosition(start)
    cursor.setPosition(start + to_units(old[head : len(old) - tail], len(old)), _KEEP)
    cursor.insertText(text[head : len(text) - tail])
    return True


def _set_runs(cursor: QTextCursor, block: QTextBlock, row: Row, look: Look) -> None:
    at = block.position()
    for run in row.runs:
        cursor.setPosition(at)
        at += to_units(row.text[run.start : run.end], run.end - run.start)
        cursor.setPosition(at, _KEEP)
        cursor.setCharFormat(look.run(run))
