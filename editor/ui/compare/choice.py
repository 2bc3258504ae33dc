"""Which two versions are compared: two lists, and a button between them that exchanges what is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from editor.ui.compare.delegate import EDGE, MIDDLE
from editor.ui.kit.icons import icon
from editor.ui.kit.theme import Theme


class VersionChoice(QWidget):
    """The versions of a page, left and right; there is nothing to choose where there is one alone.

    Signals:
        chosen: another pair is chosen.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._offering = False
        self.left, self.right = QComboBox(self), QComboBox(self)
        for box, name in ((self.left, self.tr("Left version")), (self.right, self.tr("Right version"))):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            box.setPlaceholderText(self.tr("There is no other version"))
            box.currentIndexChanged.connect(lambda _index: self._tell())
        swap = QToolButton(self)
        swap.setIcon(icon("swap", theme))
        swap.setToolTip(self.tr("Exchange left and right"))
        swap.setAccessibleName(swap.toolTip())
        swap.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        swap.setFixedWidth(MIDDLE - 4)
        swap.clicked.connect(lambda _on=False: self.swap())
        bar = self.style().pixelMetric(self.style().PixelMetric.PM_ScrollBarExtent)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE + 8, 0, EDGE + 8 + bar, 0)
        row.setSpacing(4)
        row.addWidget(self.left, 1)
        row.addWidget(swap)
        row.addWidget(self.right, 1)

    def offer(self, versions: Sequence[tuple[int, str]], wanted: int | None = None) -> None:
        """Offer versions by number and name: left the first, right the one that is wanted, or else the last."""
        self._offering = True
        for box in (self.left, self.right):
            box.clear()
            for place, (number, name) in enumerate(versions):
                box.addItem(name, number)
                box.setItemData(place, name.replace("<", "‹"), Qt.ItemDataRole.ToolTipRole)
        self.left.setCurrentIndex(0)
        right = self.right.findData(wanted) if wanted is not None else self.right.count() - 1
        self.right.setCurrentIndex(right or -1)
        self.setEnabled(len(versions) > 1)
        self._offering = False

    @property
    def pair(self) -> tuple[int, int] | None:
        """Return the numbers of the versions that are chosen, None where they are not two."""
        left, right = self.left.currentData(), self.right.currentData()
        return (int(left), int(right)) if left is not None and right is not None and left != right else None

    def swap(self) -> None:
        """Exchange left and right."""
        left, right = self.left.currentIndex(), self.right.currentIndex()
        self._offering = True
        self.left.setCurrentIndex(right)
        self.right.setCurrentIndex(left)
        self._offering = False
        self.chosen.emit()

    def _tell(self) -> None:
        if not self._offering:
            self.chosen.emit()
