"""How scan and text lie beside each other, in one window or in two, and the layouts an archivist has named.

A layout is how the panes are placed and which are shown; it is kept with the settings and knows no project.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QSplitter, QWidget

from editor.ui.actions import Entry

if TYPE_CHECKING:
    from editor.ui.kit.settings import Settings
    from editor.ui.pageview.pane import PageViewPane
    from editor.ui.scan_window import ScanWindow
    from editor.ui.shell_desk import Desk

RIGHT, BELOW, TEXT = "right", "below", "text"
ARRANGEMENTS = (RIGHT, BELOW, TEXT)
_SAVED = "layouts"
_SHARES = {RIGHT: (582, 582), BELOW: (560, 300)}


class ScanAndText(QSplitter):
    """The scan and the text of its page: side by side, one above the other, the text alone, or the scan elsewhere.

    Signals:
        arranged: the name of how they lie now, of ARRANGEMENTS.
        windowChanged: whether the scan is in a window of its own.
    """

    arranged = Signal(str)
    windowChanged = Signal(bool)

    def __init__(self, view: PageViewPane, parent: QWidget | None = None) -> None:
        """Take the pane of the scan; the place of the text is empty."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._view = view
        self._text = QWidget(self)
        self._window: ScanWindow | None = None
        self._shares = dict(_SHARES)
        self.arrangement = RIGHT
        self._label = ""
        self.settings: Settings | None = None
        """Where the place of the second window is remembered."""
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane, stretch in ((view, 6), (self._text, 5)):
            self.addWidget(pane)
            self.setStretchFactor(self.indexOf(pane), stretch)
        self.setSizes(_SHARES[RIGHT])

    @property
    def text(self) -> QWidget:
        """Return what is in the place of the text."""
        return self._text

    def put_text(self, pane: QWidget) -> None:
        """Put the text into its place."""
        empty, self._text = self._text, pane
        self.replaceWidget(self.indexOf(empty), pane)
        empty.deleteLater()

    def arrange(self, how: str, sizes: tuple[int, ...] = ()) -> None:
        """Lay scan and text as told; a scan that is in a window of its own stays there."""
        if how not in ARRANGEMENTS:
            return
        if self.arrangement in self._shares and self.count() == 2 and not self._view.isHidden():
            self._shares[self.arrangement] = (self.sizes()[0], self.sizes()[1])
        self.arrangement = how
        self.setOrientation(Qt.Orientation.Vertical if how == BELOW else Qt.Orientation.Horizontal)
        if self._window is None:
            self._view.setVisible(how != TEXT)
        if how != TEXT:
            self.setSizes(sizes if len(sizes) == 2 and min(sizes) > 0 else self._shares[how])
        self.arranged.emit(how)

    # The second window

    @property
    def window_open(self) -> bool:
        """Tell whether the scan is in a window of its own."""
        return self._window is not None

    def open_window(self) -> None:
        """Move the scan to a window of its own."""
        if self._window is not None:
            return
        from editor.ui.scan_window import ScanWindow

        if self.arrangement in self._shares and self.count() == 2 and not self._view.isHidden():
            self._shares[self.arrangement] = (self.sizes()[0], self.sizes()[1])
        self._window = window = ScanWindow(self.window())
        self._title()
        window.hold(self._view)
        window.closed.connect(self.close_window)
        window.open_where(self.settings)
        self.windowChanged.emit(True)

    def name_window(self, label: str) -> None:
        """Give the second window the name of the page it shows."""
        self._label = label
        self._title()

    def _title(self) -> None:
        if self._window is not None:
            words = self.tr("{0} — scan — Muniment").format(self._label) if self._label else self.tr("Scan — Muniment")
            self._window.setWindowTitle(words.replace("[*]", "[*][*]"))

    def close_window(self) -> None:
        """Bring the scan back beside the text."""
        window, self._window = self._window, None
        if window is None:
            return
        if self.settings is not None:
            window.remember(self.settings)
        self.insertWidget(0, self._view)
        self.setStretchFactor(0, 6)
        self.setStretchFactor(1, 5)
        self.arrange(RIGHT if self.arrangement == TEXT else self.arrangement)
        window.hide()
        window.deleteLater()
        self.windowChanged.emit(False)

    def close_down(self) -> None:
        """Close the second window with the project; that it was open is remembered elsewhere."""
        if self._window is not None:
            window, self._window = self._window, None
            if self.settings is not None:
                window.remember(self.settings)
            window.hide()
            window.deleteLater()


