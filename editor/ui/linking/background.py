"""A whole document linked in the background, a page after the other: progress is seen, it can be stopped and go on.

What is sure is linked, a step to undo a page; what is not stays for the archivist. The project itself remembers how far
it came: whoever begins again goes on where it was.
"""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from editor.model.faults import Fault
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.kit.pieces import push_button
from editor.ui.linking.gathering import load, reader
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.work.linking import LinkTask, Proposal
    from editor.work.linking_queue import LinkQueue
    from editor.work.scan_reading import ScanReader


class BackgroundLinking(QObject):
    """Links the pages of a document.

    Signals:
        changed: how far it came, or whether it runs, is other than before.
        told: a sentence for the archivist.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Link pages of ``session`` with ``jobs``; it does not run yet."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._queue: LinkQueue | None = None
        self._reader: ScanReader | None = None
        self._ticket: int | None = None
        self._halt = Event()
        self.keep_paragraphs = False
        self.linked = self.suggested = self.placeless = self.failed = 0
        session.closing.connect(self.stop)

    @property
    def running(self) -> bool:
        """Tell whether it is at work."""
        return self._ticket is not None

    @property
    def progress(self) -> tuple[int, int]:
        """Return how many pages are done, and of how many."""
        return (self._queue.done, self._queue.of) if self._queue is not None else (0, 0)

    def start(self, *, keep_paragraphs: bool) -> None:
        """Link the document of the page shown, as far as that was not done."""
        if self.running or self._session.content is None:
            return
        self._halt = Event()
        self.keep_paragraphs = keep_paragraphs
        self.linked = self.suggested = self.placeless = self.failed = 0
        document = self._session.content.page.document
        self._ticket = self._jobs.start(_open, lambda found: self._begin(document, found), self._failed)
        self.changed.emit()

    def stop(self) -> None:
        """Stop; the page at hand is left as it was, and what is linked stays."""
        if self.running:
            self._halt.set()
            self._jobs.drop(self._ticket)
            self._end()

    # Inside

    def _begin(self, document: int, found: ScanReader | None) -> None:
        from editor.work.linking_queue import Choices, LinkQueue

        self._reader = found
        pages = [page.id for page in readers.pages(self._session.project, document)]
        self._queue = LinkQueue(pages, Choices(keep_paragraphs=self.keep_paragraphs))
        self._next()

    def _next(self) -> None:
        queue, reads, halt = self._queue, self._reader, self._halt
        assert queue is not None
        self._session.flush()
        task = queue.next(self._session.project)
        if task is None:
            self._end()
            self.told.emit(self.sentence())
            return
        self._ticket = self._jobs.start(
            lambda: queue.work(task, reads, halt.is_set),
            lambda proposal: self._arrived(task, proposal),
            self._failed,
            priority=-1,
        )
        self.changed.emit()

    def _arrived(self, task: LinkTask, proposal: Proposal) -> None:
        queue, project = self._queue, self._session.project
        assert queue is not None
        self._session.flush()
        page, found = task.pages[0], proposal.pages[0]
        if found.unread:
            self.told.emit(found.unread)
        if _as_it_was(self._session, page.id, task):
            taken = queue.chosen(found)
            loose = {line.id for line in page.loose()}
            for batch in queue.edits(proposal, project.new_id):
                self._session.do(batch)
            self.linked += len(taken)
            self.suggested += sum(1 for link in found.linking.links if link.line in loose) - len(taken)
            self.placeless += len(found.linking.placeless)
        else:
            self.failed += 1
        self._next()

    def _failed(self, error: Exception) -> None:
        from editor.assist.engines.values import Stopped

        if isinstance(error, Fault):
            self.failed += 1
            self.told.emit(str(error))
            if self._queue is not None:
                self._next()
            else:
                self._end()
        else:
            self._end()
            if not isinstance(error, Stopped):
                raise error

    def _end(self) -> None:
        self._ticket = None
        reads, self._reader = self._reader, None
        if reads is not None:
            reads.close()
        self.changed.emit()

    def sentence(self) -> str:
        """Return how far it came and what came of it."""
        done, of = self.progress
        if not of:
            return self.tr("Getting ready…")
        parts = [
            self.tr("page {0} of {1}").format(done, of) if self.running or done < of else self.tr("all pages done"),
            self.tr("linked: {0}").format(f"{self.linked:,}"),
            self.tr("suggested: {0}").format(f"{self.suggested:,}"),
            self.tr("without a place: {0}").format(f"{self.placeless:,}"),
        ]
        if self.failed:
            parts.append(self.tr("pages left alone: {0}").format(self.failed))
        return " · ".join(parts)


class BackgroundStrip(QWidget):
    """How far the background has come, with a button to stop it or to go on."""

    def __init__(self, work: BackgroundLinking, parent: QWidget | None = None) -> None:
        """Show what ``work`` does; hidden until it does something."""
        super().__init__(parent)
        self._work = work
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(180)
        self.bar.setAccessibleName(self.tr("Pages linked in the background"))
        self.halt = push_button(self, "", self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.bar)
        row.addWidget(self.said, 1)
        row.addWidget(self.halt)
        work.changed.connect(self._show)
        self.hide()

    def _show(self) -> None:
        done, of = self._work.progress
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.said.setText(self.tr("In the background: {0}").format(self._work.sentence()))
        running = self._work.running
        self.halt.setText(self.tr("Stop") if running else self.tr("Go On") if done < of else self.tr("Close"))
        self.halt.setToolTip(self.tr("What is linked stays; it can go on later") if running else "")
        self.show()

    def _press(self) -> None:
        done, of = self._work.progress
        if self._work.running:
            self._work.stop()
        elif done < of:
            self._work.start(keep_paragraphs=self._work.keep_paragraphs)
        else:
            self.hide()


def _open() -> ScanReader | None:
    """Load what linking needs, in a thread, and return what reads scans, None where nothing is installed for it."""
    load()
    return reader()


def _as_it_was(session: Session, page: int, task: LinkTask) -> bool:
    """Tell whether a page is still there and reads as it did when it was looked at."""
    if readers.page_key(session.project, page) is None:
        return False
    return readers.content(session.project, page).regions == task.pages[0].content.regions
