"""What is painted around and over the text: headings, numbers, the caret's line, gaps, and what cannot be seen.

Nothing here is part of the document, so nothing here can be typed into or copied by accident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

from editor.ui.kit.utf16 import to_units
from editor.ui.transcript import invisibles
from editor.ui.transcript.document import Look
from editor.ui.transcript.rows import Heading, PageRows, Row


@dataclass(frozen=True, slots=True)
class Lit:
    """What is lit up: the caret's block, the selected region, and what the mouse is over."""

    caret: int = -1
    region: int | None = None
    hover_region: int | None = None
    hover_line: int | None = None


class Seen(NamedTuple):
    """A block that is in view, with its row and its rectangle in the viewport, headings left out."""

    place: int
    block: QTextBlock
    row: Row
    box: QRectF


def seen(edit: QTextEdit, page: PageRows, area: QRectF, reach: float) -> Iterator[Seen]:
    """Yield the blocks that ``area`` of the viewport shows; ``reach`` is the room headings may take above one."""
    boxes = edit.document().documentLayout()
    right, down = -edit.horizontalScrollBar().value(), -edit.verticalScrollBar().value()
    rows, bottom = page.rows, area.bottom() + reach
    block = edit.cursorForPosition(area.topLeft().toPoint()).block()
    if block.previous().isValid():
        block = block.previous()
    index = block.blockNumber()
    while block.isValid() and index < len(rows):
        box = boxes.blockBoundingRect(block)
        box.translate(right, down)
        if box.top() > bottom:
            return
        yield Seen(index, block, rows[index], box)
        block = block.next()
        index += 1


def heading_boxes(
    page: PageRows, index: int, box: QRectF, width: float, look: Look
) -> Iterator[tuple[Heading, QRectF]]:
    """Yield the headings above a block with their rectangles, and for the last block those below it."""
    step = look.heading_height + look.above_heading
    headings = page.rows[index].headings
    top = box.top() - look.leading / 2 - look.room(page.rows[index]) - step * len(headings)
    for place, heading in enumerate(headings):
        y = top + place * step + look.above_heading
        yield heading, QRectF(0, y, width, look.heading_height)
    if index == len(page.rows) - 1:
        for place, heading in enumerate(page.trailing):
            y = box.bottom() + place * step + look.above_heading
            yield heading, QRectF(0, y, width, look.heading_height)


def paint_under(
    painter: QPainter, in_view: Sequence[Seen], page: PageRows, look: Look, lit: Lit, width: float, *, focused: bool
) -> None:
    """Paint what lies behind the text: the caret's line, numbers, headings."""
    for each in in_view:
        if each.place == lit.caret or each.row.line == lit.hover_line or each.row.region == lit.region:
            _paint_band(painter, each, look, lit, width, focused)
    _paint_numbers(painter, in_view, look, lit.caret)
    for each in in_view:
        if each.row.headings or each.place == len(page.rows) - 1:
            for heading, box in heading_boxes(page, each.place, each.box, width, look):
                _paint_heading(painter, heading, box, look, lit)


def _paint_band(painter: QPainter, each: Seen, look: Look, lit: Lit, width: float, focused: bool) -> None:
    half, room = look.leading / 2, look.room(each.row)
    band = QRectF(0, each.box.top() - half - room, width, each.box.height() + look.leading + room)
    theme = look.theme
    if each.place == lit.caret and each.row.region is not None:
        painter.fillRect(band, theme.colour("caret_line"))
        bar = theme.colour("caret_mark" if focused else "border")
        painter.fillRect(QRectF(0, band.top(), 3, band.height()), bar)
    elif each.row.line is not None and each.row.line == lit.hover_line:
        painter.fillRect(band, theme.colour("raised"))
    if each.row.region is not None and each.row.region == lit.region:
        painter.fillRect(QRectF(look.left - 7, band.top(), 2, band.height()), theme.colour("accent"))


def cut_box(row: Row, box: QRectF, look: Look) -> QRectF:
    """Return where a row's cut-out stands above its text, or where it is said that there is none."""
    cut = look.cuts.get(row.line) if look.cuts is not None and row.line is not None else None
    if cut is None:
        return QRectF(look.left, box.top() - look.room(row), box.width(), look.room(row))
    return QRectF(look.left - cut.before, box.top() - cut.height - 2, cut.width, cut.height)


def paint_cuts(
    painter: QPainter, in_view: Sequence[Seen], look: Look, pictures: Callable[[int], QPixmap | None], nowhere: str
) -> None:
    """Paint the cut-outs above the lines, and where there is none say so."""
    painter.setFont(look.small)
    painter.setPen(look.theme.colour("faint"))
    painter.setOpacity(0.9 if look.theme.dark else 1.0)
    for each in in_view:
        if each.row.line is None or look.cuts is None:
            continue
        box = cut_box(each.row, each.box, look)
        picture = pictures(each.row.line)
        if look.cuts.get(each.row.line) is None:
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, nowhere)
        elif picture is not None:
            painter.drawPixmap(box.toRect(), picture)
        else:
            painter.fillRect(box, look.theme.colour("raised"))
    painter.setOpacity(1.0)


