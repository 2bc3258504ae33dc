"""How the text beside the scan is written: its letters, their size, and the room between lines."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QPushButton, QWidget

from editor.ui.kit.theme import LARGEST, LEADING, SMALLEST, USUAL, Theme

_SAMPLE = "Il1| O0Qo rn m cl d · 5S 8B 2Z\nNovember 16, 1962 — IL-28’s"
"""Letters that are easily taken for each other."""


def families() -> list[str]:
    """Return the families of letters on this machine that are all equally wide."""
    return [
        family
        for family in QFontDatabase.families()
        if QFontDatabase.isFixedPitch(family) and not QFontDatabase.isPrivateFamily(family)
    ]


class TextPage(QWidget):
    """Changes are told at once.

    Signals:
        faceChosen: the family of the letters, "" for that of the system, and the room between lines as a share of
            their height.
        sizeChosen: points.
    """

    faceChosen = Signal(str, float)
    sizeChosen = Signal(float)

    def __init__(self, theme: Theme, size: float, parent: QWidget | None = None) -> None:
        """Show how the text is written now."""
        super().__init__(parent)
        self._theme = theme
        self.family = QComboBox(self)
        self.family.addItem(self.tr("As the system has it"), "")
        for family in families():
            self.family.addItem(family, family)
        self.size_ = QDoubleSpinBox(self)
        self.size_.setRange(SMALLEST, LARGEST)
        self.size_.setDecimals(1)
        self.size_.setSingleStep(0.5)
        self.size_.setSuffix(self.tr(" pt"))
        self.spacing = QComboBox(self)
        for label, share in (
            (self.tr("Close"), 0.12),
            (self.tr("Usual"), LEADING),
            (self.tr("Wide"), 0.6),
            (self.tr("Double"), 1.0),
        ):
            self.spacing.addItem(label, share)
        self.sample = QLabel(_SAMPLE, self)
        self.sample.setTextFormat(Qt.TextFormat.PlainText)
        self.sample.setAccessibleName(self.tr("Sample of the letters"))
        self.shipped = QPushButton(self.tr("As shipped"), self)
        self.shipped.setAutoDefault(False)
        form = QFormLayout(self)
        form.setContentsMargins(18, 18, 18, 18)
        form.addRow(self.tr("&Letters"), self.family)
        form.addRow(self.tr("&Size"), self.size_)
        form.addRow(self.tr("&Room between lines"), self.spacing)
        form.addRow("", self.sample)
        form.addRow("", self.shipped)
        self._put(theme.face, size, theme.leading)
        self.family.currentIndexChanged.connect(self._tell)
        self.spacing.currentIndexChanged.connect(self._tell)
        self.size_.valueChanged.connect(self._resize)
        self.shipped.clicked.connect(self._restore)

    def _put(self, face: str, size: float, leading: float) -> None:
        with QSignalBlocker(self.family), QSignalBlocker(self.spacing), QSignalBlocker(self.size_):
            if face and self.family.findData(face) < 0:
                self.family.addItem(self.tr("{0} (not on this machine)").format(face), face)
            self.family.setCurrentIndex(self.family.findData(face))
            shares = [float(self.spacing.itemData(at)) for at in range(self.spacing.count())]
            self.spacing.setCurrentIndex(min(range(len(shares)), key=lambda at: abs(shares[at] - leading)))
            self.size_.setValue(size)
        self.sample.setFont(self._theme.mono(size))

    def _tell(self) -> None:
        self.faceChosen.emit(self.family.currentData(), self.spacing.currentData())
        self.sample.setFont(self._theme.mono(self.size_.value()))

    def _resize(self, size: float) -> None:
        self.sizeChosen.emit(size)
        self.sample.setFont(self._theme.mono(size))

    def _restore(self) -> None:
        self._put("", USUAL, LEADING)
        self._tell()
        self._resize(USUAL)
