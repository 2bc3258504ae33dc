"""Ways of looking at the scan beside zoom and tone: the text over it and the loupe; no edit comes from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPointF, Signal

from editor.ui.kit.decode import Level
from editor.ui.kit.linecut import axis_of
from editor.ui.kit.shapes import line_height, shape_of
from editor.ui.kit.theme import Theme
from editor.ui.pageview.loupe import Loupe
from editor.ui.pageview.settings import Tone
from editor.ui.pageview.view import PageView
from editor.ui.session import Selection, Session


class Looking(QObject):
    """Shows and hides what helps to look; the table of actions calls it.

    Signals:
        shownChanged: the end of an action's name ("text", "loupe", "level") and whether that is on now.
    """

    shownChanged = Signal(str, bool)

    def __init__(self, view: PageView, session: Session, theme: Theme, levels: Callable[[], Sequence[Level]]) -> None:
        """Look through ``view``; ``levels`` says what is painted from."""
        super().__init__(view)
        self._view = view
        self._session = session
        self._theme = theme
        self._levels = levels
        self._square = False
        self.loupe: Loupe | None = None
        view.pointerMoved.connect(self._follow_pointer)
        view.camera.turned.connect(self._turned)

    def set_tone(self, tone: Tone) -> None:
        """Take how light and dark the scan is shown."""
        self._view.paper.text.set_inverted(tone.invert)

    def shown(self) -> dict[str, bool]:
        """Return what is on, by the end of the action's name."""
        return {"text": self.text_shown, "loupe": self.loupe_shown}

    # The text over the scan

    @property
    def text_shown(self) -> bool:
        """Tell whether the text lies over the scan."""
        return self._view.paper.text_shown

    def toggle_text(self) -> None:
        """Lay the text of each line over its place, or take it away."""
        paper = self._view.paper
        paper.show_text(not paper.text_shown)
        self.shownChanged.emit("text", paper.text_shown)

    # The loupe

    @property
    def loupe_shown(self) -> bool:
        """Tell whether the loupe is over the scan."""
        return self.loupe is not None and not self.loupe.isHidden()

    @property
    def square(self) -> bool:
        """Tell whether the loupe is square."""
        return self._square

    def set_square(self, square: bool) -> None:
        """Make the loupe square, or round."""
        self._square = square
        if self.loupe is not None:
            self.loupe.set_square(square)

    def toggle_loupe(self) -> None:
        """Take up the loupe, where the caret's line is or else in the middle of the view, or put it down."""
        if self.close_loupe():
            return
        if self.loupe is None:
            self.loupe = Loupe(self._view, self._theme)
            self.loupe.set_square(self._square)
        self._turned()
        self.show_levels()
        if not self._go_to(self._session.selection):
            middle = self._view.viewport().rect().center()
            self._put(self._view.mapToScene(middle))
        self.loupe.show()
        self.loupe.raise_()
        self.shownChanged.emit("loupe", True)

    def close_loupe(self) -> bool:
        """Put the loupe down; return whether it was up."""
        if self.loupe is None or self.loupe.isHidden():
            return False
        self.loupe.hide()
        self.shownChanged.emit("loupe", False)
        return True

    def show_levels(self) -> None:
        """Take the picture of the page again."""
        if self.loupe is not None:
            self.loupe.set_levels(self._levels(), self._view.paper.page.boundingRect())

    def follow(self, selection: Selection) -> None:
        """Hold the loupe over the place of the caret."""
        if self.loupe_shown:
            self._go_to(selection)

    def _turned(self) -> None:
        if self.loupe is not None:
            self.loupe.set_view(self._view.transform())

    def _follow_pointer(self, x: float, y: float) -> None:
        if self.loupe_shown:
            self._put(QPointF(x, y))

    def _go_to(self, selection: Selection) -> bool:
        line = self._session.line(selection.line) if selection.line is not None else None
        region = self._session.region(line.region) if line is not None else None
        if line is None or region is None:
            return False
        axis = axis_of(line.baseline, shape_of(line, region), line_height(region))
        if axis.length() < 1:
            return False
        share = selection.end / len(line.text) if line.text else 0.0
        self._put(axis.pointAt(min(max(share, 0.0), 1.0)))
        return True

    def _put(self, at: QPointF) -> None:
        if self.loupe is not None:
            where = self._view.viewport().mapTo(self._view, self._view.mapFromScene(at))
            self.loupe.look_at((at.x(), at.y()), where)
