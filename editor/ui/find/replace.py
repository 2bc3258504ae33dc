"""The pane that finds and replaces: what, where, a preview of every place, and one step for all that are ticked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.model.replacing import Template
from editor.ui.find.concordance import Concordance
from editor.ui.find.hits import HitsModel
from editor.ui.find.sweep import Sweep
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work.pattern import Pattern
from editor.work.replace import Hit, Scope, edit_for, remaining, replacement

_PAUSE = 220
"""Milliseconds without a key before what was typed is looked for."""


class ReplacePane(QWidget):
    """A find, what comes in its place, and the list of places.

    Signals:
        chosen: a place was chosen for good; the archivist wants to be in the text.
        told: a sentence for the status bar.
    """

    chosen = Signal()
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose project is searched and changed."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._template: Template | None = None
        self._scope = Scope()
        self._mine = False
        self._sentence, self._failed = "", False
        self._sweep = Sweep(session, jobs, self)
        self._sweep.found.connect(self._add)
        self._sweep.finished.connect(self._finish)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.search)
        self._build(jobs)
        session.closing.connect(self._close)
        session.contentChanged.connect(self._changed)
        session.structureChanged.connect(self._changed)
        session.pageShown.connect(self._moved)
        session.selectionChanged.connect(self._moved)
        self._say()

    # What it is made of

    def _build(self, jobs: Jobs) -> None:
        self.query = self._field(self.tr("Find"), self.tr("What to find"))
        self.query.textEdited.connect(self._typed)
        self.query.returnPressed.connect(self.search)
        self.text = self._field(self.tr("Replace with"), self.tr("What comes in its place"))
        self.text.textEdited.connect(self._text_typed)
        self.text.returnPressed.connect(self.search)
        self.case = self._switch("Aa", self.tr("Match case"))
        self.words = self._switch("W", self.tr("Whole words"))
        self.regex = self._switch(
            ".*",
            self.tr("Regular expression"),
            self.tr("Regular expression; in the replacement \\1 is the first group"),
        )
        self.where = self._choice(
            self.tr("Look in"), {"text": self.tr("Text"), "notes": self.tr("Notes"), "tags": self.tr("Tags")}
        )
        self.scope = self._choice(
            self.tr("Look through"),
            {"project": self.tr("Project"), "document": self.tr("Document"), "page": self.tr("Page"),
             "region": self.tr("Region")},
        )  # fmt: skip
        self.verified = QCheckBox(self.tr("Verified lines too"), self)
        self.verified.setToolTip(self.tr("Lines that are marked as verified are left alone otherwise"))
        self.verified.toggled.connect(self._verified_toggled)
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop = self._button(self.tr("Stop"), self.stop_search)
        self.stop.hide()
        self.all = self._button(self.tr("Tick all"), lambda: self.model.tick_all(True))
        self.none = self._button(self.tr("Tick none"), lambda: self.model.tick_all(False))
        self.go = self._button(self.tr("&Replace"), self.replace)
        self.go.setToolTip(self.tr("Replace what is ticked, as one step to undo (Ctrl+Enter)"))
        self.view = Concordance(self._session, jobs, self._theme, self._becomes, self._verified_too, self)
        self.model: HitsModel = self.view.hits
        self.model.ticksChanged.connect(self._count)
        self.view.setAccessibleName(self.tr("Places that would be replaced"))
        self.view.chosen.connect(self.chosen)
        for widget in (self.query, self.text, self.view):
            widget.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        first = (self.query, self.text, self.case, self.words, self.regex, self.where, self.scope, self.verified)
        layout.addLayout(self._row(first, (12, 6, 12, 2), 8))
        layout.addLayout(self._row((self.said, self.stop, self.all, self.none, self.go), (12, 2, 12, 5), 0))
        layout.addWidget(self.view, 1)

    def _row(self, widgets: tuple[QWidget, ...], margins: tuple[int, int, int, int], stretch: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(*margins)
        row.setSpacing(8)
        for widget in widgets:
            row.addWidget(widget, {self.query: 3, self.text: 3, self.said: 1}.get(widget, 0))
        if stretch:
            row.addStretch(1)
        return row

    def _field(self, placeholder: str, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.setMinimumWidth(140)
        return field

    def _switch(self, text: str, name: str, tip: str = "") -> QToolButton:
        switch = QToolButton(self)
        switch.setText(text)
        switch.setToolTip(tip or name)
        switch.setAccessibleName(name)
        switch.setCheckable(True)
        switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        switch.toggled.connect(self.search)
        return switch

    def _choice(self, name: str, entries: dict[str, str]) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        for value, text in entries.items():
            choice.addItem(text, value)
        choice.currentIndexChanged.connect(self.search)
        return choice

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    # What the window asks for

    def focus_find(self) -> None:
        """Put the caret into what is looked for; words that are selected in the text come along."""
        selection = self._session.selection
        line = self._session.line(selection.line) if selection.line is not None else None
        if line is not None and selection.end > selection.start and self.window().focusWidget() is not self.query:
            self.query.setText(line.text[selection.start : selection.end])
            self.search()
        self.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query.selectAll()

    def search(self) -> None:
        """Look for what is asked for, now."""
        self._pause.stop()
        self._sweep.stop()
        self.stop.hide()
        self._session.flush()
        self.model.put([])
        self._scope = self._scope_now()
        pattern = self._ready()
        if pattern is None:
            return
        self._sentence, self._failed = "", False
        self.stop.show()
        self._say(self.tr("Looking…"))
        self._sweep.start(pattern, self._scope, str(self.where.currentData()))

    @property
    def busy(self) -> bool:
        """Tell whether it is looking, or about to."""
        return self._sweep.running or self._pause.isActive()

    def stop_search(self) -> None:
        """Stop looking; what was found stays."""
        if self._sweep.running:
            self._sweep.stop()
            self._finish(self.tr("stopped"))

    def replace(self) -> None:
        """Replace what is ticked, as one step; what is not stays in the list."""
        wanted, template = self._wanted(), self._template
        if self.busy or template is None or not wanted:
            return
        self._session.flush()
        try:
            outcome = edit_for(self._session.project, wanted, template, verified=self.verified.isChecked())
        except Fault as fault:
            self._say(str(fault), wrong=True)
            return
        self._mine = True
        try:
            if outcome.edit is not None and self._session.do(outcome.edit) is None:
                return
        finally:
            self._mine = False
        done = {id(hit) for hit in wanted}
        left = remaining([hit for hit in self.model.rows() if id(hit) not in done], wanted, template)
        self._sentence, self._failed = "", False
        self.model.put(self.view.standing(left))
        self.model.tick_all(False)
        sentence = self.tr("Replaced: {0} · texts changed: {1} · Undo takes all of it back.")
        sentence = sentence.format(f"{outcome.places:,}", f"{outcome.things:,}")
        if outcome.changed:
            sentence += " · " + self.tr("left alone, because they had changed: {0}").format(outcome.changed)
        self._say(sentence)
        self.told.emit(sentence)

    def next_hit(self) -> None:
        """Go to the place behind the one shown last, from the last to the first."""
        self.view.next_hit()

    def previous_hit(self) -> None:
        """Go to the place before."""
        self.view.next_hit(-1)

    # Inside

    def _becomes(self, hit: Hit) -> str:
        return hit.groups[0] if self._template is None else self._template.fill(hit.groups)

    def _verified_too(self) -> bool:
        return self.verified.isChecked()

    def _typed(self) -> None:
        self._sweep.stop()
        self.stop.hide()
        self.model.put([])
        if self._ready() is not None:
            self._pause.start()
        else:
            self._pause.stop()

    def _text_typed(self) -> None:
        """Show what the places would become; what was found stays, and so do the ticks."""
        if self._ready() is not None:
            self.model.refresh()
            self._count()

    def _verified_toggled(self) -> None:
        self.model.refresh()
        self._count()

    def _ready(self) -> Pattern | None:
        """Return the pattern, or say in red what is wrong with it or with the replacement."""
        self._template = None
        for field in (self.query, self.text):
            self._mark(field, "")
        pattern: Pattern | None = None
        if not self.query.text():
            self._say()
            return None
        is_regex = self.regex.isChecked()
        try:
            case, words = self.case.isChecked(), self.words.isChecked()
            pattern = Pattern(self.query.text(), is_regex=is_regex, case=case, words=words)
            where = str(self.where.currentData())
            self._template = replacement(pattern, self.text.text(), is_regex=is_regex, where=where)
        except Fault as fault:
            self._mark(self.query if pattern is None else self.text, str(fault))
            self._say(str(fault), wrong=True)
            return None
        return pattern

    def _mark(self, field: QLineEdit, trouble: str) -> None:
        """Show a field in red, or as usual; the sentence beside says the same in words."""
        colour = self._theme.colour("error").name()
        field.setStyleSheet(f"QLineEdit {{ border-color: {colour}; color: {colour}; }}" if trouble else "")
        field.setAccessibleDescription(trouble)

    def _scope_now(self) -> Scope:
        content = self._session.content
        kind = str(self.scope.currentData())
        if kind == "project" or content is None:
            return Scope()
        if kind == "document":
            return Scope(document=content.page.document)
        # Without a region chosen there is none to look through: -1 is no region's id.
        region = self._session.selection.region or -1
        return Scope(page=content.page.id, region=region if kind == "region" else None)

    def _moved(self) -> None:
        """Look anew where another page, document or region is the one to look through."""
        if self.isVisible() and self.query.text() and self._scope_now() != self._scope:
            self._pause.start()

    def _changed(self) -> None:
        if not self._mine and self.model.rowCount() and not self._sweep.running:
            self._sentence = self.tr("the text has changed: Enter looks again")
            self._count()

    def _add(self, hits: list[Hit], pages: int, of: int) -> None:
        self.model.append(hits)
        self._say(self.tr("Looking… {0} found, page {1} of {2}").format(self.model.rowCount(), pages, of))

    def _finish(self, sentence: str, failed: bool = False) -> None:
        self.stop.hide()
        self._sentence, self._failed = sentence, failed
        self._count()

    def _count(self) -> None:
        """Say how many there are and how many of them would be replaced."""
        count = self.model.rowCount()
        if self._sweep.running or self._template is None or not self.query.text():
            self._offer(0)
            return
        hits = self._wanted()
        self._offer(len(hits))
        parts = [self.tr("Found: {0}").format(f"{count:,}") if count else self.tr("Nothing found")]
        checked = sum(1 for hit in self.model.ticked() if hit.at.verified)
        if checked and not self.verified.isChecked():
            parts.append(self.tr("{0} in verified lines are left alone").format(checked))
        if self._sentence:
            parts.append(self._sentence)
        self._say(" · ".join(parts), wrong=self._failed)

    def _wanted(self) -> list[Hit]:
        """Return the hits that would be replaced by others."""
        template, too = self._template, self.verified.isChecked()
        if template is None:
            return []
        hits = (hit for hit in self.model.ticked() if too or not hit.at.verified)
        return [hit for hit in hits if template.fill(hit.groups) != hit.groups[0]]

    def _offer(self, count: int) -> None:
        self.go.setText(self.tr("&Replace {0}").format(f"{count:,}") if count else self.tr("&Replace"))
        self.go.setEnabled(count > 0)
        for button in (self.all, self.none):
            button.setEnabled(self.model.rowCount() > 0)

    def _say(self, sentence: str = "", *, wrong: bool = False) -> None:
        self.said.setProperty("role", "error" if wrong else "faint")
        self.said.style().polish(self.said)
        self.said.setText(sentence)
        self.said.setToolTip(sentence)
        if wrong or not sentence:
            self._offer(0)

    def _close(self) -> None:
        self._pause.stop()
        self._sweep.stop()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter, which means something else in the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_go(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Enter replace from the fields and the list, which would take it for Enter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_go(event):
            self.replace()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down go into the list, Ctrl+Enter replace, Escape stop."""
        key = event.key()
        if _is_go(event):
            self.replace()
        elif key == Qt.Key.Key_Escape and self._sweep.running:
            self.stop_search()
        elif key == Qt.Key.Key_Down and not self.view.hasFocus() and self.model.rowCount():
            self.view.go_into()
        else:
            super().keyPressEvent(event)


def _is_go(event: QKeyEvent) -> bool:
    held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return bool(held) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
