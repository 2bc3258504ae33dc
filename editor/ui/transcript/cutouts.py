"""The scan above each line: how much room a cut-out takes, which are in view, and their pictures.

Only what is in view and a little around it is cut, in a thread, and few are kept. Knows lines and pictures, no key
and no document.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPixmap

from editor.model.page import PageContent, Region
from editor.ui.jobs import Jobs
from editor.ui.kit.bands import Band, bands_of, emptiest, ink_of, same_places
from editor.ui.kit.decode import Level
from editor.ui.kit.linecut import Touch, centred, columns_of, cut_out

KEPT = 160
"""Cut-outs that are kept: a few screens of them."""
AT_ONCE = 48
"""Cut-outs made in one go."""
AROUND = 12
"""Lines before and behind those in view that are cut too."""
_TALLEST = 1.9
"""How high a line may be shown, in heights of the text."""
_LEAST = 0.75
_PIECES = 4
_SLACK = 0.86
"""How full the pieces are of a line that is broken."""
_BREATH = 1.12
"""A cut-out is so much higher than its line: tails and accents reach out of outlines."""
_BESIDE = 0.3
"""So much of a line's height is shown before and behind it."""
_FADE = 0.12
"""The part of a cut-out's height in which its edge fades."""
_LONGEST = 0.92
"""Of all lines, this part decides how large the page is shown: one line across both columns does not."""


class Cut(NamedTuple):
    """A line's cut-out: how what is shown lies, screen pixels for a pixel of the image, and those before the line."""

    band: Band
    scale: float
    before: float = 0.0
    pieces: int = 1

    @property
    def width(self) -> int:
        """Return how wide it is, in screen pixels."""
        return max(round(self.band.length * self.scale / self.pieces / (_SLACK if self.pieces > 1 else 1.0)), 1)

    @property
    def height(self) -> int:
        """Return how high it is, in screen pixels."""
        return self.piece_height * self.pieces

    @property
    def piece_height(self) -> int:
        """Return how high one piece of it is, in screen pixels."""
        return max(round(self.band.height * self.scale), 1)

    def share(self, x: float, y: float) -> float:
        """Return how far along the line a point of the cut-out is, 0 to 1."""
        piece = min(max(int(y / self.piece_height), 0), self.pieces - 1)
        return min(max((piece + min(max(x / self.width, 0.0), 1.0)) / self.pieces, 0.0), 1.0)


Known = Mapping[int, Cut | None]
"""The cut-outs of a page by their lines, None for a line without a place."""


