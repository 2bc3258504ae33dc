"""The line on the scan beside its text: the strip under the scan, and the scan above each line of the transcript.

Brings the panes together for this, and remembers what was chosen; what is shown is theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.ui.kit.settings import Settings
from editor.ui.pageview.pane import PageViewPane
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.ui.suspecting import Suspecting
    from editor.ui.transcript.pane import TranscriptPane

READING = "reading"
"""The view of the transcript that has no lines of the scan."""


class LineAids(QObject):
    """What the archivist can ask of the cut-outs of lines.

    Signals:
        told: a sentence for the status bar.
        aboveShown: whether each line of the text has its cut-out above it.
    """

    told = Signal(str)
    aboveShown = Signal(bool)

    def __init__(self, session: Session, view: PageViewPane, parent: QObject | None = None) -> None:
        """Take the pane of the scan, whose decoded picture everything is cut out of."""
        super().__init__(parent)
        self._session = session
        self._view = view
        self._transcript: TranscriptPane | None = None
        self._above = False
        view.strip.told.connect(self.told)

    def join(self, transcript: TranscriptPane, suspecting: Suspecting) -> None:
        """Take the panes that were made later."""
        self._transcript = transcript
        cuts, view = transcript.sheet.cuts, self._view
        view.imagery.levelsChanged.connect(self._picture_changed)
        view.strip.toneChanged.connect(lambda _: cuts.set_touch(view.strip.touch))
        cuts.set_touch(view.strip.touch)
        self._picture_changed()
        transcript.show_cutouts(self._above)
        suspecting.found.connect(self._view.strip.set_suspects)

    def _picture_changed(self) -> None:
        imagery = self._view.imagery
        if self._transcript is not None:
            page = self._view.view.paper.page.boundingRect()
            self._transcript.sheet.cuts.set_picture(imagery.levels, page, imagery.picture)

    # What the archivist asks for

    def taller(self) -> None:
        """Make the strip under the scan higher."""
        self._view.strip.taller()

    def lower(self) -> None:
        """Make the strip under the scan lower."""
        self._view.strip.lower()

    def next_tone(self) -> None:
        """Show the strip, and the cut-outs in the text, in another tone."""
        self._view.strip.next_tone()

    def show_above(self, on: bool) -> None:
        """Show each line's cut-out above its text, or do not."""
        self._put_above(on)
        content = self._session.content
        if on and content is not None and not content.page.image:
            self.told.emit(self.tr("This page has no scan to show above its lines; pages that have one will show it."))
        elif on and self._transcript is not None and self._transcript.view == READING:
            self.told.emit(self.tr("The reading text has other lines than the scan; the other views show it."))

    def _put_above(self, on: bool) -> None:
        self._above = on
        if self._transcript is not None:
            self._transcript.show_cutouts(on)
        self.aboveShown.emit(on)

    # What is remembered

    def restore(self, settings: Settings) -> None:
        """Show what was shown; the height of the strip is remembered with the panes."""
        self._view.strip.set_tone(settings.text("desk/strip-tone", "scan"))
        self._put_above(settings.flag("desk/cutouts"))

    def save(self, settings: Settings) -> None:
        """Remember what is shown."""
        settings.put("desk/strip-tone", self._view.strip.tone)
        settings.put("desk/cutouts", self._above)
