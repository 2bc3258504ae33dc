"""One open project as the window sees it: the current page, the selection, and the way edits go in.

Panes know the session and not each other. They ask it for values, send edits through ``do``, and redraw when it
tells. It holds no widget and no rule about text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from editor.model.change import Change
from editor.model.describe import title_of
from editor.model.edit import Batch, Edit, SetLineText, SetLineVerified, SetPageStatus
from editor.model.faults import Damaged, Fault
from editor.model.page import Line, PageContent, Region
from editor.model.tagset import TagSet, read_tagset
from editor.store import journal, readers, rereading
from editor.store.project import Project
from editor.ui.kit.pace import Pace


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected on the current page; ``start`` and ``end`` in code points of the line."""

    region: int | None = None
    line: int | None = None
    start: int = 0
    end: int = 0


class Session(QObject):
    """An open project, its current page and selection; tells each change once.

    Signals:
        pageShown: another page is current, or none (``content`` is None).
        contentChanged: the current page's content changed by this Change and ``content`` is fresh.
        structureChanged: documents or pages were added, removed, moved, renamed, or changed their status.
        projectChanged: values of the project, such as the tag set, changed.
        selectionChanged: the new Selection, and the QObject that made it (so that a pane knows its own).
        hovered: what the mouse is over, in any pane, as a Selection; an empty one for nothing.
        undoChanged: what undo and redo would do may have changed.
        faulted: a sentence for the archivist; what was asked for was not done.
        damaged: a page could not be read, with the fault; ``faulted`` told it before.
        saved: an edit is durable.
        closing: the project is about to be closed: what is under way must stop asking it.
        unsentChanged: whether there is typed text that is not yet an edit, so that nobody says "saved" too early.
    """

    pageShown = Signal()
    contentChanged = Signal(object)
    structureChanged = Signal()
    projectChanged = Signal()
    selectionChanged = Signal(object, object)
    hovered = Signal(object)
    undoChanged = Signal()
    faulted = Signal(str)
    damaged = Signal(object)
    saved = Signal()
    unsentChanged = Signal(bool)
    closing = Signal()

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        """Take an open project; the first page is current."""
        super().__init__(parent)
        self.project = project
        self.content: PageContent | None = None
        self.selection = Selection()
        self.hover_at = Selection()
        self.tagset: TagSet = self._read_tagset()
        self.pace = Pace()
        """What background work gives way by."""
        self.opened = journal.last_rev(project.connection)
        """The last entry of the journal when the project was opened."""
        self._flushers: list[Callable[[], None]] = []
        self._flushing = False
        self._unsent = False
        self._refused = False
        project.listeners.append(self._told)

    def close(self) -> None:
        """Send off what is typed and close the project."""
        self.flush()
        self.closing.emit()
        if self._told in self.project.listeners:
            self.project.listeners.remove(self._told)
        self.project.close()

    # Typing that is not yet an edit

    def add_flusher(self, flush: Callable[[], None]) -> None:
        """Register what sends off text that is typed but not yet an edit; it runs before anything else happens."""
        self._flushers.append(flush)

    def typed(self) -> None:
        """Say that there is typed text which is not yet an edit; it is one when ``flush`` went through."""
        self.pace.touch()
        self._tell_unsent(True)

    def flush(self) -> None:
        """Send off all typed text, to the page it belongs to."""
        if self._flushing:
            return
        self._flushing = True
        self._refused = False
        try:
            for flush in tuple(self._flushers):
                flush()
        finally:
            self._flushing = False
        if not self._refused:
            self._tell_unsent(False)

    @property
    def unsent(self) -> bool:
        """Tell whether there is typed text that is not yet an edit."""
        return self._unsent

    def _tell_unsent(self, unsent: bool) -> None:
        if unsent != self._unsent:
            self._unsent = unsent
            self.unsentChanged.emit(unsent)

    # Edits

    def do(self, edit: Edit, *, merge: str = "", undoable: bool = True) -> Change | None:
        """Apply an edit; on a fault nothing changes, ``faulted`` tells, and None is returned."""
        self.flush()
        started = self._with_start(edit)
        return self._safely(lambda: self.project.apply(started, merge=merge, undoable=undoable))

    def _with_start(self, edit: Edit) -> Edit:
        """Return what is done where a line of a page that was not started is corrected or checked: it is in progress.

        Both are one step, so that undo takes both back.
        """
        page = self.content.page if self.content is not None else None
        if page is None or page.status != "not_started" or not isinstance(edit, SetLineText | SetLineVerified):
            return edit
        if self.line(edit.line) is None:
            return edit
        return Batch((edit, SetPageStatus(page.id, "in_progress")), title_of(edit))

    def undo(self) -> Change | None:
        """Take the last step back and go where it was."""
        self.flush()
        return self._follow(self._safely(self.project.undo))

    def redo(self) -> Change | None:
        """Bring back the step taken back last and go where it was."""
        self.flush()
        return self._follow(self._safely(self.project.redo))

    def undo_title(self) -> str:
        """Return what undo would take back, "" for nothing."""
        edit = self.project.undo_edit()
        return title_of(edit) if edit is not None else ""

    def redo_title(self) -> str:
        """Return what redo would bring back, "" for nothing."""
        edit = self.project.redo_edit()
        return title_of(edit) if edit is not None else ""

    def _safely(self, act: Callable[[], Change | None]) -> Change | None:
        try:
            return act()
        except Fault as fault:
            self._refused = True
            self.faulted.emit(str(fault))
            return None

    def _follow(self, change: Change | None) -> Change | None:
        if change is not None and change.pages and (self.content is None or self.page_id not in change.pages):
            there = min(change.pages)
            if readers.page_count(self.project) and readers.page_of(self.project, there) is not None:
                self.show_page(there)
        return change

    def _told(self, change: Change) -> None:
        self.pace.touch()
        self.saved.emit()
        if 1 in change.touched:
            self.tagset = self._read_tagset()
            self.projectChanged.emit()
        if self.content is not None and self.page_id in change.pages:
            self._reload(change)
        if change.structure:
            self.structureChanged.emit()
            if self.content is None:
                self.show_first_page()
        self.undoChanged.emit()

    def _reload(self, change: Change) -> None:
        assert self.page_id is not None
        if readers.page_of(self.project, self.page_id) is None:
            self.content = None
            self.selection = Selection()
            self.show_first_page()
            return
        self.content = self._read_after(change)
        self._keep_selection_true()
        self.contentChanged.emit(change)

    def _read_after(self, change: Change) -> PageContent:
        """Return the current page as it is now; for a text that was typed its line is read again and no other."""
        assert self.content is not None
        edit, touched = change.edit, change.touched
        if isinstance(edit, Batch) and len(edit.edits) == 2:
            first, second = edit.edits
            if isinstance(second, SetPageStatus):  # see _with_start; the page itself is read again anyway
                edit, touched = first, touched - {second.page}
        if isinstance(edit, SetLineText):
            content = rereading.after_text(self.project, self.content, edit.line, touched)
            if content is not None:
                return content
        return readers.content(self.project, self.content.page.id)

    def _keep_selection_true(self) -> None:
        line = self.line(self.selection.line) if self.selection.line is not None else None
        region = self.region(self.selection.region) if self.selection.region is not None else None
        if line is not None:
            end = min(self.selection.end, len(line.text))
            kept = Selection(line.region, line.id, min(self.selection.start, end), end)
        else:
            kept = Selection(region.id if region else None)
        if kept != self.selection:
            self.selection = kept
            self.selectionChanged.emit(kept, self)

    def _read_tagset(self) -> TagSet:
        return read_tagset(readers.project_values(self.project).get("tagset") or 'name = "plain"')

    # Where we are

    @property
    def page_id(self) -> int | None:
        """Return the id of the current page."""
        return self.content.page.id if self.content is not None else None

    def show_first_page(self) -> None:
        """Go to the first page; an empty project shows none."""
        first = readers.first_page(self.project)
        if first is not None:
            self.show_page(first)
        else:
            self.content = None
            self.selection = Selection()
            self.pageShown.emit()

    def show_page(self, page_id: int) -> None:
        """Go to a page; typed text is sent off to the page it belongs to first."""
        self.flush()
        try:
            content = readers.content(self.project, page_id)
        except Fault as fault:
            self.faulted.emit(str(fault))
            if isinstance(fault, Damaged):
                self.damaged.emit(fault)
            return
        self.content = content
        self.selection = Selection()
        self.pace.touch()
        self.pageShown.emit()
        self.selectionChanged.emit(self.selection, self)

    def step_page(self, step: int) -> None:
        """Go ``step`` pages on, or back where it is negative; past the ends nothing happens."""
        if self.page_id is not None:
            beside = readers.page_beside(self.project, self.page_id, step)
            if beside is not None:
                self.show_page(beside)

    def select(self, selection: Selection, by: QObject | None = None) -> None:
        """Select something on the current page; ``by`` is the pane that did."""
        if selection != self.selection:
            self.selection = selection
            self.pace.touch()
            self.selectionChanged.emit(selection, by if by is not None else self)

    def select_line(self, line_id: int, start: int = 0, end: int | None = None, by: QObject | None = None) -> None:
        """Select a line of the current page, with a span of it."""
        line = self.line(line_id)
        if line is not None:
            self.select(Selection(line.region, line.id, start, start if end is None else end), by)

    def select_region(self, region_id: int, by: QObject | None = None) -> None:
        """Select a region of the current page."""
        self.select(Selection(region_id), by)

    def go_to(self, page_id: int, line_id: int | None = None, start: int = 0, end: int | None = None) -> None:
        """Go to a place anywhere in the project."""
        if page_id != self.page_id:
            self.show_page(page_id)
        if line_id is not None:
            self.select_line(line_id, start, end)

    def hover(self, region: int | None = None, line: int | None = None) -> None:
        """Say what the mouse is over, so that every pane can light its partner; without ids: nothing."""
        at = Selection(region, line)
        if at != self.hover_at:
            self.hover_at = at
            self.hovered.emit(at)

    # Values of the current page

    def line(self, line_id: int) -> Line | None:
        """Return a line of the current page."""
        if self.content is None:
            return None
        return next((line for _, line in self.content.lines() if line.id == line_id), None)

    def region(self, region_id: int) -> Region | None:
        """Return a region of the current page."""
        if self.content is None:
            return None
        return next((region for region in self.content.regions if region.id == region_id), None)
