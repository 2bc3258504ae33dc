"""What the archivist may change about the program: how it looks, the name that signs, and every key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.ui.dialogs.keys_page import KeysPage
from editor.ui.kit.settings import Settings
from editor.ui.shell_actionset import ActionSet


class SettingsDialog(QDialog):
    """Changes are kept at once.

    Signals:
        themeChosen: "system", "light" or "dark".
    """

    themeChosen = Signal(str)

    def __init__(self, settings: Settings, actions: ActionSet, parent: QWidget | None = None) -> None:
        """Take what is changed."""
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        self.theme = QComboBox(self)
        for label, mode in ((self.tr("Like the desktop"), "system"), (self.tr("Light"), "light")):
            self.theme.addItem(label, mode)
        self.theme.addItem(self.tr("Dark"), "dark")
        self.theme.setCurrentIndex(max(self.theme.findData(settings.text("theme", "system")), 0))
        self.theme.currentIndexChanged.connect(lambda: self.themeChosen.emit(self.theme.currentData()))
        self.user = QLineEdit(settings.text("user"), self)
        self.user.setPlaceholderText(settings.user())
        self.user.editingFinished.connect(lambda: settings.put("user", self.user.text().strip()))
        note = QLabel(
            self.tr(
                "Changes are signed with this name in the history. A new name counts when a project is next opened."
            )
        )
        note.setProperty("role", "faint")
        note.setWordWrap(True)
        general = QWidget(self)
        form = QFormLayout(general)
        form.setContentsMargins(18, 18, 18, 18)
        form.addRow(self.tr("&Theme"), self.theme)
        form.addRow(self.tr("Your &name"), self.user)
        form.addRow("", note)
        self.keys = KeysPage(settings, actions, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(general, self.tr("General"))
        self.tabs.addTab(self.keys, self.tr("Keys"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        self.resize(680, 600)

    def done(self, result: int) -> None:
        """Keep the name even where the caret is still in it."""
        self._settings.put("user", self.user.text().strip())
        super().done(result)
