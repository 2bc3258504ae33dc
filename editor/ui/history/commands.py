"""What can be brought back: by key to what the machine read, from the history to what once was; and named states."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from editor.model.faults import Fault
from editor.model.page import Line
from editor.store import journal, readers
from editor.store.bygone import Bygone, Target
from editor.store.wholeback import Key, Then, fold
from editor.ui.history.recalling import Recall
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work import revert
from editor.work.history import Event
from editor.work.restoring import as_opened, inverses_since, restored
from editor.work.snapshots import naming, snapshots, unnaming


class Asking(Protocol):
    """Where a history is shown: what may be asked for there."""

    @property
    def showWanted(self) -> SignalInstance:
        """Ask for a place."""

    @property
    def restoreWanted(self) -> SignalInstance:
        """Ask for what once was."""

    @property
    def compareWanted(self) -> SignalInstance:
        """Ask for then and now."""

    @property
    def stopWanted(self) -> SignalInstance:
        """Ask to give up what is under way."""

    @property
    def nameWanted(self) -> SignalInstance:
        """Ask for a name."""


class HistoryCommands(QObject):
    """Commands that lead back.

    Signals:
        told: a sentence for the archivist.
    """

    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, window: QWidget) -> None:
        """Take the session and the widget that questions stand before."""
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._theme = theme
        self._window = window
        self._recall = Recall(session, jobs, self)
        self._recall.walking.connect(self._tell_how_far)

    def serve(self, tab: Asking) -> None:
        """Do what is asked for in a history."""
        tab.showWanted.connect(self.show)
        tab.restoreWanted.connect(self.restore)
        tab.compareWanted.connect(self.compare)
        tab.nameWanted.connect(self.name)
        tab.stopWanted.connect(self.give_up)

    def stop(self) -> None:
        """Give up a walk that is under way."""
        self._recall.stop()

    # Back to what the machine read

    def _line(self) -> Line | None:
        self._session.flush()
        chosen = self._session.selection.line
        line = self._session.line(chosen) if chosen is not None else None
        if line is None:
            self.told.emit(self.tr("Put the caret into a line first."))
        return line

    def revert_word(self) -> None:
        """Put the word at the caret back to what the machine read there."""
        line = self._line()
        if line is None:
            return
        found = revert.revert_word(line, self._session.selection.start)
        if self._do(found) and found.span is not None:
            self._session.select_line(line.id, found.span[1])

    def revert_line(self) -> None:
        """Put the line back to what the machine read."""
        line = self._line()
        if line is not None:
            self._do(revert.revert_line(line))

    def revert_page(self) -> None:
        """Put every line of the page that is not verified back to what the machine read."""
        self._session.flush()
        if self._session.content is not None:
            self._do(revert.revert_page(self._session.content))

    def _do(self, found: revert.Reverted) -> bool:
        done = found.edit is not None and self._session.do(found.edit) is not None
        if done or found.edit is None:
            self.told.emit(found.said)
        return done

    # Back to what once was

    def restore(self, target: Target, rev: int) -> None:
        """Bring something back to what it was after an entry, in one step that undo takes back."""
        self._session.flush()
        self._recall.start(target, rev, self._restore)

    def restore_opened(self) -> None:
        """Bring the whole project back to what it was when it was opened, in one step that undo takes back."""
        self._session.flush()
        project = self._session.project
        last, ways = journal.last_rev(project.connection), inverses_since(project, self._session.opened)

        def found(then: dict[Key, Then]) -> None:
            if journal.last_rev(project.connection) != last:  # something was done meanwhile
                self.restore_opened()
                return
            outcome = as_opened(project, then)
            if outcome.edit is None or self._session.do(outcome.edit) is not None:
                self.told.emit(outcome.said)

        self._jobs.start(lambda: fold(ways), found)

    def give_up(self) -> None:
        """Give up a long walk back; nothing is changed by it."""
        if self._recall.running:
            self._recall.stop()
            self.told.emit(self.tr("Given up; nothing was changed."))

    def _tell_how_far(self, done: int, of: int) -> None:
        if of:
            self.told.emit(
                self.tr("Going back through the history: {0} of {1} entries. Esc gives up.").format(done, of)
            )

    def _restore(self, found: Bygone) -> None:
        outcome = restored(self._session.project, found)
        if outcome.edit is None or self._session.do(outcome.edit) is not None:
            self.told.emit(outcome.said)

    def show(self, event: Event) -> None:
        """Go to what an entry changed, where it still is."""
        project = self._session.project
        for thing in (event.line, event.region, event.page):
            page = readers.page_of(project, thing) if thing is not None else None
            if page is None:
                continue
            self._session.go_to(page, thing if thing == event.line else None)
            if thing == event.region and thing is not None:
                self._session.select_region(thing)
            return
        self.told.emit(self.tr("What this changed is no longer there: restoring the page brings it back."))

    def compare(self, event: Event, page: int | None) -> None:
        """Show a page as it was after an entry beside the page as it is now."""
        from editor.ui.compare.dialog import CompareDialog

        things = (event.line, event.region, event.page) if page is None else (page,)
        pages = (readers.page_of(self._session.project, thing) for thing in things if thing is not None)
        there = next((found for found in pages if found is not None), None)
        if there is None:
            self.told.emit(self.tr("This entry is of no page that is still there, so there is nothing to compare."))
            return
        self._session.flush()
        if there != self._session.page_id:
            self._session.show_page(there)
        dialog = CompareDialog(self._session, self._theme, self._window.window(), rev=event.rev)
        dialog.exec()
        dialog.deleteLater()

    # Named states

    def name_state(self) -> None:
        """Ask for a name for the project as it is now."""
        self.name(None)

    def name(self, rev: int | None) -> None:
        """Ask for a name for the state after an entry, None for the state as it is now; an empty one takes it away."""
        self._session.flush()
        project = self._session.project
        at = journal.last_rev(project.connection) if rev is None else rev
        old = next((one.name for one in snapshots(project) if one.rev == at), "")
        name, given = QInputDialog.getText(
            self._window.window(),
            self.tr("Name This State"),
            self.tr("Another name, none to take it away:") if old else self.tr("For example “First reading finished”:"),
            QLineEdit.EchoMode.Normal,
            old,
        )
        if not given or (not name.strip() and not old):
            return
        try:
            edit = naming(project, name, at) if name.strip() else unnaming(at)
        except Fault as fault:
            self.told.emit(str(fault))
            return
        if self._session.do(edit) is not None:
            said = self.tr("This state is named “{0}”: the history lists it.").format(" ".join(name.split()))
            self.told.emit(said if name.strip() else self.tr("The state has no name any more."))
