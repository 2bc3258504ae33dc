"""The inspector, shown for a question: one of its tabs, the history of a line, the errors of the OCR, a note, a tag."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.ui.shell_frame import PaneFrame

if TYPE_CHECKING:
    from editor.ui.inspector.pane import InspectorPane


class Inspecting(QObject):
    """Shows the inspector where it is hidden, and asks it."""

    def __init__(self, frame: PaneFrame, inspector: Callable[[], InspectorPane], parent: QObject) -> None:
        """Take where the inspector is, and what gives it, made if it was not."""
        super().__init__(parent)
        self._frame = frame
        self._inspector = inspector

    def _shown(self) -> InspectorPane:
        pane = self._inspector()
        self._frame.show_inspector(True)
        return pane

    def show_tab(self, name: str) -> None:
        """Show one of its tabs."""
        self._shown().show_tab(name)

    def show_history(self) -> None:
        """Show the history of the line."""
        self._shown().show_history()

    def count_errors(self) -> None:
        """Show the record and count there how wrong the OCR was."""
        pane = self._shown()
        pane.show_tab("Record")
        pane.record.count_errors()

    def edit_note(self) -> None:
        """Write a note."""
        self._shown().edit_note()

    def fill_in(self, annotation: int) -> None:
        """Let the attributes of a tag be filled in that was just made."""
        self._shown().edit_annotation(annotation)
