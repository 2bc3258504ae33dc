"""Which engines there are: Muniment's own by name, those of other packages by their entry points.

Nothing of an engine's library is loaded to tell which there are.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from importlib import metadata
from typing import Final, cast

from editor.assist.engines.values import GROUP, Engine, EngineFault

OWN: Final = {
    "tesseract": "editor.assist.engines.tesseract:Tesseract",
    "rapidocr": "editor.assist.engines.rapid:Rapid",
}
"""Our own, the one taken first first. They are entry points as well; a packed program has no metadata to find them."""

_PARTS: Final = frozenset({"name", "version", "wants_clean", "missing", "languages", "read"})


def available() -> list[str]:
    """Return the names of the engines that can read here, the one that is taken where none is named first."""
    return [name for name in _known() if not _missing(name)]


def engine(name: str | None = None) -> Engine:
    """Return an engine by its name, or the first that can read.

    Raises:
        EngineFault: there is none of that name, or something it needs is missing.
    """
    known = _known()
    if name is None:
        name = next(iter(available()), next(iter(OWN)))
    if name not in known:
        raise EngineFault(f"There is no engine “{name}”; known are {', '.join(known)}.")
    found = _loaded(name)
    if missing := found.missing():
        raise EngineFault(missing)
    return found


def _known() -> dict[str, str]:
    """Return where the engines are by name: ours first, then those of strangers in the order of their names."""
    others = {name: value for name, value in sorted(_offered()) if name not in OWN}
    return {**OWN, **others}


def _offered() -> Iterator[tuple[str, str]]:
    for point in metadata.entry_points(group=GROUP):
        yield point.name, point.value


def _missing(name: str) -> str:
    try:
        return _loaded(name).missing()
    except EngineFault as fault:
        return str(fault)


def _loaded(name: str) -> Engine:
    module, _, attribute = _known()[name].partition(":")
    try:
        made = getattr(importlib.import_module(module), attribute)()
    except Exception as error:  # a stranger's package: whatever it does, the window goes on
        raise EngineFault(f"The engine “{name}” cannot be loaded ({type(error).__name__}: {error}).") from error
    if not _PARTS.issubset(dir(made)):  # asking for the version would load the library
        raise EngineFault(f"The package that offers the engine “{name}” offers something else; ask its makers.")
    return cast(Engine, made)
