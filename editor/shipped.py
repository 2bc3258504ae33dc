"""The reader of what the program ships: icons, tag sets, word lists, the TEI profile, the sample, the manual.

In a checkout these files lie in ``resources/`` beside the package, in an installation in ``_resources`` inside it. This
module knows that and nothing else: it refuses to know what is in a file, and to name anything outside that folder.
"""

from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Return the path of the shipped file or folder ``name``.

    Args:
        name: Relative to the resources, with forward slashes, such as ``tagsets/general.toml``.

    Raises:
        FileNotFoundError: nothing of that name is shipped.
        ValueError: the name is absolute, climbs with ``..`` or is not written with forward slashes.
    """
    path = _root() / _inside(name)
    if not path.exists():
        raise FileNotFoundError(f"Muniment ships no resource {name!r} (looked for {path}): reinstall the program.")
    return path


def resource_names(under: str = "") -> list[str]:
    """Return the names of all shipped files below the folder ``under``, sorted, each fit for `resource`.

    Raises:
        FileNotFoundError: no such folder is shipped.
        ValueError: as in `resource`.
    """
    root = _root()
    folder = resource(under) if under else root
    found = (path.relative_to(root) for path in folder.rglob("*") if path.is_file())
    return sorted(name.as_posix() for name in found if not _is_litter(name))


def _root() -> Path:
    installed = _PACKAGE / "_resources"
    # First the installed place: beside an installed package, a folder "resources" is somebody else's.
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    if not root.is_dir():
        raise FileNotFoundError(f"Muniment's resources are missing ({installed}): reinstall the program.")
    return root


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(f"{name!r} is not the name of a resource: it must be relative, without '..', '\\' and ':'.")
    return path


def _is_litter(name: Path) -> bool:
    return any(part == "__pycache__" or part.startswith(".") for part in name.parts)
