"""What is done with marks: taken, said to be none, numbers put right; each says in a sentence what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from editor.model.edit import Batch, Edit
from editor.ui.marks.finder import MarkFinder
from editor.ui.marks.words import shortened
from editor.ui.session import Session
from editor.work.mark_edits import taken
from editor.work.mark_numbers import NumberVote, corrected_numbers
from editor.work.marks import MarkProposal, not_a_mark


class Taking(QObject):
    """Does with marks what the archivist says.

    Signals:
        told: what was done, as a sentence.
    """

    told = Signal(str)

    def __init__(self, session: Session, finder: MarkFinder, parent: QObject | None = None) -> None:
        """Take the session, and what finds the marks of its pages."""
        super().__init__(parent)
        self._session = session
        self._finder = finder

    def take(self, wanted: Sequence[MarkProposal]) -> None:
        """Make each of these a region of its kind, as one step; what has changed since is left alone."""
        if not wanted:
            return
        self._session.flush()
        found = taken(self._session.project, wanted)
        edit, there = found.edit, found.proposals
        if edit is None:
            self._finder.forget(wanted)
            self.told.emit(self.tr("Nothing was taken: the text has changed since it was looked at."))
        elif self._do(edit, wanted):
            one, many = self.tr("Taken as {1} · Undo takes it back."), self.tr("Taken: {0} · Undo takes all back.")
            parts = [(one if len(there) == 1 else many).format(f"{len(there):,}", self.region_of(there[0]))]
            if len(there) < len(wanted):
                parts.append(self.tr("left alone, because they had changed: {0}").format(len(wanted) - len(there)))
            self.told.emit(" · ".join(parts))

    def region_of(self, mark: MarkProposal) -> str:
        """Return what the kind of region is called that a mark becomes."""
        kinds = self._session.tagset.kinds
        return next((kind.label for kind in kinds if kind.name == mark.region), mark.region)

    def reject(self, mark: MarkProposal, *, everywhere: bool) -> None:
        """Remember that something is no mark at its place, or at such a place on any page of the project."""
        said = shortened(mark.text)
        same = (one for one in self._finder.proposals() if one.key == mark.key)
        gone = [one for one in same if everywhere or one.page == mark.page]
        edit = Batch((not_a_mark(mark, everywhere=everywhere),), self.tr("Not a mark: {0}").format(said))
        if self._do(edit, gone):
            sentence = (
                self.tr("“{0}” is no mark on any page; this is remembered · Undo brings it back.")
                if everywhere
                else self.tr("“{0}” is no mark here; this is remembered · Undo brings it back.")
            )
            self.told.emit(sentence.format(said))

    def put_right(self, vote: NumberVote) -> None:
        """Give the pages of some readings the number that was voted for, as one step."""
        self._session.flush()
        edit = corrected_numbers(self._session.project, [vote])
        if edit is None:
            self.told.emit(self.tr("There is nothing to put right: it says so already, or has changed since."))
        elif self._session.do(edit) is not None:
            count = len(edit.edits) if isinstance(edit, Batch) else 1
            self.told.emit(self.tr("Put right: {0} · Undo takes it back.").format(count))

    def _do(self, edit: Edit, done: Sequence[MarkProposal]) -> bool:
        """Do an edit; what it is about is out of the list then."""
        if self._session.do(edit) is None:
            return False
        self._finder.forget(done)
        return True
