"""The text files of an import: read once for the plan, again when their pages come, and only if still the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from editor import whole
from editor.formats import known
from editor.imaging.facts import ImageFacts
from editor.imaging.pdf import PdfReader
from editor.model.faults import Fault
from editor.work.spool import Damaged, Kept, Leaf, Spool, keep
from editor.work.text_reading import TextReader

_HELD = 2
"""How many files are held: two, so that two readings of the same pages by turns are not parsed for every page."""


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Raises:
        Fault: it cannot be read.
    """
    try:
        return whole.digest_of(path)
    except OSError as error:
        raise Fault(f"{path.name} cannot be read: {error.strerror or error}.") from error


class Texts:
    """Read files of text as they are asked for; to be used in a ``with``."""

    def __init__(
        self,
        digests: Mapping[Path, str] | None = None,
        spool: Spool | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> None:
        """Take the digest that each file had when it was looked at, and what was put aside of them then.

        Without digests files are read as they are. ``stopped`` is asked all the time whether to give up.
        """
        self._digests = digests
        self._spool = spool
        self._stopped = stopped
        self._held: OrderedDict[Path, Kept] = OrderedDict()
        self._faults: dict[Path, Fault] = {}
        self._checked: set[Path] = set()
        self._reader = TextReader(stopped)
        self._pdf: PdfReader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what reads, and let go of what was read."""
        self._reader.close()
        while self._held:
            self._held.popitem()[1].close()
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def pdf(self) -> PdfReader:
        """Return what reads PDFs."""
        self._pdf = self._pdf or PdfReader(stopped=self._stopped)
        return self._pdf

    def read(self, path: Path, kind: str) -> tuple[Kept, str]:
        """Return what a file of this kind (see ``known.sort``) holds, which is to be closed, and its digest.

        Raises:
            Fault: it cannot be read.
        """
        if kind == "pdf":
            return keep(self.pdf().look(path)), digest_of(path)
        return self._reader.read(path)

    def check(self, path: Path) -> None:
        """Let a file pass that is what it was when it was looked at; asked once for each.

        Raises:
            Fault: it changed, or is gone.
        """
        if path in self._faults:
            raise self._faults[path]
        if path in self._checked:
            return
        if self._digests is not None and digest_of(path) != self._digests.get(path):
            self._faults[path] = _changed(path)
            raise self._faults[path]
        self._checked.add(path)

    def page(self, path: Path, number: int) -> Leaf:
        """Return a page of a file, counted from 0, if the file is still as it was looked at.

        Raises:
            Fault: it changed, or cannot be read any more.
        """
        kept = self.kept(path)
        try:
            return kept.page(number)
        except (OSError, ValueError, Damaged) as error:
            raise Fault(f"{path.name} cannot be read: what was put aside of it is gone ({error}).") from error

    def kept(self, path: Path) -> Kept:
        """Return what a file holds, if it is still as it was looked at.

        Raises:
            Fault: it changed, or cannot be read any more.
        """
        if path in self._faults:
            raise self._faults[path]
        if path in self._held:
            self._held.move_to_end(path)
            return self._held[path]
        while len(self._held) >= _HELD:
            self._held.popitem(last=False)[1].close()
        try:
            self._held[path] = self._again(path)
        except Fault as fault:
            self._faults[path] = fault
            raise
        return self._held[path]

    def _again(self, path: Path) -> Kept:
        """Return what was put aside of a file if its bytes are the same, else what it holds."""
        aside = self._spool.get(path) if self._spool is not None else None
        if aside is not None:
            self.check(path)
            return aside
        kept, digest = self.read(path, known.sort(path))
        if self._digests is not None and digest != self._digests.get(path):
            kept.close()
            raise _changed(path)
        return kept


def _changed(path: Path) -> Fault:
    return Fault(f"{path.name} changed after it was looked at; import it again.")


def check_image(facts: ImageFacts) -> None:
    """Let an image pass that is what it was when it was looked at.

    Raises:
        Fault: its bytes changed, or it is gone.
    """
    if not facts.unchanged() and digest_of(facts.path) != facts.digest:
        raise _changed(facts.path)
