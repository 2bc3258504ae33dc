"""What happens when the program itself is at fault: it is written down, the work is saved, and it is said once."""

from __future__ import annotations

import faulthandler
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, QTimer, Signal

_LOG = "muniment.log"
_CRASH = "crash.log"
_ENOUGH = 1 << 20


class Reports(QObject):
    """Catches what nobody caught.

    Signals:
        caught: the kind of an error, its report, and whether all that was typed is saved; in the GUI thread, once a
            kind.
    """

    caught = Signal(str, str, bool)
    _raised = Signal(str, str)

    def __init__(self, folder: Path, save: Callable[[], bool], parent: QObject | None = None) -> None:
        """Take the folder of the log and what saves the work and tells whether all of it is saved."""
        super().__init__(parent)
        self.folder = folder
        self._save = save
        self._seen: set[str] = set()
        self._crash: IO[str] | None = None
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        # From a thread this comes to the window's own; either way it is told when what went wrong is over.
        self._raised.connect(self._soon)

    def install(self) -> str:
        """Begin to catch; return the report of a crash of the last run, "" where there was none."""
        last = self._last_crash()
        try:
            self._crash = (self.folder / _CRASH).open("w", encoding="utf-8")
            faulthandler.enable(self._crash)
        except (OSError, RuntimeError):
            self._crash = None
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._in_gui
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._in_passing
        return last

    def uninstall(self) -> None:
        """Leave errors to whoever caught them before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        if self._crash is not None:
            faulthandler.disable()
            self._crash.close()
            (self.folder / _CRASH).unlink(missing_ok=True)

    def log(self, text: str) -> None:
        """Write to the log; a log that cannot be written is no reason to stop."""
        path = self.folder / _LOG
        try:
            if path.exists() and path.stat().st_size > _ENOUGH:
                path.replace(path.with_suffix(".old.log"))
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text.rstrip()}\n")
        except OSError:
            return

    def _last_crash(self) -> str:
        path = self.folder / _CRASH
        try:
            found = path.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""
        if found:
            self.log(f"the last run ended in a crash:\n{found}")
        return found

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._catch(args.exc_type, args.exc_value, args.exc_traceback)
        self._hooks[1](args)

    def _in_passing(self, args: sys.UnraisableHookArgs) -> None:
        """Catch what Python itself could raise nowhere: in a destructor, in a callback of the collector."""
        if args.exc_value is not None:
            self._catch(args.exc_type, args.exc_value, args.exc_traceback)
        self._hooks[2](args)

    def _in_gui(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        self._catch(kind, error, at)
        self._hooks[0](kind, error, at)

    def _catch(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            return
        report = "".join(traceback.format_exception(kind, error, at))
        self.log(report)
        where = traceback.extract_tb(at)[-1:] if at is not None else []
        place = f"{Path(where[0].filename).name}:{where[0].lineno}" if where else ""
        self._raised.emit(f"{kind.__name__} {place}".strip(), report)

    def _soon(self, kind: str, report: str) -> None:
        QTimer.singleShot(0, self, lambda: self._tell(kind, report))

    def _tell(self, kind: str, report: str) -> None:
        saved = False
        try:
            saved = self._save()
        except Exception:  # saving is what may have failed; it must not hide the first error
            self.log(traceback.format_exc())
        if kind not in self._seen:
            self._seen.add(kind)
            self.caught.emit(kind, report, saved)