@dataclass(frozen=True, slots=True)
class Layout:
    """How the panes are placed: sizes in pixels, and which are shown."""

    name: str
    how: str = RIGHT
    across: tuple[int, ...] = ()
    middle: tuple[int, ...] = ()
    down: tuple[int, ...] = ()
    strip: tuple[int, ...] = ()
    pages: bool = True
    inspector: bool = True
    below: bool = True


def saved(settings: Settings) -> tuple[Layout, ...]:
    """Return the layouts that were named, in the order of their names; what cannot be read is left out."""
    try:
        found = json.loads(settings.text(_SAVED) or "[]")
    except ValueError:
        return ()
    layouts = [_read(value) for value in found if isinstance(value, dict)] if isinstance(found, list) else []
    return tuple(sorted((layout for layout in layouts if layout.name), key=lambda layout: layout.name.casefold()))


def _read(value: Mapping[str, Any]) -> Layout:
    def sizes(key: str) -> tuple[int, ...]:
        given = value.get(key)
        return tuple(given) if isinstance(given, list) and all(type(size) is int for size in given) else ()

    how = str(value.get("how", RIGHT))
    return Layout(
        name=str(value.get("name", "")).strip(),
        how=how if how in ARRANGEMENTS else RIGHT,
        across=sizes("across"),
        middle=sizes("middle"),
        down=sizes("down"),
        strip=sizes("strip"),
        pages=value.get("pages") is not False,
        inspector=value.get("inspector") is not False,
        below=value.get("below") is not False,
    )


def _write(settings: Settings, layouts: list[Layout]) -> None:
    settings.put(_SAVED, json.dumps([asdict(layout) for layout in layouts]))


def entries_of(settings: Settings) -> tuple[Entry, ...]:
    """Return an action for each layout that was named."""
    return tuple(
        Entry(
            f"layout.named:{quote(layout.name, safe='')}",
            layout.name,
            f"layouts.take({quote(layout.name, safe='')})",
            "View/Layouts|" if number == 0 else "View/Layouts",
            needs="project",
            check="layout",
        )
        for number, layout in enumerate(saved(settings))
    )


