"""The small window with the sliders of brightness, contrast, gamma and sharpness."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QSlider, QWidget

from editor.ui.pageview.settings import Tone

_GAMMA_STEPS = 50
"""Slider steps from gamma 1 to gamma 5, and down to a fifth."""


class ToneBox(QFrame):
    """Lets the archivist change how light and dark are shown; the file stays as it is.

    Signals:
        changed: the Tone that is wanted.
        levelWanted: the view is to be levelled, or no longer.
    """

    changed = Signal(object)
    levelWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the box; it closes when something else is clicked."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Tone of the scan"))
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(10)
        self.brightness = self._slider(grid, 0, self.tr("Brightness"), 100)
        self.contrast = self._slider(grid, 1, self.tr("Contrast"), 100)
        self.gamma = self._slider(grid, 2, self.tr("Gamma"), _GAMMA_STEPS)
        self.sharpen = self._slider(grid, 3, self.tr("Sharpen"), 100, least=0)
        self.invert = QCheckBox(self.tr("Invert"), self)
        self.level = QCheckBox(self.tr("Level the view"), self)
        self.level.setToolTip(self.tr("Turn a page that leans so that its lines lie level; the file stays as it is"))
        self.level.clicked.connect(self.levelWanted)
        self.reset = QPushButton(self.tr("Reset"), self)
        self.invert.toggled.connect(self._tell)
        self.reset.clicked.connect(self._reset)
        grid.addWidget(self.invert, 4, 0)
        grid.addWidget(self.reset, 4, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.level, 5, 0, 1, 3)
        self._say()

    def _slider(self, grid: QGridLayout, row: int, name: str, most: int, least: int | None = None) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(-most if least is None else least, most)
        slider.setPageStep(10)
        slider.setMinimumWidth(190)
        slider.setAccessibleName(name)
        label = QLabel(name, self)
        label.setBuddy(slider)
        value = QLabel(self)
        value.setObjectName(f"value{row}")
        value.setMinimumWidth(value.fontMetrics().horizontalAdvance("-100"))
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        for column, widget in enumerate((label, slider, value)):
            grid.addWidget(widget, row, column)
        slider.valueChanged.connect(self._tell)
        return slider

    @property
    def tone(self) -> Tone:
        """Return what the sliders say."""
        gamma = 5 ** (self.gamma.value() / _GAMMA_STEPS)
        return Tone(
            self.brightness.value(),
            self.contrast.value(),
            round(gamma, 3),
            self.invert.isChecked(),
            self.sharpen.value(),
        )

    def set_tone(self, tone: Tone) -> None:
        """Put the sliders where ``tone`` has them, without telling."""
        from math import log

        with (
            QSignalBlocker(self.brightness),
            QSignalBlocker(self.contrast),
            QSignalBlocker(self.gamma),
            QSignalBlocker(self.invert),
            QSignalBlocker(self.sharpen),
        ):
            self.brightness.setValue(round(tone.brightness))
            self.contrast.setValue(round(tone.contrast))
            self.gamma.setValue(round(log(tone.gamma, 5) * _GAMMA_STEPS))
            self.invert.setChecked(tone.invert)
            self.sharpen.setValue(round(tone.sharpen))
        self._say()

    def show_level(self, level: bool) -> None:
        """Say whether the view is levelled."""
        self.level.setChecked(level)

    def open_at(self, corner: QPoint) -> None:
        """Show the box with its upper right corner at a place of the screen."""
        self.adjustSize()
        self.move(corner - QPoint(self.width(), 0))
        self.show()
        self.brightness.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tell(self) -> None:
        self._say()
        self.changed.emit(self.tone)

    def _reset(self) -> None:
        self.set_tone(Tone())
        self._tell()

    def _say(self) -> None:
        tone = self.tone
        values = f"{tone.brightness:.0f}", f"{tone.contrast:.0f}", f"{tone.gamma:.2f}", f"{tone.sharpen:.0f}"
        for row, words in enumerate(values):
            label = self.findChild(QLabel, f"value{row}")
            if isinstance(label, QLabel):
                label.setText(words)
