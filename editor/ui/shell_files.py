"""Projects opened, made and closed in the window, and files brought in and out; asks the archivist, leaves the work."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from editor.model.faults import Damaged, Fault
from editor.ui.kit.settings import data_folder, documents_folder

if TYPE_CHECKING:
    from editor.store.project import Project
    from editor.ui.main_window import MainWindow
    from editor.ui.session import Session

_SUFFIX = ".muniment"


class Files(QObject):
    """The commands of the File menu."""

    def __init__(self, window: MainWindow, user: str) -> None:
        """Take the window and who signs what is done in it."""
        super().__init__(window)
        self._window = window
        self._user = user

    @property
    def session(self) -> Session | None:
        """Return the session of the window, None without a project."""
        return self._window.session

    def new(self) -> None:
        """Ask where and make an empty project."""
        self._make(())

    def _make(self, sources: tuple[Path, ...]) -> None:
        from editor.ui.dialogs.new_project import NewProjectDialog
        from editor.ui.session import Session

        dialog = NewProjectDialog(self._folder(), self._window.settings.user(self._user), self._window)
        if dialog.exec() and dialog.made is not None:
            self._take(Session(dialog.made))
            if sources:
                self.import_these(sources)

    def open(self) -> None:
        """Ask for a project and open it."""
        wanted = self.tr("Muniment projects (*{0})").format(_SUFFIX)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open Project"), str(self._folder()), wanted)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open a project; where it cannot be, the one on screen stays and a sentence tells why."""
        from editor.store import readers
        from editor.store.migration import brought_up, is_older
        from editor.store.project import Project
        from editor.ui.session import Session

        if self.session is not None:
            self.session.flush()
            if self.session.project.path.resolve() == path.resolve():
                return True
        project = None
        try:
            updating = self._window.busy(self.tr("Bringing “{0}” up to date…").format(path.name))
            with updating if is_older(path) else nullcontext():
                project = Project.open(path.absolute(), user=self._window.settings.user(self._user))
            readers.documents(project)
            readers.first_page(project)
            session = Session(project)
        except Fault as fault:
            if project is not None:  # it opens, but what it says of itself cannot be read
                project.close()
            self._refused(path, fault)
            return False
        self._take(session)
        if project.kept is not None:
            self._window.banner.say(brought_up(project.path, project.kept), error=False)
        trouble = self._trouble(project)
        if trouble and self._window.banner.isHidden():
            said = self.tr("{0} was changed by another program. {1} The pages are as the file has them.")
            self._window.banner.say(said.format(path.name, trouble), error=False)
        return True

    @staticmethod
    def _trouble(project: Project) -> str:
        """Return what is wrong with the end of a project's journal, "" where it ends with what was written last."""
        from editor.store import journal

        try:
            return journal.trouble_at_end(project.connection) or ""
        except Fault as fault:
            return str(fault)

    def _refused(self, path: Path, fault: Fault) -> None:
        """Say why a project could not be opened and, where it has backups, lead to them."""
        from editor.work.backup import backups_of

        try:
            saved = bool(backups_of(path))
        except OSError:
            saved = False
        said, label = str(fault), ""
        act: Callable[[], None] | None = None
        if isinstance(fault, Damaged):
            from editor.work.salvaging import what_now

            said = what_now(fault, saved)
            label, act = self.tr("Salvage What Can Be Read…"), lambda: self._salvage(path)
        if saved:
            label, act = self.tr("Its backups…"), lambda: self._restore(path, damaged=isinstance(fault, Damaged))
        self._window.banner.say(said, label=label, act=act)

    def _page_refused(self, fault: Damaged) -> None:
        """Lead to what can be done about a page that cannot be read; text that waits to be saved comes first."""
        if self.session is not None and not self.session.unsent:
            self._refused(self.session.project.path, fault)

    def salvage(self) -> None:
        """Ask for a damaged project and make a new one of what can be read of it."""
        wanted = self.tr("Muniment projects (*{0})").format(_SUFFIX)
        title = self.tr("Salvage a Damaged Project: Choose It")
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(self._folder()), wanted)
        if name:
            self._salvage(Path(name))

    def _salvage(self, damaged: Path) -> None:
        from editor.ui.dialogs.salvage import SalvageDialog

        if self.session is not None and self.session.project.path.resolve() == damaged.resolve():
            self.close()  # while it is open here, reading the file would take the lock from it
        user = self._window.settings.user(self._user)
        dialog = SalvageDialog(damaged, documents_folder(), user, self._window)
        dialog.made.connect(self.open_path)
        dialog.exec()
        if dialog.fault:
            self._window.banner.say(dialog.fault)
        dialog.deleteLater()

    def restore(self) -> None:
        """Show the backups of the open project, or of one that is asked for."""
        if self.session is not None:
            self.session.flush()
            self._restore(self.session.project.path)
            return
        wanted = self.tr("Muniment projects (*{0})").format(_SUFFIX)
        title = self.tr("Restore from a Backup: Choose the Project or One of Its Backups")
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(self._folder()), wanted)
        if name:
            self._restore(_project_of(Path(name)))

    def _restore(self, project: Path, *, damaged: bool = False) -> None:
        from editor.ui.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(project, self._window, damaged=damaged)
        if dialog.exec() and dialog.restored is not None and self.open_path(dialog.restored):
            self._window.tell(self.tr("This is “{0}”, made from the backup.").format(dialog.restored.name))
        elif dialog.salvage_wanted:
            self._salvage(project)
        dialog.deleteLater()

    def save_copy(self) -> None:
        """Ask where and save a copy of the open project there, with typed text that the project does not take."""
        from editor.ui.jobs import Jobs
        from editor.work.backup import save_copy

        session, desk = self.session, self._window.desk
        if session is None or desk is None:
            return
        session.flush()
        proposed = self._folder() / self.tr("Copy of {0}").format(session.project.path.name)
        wanted = self.tr("Muniment projects (*{0})").format(_SUFFIX)
        never = QFileDialog.Option.DontConfirmOverwrite  # a file that is there is never written over
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save a Copy"), str(proposed), wanted, options=never
        )
        if not name:
            return
        target = Path(name if name.endswith(_SUFFIX) else name + _SUFFIX)
        project, unsaved, jobs = session.project, desk.unsaved(), Jobs(1, session)
        session.closing.connect(jobs.stop)
        self._window.tell(self.tr("Saving a copy…"))
        jobs.start(lambda: save_copy(project, target, unsaved), lambda _: self._copied(target), self._not_copied)

    def _copied(self, target: Path) -> None:
        self._window.tell(self.tr("Everything is in the copy “{0}”, whole and checked.").format(target.name))

    def _not_copied(self, error: Exception) -> None:
        if not isinstance(error, Fault):
            raise error
        self._window.banner.say(str(error), label=self.tr("Save a copy elsewhere…"), act=self.save_copy)

    def open_sample(self) -> None:
        """Open the sample project, made on first use."""
        from editor.ui.session import Session
        from editor.work.new_project import sample_project

        folder = data_folder() / "sample"
        there = sorted(folder.glob(f"*{_SUFFIX}"))
        if there:
            self.open_path(there[0])
            return
        try:
            with self._window.busy(self.tr("Making the sample project…")):
                folder = _free(folder)
                self._take(Session(sample_project(folder, user=self._window.settings.user(self._user))))
        except Fault as fault:
            self._window.banner.say(str(fault))

    def _take(self, session: Session) -> None:
        self._window.settings.remember(session.project.path)
        session.damaged.connect(self._page_refused)
        self._window.show_session(session)
        self._advise(session.project.path)

    def _advise(self, path: Path) -> None:
        """Say once of a project that it lies where another program or computer may spoil it."""
        from editor.work.whereabouts import advice

        sentence, told = advice(path), f"whereabouts/{zlib.crc32(str(path).encode('utf-8', 'surrogateescape'))}"
        if sentence and not self._window.settings.flag(told):
            self._window.settings.put(told, True)
            self._window.banner.say(sentence, error=False)

    def close(self) -> None:
        """Close the project and show the start page."""
        self._window.show_session(None)

    def import_files(self) -> None:
        """Ask for files and bring them into the project."""
        self.import_these(())

    def import_these(self, sources: tuple[Path, ...]) -> None:
        """Show what would come of files and folders, and bring them in if the archivist agrees."""
        from editor.ui.dialogs.import_files import ImportDialog

        if self.session is None:
            return
        self.session.flush()
        window = self._window
        dialog = ImportDialog(self.session, window.settings, window.theme, sources, window)
        dialog.compareWanted.connect(self.compare, Qt.ConnectionType.QueuedConnection)
        if dialog.exec() and dialog.taken:
            window.tell(dialog.sentence())
        dialog.deleteLater()

    def compare(self, page: int | None = None) -> None:
        """Show two versions of a page, the current one where none is named, beside each other."""
        from editor.ui.compare.dialog import CompareDialog

        if self.session is None:
            return
        self.session.flush()
        if page is not None and page != self.session.page_id:
            self.session.show_page(page)
        dialog = CompareDialog(self.session, self._window.theme, self._window)
        dialog.exec()
        dialog.deleteLater()

    def relink(self) -> None:
        """Look for images that are not where they were, and point the pages to them."""
        from editor.ui.dialogs.relink import RelinkDialog

        if self.session is None:
            return
        self.session.flush()
        dialog = RelinkDialog(self.session, self._window.settings, self._window.theme, self._window)
        if dialog.exec() and dialog.taken:
            self._window.tell(dialog.sentence())
        dialog.deleteLater()

    def export(self) -> None:
        """Ask for a format and a place and write the documents there."""
        from editor.ui.dialogs.export import ExportDialog

        if self.session is not None:
            self.session.flush()
            ExportDialog(self.session, self._window.settings, self._window).exec()

    def drop(self, paths: tuple[Path, ...]) -> None:
        """Take what was dropped on the window: a project is opened, all else imported."""
        project = next((path for path in paths if path.suffix == _SUFFIX), None)
        if project is not None:
            self.open_path(project)
        elif self.session is not None:
            self.import_these(paths)
        else:
            self._make(paths)

    def _folder(self) -> Path:
        recent = self._window.settings.recent()
        return recent[0].parent if recent and recent[0].parent.is_dir() else documents_folder()


def _project_of(path: Path) -> Path:
    """Return the project whose backups are meant: a file in a folder of backups stands for the project beside it."""
    from editor.work.backup import folder_of

    name = path.parent.name.removesuffix(" backups")
    project = path.parent.with_name(name + _SUFFIX)
    return project if path.parent == folder_of(project) else path


def _free(folder: Path) -> Path:
    """Return ``folder``, or with a number behind it the first that does not exist."""
    found, number = folder, 2
    while found.exists():
        found, number = folder.with_name(f"{folder.name} {number}"), number + 1
    return found
