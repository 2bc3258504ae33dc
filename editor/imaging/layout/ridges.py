"""Lines of joined handwriting: ridges of a picture blurred along the lines, and the ink that lies nearest to each.

For pages whose letters cannot be told apart and whose lines touch, where cutting blocks into rows finds single words.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy
from numpy.typing import NDArray

from editor.imaging.ink import Mask, Parts, Whole
from editor.imaging.layout.pieces import Piece, Row, Sheet

_SMALL = 4
"""By how much the picture that is looked at is smaller than the working picture."""

_STRIPS = 8
"""Upright strips of the page that are asked for the distance of its lines."""

_NEAREST, _FARTHEST = 26, 220
"""Pixels of the working picture between which the distance of lines is looked for."""

_ALONG, _ABOVE = 0.9, 0.16
"""Blur, in distances of lines."""

_CROWN, _HIGH, _LOW = 0.38, 0.22, 0.1
"""A ridge is highest within this many distances of lines, reaches this share of a full line, and goes on above that."""

_BEYOND = 1.5
"""Distances of lines beyond the ends of a ridge where ink on its level is its own."""

_REACH = 0.62
"""Distances of lines from a ridge up to which ink may belong to it."""

_BRIDGE = 3.0
"""Distances of lines between the ends of two ridges that are one line."""

_STRAY = 0.015
"""Share of a line's ink below which what stands apart at its end is a speck and not a word."""

_WHOLE = 0.6
"""Share of a piece of ink that must lie nearest to one line for the whole piece to go there."""

_LONGEST = 1.9
"""Distances of lines: a piece of ink that is higher joins several lines and is cut between them."""

Path = tuple[NDArray[numpy.int64], NDArray[numpy.float64]]
"""Columns, from the left, and the height of the ridge in each."""


def pitch(ink: Mask) -> float | None:
    """Return the distance from line to line in pixels of the working picture, None where lines do not repeat."""
    height = len(ink)
    total = numpy.zeros(height, numpy.float64)
    for strip in numpy.array_split(ink, _STRIPS, axis=1):
        profile = strip.sum(axis=1).astype(numpy.float64)
        spread = numpy.abs(numpy.fft.rfft(profile - profile.mean(), 2 * height)) ** 2
        total += numpy.fft.irfft(spread)[:height]
    if total[0] <= 0:
        return None
    echo = cv2.GaussianBlur(total[:, None] / total[0], (1, 0), sigmaX=0.3, sigmaY=2.0)[:, 0]
    end = min(_FARTHEST, height - 1)
    peaks = [n for n in range(_NEAREST, end) if echo[n] > echo[n - 1] and echo[n] >= echo[n + 1] and echo[n] > 0.03]
    if not peaks:
        return None
    most = max(echo[n] for n in peaks)
    return float(next(n for n in peaks if echo[n] >= 0.6 * most))


def ridge_rows(ink: Mask, parts: Parts, keep: Mask, apart: float) -> tuple[Sheet, list[Row]]:
    """Return the lines of handwriting, each with the ink that is its own, from the distance between lines."""
    paths = _joined(_ridges(ink, apart), apart / _SMALL)
    owner = _owners(ink.shape, paths, apart)
    owner = _with_whole_parts(owner, ink, parts, keep, len(paths), apart)
    rows: list[Row] = []
    boxes = numpy.zeros((len(paths) + 1, 4), numpy.int32)
    height, width = ink.shape
    sheet = Sheet(ink, owner, boxes, 0.3 * apart)
    for number, (columns, heights) in enumerate(paths, 1):
        top = max(0, int(heights.min() * _SMALL - 1.4 * apart))
        bottom = min(height, int(heights.max() * _SMALL + 1.4 * apart))
        left = max(0, int(columns[0] * _SMALL - 2 * apart))
        right = min(width, int(columns[-1] * _SMALL + 2 * apart))
        piece = sheet.trimmed(Piece(left, top, right, bottom, number))
        piece = _without_strays(sheet, piece, apart) if piece is not None else None
        if piece is not None and piece.width > apart:
            rows.append((piece,))
    return sheet, rows


def _without_strays(sheet: Sheet, piece: Piece, apart: float) -> Piece | None:
    """Return a line without specks far out at its ends."""
    columns = sheet.of(piece).sum(axis=0)
    inked = numpy.flatnonzero(columns)
    parts = numpy.split(inked, numpy.flatnonzero(numpy.diff(inked) > 0.5 * apart) + 1)
    least = _STRAY * float(columns.sum())
    while len(parts) > 1 and columns[parts[0]].sum() < least:
        parts = parts[1:]
    while len(parts) > 1 and columns[parts[-1]].sum() < least:
        parts = parts[:-1]
    left, right = piece.left + int(parts[0][0]), piece.left + int(parts[-1][-1]) + 1
    return sheet.trimmed(Piece(left, piece.top, right, piece.bottom, piece.block))


