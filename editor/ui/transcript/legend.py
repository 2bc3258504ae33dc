"""The legend: the tags used on the page, each with its colour; a click goes to the next place it stands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QToolButton, QWidget

from editor.model.tagset import TagSet
from editor.ui.kit.swatch import swatch
from editor.ui.kit.theme import Theme


class Flow(QLayout):
    """Puts its items side by side and goes on in another row where the width ends."""

    def __init__(self, parent: QWidget, gap: int = 2) -> None:
        """Lay out the children of ``parent``."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item behind the last."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the items need in ``width``."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Return the size of one row of the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size the widest and the highest item need."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into ``rect``."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        x, y, height = area.x(), area.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x + size.width() > area.right() + 1 and x > area.x():
                x, y, height = area.x(), y + height + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            height = max(height, size.height())
        return y + height + self.contentsMargins().bottom() - rect.y()


class Legend(QWidget):
    """Shows the tags of a page.

    Signals:
        wanted: a tag was clicked whose next place is to be shown.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._theme = theme
        self._flow = Flow(self)
        self._flow.setContentsMargins(10, 0, 8, 3)
        self._shown: tuple[tuple[str, int], ...] = ()
        self._dark = theme.dark
        self.setAccessibleName(self.tr("Tags on this page"))
        self.hide()

    def show_tags(self, counts: Mapping[str, int], tagset: TagSet) -> None:
        """Show tags with how often they are used, in the order of the tag set."""
        order = {tag.name: place for place, tag in enumerate(tagset.tags)}
        wanted = tuple(sorted(counts.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))
        if wanted == self._shown and self._dark == self._theme.dark:
            return
        self._shown, self._dark = wanted, self._theme.dark
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, count in wanted:
            self._flow.addWidget(self._chip(name, count, tagset))
        self.setVisible(bool(wanted))
        self.updateGeometry()

    def _chip(self, name: str, count: int, tagset: TagSet) -> QToolButton:
        tag = tagset.tag(name)
        chip = QToolButton(self)
        chip.setAutoRaise(True)
        chip.setProperty("role", "chip")
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIcon(swatch(self._theme.soft(tag.colour), self._theme.kind_colour(tag.colour)))
        chip.setIconSize(QSize(12, 12))
        chip.setText(f"{tag.label} {count}".replace("&", "&&"))
        words = self.tr("Next {tag}, {count} on this page").format(tag=tag.label, count=count)
        chip.setAccessibleName(words)
        chip.setToolTip(words.replace("<", "‹"))  # a tag set is somebody's file, and Qt would take it for HTML
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(lambda _=False: self.wanted.emit(name))
        return chip
