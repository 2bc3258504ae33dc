"""The menu of the right mouse button in the text; Qt's own would delete and paste across lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor.ui.kit.swatch import swatch

if TYPE_CHECKING:
    from editor.ui.transcript.pane import TranscriptPane


def _tr(text: str) -> str:
    return QCoreApplication.translate("Transcript", text)


def context_menu(pane: TranscriptPane) -> QMenu:
    """Return the menu for what is selected in ``pane``."""
    menu = QMenu(pane)
    writing, selecting = not pane.sheet.reading, pane.sheet.textCursor().hasSelection()
    session = pane.session
    add = _adder(menu)
    add(_tr("Undo"), lambda: session.undo(), bool(session.undo_title()))
    add(_tr("Redo"), lambda: session.redo(), bool(session.redo_title()))
    menu.addSeparator()
    add(_tr("Cut"), pane.sheet.cut_selection, writing and selecting)
    add(_tr("Copy"), pane.sheet.copy, selecting)
    add(_tr("Paste"), pane.sheet.paste, writing and pane.sheet.canPaste())
    add(_tr("Select all"), pane.sheet.selectAll, True)
    menu.addSeparator()
    add(_tr("Split line here"), pane.split_line, writing)
    add(_tr("Join with line before"), pane.join_with_previous, writing)
    add(_tr("Add line below"), pane.new_line_below, writing)
    add(_tr("Remove line"), pane.delete_line, writing)
    add(_tr("Line checked"), pane.toggle_verified, writing)
    menu.addSeparator()
    add(_tr("New region from lines"), pane.new_region_from_line, writing)
    add(_tr("Split region at this column"), pane.split_region_at_column, writing)
    _kinds(menu.addMenu(_tr("Kind of region")), pane, writing)
    _tags(menu.addMenu(_tr("Tag")), pane, writing)
    add(_tr("Remove tags here"), pane.remove_tags_here, writing)
    return menu


def _adder(menu: QMenu) -> Callable[[str, Callable[[], object], bool], QAction]:
    def add(text: str, act: Callable[[], object], enabled: bool) -> QAction:
        action = menu.addAction(text)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _=False: act())
        return action

    return add


def _kinds(menu: QMenu, pane: TranscriptPane, enabled: bool) -> None:
    menu.setEnabled(enabled)
    for kind in pane.session.tagset.kinds:
        action = menu.addAction(kind.label.replace("&", "&&"))
        action.setIcon(swatch(pane.theme.soft(kind.colour), pane.theme.kind_colour(kind.colour)))
        action.triggered.connect(lambda _=False, name=kind.name: pane.make_kind(name))


def _tags(menu: QMenu, pane: TranscriptPane, enabled: bool) -> None:
    menu.setEnabled(enabled)
    for tag in pane.session.tagset.tags:
        action = menu.addAction(tag.label.replace("&", "&&"))
        action.setIcon(swatch(pane.theme.soft(tag.colour), pane.theme.kind_colour(tag.colour)))
        action.triggered.connect(lambda _=False, name=tag.name: pane.tag_selection(name))
