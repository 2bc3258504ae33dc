"""Ways of looking at the scan beside zoom and tone: text over it, loupe, levelling; no edit comes from here."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QImage

from editor.imaging.level import lean_of_lines, lean_of_picture
from editor.ui.jobs import Jobs
from editor.ui.kit.linecut import axis_of
from editor.ui.kit.shapes import line_height, shape_of
from editor.ui.kit.theme import Theme
from editor.ui.pageview.imagery import Imagery
from editor.ui.pageview.loupe import Loupe
from editor.ui.pageview.settings import Tone
from editor.ui.pageview.view import PageView
from editor.ui.session import Selection, Session

_LEVEL = 0.1
"""Degrees that nobody sees."""


class Looking(QObject):
    """Shows and hides what helps to look; the table of actions calls it.

    Signals:
        shownChanged: the end of an action's name ("text", "loupe", "level") and whether that is on now.
        told: a sentence for the status bar.
    """

    shownChanged = Signal(str, bool)
    told = Signal(str)

    def __init__(self, view: PageView, session: Session, theme: Theme, jobs: Jobs, imagery: Imagery) -> None:
        """Look through ``view`` at what ``imagery`` brings."""
        super().__init__(view)
        self._view = view
        self._session = session
        self._theme = theme
        self._jobs = jobs
        self._imagery = imagery
        self._measuring: int | None = None
        self._square = False
        self.loupe: Loupe | None = None
        view.pointerMoved.connect(self._follow_pointer)
        view.camera.turned.connect(self._turned)

    def set_tone(self, tone: Tone) -> None:
        """Take how light and dark the scan is shown."""
        self._view.paper.text.set_inverted(tone.invert)

    def shown(self) -> dict[str, bool]:
        """Return what is on, by the end of the action's name."""
        return {"text": self.text_shown, "loupe": self.loupe_shown, "level": self.level}

    def page_shown(self) -> None:
        """Take note that another page is shown, as it was left."""
        self._jobs.drop(self._measuring)
        self._measuring = None
        self.shownChanged.emit("level", self.level)

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

    # Levelling

    @property
    def level(self) -> bool:
        """Tell whether the view is turned so that the lines lie level."""
        return self._view.camera.tilt != 0

    def toggle_level(self) -> None:
        """Turn the view so that the page's lines lie level, or as the scan has them again."""
        self._jobs.drop(self._measuring)
        self._measuring = None
        content = self._session.content
        if self.level or content is None:
            self._tilt(0.0)
            return
        width = self._view.paper.page.boundingRect().width()
        lean = lean_of_lines((line.baseline for _, line in content.lines()), width)
        picture = self._imagery.untoned
        if lean is not None:
            self._level_by(lean)
        elif picture is None:
            self._say_not(self.tr("The view cannot be levelled: there are no lines and no picture to see it by."))
        else:
            image = picture.image
            self._measuring = self._jobs.start(lambda: _lean_of(image), self._level_by, priority=1)

    def _level_by(self, lean: float | None) -> None:
        self._measuring = None
        if lean is None:
            self._say_not(self.tr("The view stays as it is: no lines of writing are seen to level it by."))
        elif abs(lean) < _LEVEL:
            self._say_not(self.tr("The page lies level already."))
        else:
            self._tilt(-lean)
            self.told.emit(self.tr("The page leans by {0}°; the view shows it level.").format(f"{abs(lean):.1f}"))

    def _say_not(self, sentence: str) -> None:
        self.told.emit(sentence)
        self.shownChanged.emit("level", False)

    def _tilt(self, tilt: float) -> None:
        if tilt != self._view.camera.tilt:
            self._view.camera.set_tilt(tilt)
        self.shownChanged.emit("level", self.level)

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
            self.loupe.set_levels(self._imagery.levels, self._view.paper.page.boundingRect())

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


def _lean_of(image: QImage) -> float | None:
    """Return how much the lines in a picture lean; for a worker."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return lean_of_picture(bytes(grey.constBits()), grey.width(), grey.height(), grey.bytesPerLine())
