"""The strip below the scan: the line of the caret, cut out, levelled and enlarged, with what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from editor.model.page import Line, PageContent, Region
from editor.ui.kit.bands import Band, bands_of, typical_height, word_around
from editor.ui.kit.linecut import LineCut, Mark, Touch
from editor.ui.kit.shapes import shape_of
from editor.ui.kit.theme import Theme
from editor.ui.pageview.settings import Tone
from editor.ui.pageview.tone import table_of, toned

TONES = {"scan": Tone(), "clear": Tone(14, 48, 1.15), "inverted": Tone(invert=True)}
"""How the strip may be shown, by the name that is remembered."""
_BESIDE = 20
"""So many lines before and after one tell how high lines are there."""
STEP = 36
"""Pixels the strip grows or shrinks by at a key."""


class Doubted(Protocol):
    """A word that may be wrong, as far as the strip is concerned."""

    @property
    def line(self) -> int:
        """Return the id of its line."""

    @property
    def start(self) -> int:
        """Return where it begins, in code points of the line."""

    @property
    def end(self) -> int:
        """Return where it ends."""


class LineStrip(QWidget):
    """The strip: a heading, the line, the keys.

    Signals:
        told: a sentence for the status bar.
        toneChanged: the strip is shown in another tone, by its name in TONES.
    """

    told = Signal(str)
    toneChanged = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._hint = ""
        self._tone = "scan"
        self._suspects: dict[int, list[Doubted]] = {}
        self._line: Line | None = None
        self._caret = (0, 0)
        self._typical: tuple[int, float] = (-1, 0.0)
        """A page and how high its lines mostly are."""
        self._bands: tuple[Line | None, Band | None] = (None, None)
        self.setObjectName("lineStrip")
        self.setAccessibleName(self.tr("Current line, enlarged"))
        self.setAutoFillBackground(True)
        self.heading = QLabel(self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.cut = LineCut(theme, self)
        self.keys = QLabel(self)
        self.keys.setTextFormat(Qt.TextFormat.PlainText)
        self.keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 6)
        box.setSpacing(6)
        box.addWidget(self.heading)
        box.addWidget(self.cut, 1)
        box.addWidget(self.keys)
        self.show_hint("")
        self.show_line(None, None)

    def _usual_keys(self) -> str:
        return self.tr("Enter next line · Ctrl+Enter split · Backspace joins · Alt+↑↓ moves · Ctrl+M marginalia")

    def show_hint(self, hint: str) -> None:
        """Show in the last row what to do with a tool; "" shows the keys of the text again."""
        self._hint = hint
        self.keys.setToolTip(hint or self._usual_keys())
        self.restyle()
        self._fit_keys()

    def _fit_keys(self) -> None:
        """Show as many whole hints as there is room for; the tooltip has all of them."""
        metrics, room = self.keys.fontMetrics(), self.contentsRect().width() - 24
        parts = (self._hint or self._usual_keys()).split(" · ")
        while len(parts) > 1 and metrics.horizontalAdvance(" · ".join(parts)) > room:
            parts.pop()
        words = " · ".join(parts)
        self.keys.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 40)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the hints into the new width."""
        super().resizeEvent(event)
        self._fit_keys()

    def restyle(self) -> None:
        """Take the colours of the theme again."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._theme.colour("strip"))
        self.setPalette(palette)
        keys = ("strip_text", 9.0) if self._hint else ("strip_faint", 8.0)
        for label, (name, points) in ((self.heading, ("strip_text", 9.5)), (self.keys, keys)):
            colours = label.palette()
            colours.setColor(label.foregroundRole(), self._theme.colour(name))
            label.setPalette(colours)
            font = label.font()
            font.setPointSizeF(points)
            label.setFont(font)
        self.update()

    def show_line(
        self,
        region: Region | None,
        line: Line | None,
        caret: tuple[int, int] = (0, 0),
        content: PageContent | None = None,
    ) -> None:
        """Show a line of a region, or that there is none.

        Args:
            region: The region, None for none.
            line: The line, None for none.
            caret: What is selected in the line, in code points.
            content: The page, by whose lines the enlargement is chosen.
        """
        self._line, self._caret = line, caret
        if region is None or line is None:
            self.heading.setText(self.tr("No line is selected"))
            self.cut.mark(())
            self.cut.show_line((), QLineF(), 1.0)
            return
        self.heading.setText(self._words(region, line))
        band = self._band(region, line)
        if band is None:
            self.cut.mark(())
            self.cut.show_line((), QLineF(), 1.0)
            return
        if content is not None and content.page.id != self._typical[0]:
            self._typical = (content.page.id, typical_height(content))
        typical = self._typical[1] if content is not None else 0.0
        axis = QLineF(band.x1, band.y1, band.x2, band.y2)
        self.cut.show_line(shape_of(line, region), axis, band.height, typical)
        self._mark_words()

    def _band(self, region: Region, line: Line) -> Band | None:
        """Return how a line lies, by its neighbours' heights, which are not measured again for every key."""
        if self._bands[0] is not line:
            beside = region.lines[max(line.seq - 1 - _BESIDE, 0) : line.seq + _BESIDE]
            self._bands = (line, bands_of(region, beside).get(line.id))
        return self._bands[1]

    # Words that are marked

    def set_suspects(self, suspects: Sequence[Doubted]) -> None:
        """Mark these words, on whatever line is shown."""
        self._suspects = {}
        for one in suspects:
            self._suspects.setdefault(one.line, []).append(one)
        if self.cut.scale:
            self._mark_words()

    def _mark_words(self) -> None:
        """Mark the word at the caret, and underline those that may be wrong."""
        line = self._line
        if line is None or not line.text:
            self.cut.mark(())
            return
        count = len(line.text)
        start, end = word_around(line.text, *self._caret)
        doubted = self._suspects.get(line.id, [])
        wrong = any(one.start < end and start < one.end for one in doubted)
        here = Mark(start, end, count, "error" if wrong else "caret_mark")
        others = [
            Mark(one.start, one.end, count, "warning", filled=False)
            for one in doubted
            if not (one.start < end and start < one.end) and one.end <= count
        ]
        self.cut.mark((here, *others))

    # Height and tone

    def taller(self) -> None:
        """Make the strip higher, and open it where it is folded away."""
        self._resize_by(STEP)

    def lower(self) -> None:
        """Make the strip lower, down to one line."""
        self._resize_by(-STEP)

    def _resize_by(self, step: int) -> None:
        splitter = self.parentWidget()
        if not isinstance(splitter, QSplitter):
            return
        sizes = splitter.sizes()
        at = splitter.indexOf(self)
        least, before = self.minimumSizeHint().height(), sizes[at]
        most = sum(sizes) * 2 // 3
        wanted = min(max(before + step, least), max(most, least))
        if wanted == before:
            words = self.tr("The strip is as high as it can be.") if step > 0 else self.tr(
                "The strip is as low as it can be.")  # fmt: skip
            self.told.emit(words)
            return
        sizes[1 - at] -= wanted - before
        sizes[at] = wanted
        splitter.setSizes(sizes)

    @property
    def tone(self) -> str:
        """Return the name of the tone in TONES."""
        return self._tone

    def set_tone(self, name: str) -> None:
        """Show the strip in a tone of TONES; a name that is none is taken for the scan as it is."""
        name = name if name in TONES else "scan"
        if name == self._tone:
            return
        self._tone = name
        self.cut.set_touch(self.touch)
        self.toneChanged.emit(name)

    @property
    def touch(self) -> Touch | None:
        """Return what gives a picture the tone of the strip, None where it stays as it is."""
        if TONES[self._tone].plain:
            return None
        table = table_of(TONES[self._tone])
        return lambda image: toned(image, table)

    def next_tone(self) -> None:
        """Show the strip as the scan, then clearer, then light on dark, and say which."""
        names = list(TONES)
        self.set_tone(names[(names.index(self._tone) + 1) % len(names)])
        self.told.emit(
            {
                "scan": self.tr("The strip is shown as the scan is."),
                "clear": self.tr("The strip is shown lighter and with more contrast."),
                "inverted": self.tr("The strip is shown light on dark."),
            }[self._tone]
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grip by which the strip is made higher."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("strip_faint"))
        painter.setOpacity(0.55)
        middle = QPointF(self.width() / 2, 3.5)
        painter.drawRoundedRect(QRectF(middle.x() - 16, middle.y() - 1.5, 32, 3), 1.5, 1.5)

    def _words(self, region: Region, line: Line) -> str:
        parts = [self.tr("Line {place}").format(place=f"{region.seq}.{line.seq}")]
        if line.confidence is not None:
            parts.append(self.tr("confidence {value}").format(value=f"{line.confidence:.2f}"))
        if line.verified:
            parts.append(self.tr("verified"))
        if line.ocr_text is not None and line.ocr_text != line.text:
            parts.append(self.tr("original OCR: “{text}”").format(text=line.ocr_text))
        elif line.ocr_text is not None:
            parts.append(self.tr("as the OCR read it"))
        if not shape_of(line, region):
            parts.append(self.tr("no place on the scan (Ctrl+Alt+L)"))
        return " · ".join(parts)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the language that was chosen."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_hint(self._hint)
        super().changeEvent(event)
