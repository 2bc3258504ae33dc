"""The compared line on the scan: cut out, level, enlarged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.model.geometry import Polygon, rectangle, union
from editor.model.page import Page
from editor.store.project import Project
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Picture, Source
from editor.ui.kit.linecut import LineCut, axis_of
from editor.ui.kit.pixels import Pixels
from editor.ui.kit.theme import Theme
from editor.work.compare import Row
from editor.work.lineup import box_of


class ScanStrip(QWidget):
    """A strip of the scan with the line of a row, and a few words about it."""

    def __init__(self, project: Project, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._project = project
        self._theme = theme
        self._page: Page | None = None
        self._why = ""
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("The line on the scan"))
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.cut = LineCut(theme, self)
        self.cut.setFixedHeight(76)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 12, 10)
        column.setSpacing(5)
        column.addWidget(self.words)
        column.addWidget(self.cut)
        self._pixels = Pixels(jobs, parent=self)
        self._pixels.ready.connect(self._arrived)
        self._pixels.failed.connect(self._failed)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._theme.colour("strip"))
        self.setPalette(palette)
        colours = self.words.palette()
        colours.setColor(self.words.foregroundRole(), self._theme.colour("strip_text"))
        self.words.setPalette(colours)
        self.update()

    def show_page(self, page: Page | None) -> None:
        """Fetch the picture of a page."""
        if page is not None and self._page is not None and (page.image, page.frame) == (
            self._page.image, self._page.frame,
        ):  # fmt: skip
            self._page = page
            return
        self._page, self._why = page, ""
        self.cut.set_levels((), QRectF())
        if page is None or not page.image:
            self._why = self.tr("This page has no image.") if page is not None else ""
            self._pixels.show(None, 0)
            return
        source = Source(str(self._project.path.parent / Path(page.image)), page.frame)
        picture = self._pixels.show(source, 1200)
        if picture is not None:
            self._arrived(picture)

    def _arrived(self, picture: Picture) -> None:
        page = self._page
        if page is not None:
            width, height = (page.width, page.height) if page.width and page.height else (picture.width, picture.height)
            self._why = ""
            self.cut.set_levels(picture.levels, QRectF(0, 0, width, height))

    def _failed(self, source: Source, sentence: str, missing: bool) -> None:
        self._why = sentence
        self.words.setText(sentence)

    def show_row(self, row: Row | None) -> None:
        """Show the line of a row, by its place on the left, else on the right."""
        self.cut.show_line((), QLineF(), 1.0)
        if row is None:
            self.words.setText(self._why or self.tr("No line is selected"))
            return
        lines = row.left if any(box_of(line) for line in row.left) else row.right
        boxes = [box for line in lines if (box := box_of(line)) is not None]
        around = union(boxes)
        name = self._name(row)
        if around is None:
            self.words.setText(self._why or self.tr("{0} · this line has no place on the scan").format(name))
            return
        self.words.setText(self._why or name)
        height = max(box[3] - box[1] for box in boxes)
        one = lines[0] if len(lines) == 1 else None
        shape: Polygon = one.outline if one is not None and len(one.outline) > 2 else rectangle(around)
        tall = height if one is not None else around[3] - around[1]
        self.cut.show_line(shape, axis_of(one.baseline if one is not None else (), shape, tall), tall)

    def _name(self, row: Row) -> str:
        if row.left:
            return self.tr("Line {0}").format(" + ".join(line.name for line in row.left))
        return self.tr("Line {0} of the other version").format(" + ".join(line.name for line in row.right))
