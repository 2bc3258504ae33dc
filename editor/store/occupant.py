"""Who has a project open, noted beside it for whoever finds it locked: a courtesy, the lock is SQLite's own.

A note that a killed program left behind harms nobody: it is read only where the file is locked, and written over by the
next who opens it.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from datetime import datetime
from pathlib import Path

_LONGEST = 4096


def _note(project: Path) -> Path:
    return project.with_name(f".{project.name}.open")


def move_in(project: Path, user: str) -> None:
    """Note that ``user`` has a project open here, since now; where no note can be written there is none."""
    with contextlib.suppress(OSError):
        told = {
            "user": user or os.environ.get("USER") or os.environ.get("USERNAME", ""),
            "host": socket.gethostname(),
            "process": os.getpid(),
            "since": datetime.now().astimezone().isoformat(timespec="minutes"),
        }
        _note(project).write_text(json.dumps(told), "utf-8")


def move_out(project: Path) -> None:
    """Take the note of this process away."""
    with contextlib.suppress(OSError):
        if _read(project).get("process") == os.getpid():
            _note(project).unlink()


def told(project: Path) -> str:
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
