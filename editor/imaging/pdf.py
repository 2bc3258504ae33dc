"""PDFs in: their pages with the text layer, and the image of each page, read in a process of its own.

What is read of a PDF is strangers' bytes in a large engine: it runs aside, within limits, and when a page makes it die
that page is a message and the next one goes on. Importing this module loads no PDF library. It refuses to run, open or
fetch anything a PDF names.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from editor.imaging.aside import MEMORY, STOPPED, Helper, Silence
from editor.imaging.facts import shown
from editor.model.faults import Fault
from editor.model.geometry import polygon
from editor.model.source import Facts, Source, SourceLine, SourcePage, SourceRegion, SourceWord

SECONDS_A_PAGE: Final = 30.0
"""How long one page may take, and how long opening a file."""

CHILD_OPTION: Final = "--read-pdf"
"""What the front door of a packed program is started with to become the helper; the number of bytes follows."""

MISSING: Final = "was not read: PDF needs the extra pdf (pip install 'muniment[pdf]')."

_DEATHS = 20
"""After so many deaths over one file the rest of it is not tried."""


class PdfFault(Fault):
    """Say in one sentence which PDF, or page of one, cannot be used and why."""

    def __init__(self, path: Path, reason: str, page: int | None = None) -> None:
        where = f"Page {page + 1} of {shown(path)}" if page is not None else shown(path)
        super().__init__(f"{where} {reason}")
        self.path = path
        self.reason = reason


def is_available() -> bool:
    """Tell whether the library of the extra ``pdf`` is installed."""
    return find_spec("pypdfium2") is not None


class PdfReader:
    """Read PDFs one after another in one helper process, started at the first and again after it died.

    To be used in a ``with``. Not for two threads at once: let each have its own. ``stopped`` is asked all the time
    whether to give up.
    """

    def __init__(
        self, seconds: float = SECONDS_A_PAGE, memory: int = MEMORY, stopped: Callable[[], bool] | None = None
    ) -> None:
        self._seconds = seconds
        self._stopped = stopped
        self._helper = Helper("editor.imaging.pdf_child", CHILD_OPTION, memory, "PDF")
        self._open: tuple[Path, int, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the helper process."""
        self._open = None
        self._helper.close()

    def look(self, path: Path) -> Source:
        """Return what a PDF holds: one page each, in the pixels of the image `image` would write.

        ``facts.characters`` counts the text layer as it stands in the file, the spaces and line breaks (two characters
        each) that the engine puts between its pieces included; lines are trimmed, and empty ones left out.

        Raises:
            PdfFault: it cannot be opened, or none of its pages can be read.
        """
        about = self._opened(path, anew=True)
        messages = list(about["messages"])
        pages: list[SourcePage] = []
        failed: list[PdfFault] = []
        characters = lines = 0
        for number in range(about["pages"]):
            if self._stopped is not None and self._stopped():
                raise PdfFault(path, STOPPED)
            if len(failed) >= _DEATHS and len(failed) == number:
                raise failed[0]
            try:
                found = self._ask(path, number, {"do": "page", "number": number, "line": lines})
            except PdfFault as fault:
                failed.append(fault)
                messages.append(str(fault))
                pages.append(SourcePage(ident=f"page{number + 1}", attributes={"pdf:failed": "yes"}))
                continue
            messages += (f"Page {number + 1} {message}" for message in found["messages"])
            pages.append(_page(number, found))
            characters += found["characters"]
            lines += len(pages[-1].lines())
        if len(failed) == len(pages):
            raise PdfFault(path, failed[0].reason)
        return Source(
            file=path.name,
            format="pdf",
            version=about["version"],
            producer=about["producer"],
            pages=tuple(pages),
            facts=_facts(pages, characters),
            messages=tuple(messages),
            title=about["title"],
        )

    def page(self, path: Path, number: int, line: int = 0) -> SourcePage:
        """Return one page, counted from 0, as `look` does, its first line having the number ``line``.

        So that a PDF of thousands of pages need not be held as a whole.

        Raises:
            PdfFault: the file cannot be opened or the page not be read.
        """
        return _page(number, self._ask(path, number, {"do": "page", "number": number, "line": line}))

    def image(self, path: Path, number: int, folder: Path, stem: str) -> Path:
        """Write the image of a page, counted from 0, as ``folder/stem`` with the suffix of its format; return its path.

        Where one image covers the page and nothing is drawn over it, it is taken as it is: JPEG and JPEG 2000 with the
        same bytes, group 4 as group 4, everything else without loss. Any other page is drawn at 300 dpi.

        Raises:
            PdfFault: the page cannot be read.
        """
        answer = self._ask(
            path, number, {"do": "image", "number": number, "folder": os.path.abspath(folder), "stem": stem}
        )
        return folder / str(answer["file"])

    def _opened(self, path: Path, anew: bool = False) -> Mapping[str, Any]:
        """Have the helper open a file, unless it has it open."""
        if not is_available():
            raise PdfFault(path, MISSING)
        try:
            now = path.stat()
        except OSError as error:
            raise PdfFault(path, f"cannot be read: {error.strerror or error}.") from error
        this = (path, now.st_size, now.st_mtime_ns)
        if self._helper.running is not None and self._open == this and not anew:
            return {}
        self._open = None
        answer = self._exchange(path, None, {"do": "open", "path": os.path.abspath(path)})
        self._open = this
        return answer

    def _ask(self, path: Path, number: int, request: dict[str, Any]) -> Mapping[str, Any]:
        self._opened(path)
        return self._exchange(path, number, request)

    def _exchange(self, path: Path, number: int | None, request: dict[str, Any]) -> Mapping[str, Any]:
        try:
            answer = self._helper.ask(request, self._seconds, stopped=self._stopped)
        except Silence as silence:
            raise PdfFault(path, str(silence), number) from None
        if "fault" in answer:
            raise PdfFault(path, answer["fault"], number)
        if "missing" in answer:
            raise PdfFault(path, MISSING)
        if "bug" in answer:
            raise RuntimeError(f"reading {path} failed:\n{answer['bug']}")
        return answer


def _page(number: int, found: Mapping[str, Any]) -> SourcePage:
    return SourcePage(
        width=found["width"],
        height=found["height"],
        regions=tuple(_region(region) for region in found["regions"]),
        label=found["label"] or "",
        ident=f"page{number + 1}",
        attributes={"pdf:image": "embedded" if found["alone"] else "drawn", "pdf:characters": str(found["characters"])},
    )


def _region(plain: Mapping[str, Any]) -> SourceRegion:
    return SourceRegion(plain["kind"], polygon(plain["outline"]), tuple(_line(line) for line in plain["lines"]))


def _line(plain: Mapping[str, Any]) -> SourceLine:
    words = tuple(SourceWord(word["start"], word["end"], _box(word["box"])) for word in plain["words"])
    return SourceLine(
        plain["text"], plain["number"], polygon(plain["outline"]), polygon(plain["baseline"]), None, words
    )


def _box(plain: list[float] | None) -> tuple[float, float, float, float] | None:
    return None if plain is None else (plain[0], plain[1], plain[2], plain[3])


def _facts(pages: list[SourcePage], characters: int) -> Facts:
    texts = [line.text for page in pages for line in page.lines()]
    digest = hashlib.sha256("\n".join(texts).encode("utf-8")).hexdigest()
    return Facts(sum(len(page.regions) for page in pages), len(texts), characters, digest)
