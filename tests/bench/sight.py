"""When something is to be seen: a window was painted, a page's paper shows in a view. The same for every program.

A page counts as seen when, after the view has painted, a patch in its middle has the colour of the page's paper. The
patch is drawn once more to be looked at, which costs every program the same. Imports nothing of the program, which
would otherwise be paid for by those it is compared with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

_PATCH = 12


class Painted(QObject):
    """Calls back once a top-level window was painted with all that is in it."""

    def __init__(self, then: Callable[[], None], *, desk: bool = False) -> None:
        """Wait for the first window; with ``desk``, for Muniment's with a project and a page in it."""
        super().__init__()
        self._desk = desk
        self._then: Callable[[], None] | None = then
        self._watched: QWidget | None = None
        self._look = QTimer(self, interval=1)
        self._look.timeout.connect(self._find)
        self._look.start()
        self._find()

    def _find(self) -> None:
        windows = (w for w in QApplication.topLevelWidgets() if w.isVisible() and w.isWindow())
        window = next((w for w in windows if not self._desk or _has_page(w)), None)
        if window is not None and self._watched is None:
            self._look.stop()
            self._watched = window
            window.installEventFilter(self)
            window.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint event go by; what is in the window is painted by the time the timer fires."""
        if event.type() == QEvent.Type.Paint and self._then is not None:
            then, self._then = self._then, None
            QTimer.singleShot(0, then)
        return False


def _has_page(window: QWidget) -> bool:
    session = getattr(window, "session", None)
    return session is not None and session.content is not None


class PageSeen(QObject):
    """Calls back each time a page of another tint is seen in the first graphics view that shows up."""

    def __init__(self, then: Callable[[str], None]) -> None:
        """Wait for a view and a page in it."""
        super().__init__()
        self._then = then
        self.seen = ""
        self._view: QGraphicsView | None = None
        self._looking = False
        self._look = QTimer(self, interval=1)
        self._look.timeout.connect(self._find)
        self._look.start()

    def _find(self) -> None:
        views = [w for w in QApplication.allWidgets() if isinstance(w, QGraphicsView) and w.isVisible()]
        if views:
            self._look.stop()
            self._view = max(views, key=lambda view: view.width() * view.height())
            self._view.viewport().installEventFilter(self)
            self._check()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the patch after each painting."""
        if event.type() == QEvent.Type.Paint and not self._looking:
            QTimer.singleShot(0, self._check)
        return False

    def _check(self) -> None:
        if self._view is None or self._looking:
            return
        self._looking = True
        viewport = self._view.viewport()
        middle = viewport.rect().center()
        patch = viewport.grab(QRect(middle.x() - _PATCH // 2, middle.y() - _PATCH // 2, _PATCH, _PATCH)).toImage()
        self._looking = False
        colours = [patch.pixelColor(x, y) for x in range(patch.width()) for y in range(patch.height())]
        tint, often = Counter(tint_of(c.red(), c.green(), c.blue()) for c in colours).most_common(1)[0]
        if tint and often * 2 > len(colours) and tint != self.seen:
            self.seen = tint
            self._then(tint)


def tint_of(red: int, green: int, blue: int) -> str:
    """Return the tint of a colour seen on the screen, "" for none of ours."""
    if green > red + 14 and green > blue + 14:
        return "green"
    return "blue" if blue > red + 14 and blue > green + 14 else ""


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QObject) -> None:
        """Begin to count."""
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint event go by."""
        self.count += event.type() == QEvent.Type.Paint
        return False
