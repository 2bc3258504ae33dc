"""More of a region: its place beside the text, its rotation, whether a line is a paragraph, and the box it is in."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from editor.assist.suspects.rules import code_of, languages
from editor.model import edit as e
from editor.model.geometry import Box, Polygon, bounds, polygon, rectangle
from editor.model.page import Region
from editor.ui.inspector.parts import Column, combo, faint, fill
from editor.ui.session import Session

_FAR = 1_000_000


def fitted(outline: Polygon, box: Box) -> Polygon:
    """Return an outline moved and stretched into another box; without an outline the box itself."""
    if not outline:
        return rectangle(box)
    left, top, right, bottom = bounds(outline)
    x_scale = (box[2] - box[0]) / (right - left) if right > left else 1.0
    y_scale = (box[3] - box[1]) / (bottom - top) if bottom > top else 1.0
    return polygon((box[0] + (x - left) * x_scale, box[1] + (y - top) * y_scale) for x, y in outline)


class PixelBox(QSpinBox):
    """A number of pixels, or nothing: its lowest value stands for an empty field."""

    def __init__(self, lowest: int, parent: QWidget | None = None) -> None:
        """Take numbers from ``lowest`` on."""
        super().__init__(parent)
        self.setRange(lowest - 1, _FAR)
        self.setKeyboardTracking(False)
        self._start = max(lowest, 0)
        self.lineEdit().setPlaceholderText("–")

    @property
    def empty(self) -> bool:
        """Tell whether there is no number."""
        return self.value() == self.minimum()

    def textFromValue(self, value: int) -> str:
        """Show nothing for no number."""
        return "" if value == self.minimum() else super().textFromValue(value)

    def valueFromText(self, text: str) -> int:
        """Take an empty field for no number."""
        return super().valueFromText(text) if text.strip() else self.minimum()

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let the field be empty."""
        if not text.strip():
            return QValidator.State.Acceptable, text, at
        state, shown, place = super().validate(text, at)
        return state, shown, place

    def stepBy(self, steps: int) -> None:
        """Begin at the edge of the page where there is no number."""
        if self.empty:
            self.setValue(self._start)
        else:
            self.setValue(max(self.value() + steps, self.minimum() + 1))


class RegionDetails(Column):
    """Shows and changes what a region has besides its kind."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session = session
        self._region: Region | None = None
        self._add_language()
        self.caption(self.tr("Place"))
        self.place = combo(self.tr("Place beside the text"), self)
        self.place.activated.connect(lambda i: self._set("place", self.place.itemData(i)))
        self.column.addWidget(self.place)
        self.caption(self.tr("Rotation of the writing"))
        self.rotation = combo(self.tr("Rotation of the writing, clockwise"), self)
        self.rotation.activated.connect(lambda i: self._set("rotation", self.rotation.itemData(i)))
        self.column.addWidget(self.rotation)
        self.reflowed = QCheckBox(self.tr("Each line is a whole paragraph"), self)
        self.reflowed.setToolTip(self.tr("Its lines are not those of the page: the text was set anew"))
        self.reflowed.clicked.connect(lambda on: self._set("reflowed", "true" if on else ""))
        self.column.addWidget(self.reflowed)
        self._add_box()

    def _add_language(self) -> None:
        self.caption(self.tr("Language"))
        self.language = combo(self.tr("Language of the text"), self)
        self.language.setToolTip(self.tr("Whose dictionary tells which words may be wrong, and which are proposed"))
        self.language.activated.connect(lambda i: self._set("language", self.language.itemData(i)))
        self.column.addWidget(self.language)

    def _add_box(self) -> None:
        self.outlined = self.caption("")
        grid = QGridLayout()
        grid.setSpacing(4)
        names = (self.tr("Left"), self.tr("Top"), self.tr("Width"), self.tr("Height"))
        self.box: list[PixelBox] = []
        for place, name in enumerate(names):
            spin = PixelBox(1 if place > 1 else -_FAR, self)
            spin.setAccessibleName(name)
            spin.valueChanged.connect(self._set_box)
            grid.addWidget(faint(name, self), place // 2 * 2, place % 2)
            grid.addWidget(spin, place // 2 * 2 + 1, place % 2)
            self.box.append(spin)
        self.column.addLayout(grid)

    def show_region(self, region: Region) -> None:
        """Show a region."""
        waiting = self._region is not None and self._region.id == region.id and not self._region.outline
        self._region = region
        places: list[tuple[str, object]] = [
            (self.tr("not said"), ""),
            (self.tr("left margin"), "margin-left"),
            (self.tr("right margin"), "margin-right"),
            (self.tr("top"), "margin-top"),
            (self.tr("bottom"), "margin-bottom"),
            (self.tr("above the line"), "above"),
            (self.tr("below the line"), "below"),
        ]
        self._show_language(region.attributes.get("language", ""))
        place = region.attributes.get("place", "")
        fill(self.place, _with(places, place), place)
        rotation = region.attributes.get("rotation", "")
        turned: list[tuple[str, object]] = [(self.tr("upright"), ""), ("90°", "90"), ("180°", "180"), ("270°", "270")]
        fill(self.rotation, _with(turned, rotation), rotation)
        self.reflowed.setChecked(region.attributes.get("reflowed") == "true")
        if region.outline or not waiting:
            self._show_box(region.outline)

    def _show_language(self, said: str) -> None:
        """Show the language; one that a file calls otherwise, such as eng, stays so and is shown by its name."""
        names = languages()
        choices: list[tuple[str, object]] = [(self.tr("as the record says"), "")]
        choices += [(name, said if code == code_of(said) else code) for code, name in names.items()]
        fill(self.language, _with(choices, said), said)

    def _show_box(self, outline: Polygon) -> None:
        words = self.tr("Outline, in pixels of the scan") if outline else self.tr("No outline on the scan")
        self.outlined.setText(words)
        left, top, right, bottom = bounds(outline) if outline else (0.0, 0.0, 0.0, 0.0)
        for spin, value in zip(self.box, (left, top, right - left, bottom - top), strict=True):
            with QSignalBlocker(spin):
                spin.setValue(max(round(value), spin.minimum() + 1) if outline else spin.minimum())

    def _set(self, name: str, value: str) -> None:
        if self._region is not None and value != self._region.attributes.get(name, ""):
            self._session.do(e.SetRegionAttributes(self._region.id, {name: value}))

    def _set_box(self) -> None:
        if self._region is None:
            return
        if not any(spin.empty for spin in self.box):
            left, top, width, height = (float(spin.value()) for spin in self.box)
            outline = fitted(self._region.outline, (left, top, left + width, top + height))
            self._session.do(e.SetRegionOutline(self._region.id, outline))
        elif self._region.outline:
            # A number was taken out of an outline that is there; it comes back when the field has read itself.
            QTimer.singleShot(0, self, self._show_box_again)

    def _show_box_again(self) -> None:
        if self._region is not None:
            self._show_box(self._region.outline)


def _with(choices: list[tuple[str, object]], value: str) -> list[tuple[str, object]]:
    return choices if value in [each for _, each in choices] else [*choices, (value, value)]