def cuts_of(bands: Mapping[int, Band], width: float, text: float) -> dict[int, Cut]:
    """Return how large the lines of a page are shown above a column of text.

    All at one scale, as far as they fit: so handwriting stays large and a footnote small.

    Args:
        bands: How the lines lie.
        width: Of the column, in screen pixels.
        text: The height of a line of text, in screen pixels.
    """
    if not bands or width < 20:
        return {}
    lengths = sorted(band.length for band in bands.values())
    heights = sorted(band.height for band in bands.values())
    long, high = lengths[int((len(lengths) - 1) * _LONGEST)], heights[len(heights) // 2]
    scale = min(width / max(long, 1.0), 1.3 * text / (high * _BREATH))
    return {line: _cut(band, scale, width, text) for line, band in bands.items()}


def _cut(band: Band, scale: float, width: float, text: float) -> Cut:
    high = band.height * _BREATH
    beside = _BESIDE * band.height
    least = _LEAST * text / high
    pieces = 1
    if width / band.length < least:
        # Too long to be read at the width of the column: it is broken, as its text is.
        pieces = min(math.ceil(band.length * least / width / _SLACK), _PIECES)
    fits = min(pieces * width * (_SLACK if pieces > 1 else 1.0) / band.length, _TALLEST * text / high)
    scale = min(max(scale, least), fits)
    x, y = (band.x2 - band.x1) / band.length * beside, (band.y2 - band.y1) / band.length * beside
    return Cut(Band(band.x1 - x, band.y1 - y, band.x2 + x, band.y2 + y, high), scale, beside * scale, pieces)


class CutOuts(QObject):
    """The cut-outs above the lines of one page.

    Signals:
        arrived: there are pictures that were not there before.
    """

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Show none."""
        super().__init__(parent)
        self.on = False
        self._content: PageContent | None = None
        self._bands: dict[int, tuple[Region, dict[int, Band]]] = {}
        self._cuts: dict[int, Cut] = {}
        self._fitted: object = None
        self._levels: Sequence[Level] = ()
        self._page = QRectF()
        self._owner: object = None
        self._touch: Touch | None = None
        self._turn = 0
        """Counts pictures and tones: what was cut of an older one is shown until there is a newer."""
        self._made: OrderedDict[int, tuple[object, QPixmap]] = OrderedDict()
        self._jobs: Jobs | None = None
        self._ticket: int | None = None
        self._wanted: tuple[int, ...] = ()
        self._dense = 1.0
        self.made = 0
        """How many were cut so far."""

    def stop(self) -> None:
        """Wait for nothing any more."""
        if self._jobs is not None:
            self._jobs.stop()
        self._ticket = None
        self._made.clear()
        self._levels, self._owner = (), None

    # What they are cut of

    def take(self, content: PageContent | None) -> None:
        """Take the lines of a page."""
        before = self._content.page.id if self._content is not None else None
        if content is None or content.page.id != before:
            self._bands, self._fitted = {}, None
            self._made.clear()
            self._drop()
        self._content = content

    def set_picture(self, levels: Sequence[Level], page: QRectF, owner: object) -> None:
        """Cut them out of this picture; ``owner`` is kept with it, because its pixels may be the owner's."""
        self._levels, self._page, self._owner = levels, page, owner
        self._anew()

    def set_touch(self, touch: Touch | None) -> None:
        """Let them be changed by this before they are shown, as by a tone."""
        self._touch = touch
        self._anew()

    def _anew(self) -> None:
        self._turn += 1
        self._drop()
        self.arrived.emit()

    def _drop(self) -> None:
        if self._jobs is not None:
            self._jobs.drop(self._ticket)
        self._ticket, self._wanted = None, ()

    # How much room they take

    @property
    def shown(self) -> bool:
        """Tell whether the page has cut-outs: it has a scan, and they are wanted."""
        return self.on and self._content is not None and bool(self._content.page.image)

    def fit(self, width: float, text: float) -> Known | None:
        """Return the cut-outs of all lines for a column so wide with text so high; None where there are none."""
        if not self.shown or self._content is None:
            return None
        fresh = self._measure(self._content)
        if fresh or self._fitted != (width, text):
            self._fitted = (width, text)
            bands = {line: band for _, found in self._bands.values() for line, band in found.items()}
            self._cuts = cuts_of(bands, width, text)
        return self._cuts

    def _measure(self, content: PageContent) -> bool:
        """Measure the regions that are others than before; tell whether any lies otherwise."""
        known, self._bands, fresh = self._bands, {}, False
        for region in content.regions:
            old = known.get(region.id)
            if old is not None and (old[0] is region or same_places(old[0], region)):
                self._bands[region.id] = (region, old[1])
                continue
            found = bands_of(region)
            fresh = fresh or old is None or old[1] != found
            self._bands[region.id] = (region, found)
        return fresh or len(known) != len(self._bands)

    # Their pictures

    def picture(self, line: int) -> QPixmap | None:
        """Return the picture of a line's cut-out, or None where there is none yet."""
        made = self._made.get(line)
        if made is None:
            return None
        self._made.move_to_end(line)
        return made[1]

    def want(self, lines: Sequence[int], order: Callable[[], Sequence[int | None]], dense: float) -> None:
        """Cut those of these lines that are not there, and of the lines around them.

        Args:
            lines: Those in view.
            order: Tells all lines of the page.
            dense: Pixels of the screen for one of the window.
        """
        self._dense = dense
        missing = [line for line in lines if not self._true(line)]
        if not missing or not self._levels:
            return
        every = order()
        at = every.index(lines[0])
        near = every[max(at - AROUND, 0) : at + len(lines) + AROUND]
        around = (line for line in near if line is not None and line not in lines and not self._true(line))
        self._wanted = (*missing, *around)[:AT_ONCE]
        self._go_on()

    def _true(self, line: int) -> bool:
        """Tell whether a line's cut-out is there as it is to be, or cannot be had."""
        cut, made = self._cuts.get(line), self._made.get(line)
        return cut is None or (made is not None and made[0] == self._key(cut))

    def _key(self, cut: Cut) -> object:
        return (cut, self._turn, self._dense)

    def _go_on(self) -> None:
        if self._ticket is not None or not self._levels:
            return
        wanted = {line: self._cuts[line] for line in self._wanted if not self._true(line)}
        self._wanted = ()
        if not wanted:
            return
        if self._jobs is None:
            # One thread of their own: what is in view must not wait for a page that is being decoded.
            self._jobs = Jobs(1, self)
        keys = {line: self._key(cut) for line, cut in wanted.items()}
        work = _work(self._levels, self._page, self._owner, wanted, self._dense, self._touch)
        self._ticket = self._jobs.start(work, lambda images: self._arrived(keys, images))

    def _arrived(self, keys: Mapping[int, object], images: Mapping[int, QImage]) -> None:
        self._ticket = None
        self.made += len(images)
        for line, image in images.items():
            self._made[line] = (keys[line], QPixmap.fromImage(image))
            self._made.move_to_end(line)
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        self.arrived.emit()
        self._go_on()

    def kept(self) -> Iterable[int]:
        """Return the lines whose cut-outs are kept."""
        return self._made.keys()


def _work(
    levels: Sequence[Level],
    page: QRectF,
    owner: object,
    wanted: Mapping[int, Cut],
    dense: float,
    touch: Touch | None,
) -> Callable[[], dict[int, QImage]]:
    def work() -> dict[int, QImage]:
        assert owner is not levels  # held here, so that the pixels live as long as they are read
        out = {}
        for line, cut in wanted.items():
            image = cut_out(levels, page, centred(levels, page, cut.band), cut.scale, dense)
            image = touch(image) if touch is not None else image
            image = _broken(image, cut, dense) if cut.pieces > 1 else image
            image = _faded(image)
            image.setDevicePixelRatio(dense)
            out[line] = image
        return out

    return work


def _broken(image: QImage, cut: Cut, dense: float) -> QImage:
    """Return a line broken into pieces that stand one below the other, parted where there is least ink."""
    wide, high = round(cut.width * dense), round(cut.piece_height * dense)
    out = QImage(wide, high * cut.pieces, QImage.Format.Format_ARGB32_Premultiplied)
    out.fill(0)
    ink = ink_of(columns_of(image))
    painter = QPainter(out)
    start = 0
    for piece in range(cut.pieces):
        end = min(start + wide, image.width())
        if end < image.width():
            end = max(round(emptiest(ink, end - wide * 0.1, wide * 0.06)), start + 1)
        painter.drawImage(QPoint(0, piece * high), image, QRect(start, 0, min(end - start, wide), high))
        start = end
    painter.end()
    return out


def _faded(image: QImage) -> QImage:
    """Return a picture whose upper and lower edges fade: what is there of other lines is not to be read."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    fade = QLinearGradient(0, 0, 0, image.height())
    for at, alpha in ((0.0, 0), (_FADE, 255), (1 - _FADE, 255), (1.0, 0)):
        fade.setColorAt(at, QColor(0, 0, 0, alpha))
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.fillRect(image.rect(), fade)
    painter.end()
    return image
