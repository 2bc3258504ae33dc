"""How a command looks in a list: its full name, and its key at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.ui.actions import Entry, said
from editor.ui.kit.listmodel import VALUE
from editor.ui.shell_actionset import ActionSet


def full_name(actions: ActionSet, entry: Entry) -> str:
    """Return what a command is called, with the submenu it stands in."""
    text = actions[entry.name].text().replace("&&", "&")
    return " › ".join([said(level) for level in entry.levels[1:]] + [text])


class CommandDelegate(QStyledItemDelegate):
    """Draws a command with its keys at the right."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        """Take the actions whose keys are shown."""
        super().__init__(parent)
        self._actions = actions

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line with some air; the width is the view's."""
        return QSize(0, QFontMetrics(option.font).height() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one command."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        name, own.text = own.text, ""
        own.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        entry = index.data(VALUE)
        rect = own.rect.adjusted(10, 0, -10, 0)
        key = self._actions.key_text(entry.name)
        painter.save()
        painter.setPen(own.palette.color(own.palette.ColorRole.PlaceholderText))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, key)
        painter.setPen(own.palette.color(own.palette.ColorRole.Text))
        room = rect.width() - QFontMetrics(own.font).horizontalAdvance(key) - 16
        shown = QFontMetrics(own.font).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
