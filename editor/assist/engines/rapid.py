"""The neural networks of PaddleOCR through rapidocr: boxes and words, no baselines and no blocks; slow and sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import metadata, util
from typing import Any, Final

from editor.assist.engines.values import Picture, ReadBlock, ReadLine, ReadWord, Stop, Stopped
from editor.model.geometry import bounds

_MISSING: Final = (
    "The engine rapidocr is not installed: install Muniment with its extra “ocr-neural”, "
    "for example pip install 'muniment[ocr-neural]'."
)
_SETTINGS: Final = {
    "Global.log_level": "critical",
    "Global.return_word_box": True,
    "Global.use_cls": False,  # the judge of lines that stand on their heads turns good ones over
}


class Rapid:
    """Reads with rapidocr and the models in its package, which know the Latin alphabet and Chinese."""

    name = "rapidocr"
    wants_clean = False

    def __init__(self) -> None:
        """Load nothing yet."""
        self._reader: Any = None

    @property
    def version(self) -> str:
        """Return the version of the package."""
        return metadata.version("rapidocr")

    def missing(self) -> str:
        """Return what must be installed first."""
        there = all(util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))
        return "" if there else _MISSING

    def languages(self) -> tuple[str, ...]:
        """Return none: one model reads all it knows."""
        return ()

    def read(self, picture: Picture, languages: Sequence[str], stop: Stop) -> tuple[ReadBlock, ...]:
        """Read a grey picture; it cannot be left off in the middle.

        Raises:
            Stopped: ``stop`` said so.
        """
        if self._reader is None:
            from rapidocr import RapidOCR

            self._reader = RapidOCR(params=_SETTINGS)
        if stop():
            raise Stopped
        # As a file of the plainest format there is: arrays are none of this room's business.
        found = self._reader(b"P5\n%d %d\n255\n" % (picture.width, picture.height) + picture.data)
        return tuple(_blocks(found.word_results or ()))


def _blocks(lines: Sequence[Any]) -> Iterator[ReadBlock]:
    for words in lines:
        read = tuple(
            ReadWord(text, bounds([(float(x), float(y)) for x, y in corners]), float(sure))
            for text, sure, corners in words
            if text.strip() and corners is not None
        )
        if read:
            box = bounds([corner for word in read for corner in (word.box[:2], word.box[2:])])
            yield ReadBlock((ReadLine(read, box),), box)
