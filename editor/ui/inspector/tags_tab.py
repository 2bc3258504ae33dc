"""The tab of tags: those on the line, in the region, on the page or in the tray, and the attributes of one of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from editor.model import edit as e
from editor.model.annotation import NOTE, Annotation
from editor.model.text import word_at
from editor.store import readers
from editor.ui.inspector.annotation_form import AnnotationForm
from editor.ui.inspector.parts import ShortList, combo, faint, plain
from editor.ui.inspector.scope import Scope, on_line, on_region, place_name, quote_of, scope_of
from editor.ui.inspector.tab import Tab
from editor.ui.kit.listmodel import Index, RowsModel
from editor.ui.kit.swatch import swatch
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

LINE, REGION, PAGE, TRAY = "line", "region", "page", "tray"


class TagsTab(Tab):
    """The annotations of what is selected."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session."""
        super().__init__(session, theme, parent)
        self._chosen: int | None = None
        self._wanted: int | None = None
        self.reach = combo(self.tr("Tags to show"), self.page)
        for name, value in (
            (self.tr("On this line"), LINE),
            (self.tr("In this region"), REGION),
            (self.tr("On this page"), PAGE),
            (self.tr("In the tray"), TRAY),
        ):
            self.reach.addItem(name, value)
        self.reach.activated.connect(lambda _: self.refresh())
        self.model: RowsModel[Annotation] = RowsModel(self._show, self)
        self.list = ShortList(self.tr("Tags"), self.model, 220, self.page)
        self.list.setIconSize(QSize(12, 12))
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._go)
        self.none = faint("", self.page)
        self.words = plain("", self.page)
        self.form = AnnotationForm(session, self.page)
        self.remove = QPushButton(self.tr("Remove tag"), self.page)
        self.remove.setToolTip(self.tr("Take this tag away; undo brings it back"))
        self.remove.clicked.connect(self._remove)
        self.anchor = QPushButton(self.tr("Anchor here"), self.page)
        self.anchor.setToolTip(self.tr("Put this tag onto the words that are selected"))
        self.anchor.clicked.connect(self._anchor)
        buttons = QHBoxLayout()
        buttons.addWidget(self.anchor)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        for widget in (self.reach, self.list, self.none, self.words, self.form):
            self.page.column.addWidget(widget)
        self.page.column.addLayout(buttons)
        self.page.column.addStretch(1)

    # Showing

    def _show(self, annotation: Annotation, role: int) -> object:
        tag = self.session.tagset.tag(annotation.tag)
        words = quote_of(annotation) or self.tr("here")
        if role == Qt.ItemDataRole.DisplayRole:
            place = place_name(annotation, self.scope.content, self.session.tagset)
            name = self.tr("Note") if annotation.tag == NOTE else tag.label
            return f"{name}  {words}" + ("" if self.reach.currentData() == LINE else f"  ({place})")
        if role == Qt.ItemDataRole.DecorationRole:
            return swatch(self.theme.soft(tag.colour), self.theme.kind_colour(tag.colour))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{tag} on “{words}”").format(tag=tag.label, words=words)
        return None

    def refresh(self) -> None:
        """Show the annotations of the scope; the one chosen stays chosen, else the one at the caret."""
        if self._wanted is not None:
            self._widen(self._wanted)
        found = self._found()
        self.model.set_rows(found)
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.fit()
        self.none.setText(self._nothing())
        ids = [annotation.id for annotation in found]
        chosen = next((id for id in (self._wanted, self._at_caret(found), self._chosen) if id in ids), None)
        chosen = chosen if chosen is not None else next(iter(ids), None)
        if self._chosen in ids and self._wanted is None and self._is_editing():
            chosen = self._chosen
        self._wanted = None
        if chosen is None:
            self._show_chosen(None)
        else:
            self.list.setCurrentIndex(self.model.index(ids.index(chosen), 0))
            self._show_chosen(found[ids.index(chosen)])

    def _is_editing(self) -> bool:
        return any(widget.hasFocus() for widget in (*self.form.fields.values(), self.form.tag))

    def _found(self) -> list[Annotation]:
        reach, scope = self.reach.currentData(), self.scope
        if reach == TRAY:
            return readers.orphans(self.session.project)
        tags = [a for a in scope.content.annotations if a.tag != NOTE] if scope.content is not None else []
        if reach == LINE:
            return [a for a in tags if scope.line is not None and on_line(a, scope.line.id)]
        if reach == REGION:
            return [a for a in tags if scope.region is not None and on_region(a, scope.region)]
        return tags

    def _nothing(self) -> str:
        if self.reach.currentData() == TRAY:
            return self.tr("The tray is empty: no tag has lost its words.")
        return self.tr("No tags here. Select words in the text and press Ctrl+T.")

    def _at_caret(self, found: list[Annotation]) -> int | None:
        """Return the narrowest annotation around the caret."""
        line, start, end = self.scope.line, self.scope.start, self.scope.end
        around = [
            (span.end - span.start, annotation.id)
            for annotation in found
            for span in annotation.spans
            if line is not None and span.line == line.id and span.start <= start and end <= span.end
        ]
        return min(around)[1] if around else None

    def _widen(self, wanted: int) -> None:
        """Show so much that a wanted annotation is in it."""
        for reach in range(self.reach.count()):
            if wanted in [annotation.id for annotation in self._found()]:
                return
            self.reach.setCurrentIndex(reach)

    def _choose(self, index: QModelIndex, _: QModelIndex | None = None) -> None:
        annotation = self.model.row(index)
        if annotation is not None:
            self._show_chosen(annotation)

    def _show_chosen(self, annotation: Annotation | None) -> None:
        self._chosen = annotation.id if annotation is not None else None
        for widget in (self.form, self.remove, self.words):
            widget.setVisible(annotation is not None)
        self.anchor.setVisible(annotation is not None and annotation.orphan)
        if annotation is not None:
            self.form.show_annotation(annotation)
            place = place_name(annotation, self.scope.content, self.session.tagset)
            self.words.setText(f"“{quote_of(annotation)}” · {place}")
            self.anchor.setEnabled(self.scope.line is not None)

    def edit_annotation(self, annotation: int, scope: Scope) -> None:
        """Show an annotation and put the caret into its first attribute."""
        self.scope = scope
        self._wanted = annotation
        self.refresh()
        self.form.focus_first()

    def recolour(self) -> None:
        """Take the colours of the theme anew."""
        self.list.viewport().update()

    # Changing

    def _row(self) -> Annotation | None:
        return self.model.row(self.list.currentIndex())

    def _go(self, index: Index) -> None:
        """Go to the words of an annotation."""
        annotation = self.model.row(index)
        if annotation is not None and annotation.spans:
            span = annotation.spans[0]
            self.session.select_line(span.line, span.start, span.end, by=self)

    def _remove(self) -> None:
        annotation = self._row()
        if annotation is not None:
            self.session.do(e.RemoveAnnotation(annotation.id))
            self.look_at(scope_of(self.session))

    def _anchor(self) -> None:
        """Put an orphan on the selected words, or on the caret's."""
        annotation, line = self._row(), self.scope.line
        if annotation is None or line is None or not annotation.orphan:
            return
        start, end = self.scope.start, self.scope.end
        if start == end:
            start, end = word_at(line.text, start)
        if start == end and not self.session.tagset.tag(annotation.tag).empty:
            self.told.emit(self.tr("Put the caret into the word this tag belongs to."))
            return
        self.session.do(e.AnchorOrphan(annotation.id, line.id, start, end))
        self.look_at(scope_of(self.session))
