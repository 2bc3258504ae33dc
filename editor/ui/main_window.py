"""The window: menu, tools, start page or desk, status; it places them and carries words between them, nothing more."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenuBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.ui.actions import ENTRIES, Entry, entries_of, said
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import LEADING, Theme
from editor.ui.layouts import entries_of as named_layouts
from editor.ui.shell_actionset import ActionSet
from editor.ui.shell_dialogs import Dialogs
from editor.ui.shell_drop import DropWindow
from editor.ui.shell_files import Files
from editor.ui.shell_menus import Menus, recent_menu
from editor.ui.shell_places import Place
from editor.ui.shell_toolbar import ToolBar
from editor.ui.status import StatusBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from editor.ui.session import Selection, Session
    from editor.ui.shell_banner import Banner
    from editor.ui.shell_commands import Commands
    from editor.ui.shell_desk import Desk

_SIZE = (1600, 1000)
_TOLD = 6000
_ENTER = (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
_KEYPAD = QtCore.Qt.KeyboardModifier.KeypadModifier


class MainWindow(DropWindow):
    """The one window of the program.

    Signals:
        painted: the window was on the screen for the first time.
    """

    painted = Signal()

    def __init__(self, settings: Settings, theme: Theme, user: str = "") -> None:
        """Take what is remembered, the theme, and who signs where the command line said so."""
        super().__init__()
        self.settings = settings
        self.theme = theme
        self.session: Session | None = None
        self.desk: Desk | None = None
        self._commands: Commands | None = None
        self._of_set: tuple[Entry, ...] = ()
        self._fault = ""
        self._first = True
        self.files = Files(self, user)
        self.dialogs = Dialogs(self)
        self.actions_ = ActionSet(self.perform, self)
        self.actions_.add(ENTRIES, settings.keys())
        self.addActions([self.actions_[entry.name] for entry in ENTRIES])
        self.stack = QStackedWidget(self)
        self.tools = ToolBar(self.actions_, theme, self)
        self.status = StatusBar(self)
        self.menu_bar = QMenuBar(self)
        self.menus = Menus(self.menu_bar, self.actions_, theme)
        self._place = Place(settings, self)
        self._place.told.connect(self.tools.show_page)
        self.dropped.connect(self.files.drop)
        theme.set_face(settings.text("text/face"), settings.number("text/leading", LEADING))
        self._build()
        self._know(None)

    def _build(self) -> None:
        middle = QWidget(self)
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self.stack, 1)
        self._middle = layout
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        head = QFrame(self)
        head.setProperty("role", "head")
        self._file = QLabel(head)
        self._file.setProperty("role", "file")
        name = QLabel("Muniment", head)
        name.setProperty("role", "name")
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(0)
        for widget, stretch in ((name, 0), (self.menu_bar, 1), (self._file, 0)):
            row.addWidget(widget, stretch)
        self.setMenuWidget(head)
        self.tools.findEdited.connect(self._find_typed)
        self.tools.findEntered.connect(lambda: self.perform(self.actions_.entry("find.next")))
        self.tools.findLeft.connect(lambda: self.desk.back_to_text() if self.desk is not None else None)
        self.actions_.check(f"theme.{self.theme.mode}")
        self.resize(*_SIZE)
        geometry = self.settings.blob("window/geometry")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    @functools.cached_property
    def banner(self) -> Banner:
        """Return the strip for sentences above the panes, made when there is something to say."""
        from editor.ui.shell_banner import Banner

        banner = Banner(self.theme, self)
        self._middle.insertWidget(1, banner)
        return banner

    # Sessions

    @property
    def open_name(self) -> str:
        """Return the name of the open project, "" for none."""
        return self.session.project.path.stem if self.session is not None else ""

    def show_start(self) -> None:
        """Show the start page."""
        from editor.ui.start_page import StartPage

        page = StartPage(self.settings, self.theme, self)
        page.newAsked.connect(self.files.new)
        page.openAsked.connect(self.files.open)
        page.sampleAsked.connect(self.files.open_sample)
        page.restoreAsked.connect(self.files.restore)
        page.chosen.connect(self.files.open_path)
        self._put(page)

    def show_session(self, session: Session | None) -> None:
        """Show a session instead of the one there was, which is closed; without one, the start page."""
        self._leave()
        self.session = session
        if session is None:
            self._know(None)
            self.show_start()
            return
        from editor.ui.backing_up import BackingUp
        from editor.ui.shell_commands import Commands
        from editor.ui.shell_desk import Desk

        session.setParent(self)
        BackingUp(session).failed.connect(lambda sentence: self.banner.say(sentence, error=False))
        self.desk = desk = Desk(session, self.theme, self)
        commands = Commands(session, self)
        self._commands = commands
        self._put(desk)
        desk.lines.aboveShown.connect(lambda on: self.actions_.check("show.cutouts", on))
        desk.restore(self.settings)
        self._listen(session, desk, commands)
        self._know(session)
        self._hush()
        self._place.follow(session)

    def _leave(self) -> None:
        """Close the session there is; nothing of its panes may outlive it."""
        if self.session is None or self.desk is None:
            return
        self.session.flush()
        self._place.leave()
        self.desk.save(self.settings)
        self.status.leave()
        self.session.close()
        self.desk.close_down()
        self.session.deleteLater()
        self.desk = self.session = self._commands = None

    def save(self) -> bool:
        """Send off what is typed, and tell whether nothing waits to be saved any more."""
        if self.session is None:
            return True
        self.session.flush()
        return not self.session.unsent

    def _say_fault(self, sentence: str) -> None:
        self._fault = sentence
        waiting = self.session is not None and self.session.unsent
        self.banner.say(
            sentence,
            label=self.tr("Save a copy elsewhere…") if waiting else "",
            act=self.files.save_copy if waiting else None,
        )

    def _saved_again(self, unsent: bool) -> None:
        """Send the fault away that kept typed text from being saved: it is saved now."""
        if not unsent and self._fault and self.banner.label.text() == self._fault:
            self.banner.hide()
            self._fault = ""

    def _hush(self) -> None:
        if "banner" in vars(self):
            self.banner.hide()

    def _put(self, widget: QWidget) -> None:
        old = self.stack.currentWidget()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()

    def _listen(self, session: Session, desk: Desk, commands: Commands) -> None:
        session.faulted.connect(self._say_fault)
        session.unsentChanged.connect(self._saved_again)
        session.pageShown.connect(self._page_shown)
        session.structureChanged.connect(self._show_status)
        session.selectionChanged.connect(self._selection_changed)
        session.projectChanged.connect(lambda: self._know(self.session))
        self.status.follow(session, desk.jobs)
        desk.caretElsewhere.connect(self.actions_.set_typing_elsewhere)
        desk.told.connect(self.tell)
        commands.told.connect(self.tell)
        desk.view.importWanted.connect(self.files.import_files)
        desk.view.relinkWanted.connect(self.files.relink)
        desk.compareWanted.connect(self.files.compare)
        desk.readWanted.connect(lambda: self.perform(self.actions_.entry("scans.read")))
        desk.rescueFound.connect(
            lambda said: self.banner.say(
                said, error=False, label=self.tr("Bring it back"), act=lambda: desk.rescuing.bring_back()
            )
        )
        desk.queryChanged.connect(self.tools.field.setText)
        desk.doubtsShown.connect(lambda on: self.actions_.check("show.confidence", on))
        self.actions_.check("show.invisibles", desk.unseen_marked)
        desk.orderChanged.connect(lambda on: self.actions_.check("problem.doubt", on))
        desk.frame.paneShown.connect(lambda name, on: self.actions_.check(f"pane.{name}", on))
        desk.layouts.changed.connect(lambda: self._know(self.session))
        desk.layouts.checked.connect(self.actions_.check)
        desk.view.pointerMoved.connect(self.status.show_pointer)
        desk.view.zoomChanged.connect(self.tools.show_zoom)
        desk.view.toolChanged.connect(lambda name: self.actions_.check(f"tool.{name}"))

    def _know(self, session: Session | None) -> None:
        """Draw menus and tools for a session's tag set, or for none."""
        self.actions_.remove(entry.name for entry in self._of_set)
        self._of_set = (*entries_of(session.tagset), *named_layouts(self.settings)) if session is not None else ()
        self.addActions(self.actions_.add(self._of_set, self.settings.keys()))
        self.menus.fill()
        file_menu = self.menus.menu("File")
        recent = recent_menu(file_menu, self.settings, self.files.open_path)
        file_menu.insertMenu(self.actions_["project.sample"], recent)
        self.menus.menu("Edit").aboutToShow.connect(self.name_steps)
        self.menus.menu("View").aboutToShow.connect(self._look_at_view)
        self.tools.setVisible(session is not None)
        if session is not None:
            self.tools.fill()
        name = session.project.path.name if session is not None else ""
        if name:
            self._file.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._file.setText(name)
        self.setWindowTitle(f"{name.replace('[*]', '[*][*]')} — Muniment" if name else "Muniment")
        if self.desk is not None:
            self.desk.layouts.tell()
        self._selection_changed()

    # What the session tells

    def _page_shown(self) -> None:
        self._show_status()
        self._selection_changed()

    def _show_status(self) -> None:
        if self.session is not None and self.session.content is not None:
            page = self.session.content.page
            self.actions_.check(f"page.{page.status}")
            self.actions_.check("page.review", page.needs_review)

    def _selection_changed(self, selection: Selection | None = None) -> None:
        session = self.session
        if session is None:
            there = ""
        elif session.content is None:
            there = "project"
        else:
            chosen = session.selection
            there = "line" if chosen.line is not None else "region" if chosen.region is not None else "page"
        self.actions_.set_there(there)

    # Doing

    def parts(self) -> dict[str, object]:
        """Return what the table of actions may call, by name."""
        found: dict[str, object] = {"window": self, "files": self.files, "dialogs": self.dialogs}
        if self.desk is not None and self._commands is not None:
            found |= {**self.desk.parts(), "project": self._commands}
        return found

    def _part(self, name: str) -> object | None:
        own = {"window": self, "files": self.files, "dialogs": self.dialogs, "project": self._commands}
        return own[name] if name in own else self.desk.part(name) if self.desk is not None else None

    def perform(self, entry: Entry, on: bool = False) -> None:
        """Do what an entry of the table says."""
        part = self._part(entry.part)
        if part is None:
            return
        arguments: tuple[object, ...] = (on,) if entry.check == "state" else entry.arguments
        try:
            getattr(part, entry.method)(*arguments)
        except Fault as fault:
            self.banner.say(str(fault))

    def tell(self, sentence: str) -> None:
        """Say something in the status bar for a while."""
        self.status.showMessage(sentence, _TOLD)

    @contextlib.contextmanager
    def busy(self, sentence: str) -> Iterator[None]:
        """Say that something takes a while."""
        self.tell(sentence)
        QtGui.QGuiApplication.setOverrideCursor(QtCore.Qt.CursorShape.WaitCursor)
        QApplication.processEvents()
        try:
            yield
        finally:
            QtGui.QGuiApplication.restoreOverrideCursor()
            self.status.clearMessage()

    def name_steps(self) -> None:
        """Say in the menu what undo and redo would do."""
        if self.session is not None:
            for name, title in (("undo", self.session.undo_title()), ("redo", self.session.redo_title())):
                verb = said(self.actions_.entry(name).text)
                self.actions_[name].setText(f"{verb}: {title}".replace("&", "&&") if title else verb)

    def press(self, keys: str) -> None:
        """Press keys for the archivist where the caret is: what has the caret knows best how to copy."""
        combination = QtGui.QKeySequence(keys)[0]  # type: ignore[index]
        widget = QApplication.focusWidget()
        if widget is not None and isinstance(combination, QtCore.QKeyCombination):
            for kind in (QtCore.QEvent.Type.KeyPress, QtCore.QEvent.Type.KeyRelease):
                QApplication.postEvent(
                    widget, QtGui.QKeyEvent(kind, combination.key(), combination.keyboardModifiers())
                )

    def set_theme(self, mode: str) -> None:
        """Change to light, dark, or as the desktop is."""
        self.settings.put("theme", mode)
        self.actions_.check(f"theme.{mode}")
        self.theme.set_mode(mode)

    def set_full_screen(self, on: bool) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ QtCore.Qt.WindowState.WindowFullScreen)

    def _look_at_view(self) -> None:
        """Show in the menu what the scan shows: it has keys and a memory of its own."""
        if self.desk is not None:
            view = self.desk.view
            shown = {"regions": view.regions_shown, "lines": view.lines_shown, "order": view.order_shown}
            for name, on in shown.items():
                self.actions_.check(f"show.{name}", on)

    def _find_typed(self, text: str) -> None:
        if self.desk is not None:
            self.desk.look_for(text)

    # What Qt tells

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window was first seen; what is heavy waits for that."""
        super().paintEvent(event)
        if self._first:
            self._first = False
            QTimer.singleShot(0, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus: outside dialogs Qt leaves that to the space bar alone."""
        button = QApplication.focusWidget()
        if event.key() in _ENTER and not event.modifiers() & ~_KEYPAD and isinstance(button, QPushButton | QToolButton):
            button.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save, close the project and remember the window."""
        self.settings.put("window/geometry", self.saveGeometry())
        self._leave()
        self.settings.sync()
        event.accept()
