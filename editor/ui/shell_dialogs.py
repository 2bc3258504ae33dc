"""The dialogs of the window that are no work on files: palette, sheet of keys, settings, reports, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from editor.ui.kit.closing import CloseKey
from editor.ui.kit.settings import data_folder

if TYPE_CHECKING:
    from editor.ui.main_window import MainWindow
    from editor.ui.scans.dialog import Asked
    from editor.ui.scans.reading import Reading
    from editor.ui.session import Session


class Dialogs(QObject):
    """Opens one at a time; each is loaded when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        """Take the window they stand before."""
        super().__init__(window)
        self._window = window
        self._reading: Reading | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            CloseKey(app, self)

    def show_palette(self) -> None:
        """Let the archivist find a command by typing."""
        from editor.ui.dialogs.palette import Palette

        self._window.name_steps()
        Palette(self._window.actions_, self._window).open_over(self._window)

    def show_keys(self) -> None:
        """Show the sheet of keys."""
        from editor.ui.dialogs.key_sheet import KeySheet

        KeySheet(self._window.actions_, self._window).show()

    def show_settings(self, first: str = "") -> None:
        """Let theme, name, letters and keys be changed; ``first`` is "keys" for who wants those."""
        from editor.ui.dialogs.settings import SettingsDialog
        from editor.ui.dialogs.settings_text import TextPage

        window = self._window
        dialog = SettingsDialog(window.settings, window.actions_, window)
        dialog.themeChosen.connect(window.set_theme)
        page = TextPage(window.theme, self._text_size(), dialog)
        page.faceChosen.connect(self._set_face)
        page.sizeChosen.connect(self._set_text_size)
        dialog.tabs.insertTab(1, page, self.tr("Text"))
        if first == "keys":
            dialog.tabs.setCurrentWidget(dialog.keys)
            dialog.keys.field.setFocus()
        dialog.exec()
        dialog.deleteLater()
        window.tools.name_field()

    def show_words(self) -> None:
        """Let the words the project was taught be looked through and changed."""
        from editor.ui.dialogs.words import WordsDialog

        session = self._window.session
        if session is not None:
            session.flush()
            dialog = WordsDialog(session, self._window)
            dialog.exec()
            dialog.deleteLater()

    def read_pages(self) -> None:
        """Ask which pages are to be read by OCR, and have them read while the window goes on.

        Raises:
            EngineFault: no engine is installed.
        """
        window = self._window
        session = window.session
        if session is None or session.page_id is None:
            return
        from editor.ui.scans.dialog import ReadPagesDialog

        if self._reading is not None and self._reading.busy:
            window.tell(self.tr("Pages are being read; the button beside tells how far it is, and stops it."))
            return
        session.flush()
        dialog = ReadPagesDialog(session.page_id, window.settings, window)
        if dialog.exec():
            self._read(session, dialog.asked())
        dialog.deleteLater()

    def _read(self, session: Session, asked: Asked) -> None:
        from editor.ui.scans.progress import ReadingProgress
        from editor.ui.scans.reading import Reading

        self._reading = reading = Reading(session)
        shown = ReadingProgress(self._window.status)
        status = self._window.status
        # Qt shows what a message has hidden when widgets come and go meanwhile: never both at once.
        status.clearMessage()
        status.addPermanentWidget(shown)
        shown.stop.clicked.connect(reading.stop)
        reading.moved.connect(shown.show_at)
        reading.told.connect(self._window.tell, Qt.ConnectionType.QueuedConnection)
        reading.failed.connect(lambda said: self._window.banner.say(said, error=False))
        reading.ended.connect(shown.put_away)
        reading.destroyed.connect(shown.deleteLater)
        reading.start(asked)

    def _text_size(self) -> float:
        from editor.ui.kit.theme import USUAL

        desk = self._window.desk
        return desk.transcript.text_size if desk is not None else self._window.settings.number("desk/text") or USUAL

    def _set_text_size(self, size: float) -> None:
        self._window.settings.put("desk/text", str(size))
        if self._window.desk is not None:
            self._window.desk.transcript.set_text_size(size)

    def _set_face(self, face: str, leading: float) -> None:
        self._window.settings.put("text/face", face)
        self._window.settings.put("text/leading", str(leading))
        self._window.theme.set_face(face, leading)

    def show_about(self) -> None:
        """Say what this program is."""
        from editor.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).exec()

    def show_report(self, kind: str, report: str, saved: bool) -> None:
        """Say that the program was at fault, whether all that was typed is saved, and where the report is."""
        from editor.ui.dialogs.error_report import ErrorReport

        ErrorReport(kind, report, data_folder(), saved, self._window).show()

    def show_reports(self) -> None:
        """Open the folder of logs and reports."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder())))