def _paint_numbers(painter: QPainter, in_view: Sequence[Seen], look: Look, caret: int) -> None:
    painter.setFont(look.small)
    painter.setPen(look.theme.colour("faint"))
    for each in in_view:
        if each.place != caret:
            x, text = look.number(each.row.number)
            painter.drawStaticText(QPointF(x, each.box.top() + look.number_top), text)
    for each in in_view:
        if each.place == caret or each.row.verified or each.row.locked:
            _paint_signs(painter, each, look, each.place == caret)


def _paint_signs(painter: QPainter, each: Seen, look: Look, here: bool) -> None:
    """Draw the number of the caret's line, and what else is told about a line in the margin."""
    row, top = each.row, each.box.top() + look.number_top
    if here:
        painter.setPen(look.theme.colour("text"))
        x, text = look.number(row.number)
        painter.drawStaticText(QPointF(x, top), text)
    if row.verified or row.locked:
        painter.setPen(look.theme.colour("warning" if row.locked else "ok"))
        painter.drawStaticText(QPointF(7, top), look.number("!" if row.locked else "✓")[1])


def _paint_heading(painter: QPainter, heading: Heading, box: QRectF, look: Look, lit: Lit) -> None:
    if heading.region == lit.region:
        painter.fillRect(box, look.theme.soft(heading.colour))
        painter.fillRect(QRectF(0, box.top(), 3, box.height()), look.theme.kind_colour(heading.colour))
    elif heading.region == lit.hover_region and lit.hover_line is None:
        painter.fillRect(box, look.theme.colour("raised"))
    painter.setFont(look.bold)
    painter.setPen(look.theme.kind_colour(heading.colour))
    text, down = look.heading(heading, box.width() - look.left - look.right)
    painter.drawStaticText(QPointF(look.left, box.top() + down), text)


def paint_over(
    painter: QPainter, in_view: Sequence[Seen], look: Look, width: float, caret: int, *, unseen: bool
) -> None:
    """Paint what lies on the text: gaps, second and third tags, notes, and marks for what leaves no ink.

    Args:
        painter: Paints on the viewport.
        in_view: The blocks to paint.
        look: Their look.
        width: Of the viewport.
        caret: The block with the caret, whose text may be newer than its row.
        unseen: Whether blanks, tabs and soft hyphens get their marks too, not only what does harm.
    """
    for each in in_view:
        row, text = each.row, each.block.text() if each.place == caret else each.row.text
        if row.spans and text == row.text:
            _paint_gaps(painter, each, look, text)
            _paint_more_tags(painter, each, look, text)
        invisibles.paint(painter, each, look, text, x_of, everything=unseen)
        if row.noted:
            _paint_note(painter, QPointF(width - look.right * 0.4, each.box.top()), look)


def _line_at(block: QTextBlock, units: int) -> QTextLine:
    return block.layout().lineForTextPosition(max(units, 0))


def x_of(line: QTextLine, units: int) -> float:
    """Return the x of a position in a visual line, in the block's coordinates."""
    # PySide gives the x together with the position it was found for, which its stubs do not say.
    found: Any = line.cursorToX(units)
    return float(found[0])


def _paint_gaps(painter: QPainter, each: Seen, look: Look, text: str) -> None:
    for at, tag in each.row.gaps:
        units = to_units(text, at)
        line = _line_at(each.block, units - 1 if units else 0)
        if line.isValid():
            right, top = each.box.left() + x_of(line, units), each.box.top() + line.y() + 2
            box = QRectF(right - look.gap_width + 2, top, look.gap_width - 4, line.height() - 4)
            _paint_gap(painter, box, look, tag)


def _paint_gap(painter: QPainter, box: QRectF, look: Look, tag: str) -> None:
    colour = look.tag_colour(tag)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(look.theme.soft(look.tagset.tag(tag).colour))
    painter.drawRoundedRect(box, 3, 3)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in (-1, 0, 1):
        painter.drawEllipse(QPointF(box.center().x() + step * box.width() / 4, box.center().y()), 1.2, 1.2)


def _paint_more_tags(painter: QPainter, each: Seen, look: Look, text: str) -> None:
    """Draw a bar under words for each tag but the last, whose colour is their background."""
    for run in each.row.runs:
        if len(run.tags) < 2:
            continue
        start, end = to_units(text, run.start), to_units(text, run.end)
        while start < end:
            line = _line_at(each.block, start)
            stop = min(end, line.textStart() + line.textLength())
            if not line.isValid() or stop <= start:
                break
            left, right = x_of(line, start), x_of(line, stop)
            for place, tag in enumerate(run.tags[:-1]):
                y = each.box.top() + line.y() + line.height() - 1 + 3 * place
                painter.fillRect(QRectF(each.box.left() + left, y, right - left, 2), look.tag_colour(tag))
            start = stop


def _paint_note(painter: QPainter, at: QPointF, look: Look) -> None:
    """Draw a small sheet with a folded corner."""
    size = look.heading_height * 0.55
    left, top = at.x() - size * 1.3, at.y() + size * 0.35
    path = QPainterPath(QPointF(left, top))
    for dx, dy in ((0.6, 0.0), (0.9, 0.3), (0.9, 1.1), (0.0, 1.1)):
        path.lineTo(left + dx * size, top + dy * size)
    path.closeSubpath()
    painter.setPen(QPen(look.theme.colour("faint"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
