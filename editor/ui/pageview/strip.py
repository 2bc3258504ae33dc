"""The strip below the scan: the line of the caret, cut out, levelled and enlarged, with what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from editor.model.page import Line, Region
from editor.ui.kit.linecut import LineCut, axis_of
from editor.ui.kit.shapes import line_height, shape_of
from editor.ui.kit.theme import Theme


class LineStrip(QWidget):
    """The strip: a heading, the line, the keys."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._hint = ""
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

    def show_line(self, region: Region | None, line: Line | None) -> None:
        """Show a line of a region, or that there is none."""
        if region is None or line is None:
            self.heading.setText(self.tr("No line is selected"))
            self.cut.show_line((), QLineF(), 1.0)
            return
        self.heading.setText(self._words(region, line))
        shape = shape_of(line, region)
        height = line_height(region)
        self.cut.show_line(shape, axis_of(line.baseline, shape, height), height)

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
            parts.append(self.tr("this line has no place on the scan"))
        return " · ".join(parts)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the language that was chosen."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_hint(self._hint)
        super().changeEvent(event)
