"""The tab of the record: the metadata of the document the page belongs to, the sheet the TEI header is written from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from editor.model import edit as e
from editor.model.page import Document
from editor.model.record import FIELDS
from editor.store import readers
from editor.ui.inspector.errors_box import ErrorsBox
from editor.ui.inspector.fields import AreaField, TextField
from editor.ui.inspector.parts import plain
from editor.ui.inspector.tab import Tab
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

_LONG = ("summary", "availability", "subject")


class RecordTab(Tab):
    """The metadata of the current document; what is entered goes to the document it was entered for."""

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session, and what counts the errors of the OCR."""
        super().__init__(session, theme, parent)
        self._document: Document | None = None
        self._stale = False
        self.none = plain(self.tr("No page is open, so there is no record to describe."), self.page)
        self.page.column.addWidget(self.none)
        self.fields: dict[str, TextField | AreaField] = {}
        self._captions: list[QWidget] = []
        self._add("title", self.tr("Title"), "")
        for field in FIELDS:
            label = QCoreApplication.translate("record", field.label)
            self._add(field.name, label, QCoreApplication.translate("record", field.hint) if field.hint else "")
        self.errors = ErrorsBox(session, jobs, self.page)
        self.page.column.addWidget(self.errors)
        self.errors.counted.connect(lambda: QTimer.singleShot(50, self, lambda: self.ensureWidgetVisible(self.errors)))
        self.page.column.addStretch(1)
        session.structureChanged.connect(self.forget)

    def _add(self, name: str, label: str, hint: str) -> None:
        self._captions.append(self.page.caption(label))
        field: TextField | AreaField
        if name in _LONG:
            field = AreaField(label, hint, self.page)
            field.setFixedHeight(field.fontMetrics().height() * 4 + 12)
        else:
            field = TextField(label, hint, self.page)
        field.entered.connect(lambda value, name=name: self._set(name, value))
        self.page.column.addWidget(field)
        self.fields[name] = field

    def count_errors(self) -> None:
        """Count the errors of the OCR, in sight."""
        self.errors.count()
        self.ensureWidgetVisible(self.errors)

    def forget(self) -> None:
        """Read the document anew when it is shown next."""
        self._stale = True

    def refresh(self) -> None:
        """Show the record of the page."""
        content = self.scope.content
        for widget in (*self._captions, *self.fields.values(), self.errors):
            widget.setVisible(content is not None)
        self.none.setVisible(content is None)
        if content is None:
            return
        wanted = content.page.document
        if self._stale or self._document is None or self._document.id != wanted:
            self._stale = False
            self._document = readers.document(self.session.project, wanted)
            values = {"title": self._document.title, **self._document.values}
            for name, field in self.fields.items():
                field.show_value(values.get(name, ""))

    def _set(self, name: str, value: str) -> None:
        document = self._document
        if document is None:
            return
        if name == "title" and not value.strip():
            self.fields[name].show_value(document.title)
            self.told.emit(self.tr("A record needs a title."))
            return
        self.session.do(e.SetMetadata(document.id, {name: value.strip()}))