def _ridges(ink: Mask, apart: float) -> list[Path]:
    """Return the crests of the blurred page, each at least as long as lines lie apart."""
    height, width = ink.shape
    size = (max(1, width // _SMALL), max(1, height // _SMALL))
    small = cv2.resize(ink.astype(numpy.float32), size, interpolation=cv2.INTER_AREA)
    step = apart / _SMALL
    soft = cv2.GaussianBlur(small, (0, 0), sigmaX=_ALONG * step, sigmaY=max(0.5, _ABOVE * step))
    window = 2 * max(1, round(_CROWN * step)) + 1
    highest = cv2.dilate(soft, numpy.ones((window, 1), numpy.uint8))
    inked = soft[soft > 0.01]
    full = float(numpy.percentile(inked, 90)) if len(inked) else 1.0
    crest = ((soft >= highest) & (soft > _LOW * full)).astype(numpy.uint8)
    thick = cv2.dilate(crest, numpy.ones((5, 3), numpy.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(thick, connectivity=8)
    paths: list[Path] = []
    for number in range(1, count):
        x, y, w, h = (int(v) for v in stats[number][:4])
        if w >= step:
            place = (slice(y, y + h), slice(x, x + w))
            view = (labels[place] == number) & (crest[place] > 0)
            if float((soft[place] * view).max()) > _HIGH * full:
                paths.append(_path(view, x, y))
    return [path for path in paths if len(path[0]) >= step]


def _path(view: Mask, x: int, y: int) -> Path:
    counts = view.sum(axis=0)
    columns = numpy.flatnonzero(counts)
    heights = (view * numpy.arange(len(view))[:, None]).sum(axis=0)[columns] / counts[columns]
    return columns + x, heights.astype(numpy.float64) + y


def _joined(paths: list[Path], step: float) -> list[Path]:
    """Join ridges that go on one another's row."""
    waiting = sorted(paths, key=lambda path: int(path[0][0]))
    found: list[Path] = []
    for path in waiting:
        best: tuple[float, int] | None = None
        for index, (columns, heights) in enumerate(found):
            gap = float(path[0][0] - columns[-1])
            reach = max(1, round(step))
            off = abs(float(heights[-reach:].mean() - path[1][:reach].mean()))
            if -0.5 * step <= gap <= _BRIDGE * step and off <= _CROWN * step and (best is None or off < best[0]):
                best = (off, index)
        if best is None:
            found.append(path)
        else:
            before = found[best[1]]
            later = path[0] > before[0][-1]
            found[best[1]] = (
                numpy.concatenate((before[0], path[0][later])),
                numpy.concatenate((before[1], path[1][later])),
            )
    return found


def _owners(shape: tuple[int, ...], paths: list[Path], apart: float) -> Whole:
    """Return for each pixel the number of the ridge it lies nearest to, 0 where none is near."""
    drawn = numpy.zeros((max(1, shape[0] // _SMALL), max(1, shape[1] // _SMALL)), numpy.int32)
    beyond = round(_BEYOND * apart / _SMALL)
    for number, (columns, heights) in enumerate(paths, 1):
        ends = (
            (int(columns[0]), float(heights[:beyond].mean()), -beyond),
            (int(columns[-1]), float(heights[-beyond:].mean()), beyond),
        )
        for x, y, way in ends:
            cv2.line(drawn, (x, round(y)), (x + way, round(y)), (float(number),), 1)
    for number, (columns, heights) in enumerate(paths, 1):
        points = numpy.stack((columns, numpy.round(heights)), axis=1).astype(numpy.int32)
        cv2.polylines(drawn, [points[:, None]], False, (float(number),), 1)
    far, labels = cv2.distanceTransformWithLabels(
        (drawn == 0).astype(numpy.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    table = numpy.zeros(int(labels.max()) + 1, numpy.int32)
    on = drawn > 0
    table[labels[on]] = drawn[on]
    near = numpy.where(far <= _REACH * apart / _SMALL, table[labels], 0)
    large = cv2.resize(near.astype(numpy.float32), shape[1::-1], interpolation=cv2.INTER_NEAREST)
    return cast(Whole, large.astype(numpy.int32))


def _with_whole_parts(owner: Whole, ink: Mask, parts: Parts, keep: Mask, count: int, apart: float) -> Whole:
    """Give each piece of ink that lies for the most part at one line to that line, as a whole."""
    at = numpy.flatnonzero(ink)
    part, line = parts.labels.ravel()[at] - 1, owner.ravel()[at]
    votes = numpy.bincount(part * (count + 1) + line, minlength=len(parts) * (count + 1))
    votes = votes.reshape(len(parts), count + 1)
    best = votes[:, 1:].argmax(axis=1) + 1 if count else numpy.zeros(len(parts), numpy.int64)
    clear = keep & (votes.max(axis=1, initial=0) > 0) & (parts.height <= _LONGEST * apart)
    clear &= votes[numpy.arange(len(parts)), best] >= _WHOLE * votes.sum(axis=1)
    whole = owner.copy()
    whole.ravel()[at] = numpy.where(clear[part], best[part], line)
    return whole
