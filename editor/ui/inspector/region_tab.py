"""The tab of the selected region and of the caret's line in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.ui.inspector.line_facts import LineFacts
from editor.ui.inspector.parts import plain
from editor.ui.inspector.region_details import RegionDetails
from editor.ui.inspector.region_form import RegionForm
from editor.ui.inspector.suggestions import Suggestions
from editor.ui.inspector.tab import Tab
from editor.ui.kit.theme import Theme
from editor.ui.session import Session


class RegionTab(Tab):
    """What is known of the selected region and line.

    Signals:
        annotationChosen: the id of a tag on the line that is wanted to be seen.
    """

    annotationChosen = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session."""
        super().__init__(session, theme, parent)
        self.empty = plain(self.tr("Select a region, or put the caret into a line, to see what is known of it."), self)
        self.form = RegionForm(session, theme, self.page)
        self.facts = LineFacts(session, theme, self.page)
        self.facts.annotationChosen.connect(self.annotationChosen)
        self.suggestions = Suggestions(self.page)
        self.details = RegionDetails(session, self.page)
        for widget in (self.empty, self.form, self.facts, self.suggestions, self.details):
            self.page.column.addWidget(widget)
        self.page.column.setSpacing(12)
        self.page.column.addStretch(1)
        session.pageShown.connect(self.form.forget)
        session.structureChanged.connect(self.form.forget)

    def refresh(self) -> None:
        """Show region and line."""
        region, line, content = self.scope.region, self.scope.line, self.scope.content
        self.empty.setVisible(region is None)
        self.form.setVisible(region is not None)
        self.details.setVisible(region is not None)
        self.facts.setVisible(line is not None)
        if region is not None and content is not None:
            self.form.show_region(region, content)
            self.details.show_region(region)
            if line is not None:
                self.facts.show_line(line, content)

    def recolour(self) -> None:
        """Take the colours of the theme anew."""
        self.form.recolour()
        self.refresh()
