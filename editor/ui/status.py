"""The status bar: whether all is saved, where the caret is, how far the page is, who signs; it only shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from editor.model.page import PageContent
    from editor.ui.jobs import Jobs
    from editor.ui.session import Session

_PAUSE = 500
"""Milliseconds without a change before the errors of the OCR are counted."""


class Facts(NamedTuple):
    """What was counted on a page: shares from 0 to 1, None where there is nothing to count; dots an inch or 0.

    ``checked`` tells whether the page is: only then is everything that was wrong with the OCR put right.
    """

    corrected: float | None = None
    wrong: float | None = None
    wrong_words: float | None = None
    dpi: float = 0
    checked: bool = False


class StatusBar(QStatusBar):
    """Short facts about the session that is followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session: Session | None = None
        self._jobs: Jobs | None = None
        self._ticket: int | None = None
        self._document: int | None = None
        """The document whose pages were counted."""
        self.setSizeGripEnabled(False)
        self.saved = self._label(self.tr("Whether all is saved"))
        self.line = self._label(self.tr("Line"))
        self.page = self._label(self.tr("Page"))
        self.done = self._label(self.tr("Pages of the document that are done"))
        self.errors = self._label(self.tr("Errors of the OCR"))
        self.pointer = self._label(self.tr("Pointer on the scan"), right=True)
        self.dpi = self._label(self.tr("Resolution of the scan"), right=True)
        self.user = self._label(self.tr("User"), right=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._count)

    def _label(self, name: str, *, right: bool = False) -> QLabel:
        label = QLabel(self)
        label.setAccessibleName(name)
        if right:
            self.addPermanentWidget(label)
        else:
            self.addWidget(label)
        return label

    def follow(self, session: Session, jobs: Jobs) -> None:
        """Show the facts of a session from now on."""
        self._session, self._jobs = session, jobs
        for label in self._labels():
            label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.user.setText(session.project.user)
        session.unsentChanged.connect(self.show_unsent)
        session.faulted.connect(self._show_refused)
        session.saved.connect(lambda: self.show_unsent(session.unsent))
        session.selectionChanged.connect(self._show_line)
        session.pageShown.connect(self._new_page)
        session.contentChanged.connect(self._changed)
        session.structureChanged.connect(self._forget_document)
        self._document = None
        self.show_unsent(False)

    def leave(self) -> None:
        """Show no session any more."""
        self._pause.stop()
        if self._jobs is not None:
            self._jobs.drop(self._ticket)
        self._session = self._jobs = self._ticket = None
        for label in self._labels():
            label.clear()

    def _labels(self) -> tuple[QLabel, ...]:
        return (self.saved, self.line, self.page, self.done, self.errors, self.pointer, self.dpi, self.user)

    def show_unsent(self, unsent: bool) -> None:
        """Say whether there is typed text that is not in the file."""
        self._say_saved("", self.tr("… Saving")) if unsent else self._say_saved("ok", self.tr("✓ All changes saved"))

    def show_pointer(self, x: float, y: float) -> None:
        """Say where on the scan the pointer is, in image pixels."""
        self.pointer.setText(f"x {x:.0f}  y {y:.0f}")

    def show_dpi(self, dpi: float) -> None:
        """Say how many dots an inch the scan has, nothing for 0."""
        self.dpi.setText(self.tr("{0} dpi").format(round(dpi)) if dpi > 0 else "")

    # Inside

    def _show_refused(self) -> None:
        if self._session is not None and self._session.unsent:
            self._say_saved("warning", self.tr("! Not saved"))

    def _say_saved(self, role: str, text: str) -> None:
        if self.saved.text() != text:
            self.saved.setText(text)
            self.saved.setProperty("role", role)
            self.saved.style().unpolish(self.saved)
            self.saved.style().polish(self.saved)

    def _new_page(self) -> None:
        for label in (self.page, self.errors, self.pointer, self.dpi):
            label.clear()
        self._changed()

    def _forget_document(self) -> None:
        """Count the pages of the document anew, soon: a status may have changed, or what pages there are."""
        self._document = None
        self._pause.start()

    def _count_pages(self) -> None:
        """Say how many pages of the document are done; counted once, and again when that may have changed."""
        session = self._session
        if session is None or session.content is None or session.content.page.document == self._document:
            return
        from editor.model.page import STATUSES
        from editor.store import progress, readers
        from editor.ui.pagelist.status import status_words

        self._document = session.content.page.document
        pages = progress.by_status(session.project, self._document)
        self.done.setText(self.tr("{0} of {1} pages done").format(progress.done_of(pages), pages.total()))
        title = readers.document(session.project, self._document).title
        words = [f"{pages[status]} {status_words(status)}" for status in STATUSES if pages[status]]
        self.done.setToolTip("\n".join([title, *words]).replace("<", "‹"))

    def _changed(self) -> None:
        self._show_line()
        self._pause.start()

    def _show_line(self) -> None:
        session = self._session
        if session is None or session.content is None:
            self.line.clear()
            return
        ids = [line.id for region in session.content.regions for line in region.lines]
        if session.selection.line in ids:
            number = ids.index(session.selection.line) + 1
            self.line.setText(self.tr("Line {0} of {1}").format(number, len(ids)))
        else:
            self.line.setText(self.tr("{0} lines").format(len(ids)))

    def _count(self) -> None:
        """Count in a thread: the distance of two texts is no work for a pause between keys."""
        self._count_pages()
        if self._session is None or self._jobs is None or self._session.content is None:
            self.page.clear()
            self.done.clear()
            self.errors.clear()
            return
        content = self._session.content
        image = self._session.project.path.parent / content.page.image if content.page.image else None
        self._jobs.drop(self._ticket)
        self._ticket = self._jobs.start(lambda: facts(content, image), self._show_facts, priority=-1)

    def _show_facts(self, found: Facts) -> None:
        done, wrong = found.corrected, found.wrong
        self.show_dpi(found.dpi)
        self.page.setText(self.tr("Page {0} % corrected").format(_percent(done, 0)) if done is not None else "")
        words = found.wrong_words
        if wrong is None or words is None:
            self.errors.clear()
            self.errors.setToolTip("")
            return
        said = self.tr("CER against OCR {0} %, WER {1} %")
        self.errors.setText(said.format(_percent(wrong, 1), _percent(words, 1)))
        self.errors.setToolTip(
            self.tr("Wrong characters and words of the OCR, measured against this page, which is checked")
            if found.checked
            else self.tr(
                "Wrong characters and words of the OCR that were put right so far; "
                "only a page with the status “checked” tells how many there are"
            )
        )


def _percent(share: float, digits: int) -> str:
    return f"{100 * share:.{digits}f}"


def facts(content: PageContent, image: Path | None = None) -> Facts:
    """Return what is worth saying of a page: lines a person corrected or checked, errors of the OCR, resolution."""
    from editor.work.statistics import errors_of  # rapidfuzz is not needed to open a window

    dpi = _dpi(image) if image is not None else 0
    lines = [line for _, line in content.lines()]
    if not lines:
        return Facts(dpi=dpi)
    checked = content.page.status in ("corrected", "checked")
    done = sum(checked or line.verified or (line.ocr_text is not None and line.text != line.ocr_text) for line in lines)
    errors = errors_of(content)
    return Facts(done / len(lines), errors.cer, errors.wer, dpi, content.page.status == "checked")


def _dpi(image: Path) -> float:
    from editor.imaging.opening import dpi_of, opened  # nor is Pillow
    from editor.model.faults import Fault

    try:
        with opened(image) as (header, _):
            return dpi_of(header) or 0
    except Fault:
        return 0
