"""The view of the scan: turns what mouse, wheel, fingers and keys do into what camera and tool are told.

It keeps no content and decides nothing about regions: that is the tool's. It sends selections, never an edit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGestureEvent, QGraphicsView, QPinchGesture, QWidget

from editor.model.geometry import Point
from editor.ui.kit.theme import Theme
from editor.ui.pageview.camera import STEP, Camera
from editor.ui.pageview.numberbox import NumberBox
from editor.ui.pageview.scene import MANY, PageScene
from editor.ui.pageview.select import SelectTool
from editor.ui.pageview.shapes import rect_of
from editor.ui.pageview.tools import Pointer, Tool
from editor.ui.pageview.toolset import TOOLS
from editor.ui.session import Selection, Session

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_OWN_KEYS = {
    *_ARROWS,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Space,
    Qt.Key.Key_F2,
}


class PageView(QGraphicsView):
    """Shows the scan and takes mouse and keys.

    Signals:
        pointerMoved: the image pixel under the mouse.
        toolChanged: the name of the tool in use.
        hintChanged: what to do with it, in one line.
        resized: the view has another size.
        menuWanted: for a region and line (or None), at a place on the screen.
        removeWanted: what is selected is to be removed.
        typingWanted: a line is selected that is to be typed.
        kindKey: a letter was pressed that may be the key of a kind.
    """

    pointerMoved = Signal(float, float)
    toolChanged = Signal(str)
    hintChanged = Signal(str)
    resized = Signal()
    menuWanted = Signal(object, QPoint)
    kindKey = Signal(str)
    removeWanted = Signal()
    typingWanted = Signal()

    def __init__(self, session: Session, theme: Theme, by: QObject, parent: QWidget | None = None) -> None:
        """Show nothing yet; selections are made in the name of ``by``."""
        super().__init__(parent)
        self.session = session
        self.by = by
        self.kind = session.tagset.kinds[0].name if session.tagset.kinds else "paragraph"
        font = self.font()
        font.setPointSizeF(8.0)
        self.paper = PageScene(theme, font, self)
        self.setScene(self.paper)
        # A scene says yes to whatever is dragged over it and then takes nothing: files are the window's.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.camera = Camera(self)
        self.tool: Tool = SelectTool(self)
        self.escaped: Callable[[], bool] = lambda: False
        """Put down what lies over the scan; it returns whether anything did. Escape asks it first."""
        self.tapped: Callable[[Point], bool] = lambda at: False
        """Take a click on the page for something that lies over it; it returns whether it did."""
        self._panning: QPoint | None = None
        self._space = False
        self._nudges = 0
        self._merge = ""
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)  # its border shows the focus
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(320, 120))

    # For the tools (``Stage``)

    def reach(self, screen: float) -> float:
        """Return so many screen pixels in image pixels."""
        return screen / self.camera.zoom

    def on_page(self, at: Point) -> Point:
        """Return the nearest place on the page, in whole image pixels."""
        page = self.paper.page.boundingRect()
        return (
            min(max(round(at[0]), 0), round(page.width())),
            min(max(round(at[1]), 0), round(page.height())),
        )

    def tab_at(self, where: Pointer) -> int | None:
        """Return the id of the region whose tab is there."""
        for region, mark in self.paper.marks():
            offset = QPointF(where.screen - self.mapFromScene(mark.anchor))
            if mark.tab_contains(offset):
                return region
        return None

    def type_at(self, line: int) -> None:
        """Let the text of a line be typed."""
        self.session.select_line(line)
        self.typingWanted.emit()

    def new_region_here(self, at: Point | None = None) -> bool:
        """Put a new region around a point, or below the selected one; return whether it could be."""
        self.set_tool(SelectTool.name)
        return isinstance(self.tool, SelectTool) and self.tool.new_region(at)

    def ask_number(self, at: Point, now: int, most: int, take: Callable[[int], None]) -> None:
        """Let a number from 1 to ``most`` be typed at a place of the page; ``take`` gets it."""
        NumberBox(self.viewport(), self.mapFromScene(QPointF(*at)), now, most, take)

    def set_tool(self, name: str) -> None:
        """Take a tool of TOOLS."""
        if name != self.tool.name:
            self.tool.leave()
            self.tool = TOOLS[name](self)
            self.toolChanged.emit(name)
            self.hintChanged.emit(self.tool.hint())
            self._show_cursor(None)

    def content_shown(self) -> None:
        """Draw again what depends on the content."""
        smooth = len(self.paper.layout) <= MANY
        self.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        self.tool.refresh()

    # Mouse

    def _pointer(self, event: QMouseEvent) -> Pointer:
        screen = event.position().toPoint()
        at = self.viewportTransform().inverted()[0].map(event.position())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return Pointer((at.x(), at.y()), screen, shift)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what the tool does, or pan."""
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._panning = event.position().toPoint()
            self._show_cursor(None)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.end_nudging()
            self.tool.press(self._pointer(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or tell the tool, or light what is under the mouse."""
        where = self._pointer(event)
        self.pointerMoved.emit(*where.at)
        if self._panning is not None:
            step = where.screen - self._panning
            self._panning = where.screen
            self.camera.pan(step.x(), step.y())
            return
        self.tool.move(where)
        if not event.buttons():
            self._hover(where)
        self._show_cursor(where)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what was begun."""
        if self._panning is not None:
            self._panning = None
            self._show_cursor(None)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.tool.release(self._pointer(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Offer the kinds on a tab, elsewhere tell the tool."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        where = self._pointer(event)
        if isinstance(self.tool, SelectTool) and self.tab_at(where) == self.session.selection.region is not None:
            self.ask_menu()
        else:
            self.tool.double_click(where)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is there, or of what is selected where a key asked."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_menu()
            return
        at = self.mapToScene(event.pos())
        where = Pointer((at.x(), at.y()), event.pos())
        tab = self.tab_at(where)
        picks = [Selection(tab)] if tab is not None else self.paper.layout.picks(where.at)
        selected = self.session.selection.region
        pick = next((p for p in picks if p.region == selected), picks[0] if picks else Selection())
        self.menuWanted.emit(pick, event.globalPos())

    def ask_menu(self) -> None:
        """Ask for the menu of what is selected."""
        box = self.camera.in_sight(self._selected_box())
        corner = box.bottomLeft().toPoint() if not box.isEmpty() else self.viewport().rect().center()
        corner.setX(min(max(corner.x(), 0), self.viewport().width() - 1))
        corner.setY(min(max(corner.y(), 0), self.viewport().height() - 1))
        self.menuWanted.emit(self.session.selection, self.viewport().mapToGlobal(corner))

    def _selected_box(self) -> QRectF:
        return rect_of(self.paper.layout.shape(self.session.selection))

    def _hover(self, where: Pointer) -> None:
        tab = self.tab_at(where)
        picks = [Selection(tab)] if tab is not None else self.paper.layout.picks(where.at)
        if picks:
            self.session.hover(picks[0].region, picks[0].line)
        else:
            self.session.hover()

    def leaveEvent(self, event: QEvent) -> None:
        """Light nothing any more."""
        self.session.hover()
        super().leaveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the tool's cursor."""
        self._show_cursor(None)
        super().enterEvent(event)

    def _show_cursor(self, where: Pointer | None) -> None:
        shape = self.tool.cursor_at(where) if where is not None else self.tool.cursor
        if self._panning is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    # Wheel and fingers

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Shift sideways; with Ctrl zoom at the mouse."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y() or event.angleDelta().x()
            self.camera.zoom_by(STEP ** (turn / 120), event.position().toPoint())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turn = event.angleDelta().y() or event.angleDelta().x()
            self.camera.pan(round(turn / 2), 0)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom when two fingers say so."""
        if event.type() == QEvent.Type.NativeGesture:
            gesture = cast(QNativeGestureEvent, event)
            if gesture.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.camera.zoom_by(1 + gesture.value(), gesture.position().toPoint())
                return True
        if event.type() == QEvent.Type.Gesture:
            pinch = cast(QGestureEvent, event).gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                spot = self.viewport().mapFromGlobal(pinch.hotSpot().toPoint())
                self.camera.zoom_by(pinch.scaleFactor(), spot)
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.camera.refit()
        self.resized.emit()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep keys without modifiers from the shortcuts of the window: here they move, name and remove regions."""
        if event.type() == QEvent.Type.ShortcutOverride:
            pressed = cast(QKeyEvent, event)
            plain = not pressed.modifiers() & ~_PLAIN
            if plain and (pressed.key() in _OWN_KEYS or (pressed.text().isprintable() and pressed.text())):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the key to the tool, then to what is selected, then to the view."""
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        others = event.modifiers() & ~_PLAIN
        if key == Qt.Key.Key_Space and not others:
            self._space = True
            self._show_cursor(None)
        elif others == Qt.KeyboardModifier.ControlModifier and key in _ARROWS:
            if not self.nudge(*_ARROWS[Qt.Key(key)], 10 if shift else 1, size=True):
                super().keyPressEvent(event)
        elif others or not self._take_key(key, shift, event.text()):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End panning with space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_cursor(None)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget held keys."""
        self._space = False
        self._show_cursor(None)
        super().focusOutEvent(event)

    def _take_key(self, key: int, shift: bool, text: str) -> bool:
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if self.tool.key(key, shift):
            return True
        if key in _ARROWS:
            return self.nudge(*_ARROWS[Qt.Key(key)], 10 if shift else 1)
        if key == Qt.Key.Key_Delete:
            self.removeWanted.emit()
            return True
        if key == Qt.Key.Key_F2:
            self.ask_menu()
            return True
        if len(text) == 1 and text.isprintable() and not shift:
            self.kindKey.emit(text)
            return True
        return False

    def _escape(self) -> bool:
        if self.escaped() or self.tool.cancel():
            return True
        if self.tool.name != SelectTool.name:
            self.set_tool(SelectTool.name)
            return True
        if self.session.selection != Selection():
            self.session.select(Selection(), self.by)
            return True
        return False

    def nudge(self, dx: int, dy: int, step: int, *, size: bool = False) -> bool:
        """Move the selected region, or its far edges, on the screen's axes; return whether one is selected."""
        if not isinstance(self.tool, SelectTool):
            return False
        x, y = self.camera.direction(dx, dy)
        if not self._merge:
            self._nudges += 1
            self._merge = f"nudge-{id(self)}-{self._nudges}"
        if size:
            return self.tool.resize(x * step, y * step, f"{self._merge}-size")
        return self.tool.nudge(x * step, y * step, self._merge)

    def end_nudging(self) -> None:
        """Make the next step of the arrow keys a new step of undo."""
        self._merge = ""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next region in reading order; past the last, let the focus leave the view."""
        content = self.session.content
        shown = [region.id for region in content.regions if len(region.outline) > 2] if content is not None else []
        here = self.session.selection.region
        place = shown.index(here) if here in shown else -1 if forward else len(shown)
        place += 1 if forward else -1
        if not self.hasFocus() or not 0 <= place < len(shown):
            return super().focusNextPrevChild(forward)
        self.session.select(Selection(shown[place]), self.by)
        self.camera.bring_into_sight(self._selected_box())
        return True
