"""What is asked before pages are read: which, by what engine, in what language."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QRadioButton, QVBoxLayout, QWidget

from editor.assist import engines
from editor.ui.kit.pieces import plain_label
from editor.ui.kit.settings import Settings
from editor.work.scan_tasks import ALL, EMPTY, Wanted

_ENGINE, _LANGUAGE = "ocr/engine", "ocr/language"
_USUAL = "eng"


class Asked(NamedTuple):
    """What the archivist chose."""

    engine: str
    language: str
    wanted: Wanted


class ReadPagesDialog(QDialog):
    """Three ways to say which pages, a list of engines, a list of languages."""

    def __init__(self, page: int, settings: Settings, parent: QWidget | None = None) -> None:
        """Take the page that is shown, and the settings that remember what was chosen last.

        Raises:
            EngineFault: no engine is installed.
        """
        super().__init__(parent)
        engines.engine()  # where none can read, its sentence is all there is to show
        self._page = page
        self._settings = settings
        self.setWindowTitle(self.tr("Read Pages with OCR"))
        self.this = QRadioButton(self.tr("&This page"), self)
        self.empty = QRadioButton(self.tr("All pages &without text"), self)
        self.all = QRadioButton(self.tr("&All pages"), self)
        self.empty.setChecked(True)
        self.engine = QComboBox(self)
        self.engine.setAccessibleName(self.tr("Engine"))
        self.engine.addItems(engines.available())
        self.engine.setCurrentText(settings.text(_ENGINE, self.engine.itemText(0)))
        self.language = QComboBox(self)
        self.language.setAccessibleName(self.tr("Language"))
        self.engine.currentTextChanged.connect(self._fill_languages)
        self._fill_languages()
        self._lay_out()

    def _lay_out(self) -> None:
        about = self.tr(
            "A page that has text keeps it: what is read becomes a version to compare. "
            "Pages that were read in the same way are not read again. "
            "You can go on working meanwhile; each page is one step to undo."
        )
        buttons = QDialogButtonBox(self)
        self.go = buttons.addButton(self.tr("&Read"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Engine:"), self.engine)
        form.addRow(self.tr("&Language:"), self.language)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        for choice in (self.this, self.empty, self.all):
            layout.addWidget(choice)
        layout.addLayout(form)
        layout.addWidget(plain_label(self, about, "faint"))
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.resize(440, self.sizeHint().height())
        self.empty.setFocus()

    def _fill_languages(self) -> None:
        there = engines.engine(self.engine.currentText()).languages()
        self.language.clear()
        for code in there:
            self.language.addItem(_shown(code), code)
        if not there:
            self.language.addItem(self.tr("Not needed by this engine"), "")
        self.language.setEnabled(len(there) > 1)
        for wanted in (_USUAL, self._settings.text(_LANGUAGE, _USUAL)):
            if wanted in there:
                self.language.setCurrentIndex(there.index(wanted))

    def asked(self) -> Asked:
        """Return what is chosen, and remember it."""
        engine, language = self.engine.currentText(), str(self.language.currentData() or "")
        self._settings.put(_ENGINE, engine)
        if language:
            self._settings.put(_LANGUAGE, language)
        ids = {self._page} if self.this.isChecked() else None
        return Asked(engine, language or _USUAL, Wanted(ALL if self.all.isChecked() else EMPTY, ids))


def _shown(code: str) -> str:
    """Return a language by its name where Qt knows the code, with the code behind it."""
    found = QLocale.codeToLanguage(code)
    return code if found == QLocale.Language.AnyLanguage else f"{QLocale.languageToString(found)} ({code})"
