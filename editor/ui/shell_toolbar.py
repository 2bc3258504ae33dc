"""The tool bar: the actions at hand most often, the page and zoom shown, and a field to find words."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QToolBar, QToolButton, QWidget

from editor.ui.kit.theme import Theme
from editor.ui.shell_actionset import ActionSet

GROUPS = (
    ("page.previous", "page.go", "page.next"),
    ("tool.select", "tool.rectangle", "tool.line", "tool.order"),
    ("zoom.width", "zoom.out", "zoom.actual", "zoom.in", "rotate", "tone"),
    ("tag.unclear", "span.gap", "span.sic", "span.person", "span.date", "tag.choose"),
    ("kind.marginalia", "kind.stamp"),
)
"""The names of actions, a group between two lines; those that are not there are left out."""
_PICTURES = ("page.previous", "page.next")
_TIGHT = ("zoom.out", "zoom.in")


class ToolBar(QFrame):
    """A row of buttons drawn from GROUPS; where it is narrow they go into a menu, the field stays.

    Signals:
        findEdited: what is typed into the field.
        findEntered: Enter was pressed in it.
        findLeft: Escape was pressed in it.
    """

    findEdited = Signal(str)
    findEntered = Signal()
    findLeft = Signal()

    def __init__(self, actions: ActionSet, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the actions; ``fill`` draws them."""
        super().__init__(parent)
        self._actions = actions
        self._theme = theme
        self._texts: dict[str, str] = {}
        self.setProperty("role", "tools")
        self.bar = QToolBar(self.tr("Tools"), self)
        self.bar.setIconSize(QSize(16, 16))
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.field = QLineEdit(self)
        self.field.setFixedWidth(196)
        self.field.setAccessibleName(self.tr("Find in project"))
        self.field.textEdited.connect(self.findEdited)
        self.field.returnPressed.connect(self.findEntered)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(self.bar, 1)
        row.addWidget(self.field)
        theme.changed.connect(lambda: self._dress() if self.bar.actions() else None)

    def fill(self) -> None:
        """Draw the buttons of the actions there are."""
        self.bar.clear()
        for number, group in enumerate(GROUPS):
            names = [name for name in group if name in self._actions]
            if names and number:
                self.bar.addSeparator()
            for name in names:
                self._add(name, self._actions[name])
        self.name_field()
        self._dress()

    def name_field(self) -> None:
        """Say in the empty field what it is for and by which key."""
        key = self._actions.key_text("find")
        self.field.setPlaceholderText(self.tr("Find in project {0}").format(key).strip())

    def _add(self, name: str, action: QAction) -> None:
        self.bar.addAction(action)
        button = self.bar.widgetForAction(action)
        if isinstance(button, QToolButton):
            picture = name in _PICTURES
            styles = QtCore.Qt.ToolButtonStyle
            button.setToolButtonStyle(styles.ToolButtonIconOnly if picture else styles.ToolButtonTextOnly)
            button.setAccessibleName(action.text().replace("&&", "&"))
            button.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
            if name in _TIGHT:
                button.setProperty("tight", True)
        if name in self._texts:
            action.setIconText(self._texts[name])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the field with Escape."""
        if event.key() == QtCore.Qt.Key.Key_Escape and self.field.hasFocus():
            self.findLeft.emit()
        else:
            super().keyPressEvent(event)

    def show_page(self, text: str) -> None:
        """Say which page of how many is shown."""
        self._say("page.go", text)

    def show_zoom(self, zoom: float) -> None:
        """Say how large the scan is shown, 1.0 being a pixel a pixel."""
        self._say("zoom.actual", f"{100 * zoom:.0f} %")

    def _say(self, name: str, text: str) -> None:
        self._texts[name] = text
        if name in self._actions:
            self._actions[name].setIconText(text)

    def _dress(self) -> None:
        from editor.ui.kit.icons import icon  # Qt's part that draws them is not needed to open a window

        more = self.bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:
            more.setIcon(icon("more", self._theme))
            more.setToolTip(self.tr("More tools"))
        for name in _PICTURES:
            if name in self._actions:
                self._actions[name].setIcon(icon(self._actions.entry(name).icon, self._theme))
