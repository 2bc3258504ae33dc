"""What every pane with a list of places shares: looking without holding the window, ticks, one step for all ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from editor.model.faults import Fault
from editor.ui.find.concordance import Concordance
from editor.ui.find.hits import HitsModel
from editor.ui.find.sweep import Sweep
from editor.ui.jobs import Jobs
from editor.ui.kit.pieces import push_button
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work.replace import Hit, Outcome

_PAUSE = 220
"""Milliseconds without a key before what was typed is looked for."""


class PlacesPane(QWidget):
    """A list of places that can be changed in one step; what is looked for is the business of each pane.

    Signals:
        chosen: a place was chosen for good; the archivist wants to be in the text.
        told: a sentence for the status bar.
    """

    chosen = Signal()
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose project is searched and changed; ``make_list`` makes the list."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._theme = theme
        self._mine = False
        self._sentence, self._failed = "", False
        self._sweep = Sweep(session, jobs, self)
        self._sweep.found.connect(self._add)
        self._sweep.finished.connect(self._finish)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.search)
        session.closing.connect(self._close)
        session.contentChanged.connect(self._changed)
        session.structureChanged.connect(self._changed)

    def make_list(self, name: str) -> None:
        """Make the list, what is said of it, and its buttons; behind the fields, as the Tab key leads."""
        self.verified = QCheckBox(self.tr("Verified lines too"), self)
        self.verified.setToolTip(self.tr("Lines that are marked as verified are left alone otherwise"))
        self.verified.toggled.connect(self.show_anew)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop = push_button(self, self.tr("Stop"), self.stop_search)
        self.stop.setToolTip(self.tr("Look no further; what was found stays"))
        self.stop.hide()
        self.all = push_button(self, self.tr("Tick all"), lambda: self.model.tick_all(True))
        self.none = push_button(self, self.tr("Tick none"), lambda: self.model.tick_all(False))
        for button in (self.all, self.none):
            button.setToolTip(self.tr("In the list: Space ticks one, Ctrl+A all or none"))
        self.go = push_button(self, "", self.take)
        self.go.setToolTip(self.tr("Change what is ticked, as one step to undo (Ctrl+Enter)"))
        self.view = Concordance(
            self._session, self._jobs, self._theme, self.becomes, lambda: self.verified.isChecked(), self
        )
        self.view.setAccessibleName(name)
        self.view.chosen.connect(self.chosen)
        self.model: HitsModel = self.view.hits
        self.model.ticksChanged.connect(self.count)

    def keep_take_key(self, widgets: Sequence[QWidget]) -> None:
        """Let Ctrl+Enter take all that is ticked where these widgets have the caret."""
        for widget in widgets:
            widget.installEventFilter(self)

    def row(self, widgets: Sequence[QWidget], margins: tuple[int, int, int, int], grows: Sequence[QWidget], fill: int
            ) -> QHBoxLayout:  # fmt: skip
        """Return a row of widgets, those of ``grows`` as wide as there is room; with ``fill`` there is room behind."""
        row = QHBoxLayout()
        row.setContentsMargins(*margins)
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget, 3 if widget in grows else 0)
        if fill:
            row.addStretch(fill)
        return row

    def field(self, placeholder: str, name: str) -> QLineEdit:
        """Return a field to type in."""
        field = QLineEdit(self)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.setMinimumWidth(140)
        return field

    def choice(self, name: str, entries: dict[str, str]) -> QComboBox:
        """Return a choice of some values; another one looks anew."""
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        for value, text in entries.items():
            choice.addItem(text, value)
        choice.currentIndexChanged.connect(self.search)
        return choice

    # What each pane says for itself

    def search(self) -> None:
        """Look for what is asked for, now."""
        raise NotImplementedError

    def becomes(self, hit: Hit) -> str:
        """Return what would stand in a place."""
        raise NotImplementedError

    def can_take(self) -> bool:
        """Tell whether it is clear what is looked for and what comes of it."""
        raise NotImplementedError

    def outcome(self, hits: list[Hit]) -> Outcome:
        """Return the edit that changes these places.

        Raises:
            Fault: it cannot be.
        """
        raise NotImplementedError

    def left(self, hits: list[Hit], done: list[Hit]) -> list[Hit]:
        """Return places that were not changed as they are when those of ``done`` were."""
        raise NotImplementedError

    def go_text(self, count: int) -> str:
        """Return what the button says that changes so many places."""
        raise NotImplementedError

    def stale_text(self) -> str:
        """Return what is said when the text has changed since it was looked through."""
        return self.tr("the text has changed: Enter looks again")

    def done_text(self, outcome: Outcome) -> str:
        """Return what is said when it is done."""
        raise NotImplementedError

    # What the window asks for

    @property
    def busy(self) -> bool:
        """Tell whether it is looking, or about to."""
        return self._sweep.running or self._pause.isActive()

    def stop_search(self) -> None:
        """Stop looking; what was found stays."""
        if self._sweep.running:
            self._sweep.stop()
            self._finish(self.tr("stopped"))

    def take(self) -> None:
        """Change what is ticked, as one step; what is not stays in the list."""
        wanted = self.wanted()
        if self.busy or not self.can_take() or not wanted:
            return
        self._session.flush()
        try:
            outcome = self.outcome(wanted)
        except Fault as fault:
            self.say(str(fault), wrong=True)
            return
        self._mine = True
        try:
            if outcome.edit is not None and self._session.do(outcome.edit) is None:
                return
        finally:
            self._mine = False
        done = {id(hit) for hit in wanted}
        left = self.left([hit for hit in self.model.rows() if id(hit) not in done], wanted)
        self._sentence, self._failed = "", False
        self.model.put(self.view.standing(left))
        self.model.tick_all(False)
        sentence = self.done_text(outcome)
        if outcome.changed:
            sentence += " · " + self.tr("left alone, because they had changed: {0}").format(outcome.changed)
        self.say(sentence)
        self.told.emit(sentence)

    def next_hit(self) -> None:
        """Go to the place behind the one shown last, from the last to the first."""
        self.view.next_hit()

    def previous_hit(self) -> None:
        """Go to the place before."""
        self.view.next_hit(-1)

    # Inside

    def begin(self) -> None:
        """Forget what was looked for before."""
        self._pause.stop()
        self._sweep.stop()
        self.stop.hide()
        self._session.flush()
        self._sentence, self._failed = "", False
        self.model.put([])

    def show_anew(self) -> None:
        """Show what the places would become; what was found stays, and so do the ticks."""
        self.model.refresh()
        self.count()

    def wanted(self) -> list[Hit]:
        """Return the places that would be changed."""
        if not self.can_take():
            return []
        hits = (hit for hit in self.model.ticked() if self.verified.isChecked() or not hit.at.verified)
        return [hit for hit in hits if self.becomes(hit) != hit.groups[0]]

    def count(self) -> None:
        """Say how many there are and how many of them would be changed."""
        count = self.model.rowCount()
        if self._sweep.running or not self.can_take():
            self._offer(0)
            return
        self._offer(len(self.wanted()))
        parts = [self.tr("Found: {0}").format(f"{count:,}") if count else self.tr("Nothing found")]
        checked = sum(1 for hit in self.model.ticked() if hit.at.verified)
        if checked and not self.verified.isChecked():
            parts.append(self.tr("{0} in verified lines are left alone").format(checked))
        if self._sentence:
            parts.append(self._sentence)
        self.say(" · ".join(parts), wrong=self._failed)

    def say(self, sentence: str = "", *, wrong: bool = False) -> None:
        """Say something about the list."""
        self.said.setProperty("role", "error" if wrong else "faint")
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        self.said.setToolTip(sentence)
        if wrong or not sentence:
            self._offer(0)

    def _offer(self, count: int) -> None:
        self.go.setText(self.go_text(count))
        self.go.setEnabled(count > 0)
        for button in (self.all, self.none):
            button.setEnabled(self.model.rowCount() > 0)

    def _changed(self) -> None:
        if not self._mine and self.model.rowCount() and not self._sweep.running:
            self._sentence = self.stale_text()
            self.count()

    def _add(self, hits: list[Hit], pages: int, of: int) -> None:
        self.model.append(hits)
        self.say(self.tr("Looking… {0} found, page {1} of {2}").format(self.model.rowCount(), pages, of))

    def _finish(self, sentence: str, failed: bool = False) -> None:
        self.stop.hide()
        self._sentence, self._failed = sentence, failed
        self.count()

    def _close(self) -> None:
        self._pause.stop()
        self._sweep.stop()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter, which means something else in the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_take(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Enter take what is ticked from the fields and the list, which would take it for Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_take(event):
            self.take()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down go into the list, Ctrl+Enter take what is ticked, Escape stop."""
        key = event.key()
        if _is_take(event):
            self.take()
        elif key == Qt.Key.Key_Escape and self._sweep.running:
            self.stop_search()
        elif key == Qt.Key.Key_Down and not self.view.hasFocus() and self.model.rowCount():
            self.view.go_into()
        else:
            super().keyPressEvent(event)


def _is_take(event: QKeyEvent) -> bool:
    held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(held) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
