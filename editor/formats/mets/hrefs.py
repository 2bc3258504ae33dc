"""What a METS file calls a place, as a path below its own folder or as something that is never opened."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

LONGEST: Final = 1_000

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_UNUSABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def is_remote(href: str) -> bool:
    """Tell whether ``href`` is an address on a network: it has a scheme other than that of files."""
    found = _SCHEME.match(href.strip())
    return found is not None and found.group(1).lower() != "file"


def local_paths(href: str) -> tuple[str, ...]:
    """Return the relative paths (``/`` between parts) ``href`` may mean, the likeliest first; none leaves the folder.

    Percent signs are read as an address writes them and, where that differs, as they stand. Addresses, absolute paths,
    drives, network shares and ``..`` give nothing.
    """
    text = href.strip()
    if len(text) > LONGEST or is_remote(text):
        return ()
    if text[:5].lower() == "file:":
        text = text[5:].removeprefix("//")
    found = [path for said in (unquote(text), text) if (path := _inside(said))]
    return tuple(dict.fromkeys(found))


def _inside(text: str) -> str:
    text = text.replace("\\", "/")
    if not text or text.startswith("/") or re.match("[A-Za-z]:", text) or _UNUSABLE.search(text):
        return ""
    parts = [part for part in text.split("/") if part not in ("", ".")]
    return "" if ".." in parts else "/".join(parts)
