"""What is in a file of text or layout, without a project: the answer of ``muniment inspect`` for all but images."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from editor.formats import canon, known, mets, xml
from editor.formats.pairing import base_name
from editor.formats.xml import FormatFault
from editor.model.source import Source, SourcePage

ACCEPT: Final = "accept"
WARN: Final = "accept-warn"
REJECT: Final = "reject"

_NAMED: Final = 5

Size = tuple[int, int]
_ELSEWHERE = re.compile(r"[A-Za-z]:|[/\\]|[A-Za-z][A-Za-z0-9+.-]+://")


def inspect(path: Path, *, size_of: Callable[[Path], Size | None] | None = None) -> dict[str, Any]:
    """Return what the file holds and whether it would be taken: file, verdict, format, version, counts, messages.

    Args:
        path: The file; a damaged or unknown one gives the verdict "reject" and one message.
        size_of: Gives an image's size, so that it can be compared with the declared one; images are not opened here.
    """
    try:
        if known.sort(path) == "mets":
            return _inspect_mets(path)
        source = known.read(path)
    except FormatFault as fault:
        return _answer(path, REJECT, messages=[str(fault)])
    messages = [*source.messages, *_image_messages(path, source, size_of)]
    if not any(page.regions for page in source.pages) and source.format != "text":
        messages.append("It holds no region and no text.")
    return _answer(
        path,
        WARN if messages else ACCEPT,
        format=source.format,
        version=source.version,
        pages=len(source.pages),
        regions=source.facts.regions,
        lines=source.facts.lines,
        characters=source.facts.characters,
        text_sha256=source.facts.text_sha256,
        images=list(dict.fromkeys(page.image for page in source.pages if page.image)),
        messages=messages,
    )


def _inspect_mets(path: Path) -> dict[str, Any]:
    """Return what a METS file names, the counts being those of the texts in its folder that would be taken."""
    found = mets.read(xml.parse(xml.read_bytes(path), path.name), path.name)
    found = mets.present(found, lambda name: not _trouble(path.parent, path.parent / name))
    messages, telling = list(found.messages), []
    counts = {"regions": 0, "lines": 0, "characters": 0}
    for name in dict.fromkeys(page.text for page in found.pages if page.text):
        try:
            source = known.read(path.parent / name)
        except FormatFault as fault:
            messages.append(str(fault))
            continue
        facts = source.facts
        for key, value in zip(counts, (facts.regions, facts.lines, facts.characters), strict=True):
            counts[key] += value
        if source.messages:
            telling.append(name)
    if telling:
        more = f" and {len(telling) - _NAMED:,} more" if len(telling) > _NAMED else ""
        messages.append(f"Something is odd in files it names, inspect them: {', '.join(telling[:_NAMED])}{more}.")
    return _answer(
        path,
        WARN if messages else ACCEPT,
        format="METS",
        pages=len(found.pages),
        images=list(dict.fromkeys(page.image for page in found.pages if page.image)),
        messages=messages,
        **counts,
    )


def _answer(path: Path, verdict: str, **found: object) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "file": str(path),
        "verdict": verdict,
        "format": "",
        "version": "",
        "pages": 0,
        "regions": 0,
        "lines": 0,
        "characters": 0,
        "text_sha256": "",
        "images": [],
        "messages": [],
    }
    return empty | found


def _image_messages(path: Path, source: Source, size_of: Callable[[Path], Size | None] | None) -> list[str]:
    messages: dict[str, None] = {}
    for page in source.pages:
        if page.image:
            messages.update(dict.fromkeys(_about_image(path.parent, page, size_of)))
    return list(messages)


def _about_image(folder: Path, page: SourcePage, size_of: Callable[[Path], Size | None] | None) -> Iterator[str]:
    shown = canon.value(page.image if len(page.image) <= 80 else page.image[:77] + "...")
    if _ELSEWHERE.match(page.image) or ".." in re.split(r"[/\\]", page.image):
        yield f"Its image is named outside its folder ({shown}); only one of that name among the imported is used."
        return
    image = folder / page.image
    trouble = _trouble(folder, image)
    if trouble:
        yield f"Its image ({shown}) {trouble}"
        return
    size = size_of(image) if size_of is not None and page.width and page.height else None
    if size is not None and size != (page.width, page.height):
        yield (
            f"It says {page.width} x {page.height} pixels and its image ({base_name(page.image)[:80]}) has "
            f"{size[0]} x {size[1]}: outlines may be off."
        )


def _trouble(folder: Path, image: Path) -> str:
    try:
        if not image.resolve().is_relative_to(folder.resolve()):
            return "leads out of its folder and is not used."
        mode = image.stat().st_mode
    except (OSError, ValueError, RuntimeError):
        return "is not beside it."
    return "" if stat.S_ISREG(mode) else "is no ordinary file and is not used."
