"""The door: an open project, and ``apply``, the only way anything in it changes."""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from editor.model.change import Change
from editor.model.codec import decode, encode
from editor.model.edit import Batch, Edit, SetProject
from editor.model.faults import Fault
from editor.store import file, gate, journal, migration, occupant, schema
from editor.store.legible import legible, unreadable
from editor.store.pen import Pen
from editor.store.reach import reach_of
from editor.store.refusal import moved, refusal
from editor.store.writers import write
from editor.whole import name_new

SUFFIX = file.SUFFIX
_COUNTER_BITS = 33

Listener = Callable[[Change], None]


class Project:
    """An open project file; edits go in through ``apply``, changes are told once to every listener."""

    def __init__(self, path: Path, connection: sqlite3.Connection, user: str) -> None:
        """Take an open connection; use ``create`` or ``open``."""
        self.path = path
        self.connection = connection
        self.user = user
        self.listeners: list[Listener] = []
        self.kept: Path | None = None
        """A copy of the project as an older program wrote it; it was brought up to date when it was opened now."""
        with legible(path.name):
            copy, counter = connection.execute("SELECT copy, counter FROM project WHERE id=1").fetchone()
            self._copy = int(copy)
            self._counter = int(counter)
        self._note: int | None = None
        self._held = file.hold(path)
        self._size = file.size_of(path, self._held)

    @classmethod
    def create(cls, path: Path, values: Mapping[str, str] | None = None, *, user: str = "") -> Project:
        """Make an empty project file.

        Args:
            path: Where; it must not exist.
            values: ``title``, ``tagset`` and other values of the project.
            user: Who signs the journal.

        Raises:
            Fault: the file exists or cannot be written.
        """
        if path.exists():
            raise _exists(path)
        try:
            with tempfile.TemporaryDirectory(prefix=".muniment-", dir=path.parent) as folder:
                made = Path(folder) / path.name
                _make(made, {"title": path.stem, **(values or {})}, user)
                name_new(made, path)
        except FileExistsError as error:
            raise _exists(path) from error
        except OSError as error:
            raise Fault(f"{path.name} cannot be made here: {error.strerror or error}.") from error
        return cls._at_home(path, user)

    @classmethod
    def open(cls, path: Path, *, user: str = "") -> Project:
        """Open a project file; one of an older version is brought up to date, and ``kept`` is a copy of it before that.

        Raises:
            Fault: it is no whole project of a version that is known, or open elsewhere; nothing was changed.
        """
        gate.inspect(path)
        return cls._at_home(path, user)

    @classmethod
    def _at_home(cls, path: Path, user: str) -> Project:
        """Take the lock of a file and note who has it."""
        note = occupant.move_in(path, user)
        try:
            connection = file.connect(path)
            try:
                kept = migration.bring_up(path, connection)
                project = cls(path, connection, user)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            occupant.move_out(path, note)
            raise
        project._note, project.kept = note, kept
        return project

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self.connection.close()
        occupant.move_out(self.path, self._note)
        self._note = None
        file.let_go(self._held)

    def __enter__(self) -> Project:
        """Return the project itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def new_id(self) -> int:
        """Return an id that nothing in this project has had or will have."""
        self._counter += 1
        return self._copy << _COUNTER_BITS | self._counter

    def apply(self, edit: Edit, *, merge: str = "", undoable: bool = True) -> Change:
        """Apply an edit in one transaction and tell the listeners.

        Args:
            edit: Ids left out are filled in; the change tells them.
            merge: Edits in a row with the same ``merge`` become one step of undo.
            undoable: False for what the archivist would not call a change, such as zooming.

        Raises:
            EditFault: it cannot be applied; nothing was changed.
            Fault: the file cannot be written; nothing was changed.
        """
        with self._writing():
            change = self._write(edit)
            if undoable:
                journal.push_step(self.connection, change.rev, merge)
        return self._tell(change)

    def undo(self) -> Change | None:
        """Take the last step back, or return None when there is none."""
        step = journal.standing(self.connection)
        if step is None:
            return None
        with self._writing():
            change = self._write(self._way(step.inverses))
            journal.mark_undone(self.connection, step, change.rev)
        return self._tell(change)

    def redo(self) -> Change | None:
        """Bring back the step taken back last, or return None when there is none."""
        step = journal.undone(self.connection)
        if step is None:
            return None
        with self._writing():
            change = self._write(self._way(step.inverses))
            journal.mark_redone(self.connection, step, change.rev)
        return self._tell(change)

    def undo_edit(self) -> Edit | None:
        """Return the edit that undo would take back."""
        step = journal.standing(self.connection)
        return decode(journal.entry(self.connection, step.revs[-1]).edit) if step else None

    def redo_edit(self) -> Edit | None:
        """Return the edit that redo would bring back."""
        step = journal.undone(self.connection)
        return decode(journal.entry(self.connection, step.revs[-1]).edit) if step else None

    def _way(self, revs: tuple[int, ...]) -> Edit:
        ways = tuple(decode(journal.entry(self.connection, rev).inverse) for rev in revs)
        return ways[0] if len(ways) == 1 else Batch(ways, "Take back")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        counter = self._counter
        if self._size is None or file.size_of(self.path, self._held) != self._size:
            raise moved(self.path.name)
        try:
            with file.transaction(self.connection):
                yield
        except sqlite3.IntegrityError as error:
            self._counter = counter
            raise Fault(f"The change does not fit the project ({error}); nothing was changed.") from error
        except sqlite3.Error as error:
            self._counter = counter
            raise refusal(self.path.name, error) from error
        except json.JSONDecodeError as error:  # an edit is made of values: what is no JSON stands in the file
            self._counter = counter
            raise unreadable("What is to be changed") from error
        except BaseException:
            self._counter = counter
            raise
        finally:
            self._size = file.size_of(self.path, self._held) or self._size  # moved away within: the next save notices

    def _write(self, edit: Edit) -> Change:
        pen = Pen(self.connection)
        done = write(pen, edit, self.new_id)
        pen.settle()
        inverse = pen.inverse()
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        rev = journal.write(self.connection, when, self.user, encode(done), encode(inverse))
        self._keep_counter(pen)
        reach = reach_of(pen)
        journal.touch(self.connection, rev, reach.touched | reach.around)
        return Change(rev, done, inverse, reach.touched, reach.pages, reach.structure)

    def _keep_counter(self, pen: Pen) -> None:
        mine = [row_id for _, row_id, was, _ in pen.rows() if was is None and row_id >> _COUNTER_BITS == self._copy]
        highest = max((row_id & ((1 << _COUNTER_BITS) - 1) for row_id in mine), default=0)
        self._counter = max(self._counter, highest)
        self.connection.execute("UPDATE project SET counter=? WHERE id=1 AND counter<?", (self._counter, self._counter))

    def _tell(self, change: Change) -> Change:
        for listener in tuple(self.listeners):
            listener(change)
        return change


def _exists(path: Path) -> Fault:
    return Fault(f"{path.name} exists already; nothing was changed. Choose another name.")


def _make(path: Path, values: Mapping[str, str], user: str) -> None:
    """Write a whole empty project, which nobody can meet half made since its name is not yet known."""
    connection = file.connect(path, create=True)
    connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
    with file.transaction(connection):
        schema.migrate(connection)
        row = (secrets.randbits(20), "{}")
        connection.execute('INSERT INTO project (id, copy, counter, "values") VALUES (1, ?, 0, ?)', row)
    with Project(path, connection, user) as project:
        project.apply(SetProject(values), undoable=False)