class Layouts(QObject):
    """What the table of actions calls to place the panes of a desk.

    Signals:
        checked: the name of an action for how the desk looks, and whether that is on.
        changed: a layout was named or forgotten.
        told: a sentence for the status bar.
    """

    checked = Signal(str, bool)
    changed = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Take the desk whose panes are placed."""
        super().__init__(desk)
        self._desk = desk
        self._settings: Settings | None = None
        desk.session.pageShown.connect(self._name_window)
        desk.middle.windowChanged.connect(lambda on: self.checked.emit("show.window", on))
        desk.view.looking.shownChanged.connect(lambda name, on: self.checked.emit(f"show.{name}", on))
        # Who takes up a tool for the scan wants to see the scan.
        desk.view.toolChanged.connect(lambda tool: self._show_scan(tool != "select"))
        desk.view.looking.shownChanged.connect(lambda name, on: self._show_scan(on and name in ("text", "loupe")))

    def _name_window(self) -> None:
        content = self._desk.session.content
        self._desk.middle.name_window(content.page.label if content is not None else "")

    def tell(self) -> None:
        """Tell again what is on: the actions may be new."""
        looking = self._desk.view.looking
        on = {**looking.shown(), "window": self._desk.middle.window_open}
        for name, shown in on.items():
            self.checked.emit(f"show.{name}", shown)
        self.checked.emit("loupe.square", looking.square)
        self.checked.emit(f"layout.{self._desk.middle.arrangement}", True)

    def _show_scan(self, wanted: bool) -> None:
        if wanted and self._desk.middle.arrangement == TEXT and not self._desk.middle.window_open:
            self.use(RIGHT)

    def restore(self, settings: Settings) -> None:
        """Place scan and text as they were, in their windows."""
        self._settings = settings
        middle = self._desk.middle
        middle.settings = settings
        sizes = tuple(int(part) for part in settings.text("desk/middle").split() if part.isdigit())
        middle.arrange(settings.text("desk/arrangement", RIGHT), sizes)
        self._desk.view.looking.set_square(settings.flag("desk/square-loupe"))
        if settings.flag("desk/second-window"):
            middle.open_window()
        self._name_window()

    def save(self, settings: Settings) -> None:
        """Remember how scan and text are placed."""
        middle = self._desk.middle
        settings.put("desk/arrangement", middle.arrangement)
        settings.put("desk/second-window", middle.window_open)
        settings.put("desk/square-loupe", self._desk.view.looking.square)
        if middle.count() == 2 and min(middle.sizes()) > 0:
            settings.put("desk/middle", " ".join(str(size) for size in middle.sizes()))

    def use(self, how: str) -> None:
        """Lay scan and text as one of ARRANGEMENTS says."""
        if how == self._desk.middle.arrangement:
            self.told.emit(self.tr("Scan and text lie so already."))
        self._desk.middle.arrange(how)
        if how == TEXT and not self._desk.middle.window_open:
            self._desk.back_to_text()
        self.checked.emit(f"layout.{how}", True)

    def toggle_window(self) -> None:
        """Move the scan to a window of its own, or bring it back."""
        middle = self._desk.middle
        if middle.window_open:
            middle.close_window()
        else:
            middle.open_window()
            if self._desk.view.isAncestorOf(self._desk.window().focusWidget() or self._desk):
                self._desk.back_to_text()

    def now(self, name: str = "") -> Layout:
        """Return how the panes are placed."""
        desk = self._desk
        middle = tuple(desk.middle.sizes()) if desk.middle.count() == 2 and min(desk.middle.sizes()) > 0 else ()
        return Layout(
            name, desk.middle.arrangement, tuple(desk.frame.across.sizes()), middle, tuple(desk.frame.sizes()),
            tuple(desk.view.splitter.sizes()), *desk.frame.panes_shown(),
        )  # fmt: skip

    def take(self, name: str) -> None:
        """Place the panes as a layout says that was named; ``name`` is as in its action."""
        layout = next((one for one in self._all() if one.name == unquote(name)), None)
        if layout is None:
            return
        desk = self._desk
        desk.frame.show_pages(layout.pages)
        desk.frame.show_inspector(layout.inspector)
        desk.frame.show_below(layout.below)
        for splitter, sizes in ((desk.frame.across, layout.across), (desk.frame, layout.down)):
            _resize(splitter, sizes)
        desk.middle.arrange(layout.how, layout.middle)
        _resize(desk.view.splitter, layout.strip)
        self.checked.emit(f"layout.named:{quote(layout.name, safe='')}", True)

    def save_as(self) -> None:
        """Ask for a name and keep the layout there is under it; one of that name is replaced."""
        name, given = QInputDialog.getText(
            self._desk, self.tr("Save This Layout"), self.tr("Name of the layout:"), QLineEdit.EchoMode.Normal
        )
        name = " ".join(name.split())
        if not given or not name or self._settings is None:
            return
        others = [layout for layout in self._all() if layout.name.casefold() != name.casefold()]
        _write(self._settings, [*others, self.now(name)])
        self.changed.emit()
        self.checked.emit(f"layout.named:{quote(name, safe='')}", True)
        self.told.emit(self.tr("The layout “{0}” is in the menu View, Layouts.").format(name))

    def forget(self) -> None:
        """Ask which of the named layouts is to be forgotten."""
        names = [layout.name for layout in self._all()]
        if not names:
            self.told.emit(self.tr("No layout was saved yet: Save This Layout keeps the one there is."))
            return
        name, given = QInputDialog.getItem(
            self._desk, self.tr("Forget a Layout"), self.tr("Layout:"), names, 0, editable=False
        )
        if given and self._settings is not None:
            _write(self._settings, [layout for layout in self._all() if layout.name != name])
            self.changed.emit()

    def _all(self) -> tuple[Layout, ...]:
        return saved(self._settings) if self._settings is not None else ()


def _resize(splitter: QSplitter, sizes: tuple[int, ...]) -> None:
    if len(sizes) == splitter.count():
        splitter.setSizes(sizes)
