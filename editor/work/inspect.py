"""What is in a file, without a project."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from editor.formats import inspect as formats
from editor.formats.pairing import natural
from editor.imaging.decode import Checker
from editor.imaging.facts import IMAGE_SUFFIXES, SUFFIXES, ImageFacts
from editor.imaging.pdf import PdfReader
from editor.imaging.probe import probe
from editor.model.faults import Fault
from editor.store import gate, journal, readers, replaying
from editor.store.migration import OLDER, newest_copy
from editor.store.project import Project
from editor.store.schema import VERSION
from editor.work import import_files
from editor.work.import_files import sort
from editor.work.texts import Texts

_LAYOUT = frozenset({"PAGE", "ALTO", "hOCR", "ABBYY"})


def inspect(path: Path) -> dict[str, Any]:
    """Return what a file holds: verdict (accept, accept-warn, reject), format, counts, messages."""
    try:
        kind = _kind(path)
        if kind == "project":
            return _project(path)
        if kind == "pdf":
            return _pdf(path)
        if kind == "zip":
            return _zip(path)
        if kind != "image":
            answer = formats.inspect(path, size_of=_size_of)
            return _told(answer, list(_twins(path)) if answer["format"] in _LAYOUT else [])
        with Checker() as checker:
            facts = checker.check(path)
    except Fault as fault:
        return {**_blank(path), "verdict": "reject", "messages": [str(fault)]}
    counts = {"format": facts.format, "pages": facts.frames, "images": [path.name]}
    return _told({**_blank(path), "verdict": "accept", **counts}, list(_about(facts)))


def _project(path: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="muniment-inspect-") as folder:
        copy = gate.copy_of_cut_off(path, Path(folder))
        messages = [] if copy is None else ["A save was cut off; opening the project takes the half of it back."]
        if gate.inspect(copy or path, thorough=True) < VERSION:
            copy = newest_copy(copy or path, Path(folder))
            messages.append(OLDER)
        with Project.open(copy or path) as project:
            trouble = journal.trouble(project.connection)
            messages += [] if trouble is None else [trouble]
            messages += replaying.differences(project)
            pages = len([readers.content(project, page.id).page for page in readers.all_pages(project)])
    return _told({**_blank(path), "verdict": "accept", "format": "muniment", "pages": pages}, messages)


def _zip(path: Path) -> dict[str, Any]:
    """Return what an archive would bring, counted over all its files; it has no digest of its own."""
    with import_files.plan([path]) as plan, Texts(plan.digests, plan.spool) as texts:
        messages = [*plan.refused, *plan.messages]
        if plan.refused and not plan.pages:
            return {**_blank(path), "verdict": "reject", "messages": messages}
        found: dict[str, Any] = {
            "verdict": "accept",
            "format": "zip",
            "pages": len(plan.pages),
            "regions": sum(page.regions for page in plan.pages),
            "lines": sum(page.lines for page in plan.pages),
            "characters": 0,
            "images": [page.image.name for page in plan.pages if page.image is not None],
        }
        for file in dict.fromkeys(page.text_file for page in plan.pages if page.text_file is not None):
            source = texts.kept(file).head.source
            found["characters"] += source.facts.characters
            messages += (f"{file.name}: {message}" for message in source.messages)
    return _told({**_blank(path), **found}, messages or ([] if found["pages"] else ["It holds nothing to import."]))


def _pdf(path: Path) -> dict[str, Any]:
    """Return what a PDF holds; see `PdfReader.look` for what its characters are."""
    with PdfReader() as reader:
        source = reader.look(path)
    facts = source.facts
    found = {"format": source.format, "version": source.version, "pages": len(source.pages)}
    counts = {"regions": facts.regions, "lines": facts.lines, "characters": facts.characters}
    answer = {**_blank(path), "verdict": "accept", **found, **counts, "text_sha256": facts.text_sha256}
    return _told(answer, list(source.messages))


def _told(answer: dict[str, Any], messages: list[str]) -> dict[str, Any]:
    """Return an answer with more to know."""
    if messages and answer["verdict"] != "reject":
        answer |= {"verdict": "accept-warn", "messages": [*answer["messages"], *messages]}
    return answer


def _about(facts: ImageFacts) -> Iterator[str]:
    """Yield what the archivist should know before an image comes in."""
    suffix = facts.path.suffix.lower()
    if suffix in IMAGE_SUFFIXES and suffix not in SUFFIXES[facts.format]:
        yield f"It is {facts.format}, whatever its name says ({suffix}); it is read as what it is."
    if facts.frames > 1:
        yield f"It holds {facts.frames} pages; all of them are taken."
    if facts.left_out:
        yield f"It holds {facts.left_out} more pictures that are no pages (copies, masks, an animation): left out."


def _twins(path: Path) -> Iterator[str]:
    """Yield which file beside a layout file is the same byte for byte and comes before it in an import.

    Scans may be alike, two blank sheets say; two files that place the same words on the same image are one page twice.
    """
    size = path.stat().st_size
    others = (p for p in path.parent.iterdir() if p.suffix == path.suffix and p != path and p.is_file())
    before = [p for p in others if natural(p.name) < natural(path.name) and p.stat().st_size == size]
    data = path.read_bytes() if before else b""
    for other in sorted(before):
        if other.read_bytes() == data:
            yield f"It is byte for byte the same as {other.name} beside it: one would be a version to compare."
            return


def _size_of(image: Path) -> tuple[int, int] | None:
    """Return the upright size of the image a text names, None where it is none that can be read."""
    try:
        facts = probe(image)
    except Fault:
        return None
    return facts.width, facts.height


def _kind(path: Path) -> str:
    try:
        with path.open("rb") as file:
            if file.read(16) == b"SQLite format 3\x00":
                return "project"
    except OSError as error:
        raise Fault(f"{path} cannot be read: {error.strerror or error}.") from error
    return sort(path)


def _blank(path: Path) -> dict[str, Any]:
    counts = {"pages": 0, "regions": 0, "lines": 0, "characters": 0, "text_sha256": ""}
    return {"file": str(path), "verdict": "", "format": "", "version": "", **counts, "images": [], "messages": []}
