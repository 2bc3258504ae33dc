"""Marks for characters that leave no ink, painted over the text and no part of it.

Quiet ones are faint; those that do harm unseen are coloured and carry a small flag.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from editor.model import unseen
from editor.ui.kit.utf16 import to_units

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLine

    from editor.ui.transcript.document import Look
    from editor.ui.transcript.margins import Seen

XOf = Callable[["QTextLine", int], float]


def paint(painter: QPainter, each: Seen, look: Look, text: str, x_of: XOf, *, everything: bool) -> None:
    """Paint the marks of one line; ``x_of`` tells where a position of a visual line is."""
    layout = each.block.layout()
    for mark in unseen.marks(text, everything=everything):
        units = to_units(text, mark.at)
        line = layout.lineForTextPosition(units)
        if not line.isValid():
            continue
        left, right = x_of(line, units), x_of(line, units + 1)
        if mark.kind in unseen.HIDDEN:
            _paint_hidden(painter, each.box, line, left, look, mark.kind)
        else:
            _paint_quiet(
                painter, each.box.top() + line.y() + line.ascent(), line.ascent(), left, right, look, mark.kind
            )


def _paint_quiet(
    painter: QPainter, base: float, ascent: float, left: float, right: float, look: Look, kind: str
) -> None:
    painter.setPen(QPen(look.theme.colour("faint"), 1))
    middle = base - ascent / 3
    if kind == unseen.BLANK:
        painter.setBrush(look.theme.colour("faint"))
        painter.drawEllipse(QPointF((left + right) / 2, middle), 0.9, 0.9)
    elif kind == unseen.TAB:
        painter.drawLine(QPointF(left + 2, middle), QPointF(right - 3, middle))
        tip = QPointF(right - 3, middle)
        painter.drawPolyline([tip - QPointF(3, 3), tip, tip + QPointF(-3, 3)])
    elif kind == unseen.SOFT_HYPHEN:
        painter.drawLine(QPointF(left - 2.5, base + 3), QPointF(left + 2.5, base + 3))
        painter.drawLine(QPointF(left, base + 3), QPointF(left, base - 1))
    else:
        low, inset = base + 3, 1.0
        rise = base + 1.5 if kind == unseen.NARROW else base
        right = max(right - 2, left + inset + 2)
        corners = ((left + inset, rise), (left + inset, low), (right, low), (right, rise))
        painter.drawPolyline([QPointF(x, y) for x, y in corners])


def _paint_hidden(painter: QPainter, box: QRectF, line: QTextLine, left: float, look: Look, kind: str) -> None:
    colour = look.theme.colour("error")
    top, base = box.top() + line.y() + 1, box.top() + line.y() + line.ascent() + 2
    painter.setPen(QPen(colour, 1.2))
    painter.drawLine(QPointF(left, top), QPointF(left, base))
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    step = {unseen.TO_RIGHT: 4.5, unseen.TO_LEFT: -4.5}.get(kind)
    if step is not None:
        flag = (QPointF(left, top - 1), QPointF(left + step, top + 1.5), QPointF(left, top + 4))
    else:
        flag = (QPointF(left - 2.5, top - 1), QPointF(left + 2.5, top - 1), QPointF(left, top + 2.5))
    painter.drawPolygon(QPolygonF(flag))


def tip(text: str, at: int, *, everything: bool) -> str:
    """Return what to say of the marks beside a place of a line: what the characters are called."""
    if unseen.plain(text):
        return ""
    there = {mark.at: mark.kind for mark in unseen.marks(text, everything=everything)}
    first = last = at
    while first - 1 in there:
        first -= 1
    while last in there:
        last += 1
    names = [_said(text[place], there[place]) for place in range(first, last)]
    return " · ".join(dict.fromkeys(names))


def _said(character: str, kind: str) -> str:
    tr = QCoreApplication.translate
    if kind == unseen.BLANK:
        return tr("Transcript", "blank too many")
    said = unseen.called(character)
    return tr("Transcript", "unseen: {0}").format(said) if kind in unseen.HIDDEN else said
