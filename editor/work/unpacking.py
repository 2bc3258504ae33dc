"""Archives of an import, unpacked into a folder of its own, and the names their files go by outside of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from editor.formats import archive, known
from editor.formats.xml import FormatFault
from editor.imaging.facts import IMAGE_SUFFIXES

_DEPTH = 2
"""An archive may lie in an archive, and no deeper."""

_KINDS = frozenset({"image", "page", "alto", "hocr", "text", "abbyy", "mets", "tei", "pdf", "zip"})


@dataclass(frozen=True, slots=True)
class Container:
    """An archive: the folder it is unpacked in, what it is called, and how deep it lies in others, from 1."""

    root: Path
    shown: str
    name: str
    depth: int


class Unpacking:
    """Unpack archives, and tell of any path what it is called."""

    def __init__(self) -> None:
        self.folder: TemporaryDirectory[str] | None = None
        self._containers: dict[Path, Container] = {}
        self._budget = archive.Budget()

    def close(self) -> None:
        """Remove what was unpacked."""
        if self.folder is not None:
            self.folder.cleanup()

    def unpack(
        self, path: Path, wanted: Callable[[Path, str], bool], stopped: Callable[[], bool]
    ) -> tuple[list[Path], list[str]]:
        """Unpack an archive; return its files, in its order, and the names of what was not wanted.

        What systems leave behind and hide is left out without a word.

        Args:
            path: The archive, which may have come out of another.
            wanted: Tells of a member, by its path and what it is (see ``known.sort``), whether it is to come out.
            stopped: Asked all the time; then nothing comes out.

        Raises:
            FormatFault: it is refused; nothing of it is left.
        """
        outer = self.container(path)
        if outer is not None and outer.depth >= _DEPTH:
            raise FormatFault(path.name, "it is an archive in an archive in an archive; unpack it first.")
        if self.folder is None:
            self.folder = TemporaryDirectory(prefix="muniment-", ignore_cleanup_errors=True)
        root = Path(self.folder.name) / str(len(self._containers) + 1)
        root.mkdir(mode=0o700)
        name = f"{outer.name}/{folder_name(path)}" if outer is not None else folder_name(path)
        self._containers[root] = Container(root, self.shown(path), name, outer.depth + 1 if outer is not None else 1)

        def chosen(member: str, head: bytes, more: Callable[[], bytes]) -> bool:
            return not hidden(Path(member)) and wanted(Path(member), kind_of(head, more, Path(member)))

        try:
            found = archive.unpack(path, root, chosen, self._budget, stopped)
        except archive.Stopped:
            shutil.rmtree(root, ignore_errors=True)
            return [], []
        except BaseException:
            shutil.rmtree(root, ignore_errors=True)
            raise
        return list(found.files), [name for name in found.left_out if not hidden(Path(name))]

    def container(self, path: Path) -> Container | None:
        """Return the archive that a file came out of, None for a file that was not unpacked."""
        return next((self._containers[above] for above in path.parents if above in self._containers), None)

    def shown(self, path: Path) -> str:
        """Return the path of a file as the archivist knows it: that of its archive, then its own in it."""
        container = self.container(path)
        if container is None:
            return str(path)
        return f"{container.shown}/{path.relative_to(container.root).as_posix()}"

    def kept(self, path: Path) -> str:
        """Return where an unpacked image is put beside the project, "" for one that was not unpacked."""
        container = self.container(path)
        if container is None:
            return ""
        return f"{container.name}/{path.relative_to(container.root).as_posix()}"


def folder_name(path: Path) -> str:
    """Return what the folder of an archive's or PDF's images is called: its stem, unless that is no name for a folder.

    The stem of ``...zip`` is two dots, for example, by which images would get out of the project's folder.
    """
    return path.stem.strip(". ") or "images"


def hidden(path: Path) -> bool:
    """Tell whether a file is of the kind that systems leave behind and people do not see."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def kind_of(head: bytes, more: Callable[[], bytes], path: Path) -> str:
    """Return what a file is, by its first bytes; what only bears the name of an image is refused as one later."""
    kind = known.sort_data(head, more, path.suffix)
    if kind in ("text", "unknown") and path.suffix.lower() in IMAGE_SUFFIXES:
        return "image"
    return kind if kind in _KINDS else "unknown"
