"""The pane that finds and replaces: what, where, a preview of every place, and one step for all that are ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from editor.model.faults import Fault
from editor.model.replacing import Template
from editor.ui.find.places import PlacesPane
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work.pattern import Pattern
from editor.work.replace import Hit, Outcome, Scope, edit_for, remaining, replacement


class ReplacePane(PlacesPane):
    """A find, what comes in its place, and the list of places."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose project is searched and changed."""
        super().__init__(session, jobs, theme, parent)
        self._template: Template | None = None
        self._scope = Scope()
        self._build()
        session.pageShown.connect(self._moved)
        session.selectionChanged.connect(self._moved)
        self.say()

    # What it is made of

    def _build(self) -> None:
        self.query = self.field(self.tr("Find"), self.tr("What to find"))
        self.query.textEdited.connect(self._typed)
        self.query.returnPressed.connect(self.search)
        self.text = self.field(self.tr("Replace with"), self.tr("What comes in its place"))
        self.text.textEdited.connect(self._text_typed)
        self.text.returnPressed.connect(self.search)
        self.case = self._switch("Aa", self.tr("Match case"))
        self.words = self._switch("W", self.tr("Whole words"))
        self.regex = self._switch(
            ".*",
            self.tr("Regular expression"),
            self.tr("Regular expression; in the replacement \\1 is the first group"),
        )
        self.where = self.choice(
            self.tr("Look in"), {"text": self.tr("Text"), "notes": self.tr("Notes"), "tags": self.tr("Tags")}
        )
        self.scope = self.choice(
            self.tr("Look through"),
            {"project": self.tr("Project"), "document": self.tr("Document"), "page": self.tr("Page"),
             "region": self.tr("Region")},
        )  # fmt: skip
        self.make_list(self.tr("Places that would be replaced"))
        self.keep_take_key((self.query, self.text, self.view))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        first = (self.query, self.text, self.case, self.words, self.regex, self.where, self.scope, self.verified)
        second = (self.said, self.stop, self.all, self.none, self.go)
        layout.addLayout(self.row(first, (12, 6, 12, 2), (self.query, self.text), 1))
        layout.addLayout(self.row(second, (12, 2, 12, 5), (self.said,), 0))
        layout.addWidget(self.view, 1)

    def _switch(self, text: str, name: str, tip: str = "") -> QToolButton:
        switch = QToolButton(self)
        switch.setText(text)
        switch.setToolTip(tip or name)
        switch.setAccessibleName(name)
        switch.setCheckable(True)
        switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        switch.toggled.connect(self.search)
        return switch

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
        self.begin()
        self._scope = self._scope_now()
        pattern = self._ready()
        if pattern is None:
            return
        self.stop.show()
        self.say(self.tr("Looking…"))
        self._sweep.start(pattern, self._scope, str(self.where.currentData()))

    def replace(self) -> None:
        """Replace what is ticked, as one step; what is not stays in the list."""
        self.take()

    # What the list asks for

    def becomes(self, hit: Hit) -> str:
        """Return what would stand in a place."""
        return hit.groups[0] if self._template is None else self._template.fill(hit.groups)

    def can_take(self) -> bool:
        """Tell whether there is something to look for, and it is right."""
        return self._template is not None and bool(self.query.text())

    def outcome(self, hits: list[Hit]) -> Outcome:
        """Return the edit that replaces these places."""
        assert self._template is not None
        return edit_for(self._session.project, hits, self._template, verified=self.verified.isChecked())

    def left(self, hits: list[Hit], done: list[Hit]) -> list[Hit]:
        """Return places that were not replaced as they are when those of ``done`` were."""
        assert self._template is not None
        return remaining(hits, done, self._template)

    def go_text(self, count: int) -> str:
        """Return what the button says."""
        return self.tr("&Replace {0}").format(f"{count:,}") if count else self.tr("&Replace")

    def done_text(self, outcome: Outcome) -> str:
        """Return how many were replaced."""
        sentence = self.tr("Replaced: {0} · texts changed: {1} · Undo takes all of it back.")
        return sentence.format(f"{outcome.places:,}", f"{outcome.things:,}")

    # Inside

    def _typed(self) -> None:
        self._sweep.stop()
        self.stop.hide()
        self.model.put([])
        if self._ready() is not None:
            self._pause.start()
        else:
            self._pause.stop()

    def _text_typed(self) -> None:
        if self._ready() is not None:
            self.show_anew()

    def _ready(self) -> Pattern | None:
        """Return the pattern, or say in red what is wrong with it or with the replacement."""
        self._template = None
        for field in (self.query, self.text):
            self._mark(field, "")
        pattern: Pattern | None = None
        if not self.query.text():
            self.say()
            return None
        is_regex = self.regex.isChecked()
        try:
            case, words = self.case.isChecked(), self.words.isChecked()
            pattern = Pattern(self.query.text(), is_regex=is_regex, case=case, words=words)
            where = str(self.where.currentData())
            self._template = replacement(pattern, self.text.text(), is_regex=is_regex, where=where)
        except Fault as fault:
            self._mark(self.query if pattern is None else self.text, str(fault))
            self.say(str(fault), wrong=True)
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
