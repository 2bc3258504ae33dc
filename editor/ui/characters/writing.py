"""Characters that no key has, for the field the caret is in: the palette and the sequences, and what was used last."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from editor.store import readers
from editor.ui.characters.compose import Composer, caret_of, write
from editor.ui.characters.palette import CharacterPalette
from editor.ui.jobs import Jobs
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work import characters

_RECENT = "characters/recent"
_MOST_RECENT = 40
_PAUSE = 15
"""Milliseconds between two slices of reading."""


class Characters(QObject):
    """Writes characters where the caret is.

    Signals:
        told: a sentence for the status bar.
    """

    told = Signal(str)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        theme: Theme,
        settings: Settings | None,
        text: tuple[QWidget, Callable[[str], None]],
        parent: QWidget,
    ) -> None:
        """Take the session, and the transcript's text field with what types into it as a step of undo of its own."""
        super().__init__(parent)
        self._session, self._jobs, self._theme, self._settings = session, jobs, theme, settings
        self._sheet, self._type = text
        self._window = parent
        self._palette: CharacterPalette | None = None
        self._gathering: characters.Gathering | None = None
        self._own_read = False
        self._known: list[str] = []
        """What was found in the project when the palette was open before."""
        self._slices = QTimer(self, interval=_PAUSE)
        self._slices.timeout.connect(self._gather)
        self.composer = Composer(self)
        self.composer.told.connect(self.told)
        self.composer.written.connect(self._used)
        session.closing.connect(self.stop)
        session.projectChanged.connect(self._project_changed)

    def stop(self) -> None:
        """Read no more of the project, and close what is open."""
        self._slices.stop()
        self.composer.end()
        if self._palette is not None:
            self._palette.close()

    def _target(self) -> QWidget:
        """Return the text field the caret is in, or else the transcript's."""
        at = QApplication.focusWidget()
        usable = isinstance(at, QLineEdit | QTextEdit | QPlainTextEdit) and at.isEnabled() and not at.isReadOnly()
        return at if at is not None and usable else self._sheet

    def compose(self) -> None:
        """Take the next keys as a sequence that writes one character."""
        target = self._target()
        if self._settings is not None and not self._own_read:
            self._own_read = True
            self.composer.sequences, trouble = characters.with_own(self._settings.file.with_name("compose.toml"))
            if trouble:
                self.told.emit(trouble)
        target.setFocus()
        self.composer.begin(target)

    # Palette

    def show_palette(self) -> None:
        """Let a character be found and chosen."""
        target = self._target()
        project = self.tr("This project")
        sections = [
            (self.tr("Recent"), self.recent),
            (project, self.of_project),
            *((_block(block.name), lambda block=block: block.characters) for block in characters.blocks()),
        ]
        palette = CharacterPalette(self._theme, sections, self._window)
        palette.chosen.connect(lambda character, staying: self._chosen(target, character, staying))
        palette.pinWanted.connect(self._pin)
        palette.destroyed.connect(self._forget)
        self._palette = palette
        palette.show_pinned(self.pinned())
        palette.open_near(caret_of(target))
        self._known = self.of_project()
        self._gathering = characters.Gathering(self._session.project)
        self._slices.start()
        self._jobs.start(characters.prepare, lambda _: None, priority=1)

    def _forget(self) -> None:
        self._palette = None

    def _chosen(self, target: QWidget, character: str, staying: bool) -> None:
        if target is self._sheet:
            self._type(character)
        else:
            write(target, character)
        if not staying:
            target.setFocus()
        self._used(character)

    # What is at hand

    def recent(self) -> list[str]:
        """Return the characters used last, the newest first."""
        return list(self._settings.text(_RECENT)) if self._settings is not None else []

    def _used(self, text: str) -> None:
        if self._settings is not None and len(text) == 1:
            kept = [text, *(one for one in self.recent() if one != text)]
            self._settings.put(_RECENT, "".join(kept[:_MOST_RECENT]))

    def pinned(self) -> list[str]:
        """Return the characters kept with the project."""
        return characters.pinned(readers.project_values(self._session.project))

    def of_project(self) -> list[str]:
        """Return the characters kept with the project, and then those its lines hold, the most frequent first."""
        gathering = self._gathering
        found = gathering.most_used() if gathering is not None else []
        before = self._known if gathering is None or not gathering.done else []
        return list(dict.fromkeys([*self.pinned(), *found, *before]))

    def _gather(self) -> None:
        """Read some more lines while the palette is open."""
        gathering, palette = self._gathering, self._palette
        if gathering is None or gathering.done or palette is None:
            self._slices.stop()
            return
        known = len(gathering.counts)
        gathering.step()
        if len(gathering.counts) != known or gathering.done:
            palette.refresh(self.tr("This project"))

    def _pin(self, character: str) -> None:
        pinned = character in self.pinned()
        edit = characters.unpin(character) if pinned else characters.pin(character)
        if self._session.do(edit) is not None:
            sentence = self.tr("{0} is kept with the project no longer.") if pinned else self.tr(
                "{0} is kept with the project.")  # fmt: skip
            self.told.emit(sentence.format(characters.shown(character)))

    def _project_changed(self) -> None:
        if self._palette is not None:
            self._palette.show_pinned(self.pinned())
            self._palette.refresh(self.tr("This project"))


def _block(name: str) -> str:
    """Return the name of a block; those are data, and translated like the labels of tag sets: not."""
    return name
