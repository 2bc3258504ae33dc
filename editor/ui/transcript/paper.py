"""The paper under the typing: a text widget that shows rows, knows places in them, and paints their margins.

Knows no key and no session. Places go in and out as lines and code points.
"""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from editor.ui.kit.utf16 import to_points, to_units
from editor.ui.transcript import invisibles, margins
from editor.ui.transcript.acts import Spot, Where
from editor.ui.transcript.cutouts import CutOuts
from editor.ui.transcript.document import Look, built, changed_in_place, refitted, same_lines, unfaithful
from editor.ui.transcript.rows import PageRows, Row
from editor.ui.transcript.underlines import Marked, Underlines

_KEEP = QTextCursor.MoveMode.KeepAnchor
_RESIZED = 60
"""Milliseconds after which cut-outs are fitted to another width."""


class Paper(QTextEdit):
    """A page's rows, one block each; ``locked`` are the places of rows that Qt cannot give back unchanged.

    Signals:
        roomWanted: the cut-outs above the lines take another room than they have.
    """

    roomWanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty page in ``look``."""
        super().__init__(parent)
        self.look = look
        self.page = PageRows()
        self.lit = margins.Lit()
        self.locked: set[int] = set()
        self._built: QTextDocument | None = None
        self._reach = 0
        self.suspects: tuple[Marked, ...] = ()
        self._underlines = Underlines()
        self.reading = False
        self.unseen_marked = True
        """Whether blanks, tabs and soft hyphens are marked too, not only what does harm unseen."""
        self.composing = False
        self.cuts = CutOuts(self)
        self.cuts.arrived.connect(lambda: self.viewport().update())
        self._resized = QTimer(self, singleShot=True, interval=_RESIZED)
        self._resized.timeout.connect(self.roomWanted)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setProperty("role", "sheet")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would lay every long page out twice, and break its lines elsewhere.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.show_rows(self.page)
        self.cursorPositionChanged.connect(self._show_cut_at_caret)

    def show_rows(self, page: PageRows, *, fresh: bool = False) -> bool:
        """Show a page; unless it is to be ``fresh``, the same lines in the same order change in place.

        Returns whether a new document was made.
        """
        other = self._measure_cuts()
        same = not fresh and not self.page.empty and same_lines(self.page, page)
        if same and self.document().blockCount() == len(page.rows):
            odd = changed_in_place(self.document(), self.page, page, self.look)
            self.page = page
            if other:
                refitted(self.document(), page, self.look)
            self._find_locked(odd)
            self.viewport().update()
            return False
        old, self._built = self._built, built(page, self.look, self)
        self.page = page
        self.setDocument(self._built)
        if old is not None:
            old.deleteLater()
        self._find_locked(unfaithful(self.document(), page))
        self._underlines.clear()
        self.mark(self.suspects)
        return True

    def _measure_cuts(self) -> bool:
        """Measure the cut-outs above the lines; tell whether they take another room than before."""
        look = self.look
        found = self.cuts.fit(self.viewport().width() - look.left - look.right, look.text_height)
        other = found != look.cuts
        look.take_cuts(found)
        return other

    def fit_cuts(self) -> None:
        """Give the cut-outs above the lines their room; what is looked at stays where it is."""
        if not self._measure_cuts():
            self.viewport().update()
            return
        height, bar = self.viewport().height(), self.verticalScrollBar()
        anchor = self.textCursor()
        if not 0 <= self.cursorRect(anchor).top() < height:
            anchor = self.cursorForPosition(QPoint(0, 0))
        before = self.cursorRect(anchor).top()
        refitted(self.document(), self.page, self.look)
        self._find_reach()
        bar.setValue(bar.value() + self.cursorRect(anchor).top() - before)
        self._show_cut_at_caret()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cut-outs to another width, once it stays."""
        super().resizeEvent(event)
        if self.cuts.shown and event.size().width() != event.oldSize().width():
            self._resized.start()

    def _show_cut_at_caret(self) -> None:
        """Scroll so that with the caret's line its cut-out is in view."""
        room = self.look.room(self.row_at_caret())
        above = self.cursorRect().top() - room - self.look.leading if room else 0
        if above < 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + above)

    def mark(self, suspects: tuple[Marked, ...]) -> None:
        """Underline suspect words; what no longer stands as it did is left out."""
        self.suspects = suspects
        self._underlines.put(self.document(), self.page, suspects, self.look.theme)
        self.setExtraSelections(self._underlines.selections())

    def dress(self, look: Look, page: PageRows) -> None:
        """Show a page in another look, the caret and what is in view staying where they are."""
        where, scroll = self.where(), self.verticalScrollBar().value()
        self.look = look
        self.show_rows(page, fresh=True)
        self.put_caret(where)
        self.verticalScrollBar().setValue(scroll)

    def set_reading(self, reading: bool) -> None:
        """Let the text be read only, or written again; the caret goes on walking either way."""
        self.reading = reading
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags if reading else Qt.TextInteractionFlag.TextEditorInteraction)

    def _find_locked(self, odd: list[int]) -> None:
        rows = self.page.rows
        self.locked = {i for i, row in enumerate(rows) if row.locked} | set(odd)
        self._find_reach()

    def _find_reach(self) -> None:
        most = max(len(self.page.trailing), *(len(row.headings) for row in self.page.rows))
        self._reach = self.look.headings_height(most) + self.look.most_room

    def row_at_caret(self) -> Row:
        """Return the row the caret is in."""
        return self.page.rows[min(self.textCursor().blockNumber(), len(self.page.rows) - 1)]

    def index_of(self, line: int) -> int | None:
        """Return the place of a line's row."""
        return next((i for i, row in enumerate(self.page.rows) if row.line == line), None)

    def spot(self, position: int) -> Spot | None:
        """Return the place in the text at a position of the document."""
        block = self.document().findBlock(position)
        index = block.blockNumber()
        if not 0 <= index < len(self.page.rows):
            return None
        line = self.page.rows[index].line
        return Spot(line, to_points(block.text(), position - block.position())) if line is not None else None

    def where(self) -> Where:
        """Return what is selected, in lines and code points."""
        cursor = self.textCursor()
        start, end = self.spot(cursor.selectionStart()), self.spot(cursor.selectionEnd())
        return Where(start, end, end if cursor.position() == cursor.selectionEnd() else start)

    def position_of(self, spot: Spot) -> int | None:
        """Return the position in the document of a place in the text."""
        index = self.index_of(spot.line)
        if index is None:
            return None
        block = self.document().findBlockByNumber(index)
        return block.position() + to_units(block.text(), spot.at)

    def put_caret(self, where: Where) -> bool:
        """Put the caret, and the selection, where they say; tell whether the place exists."""
        if where.start is None or where.end is None:
            return False
        start, end = self.position_of(where.start), self.position_of(where.end)
        if start is None or end is None:
            return False
        cursor = self.textCursor()
        backwards = where.selecting and where.caret == where.start
        cursor.setPosition(end if backwards else start)
        cursor.setPosition(start if backwards else end, _KEEP)
        self.setTextCursor(cursor)
        return True

    def walk_to(self, index: int) -> None:
        """Put the caret at the start of a row."""
        cursor = self.textCursor()
        cursor.setPosition(self.document().findBlockByNumber(index).position())
        self.setTextCursor(cursor)

    def show_heading(self, region: int) -> None:
        """Scroll so that the heading of a region is in view, and its lines as far as there is room."""
        boxes, document = self.document().documentLayout(), self.document()
        for index, row in enumerate(self.page.rows):
            place = next((i for i, h in enumerate(row.headings) if h.region == region), None)
            if place is not None:
                last = max(i for i, r in enumerate(self.page.rows) if r.region == region or i == index)
                above = self.look.headings_height(len(row.headings) - place) + self.look.room(row)
                top = boxes.blockBoundingRect(document.findBlockByNumber(index)).top() - above
                self._scroll_to(top, boxes.blockBoundingRect(document.findBlockByNumber(last)).bottom())
                return
        if any(heading.region == region for heading in self.page.trailing):
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def bring_into_view(self) -> None:
        """Scroll so that the caret's line is in view with a few beside it; one that is in view stays where it is."""
        caret, height = self.cursorRect(), self.viewport().height()
        room = min(3 * caret.height(), height // 4)
        if caret.top() < room + self.look.room(self.row_at_caret()) or caret.bottom() > height - room:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + caret.center().y() - height // 3)

    def _scroll_to(self, top: float, bottom: float) -> None:
        bar = self.verticalScrollBar()
        if top < bar.value():
            bar.setValue(int(top))
        elif bottom > bar.value() + self.viewport().height():
            bar.setValue(int(min(top, bottom - self.viewport().height())))

    def across(self) -> bool:
        """Tell whether the selection reaches over more than one line."""
        cursor = self.textCursor()
        document = self.document()
        return document.findBlock(cursor.selectionStart()) != document.findBlock(cursor.selectionEnd())

    def heading_at(self, at: QPointF) -> int | None:
        """Return the id of the region whose heading is at a point of the viewport."""
        area = QRectF(0, at.y(), 1, 1)
        width = float(self.viewport().width())
        for each in margins.seen(self, self.page, area, self._reach):
            for heading, box in margins.heading_boxes(self.page, each.place, each.box, width, self.look):
                if box.contains(at):
                    return heading.region
        return None

    def in_text(self, at: QPointF) -> QPointF:
        """Return a point of the viewport, or where it is in a cut-out the same place in the text below."""
        if self.look.cuts is None:
            return at
        for each in margins.seen(self, self.page, QRectF(0, at.y(), 1, 1), self._reach):
            box, row = margins.cut_box(each.row, each.box, self.look), each.row
            if row.line is not None and box.top() - 2 <= at.y() < each.box.top():
                cut = self.look.cuts.get(row.line)
                share = cut.share(at.x() - box.left(), at.y() - box.top()) if cut is not None else 0.0
                text = each.block.text()
                units = to_units(text, round(share * to_points(text, len(text))))
                line = each.block.layout().lineForTextPosition(units)
                if line.isValid():
                    x = each.box.left() + margins.x_of(line, units)
                    return QPointF(x, each.box.top() + line.y() + line.height() / 2)
        return at

    # Painting

    def light(self, lit: margins.Lit) -> None:
        """Light up other things than before."""
        if lit != self.lit:
            self.lit = lit
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the margins, the text, and what lies on it."""
        area, width = QRectF(event.rect()), float(self.viewport().width())
        in_view = list(margins.seen(self, self.page, area, self._reach))
        painter = QPainter(self.viewport())
        margins.paint_under(painter, in_view, self.page, self.look, self.lit, width, focused=self.hasFocus())
        if self.look.cuts is not None:
            self._paint_cuts(painter, in_view)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margins.paint_over(
            painter, in_view, self.look, width, self.textCursor().blockNumber(), unseen=self.unseen_marked
        )
        painter.end()

    def mark_unseen(self, on: bool) -> None:
        """Mark blanks, tabs and soft hyphens, or only what does harm unseen."""
        self.unseen_marked = on
        self.viewport().update()

    def _paint_cuts(self, painter: QPainter, in_view: list[margins.Seen]) -> None:
        margins.paint_cuts(painter, in_view, self.look, self.cuts.picture, self.tr("no place on the scan"))
        end = self.viewport().height() + self.look.leading
        above = ((each.row.line, each.box.top() - self.look.room(each.row)) for each in in_view)
        seen = [line for line, top in above if line is not None and top < end]
        if seen:
            self.cuts.want(seen, lambda: [row.line for row in self.page.rows], self.devicePixelRatioF())

    def viewportEvent(self, event: QEvent) -> bool:
        """Name the tags and unseen characters under the mouse in a tooltip, as plain text."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), f"<p>{html.escape(text)}</p>" if text else "", self)
            return True
        return super().viewportEvent(event)

    def tip_at(self, at: QPoint) -> str:
        """Return the names of the tags at a point of the viewport."""
        spot = self.spot(self.cursorForPosition(self.in_text(QPointF(at)).toPoint()).position())
        index = self.index_of(spot.line) if spot is not None else None
        if spot is None or index is None:
            return ""
        row = self.page.rows[index]
        tags = [t for run in row.runs if run.start <= spot.at < run.end for t in run.tags]
        tags += [tag for place, tag in row.gaps if place in (spot.at, spot.at + 1)]
        labels = ", ".join(dict.fromkeys(self.look.tagset.tag(tag).label for tag in tags))
        doubts = [one.tip for one in self.suspects if one.line == spot.line and one.start <= spot.at <= one.end]
        # Qt drops some of them from its copy of the line, which is then locked.
        text = row.text if index in self.locked else self.document().findBlockByNumber(index).text()
        unseen = invisibles.tip(text, spot.at, everything=self.unseen_marked)
        said = [part for part in (labels, *doubts[:1], unseen) if part]
        return " ".join([*(f"{part}." if part == labels else part for part in said[:-1]), *said[-1:]])
