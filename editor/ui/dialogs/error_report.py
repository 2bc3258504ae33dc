"""What is said when the program itself was at fault; once a kind of error, and it stops nobody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class ErrorReport(QDialog):
    """A sentence, the report, and where it was written."""

    def __init__(self, kind: str, report: str, folder: Path, saved: bool, parent: QWidget | None = None) -> None:
        """Take the kind of the error, its report, the folder of the log, and whether all that was typed is saved."""
        super().__init__(parent)
        self._report = report
        self._folder = folder
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Muniment was at fault"))
        label = QLabel(f"{self._said(saved).format(kind)} {self._sent_nowhere()}", self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.text = QPlainTextEdit(report, self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        open_folder = buttons.addButton(self.tr("Open the folder"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        open_folder.clicked.connect(self._open)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(label)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.resize(680, 380)

    def _said(self, saved: bool) -> str:
        if saved:
            return self.tr(
                "Something in the program went wrong ({0}). What you typed is saved, and you can go on working; "
                "to be safe, close the project and open it again."
            )
        return self.tr(
            "Something in the program went wrong ({0}). What you typed last could not be saved: it stands in the "
            "window and is kept in the rescue log, and saving is tried again every few seconds. To keep it elsewhere, "
            "choose File > Save a Copy."
        )

    def _sent_nowhere(self) -> str:
        return self.tr("The report below is also in the log; it is sent nowhere unless you send it.")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
