"""The tab of notes: what archivists tell each other about words, lines, regions and the page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from editor.model import edit as e
from editor.model.annotation import NOTE, Annotation
from editor.ui.inspector.fields import AreaField
from editor.ui.inspector.parts import ShortList, combo, faint, fill
from editor.ui.inspector.scope import Scope, line_name, on_line, on_region, place_name, quote_of, region_name
from editor.ui.inspector.tab import Tab
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.theme import Theme
from editor.ui.session import Session


class NotesTab(Tab):
    """The notes of the page, those of the selection first; one of them, or a new one, is written below."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session."""
        super().__init__(session, theme, parent)
        self._chosen: int | None = None
        self._target: e.NoteTarget | None = None
        self.model: RowsModel[Annotation] = RowsModel(self._show, self)
        self.list = ShortList(self.tr("Notes on this page"), self.model, 280, self.page)
        self.list.setAlternatingRowColors(True)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._go)
        self.none = faint(self.tr("There are no notes on this page."), self.page)
        self.about = faint("", self.page)
        self.on = combo(self.tr("What the new note is on"), self.page)
        self.on.activated.connect(self._aim)
        self.text = AreaField(self.tr("Text of the note"), self.tr("Write here; Ctrl+Enter keeps it"), self.page)
        self.text.setFixedHeight(150)
        self.text.entered.connect(self._entered)
        self.new = QPushButton(self.tr("New note"), self.page)
        self.new.setToolTip(self.tr("Write a note on what is selected"))
        self.new.clicked.connect(lambda: self._start())
        self.remove = QPushButton(self.tr("Remove note"), self.page)
        self.remove.setToolTip(self.tr("Take this note away; undo brings it back"))
        self.remove.clicked.connect(self._remove)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        self.page.column.addWidget(self.list)
        self.page.column.addWidget(self.none)
        self.page.column.addLayout(buttons)
        for widget in (self.about, self.on, self.text):
            self.page.column.addWidget(widget)
        self.page.column.addStretch(1)

    # Showing

    def _show(self, note: Annotation, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            place = place_name(note, self.scope.content, self.session.tagset)
            words = f" “{quote_of(note)}”" if quote_of(note) else ""
            return f"{place}{words}\n{note.attributes.get('text', '')}"
        return None

    def look_at(self, scope: Scope) -> None:
        """Show what is selected; what is being written stays on what it was begun on."""
        if _page_of(scope) != _page_of(self.scope):
            self._chosen = self._target = None
        elif _place_of(scope) != _place_of(self.scope) and not self.text.hasFocus():
            self._chosen = None
        super().look_at(scope)

    def refresh(self) -> None:
        """Show the notes of the page."""
        notes = sorted(self._notes(), key=self._distance)
        self.model.set_rows(notes)
        self.list.setVisible(bool(notes))
        self.list.fit()
        self.none.setVisible(not notes)
        ids = [note.id for note in notes]
        if self._target is not None and self.text.hasFocus():
            self._show_new()
        elif self._chosen in ids:
            self._show_note(notes[ids.index(self._chosen)])
        elif notes and self._distance(notes[0]) == 0:
            self._show_note(notes[0])
        else:
            self._show_new()

    def _notes(self) -> list[Annotation]:
        content = self.scope.content
        return [a for a in content.annotations if a.tag == NOTE] if content is not None else []

    def _distance(self, note: Annotation) -> int:
        if self.scope.line is not None and on_line(note, self.scope.line.id):
            return 0
        return 1 if self.scope.region is not None and on_region(note, self.scope.region) else 2

    def _choose(self, index: QModelIndex, _: QModelIndex | None = None) -> None:
        note = self.model.row(index)
        if note is not None and note.id != self._chosen:
            self.text.send()
            self._show_note(note)

    def _show_note(self, note: Annotation) -> None:
        self._chosen, self._target = note.id, None
        self.on.hide()
        self.about.setText(place_name(note, self.scope.content, self.session.tagset))
        self.about.show()
        self.remove.setEnabled(True)
        self.text.setEnabled(True)
        self.text.show_value(note.attributes.get("text", ""))

    def _show_new(self) -> None:
        self._chosen = None
        self.about.hide()
        choices = self._places()
        self.on.setVisible(bool(choices))
        self.text.setEnabled(bool(choices))
        self.remove.setEnabled(False)
        if not (self._target is not None and self.text.hasFocus()):
            fill(self.on, [(name, name) for name, _ in choices], None)
            self._target = choices[0][1] if choices else None
        self.text.show_value("")

    def _places(self) -> list[tuple[str, e.NoteTarget]]:
        """Return what a new note can be on, the narrowest first."""
        scope = self.scope
        if scope.content is None:
            return []
        out: list[tuple[str, e.NoteTarget]] = []
        if scope.line is not None and scope.region is not None:
            if scope.start != scope.end:
                target = e.NoteTarget(line=scope.line.id, start=scope.start, end=scope.end)
                out.append((f"“{scope.words}”", target))
            out.append((line_name(scope.region, scope.line), e.NoteTarget(line=scope.line.id)))
        if scope.region is not None:
            name = region_name(scope.region, scope.content, self.session.tagset)
            out.append((name, e.NoteTarget(region=scope.region.id)))
        return [*out, (self.tr("the page"), e.NoteTarget(page=scope.content.page.id))]

    # Changing

    def edit_note(self, scope: Scope) -> None:
        """Write the note of the selection: the one there is on the line, or a new one."""
        self.scope = scope
        here = [n for n in self._notes() if scope.line is not None and on_line(n, scope.line.id)]
        if here and scope.start == scope.end:
            self._chosen = here[0].id
            self.refresh()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._start()

    def _start(self) -> None:
        self.text.send()
        self._chosen = self._target = None
        self.list.clearSelection()
        self._show_new()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _aim(self, index: int) -> None:
        places = self._places()
        if 0 <= index < len(places):
            self._target = places[index][1]

    def _entered(self, text: str) -> None:
        note = next((n for n in self._notes() if n.id == self._chosen), None)
        if self._chosen is not None and note is not None:
            if text.strip():
                self.session.do(e.SetAnnotation(note.id, {**note.attributes, "text": text}))
            else:
                self.session.do(e.RemoveAnnotation(note.id))
        elif self._target is not None and text.strip():
            target, self._target = self._target, None
            change = self.session.do(e.AddNote(target, text))
            self._chosen = change.id if change is not None else None
            if change is None:
                self._target = target

    def _remove(self) -> None:
        if self._chosen is not None:
            chosen, self._chosen = self._chosen, None
            self.text.show_value("")
            self.session.do(e.RemoveAnnotation(chosen))

    def _go(self, index: QModelIndex) -> None:
        """Go to what a note is on."""
        note = self.model.row(index)
        if note is not None and note.spans:
            span = note.spans[0]
            self.session.select_line(span.line, span.start, span.end, by=self)


def _page_of(scope: Scope) -> int | None:
    return scope.content.page.id if scope.content is not None else None


def _place_of(scope: Scope) -> tuple[int | None, int | None]:
    region, line = scope.region, scope.line
    return region.id if region is not None else None, line.id if line is not None else None
