"""Small scans made up for tests: lines of even letters one under the other, each read as told."""

from collections.abc import Sequence
from dataclasses import replace

import numpy
from rapidfuzz import fuzz

from editor.assist.linking.values import Notice, Scan, TextLine
from editor.model.found import FoundBlock, FoundLine, Layout
from editor.model.geometry import rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord

PITCH = 20
HEIGHT = 30
LEADING = 50


def placed(written: Sequence[tuple[int, int, str]], read: bool = True, looks=None) -> Scan:
    """Return a scan with lines at (left, top), and what an engine read on them where ``read``."""
    lines, sources = [], []
    for number, (left, top, text) in enumerate(written):
        outline = rectangle((left, top, left + PITCH * max(len(text), 1), top + HEIGHT))
        base = ((left, top + HEIGHT - 5), (left + PITCH * len(text), top + HEIGHT - 5))
        lines.append(FoundLine(outline, base, 0))
        words, at = [], 0
        for word in text.split(" "):
            box = (left + PITCH * at, top + 2, left + PITCH * (at + len(word)), top + HEIGHT - 4)
            if word:
                words.append(SourceWord(at, at + len(word), box, 0.9))
            at += len(word) + 1
        sources.append(SourceLine(text, number, words=tuple(words)))
    size = (2000, 2600)
    block = FoundBlock(rectangle((0, 0, *size)), tuple(range(len(lines))))
    page = SourcePage(width=size[0], height=size[1], regions=(SourceRegion("paragraph", lines=tuple(sources)),))
    return Scan(Layout(*size, tuple(lines), (block,), letter=18.0), looks, page if read else None)


def typed(*lines: str, read: bool = True, looks=None) -> Scan:
    """Return a scan with ``lines`` one under the other."""
    return placed([(200, 100 + LEADING * row, text) for row, text in enumerate(lines)], read, looks)


def text_of(*lines: str) -> list[TextLine]:
    """Return text lines numbered from 1; an empty one begins a new block."""
    block, found = 0, []
    for number, text in enumerate(lines, 1):
        if text:
            found.append(TextLine(number, text, block))
        else:
            block += 1
    return found


class Written:
    """Looks of lines whose writing is known: like what is written there, and a little like all else."""

    def __init__(self, *lines: str) -> None:
        self._lines = lines

    def likeness(self, texts: Sequence[str], lines: Sequence[int]):
        return numpy.array(
            [[0.55 + 0.4 * fuzz.ratio(text, self._lines[at]) ** 4 / 1e8 for at in lines] for text in texts],
            dtype=numpy.float32,
        ).reshape(len(texts), len(lines))

    def proportions(self, texts: Sequence[str]):
        return self.widths(texts) * PITCH / HEIGHT

    def widths(self, texts: Sequence[str]):
        return numpy.array([len(text) for text in texts], dtype=numpy.float32)

    def pitch(self) -> float:
        return PITCH


def drawn(*lines: str) -> Scan:
    """Return a scan nobody has read, with ``lines`` one under the other."""
    return typed(*lines, read=False, looks=Written(*lines))


def repaired(texts: Sequence[TextLine], notice: Notice) -> list[TextLine]:
    """Return ``texts`` with the changes of an ``order`` notice; a line all of whose words moved stays, empty."""
    changes = [(notice.line, notice.start, notice.end, notice.repair), *notice.also]
    found = {line.id: line for line in texts}
    for number, start, end, text in sorted(changes, key=lambda change: change[1], reverse=True):
        line = found[number]
        found[number] = replace(line, text=line.text[:start] + text + line.text[end:])
    return [found[line.id] for line in texts]
