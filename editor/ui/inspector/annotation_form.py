"""The form of one annotation: its tag, the attributes its tag takes, and what else it has."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.model import edit as e
from editor.model.annotation import NOTE, Annotation
from editor.model.tagset import SpanTag
from editor.ui.inspector.fields import TextField
from editor.ui.inspector.parts import Column, combo, fill
from editor.ui.session import Session

HINTS = {
    "when": "1962-11-16",
    "notBefore": "1962-11",
    "notAfter": "1962-12",
    "from": "1962-11-16",
    "to": "1962-11-20",
    "cert": "high, medium, low",
    "ref": "https://…",
    "reason": "illegible, faded, redacted",
    "unit": "chars, words, lines",
    "quantity": "2",
    "place": "above, below, margin-left",
}
"""What may stand in an attribute, as an example; the names are those of the file and not translated."""


class AnnotationForm(Column):
    """Shows and changes an annotation."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session = session
        self._annotation: Annotation | None = None
        self.caption(self.tr("Tag"))
        self.tag = combo(self.tr("Tag"), self)
        self.tag.activated.connect(self._set_tag)
        self.column.addWidget(self.tag)
        self._attributes = Column(self)
        self.column.addWidget(self._attributes)
        self.fields: dict[str, TextField] = {}

    def show_annotation(self, annotation: Annotation) -> None:
        """Show an annotation, and what is being entered for it where it is the one that was shown."""
        same = self._annotation is not None and self._annotation.id == annotation.id
        if not same:
            self.send()
        self._annotation = annotation
        tags = self._session.tagset.tags
        if annotation.tag not in {tag.name for tag in tags}:
            tags = (*tags, self._session.tagset.tag(annotation.tag))
        fill(self.tag, [(tag.label, tag.name) for tag in tags], annotation.tag)
        self.tag.setEnabled(annotation.tag != NOTE)
        names = self._names(self._session.tagset.tag(annotation.tag), annotation)
        if not same or list(self.fields) != names:
            self._make_fields(names)
        for name, field in self.fields.items():
            field.show_value(annotation.attributes.get(name, ""))

    @staticmethod
    def _names(tag: SpanTag, annotation: Annotation) -> list[str]:
        return list(dict.fromkeys((*tag.attributes, *sorted(annotation.attributes))))

    def _make_fields(self, names: list[str]) -> None:
        self._attributes.clear()
        self.fields = {}
        for name in names:
            self._attributes.caption(name)
            field = TextField(name, HINTS.get(name, ""), self._attributes)
            field.entered.connect(lambda value, name=name: self._set(name, value))
            self._attributes.column.addWidget(field)
            # A layout shows what is added later only in a while, and until then it cannot take the focus.
            field.show()
            self.fields[name] = field

    def focus_first(self) -> None:
        """Put the caret into the first attribute, or on the tag where it has none."""
        first = next(iter(self.fields.values()), None)
        (first or self.tag).setFocus(Qt.FocusReason.OtherFocusReason)

    def send(self) -> None:
        """Send off what is being entered."""
        for field in self.fields.values():
            field.send()

    def _set(self, name: str, value: str) -> None:
        if self._annotation is not None:
            kept = {**self._annotation.attributes, name: value.strip()}
            self._give({k: v for k, v in kept.items() if v}, None)

    def _set_tag(self, index: int) -> None:
        tag = self.tag.itemData(index)
        if self._annotation is not None and tag != self._annotation.tag:
            self.send()
            self._give(dict(self._annotation.attributes), tag)

    def _give(self, attributes: dict[str, str], tag: str | None) -> None:
        annotation = self._annotation
        if annotation is None or (tag is None and attributes == dict(annotation.attributes)):
            return
        # What was entered before must not be lost by what is entered next, though it comes back only later.
        self._annotation = Annotation(
            annotation.id, tag or annotation.tag, attributes, annotation.targets, annotation.quote
        )
        self._session.do(e.SetAnnotation(annotation.id, attributes, tag))
