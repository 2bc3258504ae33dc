"""The menu bar, drawn from the table of actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QMenuBar

from editor.ui.actions import MENUS, said
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme
from editor.ui.shell_actionset import ActionSet


class Menus:
    """Fills a menu bar, anew whenever the actions are others; icons are drawn when a menu is opened."""

    def __init__(self, bar: QMenuBar, actions: ActionSet, theme: Theme) -> None:
        """Take the bar to fill."""
        self._bar = bar
        self._actions = actions
        self._theme = theme
        self._menus: dict[str, QMenu] = {}

    def menu(self, path: str) -> QMenu:
        """Return a menu by its place in the table, such as ``View/Theme``."""
        return self._menus[path]

    def fill(self) -> None:
        """Draw all menus."""
        self._bar.clear()
        for menu in self._menus.values():
            menu.deleteLater()
        self._menus.clear()
        taken: set[str] = set()
        for title in MENUS:
            menu = self._bar.addMenu(_with_mnemonic(said(title), taken))
            self._keep(title, menu)
        for entry in self._actions.entries():
            menu = self._below(entry.levels)
            if entry.after_line and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(self._actions[entry.name])

    def _below(self, levels: list[str]) -> QMenu:
        path = "/".join(levels)
        if path not in self._menus:
            parent = self._below(levels[:-1])
            self._keep(path, parent.addMenu(said(levels[-1])))
        return self._menus[path]

    def _keep(self, path: str, menu: QMenu) -> None:
        self._menus[path] = menu
        menu.aboutToShow.connect(lambda: self._dress(menu))

    def _dress(self, menu: QMenu) -> None:
        from editor.ui.kit.icons import icon  # Qt's part that draws them is not needed to open a window

        for action in menu.actions():
            name = action.objectName()
            # What is on or off shows a mark there, and a picture would take its place.
            if name in self._actions and (entry := self._actions.entry(name)).icon and not entry.check:
                action.setIcon(icon(entry.icon, self._theme))


def _with_mnemonic(title: str, taken: set[str]) -> str:
    """Underline the first letter of a menu that no menu before has."""
    for at, letter in enumerate(title):
        if letter.isalnum() and letter.lower() not in taken:
            taken.add(letter.lower())
            return f"{title[:at]}&{title[at:]}"
    return title


def recent_menu(parent: QMenu, settings: Settings, open_path: Callable[[Path], object]) -> QMenu:
    """Return a menu of the projects opened last, filled whenever it is opened; those that are gone are grey."""
    menu = QMenu(said("Open Recent"), parent)

    def fill() -> None:
        menu.clear()
        for path in settings.recent():
            action = menu.addAction(f"{path.stem} — {path.parent}".replace("&", "&&"))
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _on, path=path: open_path(path))
        if menu.isEmpty():
            menu.addAction(said("No project yet")).setEnabled(False)

    menu.aboutToShow.connect(fill)
    return menu
