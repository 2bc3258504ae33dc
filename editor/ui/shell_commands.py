"""What the menus do with the open project as a whole: steps back and forth, pages and their status."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from editor.model import edit as e
from editor.store import progress, readers
from editor.ui.session import Session


class Commands(QObject):
    """Commands on the project and its pages.

    Signals:
        told: a sentence for the status bar.
    """

    told = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Take the session and the window that questions stand before."""
        super().__init__(window)
        self._session = session
        self._window = window

    def undo(self) -> None:
        """Take the last step back and say which."""
        self._session.flush()
        title = self._session.undo_title()
        done = self._session.undo()
        if done is not None:
            self.told.emit(self.tr("Undone: {0}").format(title))
        elif not title:
            self.told.emit(self.tr("There is nothing to undo."))

    def redo(self) -> None:
        """Bring the step taken back last again and say which."""
        self._session.flush()
        title = self._session.redo_title()
        done = self._session.redo()
        if done is not None:
            self.told.emit(self.tr("Done again: {0}").format(title))
        elif not title:
            self.told.emit(self.tr("There is nothing to redo."))

    def next_page(self) -> None:
        """Go to the next page of the project."""
        self._session.step_page(1)

    def previous_page(self) -> None:
        """Go to the page before."""
        self._session.step_page(-1)

    def next_version(self) -> None:
        """Go to the next page that has more than one version."""
        here = self._session.page_id
        page = readers.page_with_version_beside(self._session.project, here, 1) if here is not None else None
        if page is not None:
            self._session.show_page(page)
        else:
            self.told.emit(self.tr("No page after this one has a version to compare."))

    def go_to_page(self) -> None:
        """Ask for a number and go to that page of the project."""
        here = self._session.page_id
        if here is None:
            return
        count = readers.page_count(self._session.project)
        at = readers.page_position(self._session.project, here)
        question = self.tr("Page, 1 to {0}:").format(count)
        number, given = QInputDialog.getInt(self._window, self.tr("Go to Page"), question, at, 1, count)
        if given and number != at:
            self._session.step_page(number - at)

    def set_status(self, status: str) -> None:
        """Say how far the current page has come."""
        if self._session.page_id is not None:
            self._session.do(e.SetPageStatus(self._session.page_id, status))

    def toggle_review(self) -> None:
        """Ask for the current page to be looked at again, or take that back; its status stays."""
        content = self._session.content
        if content is None:
            return
        page, wanted = content.page, not content.page.needs_review
        if self._session.do(e.SetPageStatus(page.id, page.status, wanted)) is not None:
            self.told.emit(self.tr("This page needs review.") if wanted else self.tr("This page needs no review."))

    def next_needing(self) -> None:
        """Go to the next page that is not done or is to be reviewed; behind the last page comes the first."""
        here = self._session.page_id
        page = progress.next_needing(self._session.project, here) if here is not None else None
        if page is None:
            self.told.emit(self.tr("No page needs you: all are corrected, checked or blank."))
        elif page == here:
            self.told.emit(self.tr("This page is the only one that still needs you."))
        else:
            self._session.show_page(page)

    def rename_page(self) -> None:
        """Ask for the name of the current page."""
        content = self._session.content
        if content is None:
            return
        label, given = QInputDialog.getText(
            self._window,
            self.tr("Rename Page"),
            self.tr("Name of the page:"),
            QLineEdit.EchoMode.Normal,
            content.page.label,
        )
        if given and label.strip() and label != content.page.label:
            self._session.do(e.SetPageLabel(content.page.id, label.strip()))

    def remove_page(self) -> None:
        """Remove the current page from the project; its image file stays, and it can be undone."""
        content = self._session.content
        if content is None:
            return
        if self._session.do(e.RemovePage(content.page.id)) is not None:
            self.told.emit(self.tr("{0} was removed; Undo brings it back.").format(content.page.label))
