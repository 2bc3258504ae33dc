"""Who has a project open, noted beside it under a lock of its own, for whoever comes second.

SQLite's lock is the project's, but on Unix a process loses it as soon as anything in it opens the file and closes it
again: a file dialog that looks what a file is does so. The lock on the note hangs on one handle and on nothing else. A
note that a killed program left behind is locked by nobody, and written over by the next who opens the project.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from datetime import datetime
from pathlib import Path

from editor.model.faults import Fault

if sys.platform != "win32":
    import fcntl

_LONGEST = 4096
_TRIES = 6
_PAUSE = 0.05
"""Seconds between two tries: who only looks holds a note for a moment."""


def refuse_taken(project: Path) -> None:
    """Refuse a project that another program has open; nothing is touched.

    Raises:
        Fault: by whom it is open, and where.
    """
    try:
        handle = os.open(_note(project), os.O_RDONLY)
    except OSError:
        return
    try:
        if not _locked(handle, shared=True):
            raise taken(project)
    finally:
        os.close(handle)


def taken(project: Path) -> Fault:
    """Return the fault to raise for a project that another program has open."""
    return Fault(f"{project.name} is open in another window or program{_told(project)}; nothing was changed.")


def move_in(project: Path, user: str) -> int | None:
    """Note that ``user`` has a project open here since now, and lock the note.

    Returns:
        What ``move_out`` needs; None where no note can be written, and SQLite's lock must do.

    Raises:
        Fault: another program has it open.
    """
    note = _note(project)
    for _ in range(_TRIES):
        try:
            handle = os.open(note, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError:
            return None
        if _locked(handle, shared=False) and _is_at(handle, note):
            _write(handle, user)
            return handle
        os.close(handle)
        time.sleep(_PAUSE)
    raise taken(project)


def move_out(project: Path, handle: int | None) -> None:
    """Take the note away."""
    if handle is None:
        return
    note = _note(project)
    with contextlib.suppress(OSError):
        if _is_at(handle, note):
            note.unlink()
    os.close(handle)


def _note(project: Path) -> Path:
    return project.with_name(f".{project.name}.open")


def _locked(handle: int, *, shared: bool) -> bool:
    """Lock a note; tell whether nobody else has it locked. Where there are no such locks, nobody has."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
    return True


def _is_at(handle: int, note: Path) -> bool:
    """Tell whether a handle is of the file that bears the name now, not of one that was taken away."""
    try:
        there, here = note.stat(), os.fstat(handle)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


def _write(handle: int, user: str) -> None:
    told = {
        "user": user or os.environ.get("USER") or os.environ.get("USERNAME", ""),
        "host": socket.gethostname(),
        "process": os.getpid(),
        "since": datetime.now().astimezone().isoformat(timespec="minutes"),
    }
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(told).encode())


def _told(project: Path) -> str:
    """Return in brackets who has a locked project open, where and since when; nothing where that is not known."""
    note = _read(project)
    user, host, since = (str(note.get(key, ""))[:80] for key in ("user", "host", "since"))
    parts = [f"by {user}" if user else "", f"on {host}" if host else ""]
    with contextlib.suppress(ValueError):
        parts.append(f"since {datetime.fromisoformat(since):%d %B, %H:%M}")
    said = " ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _read(project: Path) -> dict[str, object]:
    try:
        with _note(project).open(encoding="utf-8") as file:
            note = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}
