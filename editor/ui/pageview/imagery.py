"""Brings the picture of the current page into the scene: from its file, toned, small first and then sharp."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.model.page import Page
from editor.store import readers
from editor.store.project import Project
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Level, Picture, Source
from editor.ui.kit.pixels import Pixels
from editor.ui.pageview.picture import PageItem
from editor.ui.pageview.settings import Tone
from editor.ui.pageview.tone import Toner

_PATIENCE = 250
"""Milliseconds after which it is said that the picture is being read."""
_BESIDE = (1, -1, 2)
"""Which pages are read ahead: next, previous, next but one."""


def source_of(project: Project, page: Page) -> Source | None:
    """Return where the image of a page lies, or None where it has none."""
    return Source(str(project.path.parent / Path(page.image)), page.frame) if page.image else None


class Imagery(QObject):
    """Keeps the page item showing the picture of the current page.

    Signals:
        levelsChanged: there is another picture to paint from.
        sized: the upright size of the image file, once it is known.
        told: a sentence to show over the page, "" for none.
        missed: the image of the page is not there: a sentence that says so.
    """

    levelsChanged = Signal()
    sized = Signal(int, int)
    told = Signal(str)
    missed = Signal(str)

    def __init__(self, project: Project, jobs: Jobs, item: PageItem, parent: QObject | None = None) -> None:
        """Bring pictures of the project's pages into ``item``."""
        super().__init__(parent)
        self._project = project
        self._item = item
        self._page: Page | None = None
        self._picture: Picture | None = None
        self._tone = Tone()
        self.pixels = Pixels(jobs, parent=self)
        self._toner = Toner(jobs, self)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._say_reading)
        self.pixels.ready.connect(self._arrived)
        self.pixels.failed.connect(self._failed)
        self._toner.ready.connect(self._paint)

    @property
    def levels(self) -> Sequence[Level]:
        """Return what is painted from."""
        return self._item.levels

    @property
    def untoned(self) -> Level | None:
        """Return the smallest picture of the page as the file has it, None while there is none."""
        return self._picture.levels[-1] if self._picture is not None else None

    @property
    def picture(self) -> Picture | None:
        """Return the picture the levels are made of: its pixels may be theirs, so whoever keeps them keeps it too."""
        return self._picture

    def show(self, page: Page | None, width: int, tone: Tone) -> None:
        """Show the image of ``page`` at about ``width`` screen pixels; None: no page is shown."""
        self._page, self._picture, self._tone = page, None, tone
        self._patience.stop()
        source = source_of(self._project, page) if page is not None else None
        picture = self.pixels.show(source, width, self._beside)
        if picture is not None:
            self.told.emit("")
            self._take(picture)
            return
        self._toner.show(None, tone)
        self._paint(())
        self.told.emit("" if source is not None or page is None else self.tr("This page has no image; it has text."))
        if source is not None:
            self._patience.start()

    def set_tone(self, tone: Tone) -> None:
        """Show the same picture lighter, darker, inverted."""
        self._tone = tone
        if self._picture is not None:
            self._toner.show(self._picture, tone)

    def _beside(self) -> list[Source]:
        out = []
        for step in _BESIDE if self._page is not None else ():
            other = readers.page_beside(self._project, self._page.id, step) if self._page is not None else None
            source = source_of(self._project, readers.page(self._project, other)) if other is not None else None
            if source is not None:
                out.append(source)
        return out

    def _say_reading(self) -> None:
        self.told.emit(self.tr("Reading the image…"))

    def _arrived(self, picture: Picture) -> None:
        self._patience.stop()
        self.told.emit("")
        self._take(picture)

    def _failed(self, source: Source, sentence: str, missing: bool) -> None:
        self._patience.stop()
        (self.missed if missing else self.told).emit(sentence)

    def _take(self, picture: Picture) -> None:
        self._picture = picture
        self.sized.emit(picture.width, picture.height)
        self._toner.show(picture, self._tone)

    def _paint(self, levels: Sequence[Level]) -> None:
        self._item.set_levels(levels)
        self.levelsChanged.emit()
