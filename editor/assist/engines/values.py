"""What an engine of OCR is given and what it gives back, as plain values.

All places are pixels of the picture it was given, y downwards; who called knows where that picture stands on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from editor.model.faults import Fault
from editor.model.geometry import Box, Point

GROUP = "muniment.engines"
"""The group of entry points under which a package offers an engine: a class that can be called without arguments."""

Stop = Callable[[], bool]
"""Asked between two pieces of work whether to leave off."""


class EngineFault(Fault):
    """Say in one sentence which engine cannot read, and what to install or to change."""


class Stopped(Exception):
    """Say that the reading was left off because somebody asked for it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture, 0 black to 255 white, one byte a pixel, rows without gaps; ``ppi`` is its pixels an inch."""

    data: bytes
    width: int
    height: int
    ppi: int


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word that was read; confidence 0 to 1."""

    text: str
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that was read: its words from left to right; ``baseline`` has two points or none."""

    words: tuple[ReadWord, ...]
    box: Box
    baseline: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """Lines that an engine found standing together, top to bottom; blocks come in its reading order.

    An engine that finds no blocks gives one block a line, and who called puts them together.
    """

    lines: tuple[ReadLine, ...]
    box: Box


class Engine(Protocol):
    """What reads a picture. A package offers its own by an entry point of the group ``muniment.engines``."""

    @property
    def name(self) -> str:
        """Return what it is called, in small letters, as ``--engine`` names it."""

    @property
    def version(self) -> str:
        """Return the version of what reads, for the record."""

    @property
    def wants_clean(self) -> bool:
        """Tell whether it reads better where the paper is made white, specks are gone and the page stands level."""

    def missing(self) -> str:
        """Return the sentence that says what must be installed before it can read, "" where nothing is missing."""

    def languages(self) -> tuple[str, ...]:
        """Return the languages it can read here, as ``--language`` names them; empty where it needs none."""

    def read(self, picture: Picture, languages: Sequence[str], stop: Stop) -> tuple[ReadBlock, ...]:
        """Read a picture.

        Raises:
            EngineFault: it cannot, and why.
            Stopped: ``stop`` said so.
        """


@runtime_checkable
class ReadsLines(Protocol):
    """What an engine may be as well: one that reads a line on its own, where it read nothing on the whole page."""

    def read_lines(
        self, pictures: Sequence[Picture], languages: Sequence[str], stop: Stop
    ) -> tuple[tuple[ReadWord, ...], ...]:
        """Return the words of each picture, which shows one level line.

        Raises:
            EngineFault: it cannot, and why.
            Stopped: ``stop`` said so.
        """
