"""What is known of the caret's line: the tags on it, and how the machine read it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from editor.model import edit as e
from editor.model.annotation import NOTE, Annotation
from editor.model.page import Line, PageContent
from editor.ui.inspector.parts import Column, faint, plain
from editor.ui.inspector.scope import on_line, quote_of
from editor.ui.kit.swatch import swatch
from editor.ui.kit.theme import Theme
from editor.ui.session import Session


class LineFacts(Column):
    """Shows tags and OCR of a line.

    Signals:
        annotationChosen: the id of a tag that is wanted to be seen.
    """

    annotationChosen = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._line: Line | None = None
        self.caption(self.tr("Tags on this line"))
        self.tags = Column(self)
        self.tags.column.setSpacing(0)
        self.column.addWidget(self.tags)
        self.ocr_caption = self.caption(self.tr("As the machine read it"))
        self.ocr = plain("", self)
        self.ocr.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.confidence = faint("", self)
        self.take_back = QPushButton(self.tr("Take OCR text back"), self)
        self.take_back.setToolTip(self.tr("Give the line the text the machine read"))
        self.take_back.clicked.connect(self._take_back)
        self.column.addWidget(self.ocr)
        self.column.addWidget(self.confidence)
        self.column.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_line(self, line: Line, content: PageContent) -> None:
        """Show a line of a page."""
        self._line = line
        self._show_tags([a for a in content.annotations if a.tag != NOTE and on_line(a, line.id)])
        read = line.ocr_text is not None
        for widget in (self.ocr_caption, self.ocr, self.take_back):
            widget.setVisible(read)
        self.ocr.setText(line.ocr_text or "")
        self.take_back.setEnabled(line.ocr_text != line.text)
        self.confidence.setVisible(line.confidence is not None)
        if line.confidence is not None:
            self.confidence.setText(self.tr("Confidence {value}").format(value=f"{line.confidence:.2f}"))

    def _show_tags(self, annotations: list[Annotation]) -> None:
        self.tags.clear()
        for annotation in annotations:
            self.tags.column.addWidget(self._button(annotation), 0, Qt.AlignmentFlag.AlignLeft)
        if not annotations:
            self.tags.column.addWidget(faint(self.tr("none"), self.tags))

    def _button(self, annotation: Annotation) -> QToolButton:
        tag, words = self._session.tagset.tag(annotation.tag), quote_of(annotation)
        said = next((value for value in annotation.attributes.values() if value), "")
        button = QToolButton(self.tags)
        button.setProperty("role", "chip")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(swatch(self._theme.soft(tag.colour), self._theme.kind_colour(tag.colour)))
        text = " · ".join(part for part in (words, tag.label, said) if part)
        text = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, 220)
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(self.tr("{tag} on “{words}”").format(tag=tag.label, words=words))
        button.clicked.connect(lambda _=False, chosen=annotation.id: self.annotationChosen.emit(chosen))
        return button

    def _take_back(self) -> None:
        if self._line is not None and self._line.ocr_text is not None:
            self._session.do(e.SetLineText(self._line.id, self._line.ocr_text))
