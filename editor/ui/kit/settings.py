"""What the window remembers between runs, in one file of its own; knows no project."""

from __future__ import annotations

import math
import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths

NAME = "muniment"
_RECENT = 12


def data_folder() -> Path:
    """Return the folder of this user's logs, reports and sample project, made where it is missing."""
    folder = _place(QStandardPaths.StandardLocation.GenericDataLocation) / NAME
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _place(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location))


def _config_folder() -> Path:
    return _place(QStandardPaths.StandardLocation.GenericConfigLocation) / NAME


def documents_folder() -> Path:
    """Return the folder in which a new project is proposed."""
    folder = _place(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if folder.is_dir() else Path.home()


class Settings:
    """Geometry, theme, recent projects, keys and the name that signs; each written when it is set."""

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        """Read ``file``, or the one in this user's configuration folder."""
        self.file = file if file is not None else _config_folder() / "muniment.ini"
        self._store = QSettings(str(self.file), QSettings.Format.IniFormat, parent)

    def sync(self) -> None:
        """Write what is not yet on the disk."""
        self._store.sync()

    def text(self, key: str, default: str = "") -> str:
        """Return a setting as text."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a setting that is on or off."""
        value = self._store.value(key, default)
        return value if isinstance(value, bool) else str(value).lower() == "true"

    def number(self, key: str, default: float = 0.0) -> float:
        """Return a setting that is a number; what is none counts as never set."""
        try:
            value = float(self.text(key))
        except ValueError:
            return default
        return value if math.isfinite(value) else default

    def blob(self, key: str) -> QByteArray:
        """Return a setting that only Qt can read, such as a geometry; empty where it was never set."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: str | bool | QByteArray) -> None:
        """Set a setting."""
        self._store.setValue(key, value)

    def forget(self, key: str) -> None:
        """Take a setting and all below it away."""
        self._store.remove(key)

    # Recent projects

    def recent(self) -> list[Path]:
        """Return the projects opened last, the newest first; some may be gone."""
        size = self._store.beginReadArray("recent")
        found: list[Path] = []
        for index in range(size):
            self._store.setArrayIndex(index)
            value = self._store.value("path")
            if isinstance(value, str) and value:
                found.append(Path(value))
        self._store.endArray()
        return found

    def remember(self, project: Path) -> None:
        """Put a project first among the recent ones."""
        project = project.absolute()
        projects = [project, *(path for path in self.recent() if path != project)][:_RECENT]
        self._store.remove("recent")
        self._store.beginWriteArray("recent", len(projects))
        for index, path in enumerate(projects):
            self._store.setArrayIndex(index)
            self._store.setValue("path", str(path))
        self._store.endArray()

    # Keys

    def keys(self) -> dict[str, tuple[str, ...]]:
        """Return the keys the user gave to actions: portable sequences by the action's name; none means no key."""
        self._store.beginGroup("keys")
        found = {name: self.text(name) for name in self._store.childKeys()}
        self._store.endGroup()
        return {name: tuple(part for part in value.split("\t") if part) for name, value in found.items()}

    def put_keys(self, name: str, sequences: tuple[str, ...]) -> None:
        """Give an action keys of the user's."""
        self._store.setValue(f"keys/{name}", "\t".join(sequences))

    # The name that signs

    def user(self, asked: str = "") -> str:
        """Return who signs the journal: ``asked``, else MUNIMENT_USER, else what is set here, else the login name."""
        return asked or os.environ.get("MUNIMENT_USER", "") or self.text("user") or _login_name()


def _login_name() -> str:
    import getpass  # asked of the system only where nobody said a name

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
