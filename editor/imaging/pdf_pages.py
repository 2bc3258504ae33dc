"""What is on a page of a PDF: its one image, or that there is none, and its text layer in pixels of the page's image.

Runs in the helper process of `pdf`. It is the place where pypdfium2 opens a file. It refuses to run or fetch anything
a PDF names: scripts, links, attachments.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from editor.imaging.pdf_text import Glyph
from editor.model.geometry import Box, Point

POINTS: Final = 72.0
DPI: Final = 300
"""Pixels an inch of a page that has to be drawn."""

MAX_DRAWN: Final = 60_000_000
"""How many pixels a drawn page may have; a larger one is drawn with fewer an inch."""

LARGEST: Final = 14_400.0
"""How wide or high a page may be, in points, by the standard."""

MARGIN: Final = 0.02
"""How much of the page, on each side, an image that covers it may leave free."""

OVERHANG: Final = 0.25
"""How much of the page's size an image that covers it may reach beyond it on a side."""

_DEPTH = 6
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_LOOKED_AT = 1_000
_NOTICED = 48
_SHARE = 0.0002


Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """Say how the image of a page is got and where on it the page's own space lies.

    Attributes:
        width: Of the upright image, in pixels.
        height: Of the upright image, in pixels.
        matrix: From the page's own space to upright pixels: x = a·x + c·y + e, y = b·x + d·y + f.
        image: The one image that covers the page, None if the page has to be drawn.
        turn: How the image's stored pixels have to be turned to be upright: 1 to 8 as in EXIF and TIFF.
        dpi: Pixels an inch, across and down the upright image.
    """

    width: int
    height: int
    matrix: Matrix
    image: pdfium.PdfImage | None
    turn: int
    dpi: tuple[float, float]

    def at(self, x: float, y: float) -> Point:
        """Return a point of the page's own space in pixels."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


def placed(page: pdfium.PdfPage) -> Placed:
    """Return how the image of a page is got."""
    to_points, width, height = display(page)
    alone = _covering(page, to_points, width, height)
    if alone is None:
        scale = min(DPI / POINTS, math.sqrt(MAX_DRAWN / max(1.0, width * height)))
        scale = min(scale, 30_000 / max(width, height))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        across, down = size[0] / width, size[1] / height
        matrix = _scaled(to_points, 0, 0, across, down)
        return Placed(size[0], size[1], matrix, None, 1, (across * POINTS, down * POINTS))
    image, (x0, y0, x1, y1), turn = alone
    stored = image.get_px_size()
    size = stored if turn < 5 else (stored[1], stored[0])
    across, down = size[0] / (x1 - x0), size[1] / (y1 - y0)
    matrix = _scaled(to_points, x0, y0, across, down)
    return Placed(size[0], size[1], matrix, image, turn, (across * POINTS, down * POINTS))


def display(page: pdfium.PdfPage) -> tuple[Matrix, float, float]:
    """Return the way from a page's own space to points right and down on the page as it is seen, and its size."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    turns: dict[int, Matrix] = {
        0: (1, 0, 0, -1, -left, top),
        90: (0, 1, 1, 0, -bottom, -left),
        180: (-1, 0, 0, 1, right, -bottom),
        270: (0, -1, -1, 0, top, right),
    }
    turn = page.get_rotation() % 360
    return turns[turn], *((width, height) if turn in (0, 180) else (height, width))


def _scaled(matrix: Matrix, x: float, y: float, across: float, down: float) -> Matrix:
    a, b, c, d, e, f = matrix
    return a * across, b * down, c * across, d * down, (e - x) * across, (f - y) * down


def _covering(
    page: pdfium.PdfPage, to_points: Matrix, width: float, height: float
) -> tuple[pdfium.PdfImage, Box, int] | None:
    """Return the one image that covers a page with nothing over it, its box on the page in points and its turn."""
    found: tuple[pdfium.PdfImage, Box, int] | None = None
    over: list[pdfium.PdfObject] = []
    for thing, parents in _seen(page):
        if isinstance(thing, pdfium.PdfImage):
            laid = _laid(thing, _chained(to_points, parents))
            if laid is not None and _covers(laid[0], width, height):
                if found is not None:
                    return None  # layers of one picture, or one drawn over another
                found, over = (thing, *laid), []
                continue
        over.append(parents[0] if parents else thing)
    if found is not None and (over or raw.FPDFPage_GetAnnotCount(page.raw)) and _makes_a_difference(page, over):
        return None
    return found


def _seen(page: pdfium.PdfPage) -> Iterator[tuple[pdfium.PdfObject, tuple[pdfium.PdfObject, ...]]]:
    """Yield what a page shows in the order it is drawn, with the forms it lies in, the outermost first."""
    parents: list[pdfium.PdfObject] = []
    for thing in page.get_objects(max_depth=_DEPTH):
        del parents[thing.level :]
        if thing.type == raw.FPDF_PAGEOBJ_FORM:
            parents.append(thing)
        elif _is_seen(thing):
            yield thing, tuple(parents)


def _is_seen(thing: pdfium.PdfObject) -> bool:
    if thing.type == raw.FPDF_PAGEOBJ_TEXT:
        return raw.FPDFTextObj_GetTextRenderMode(thing.raw) not in _INVISIBLE
    if thing.type == raw.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if raw.FPDFPath_GetDrawMode(thing.raw, fill, stroke):
            return bool(fill.value or stroke.value)
    return True


def _chained(matrix: Matrix, forms: tuple[pdfium.PdfObject, ...]) -> Matrix:
    for form in forms:
        m = form.get_matrix()
        matrix = _times((m.a, m.b, m.c, m.d, m.e, m.f), matrix)
    return matrix


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, l, m, n, o, p = then  # noqa: E741
    return (
        a * k + b * m, a * l + b * n,
        c * k + d * m, c * l + d * n,
        e * k + f * m + o, e * l + f * n + p,
    )  # fmt: skip


_TURNS: Final = {
    # Whether the stored rows run along x, whether the pixels of a row go right (or down), and the rows down (or right).
    (True, True, True): 1,
    (True, False, True): 2,
    (True, False, False): 3,
    (True, True, False): 4,
    (False, True, True): 5,
    (False, True, False): 6,
    (False, False, False): 7,
    (False, False, True): 8,
}


def _laid(image: pdfium.PdfImage, to_points: Matrix) -> tuple[Box, int] | None:
    """Return where on the page as seen an image lies and how it must be turned; None if it stands askew or squeezed."""
    m = image.get_matrix()
    a, b, c, d, e, f = _times((m.a, m.b, m.c, m.d, m.e, m.f), to_points)
    slack = 0.001 * (abs(a) + abs(b) + abs(c) + abs(d))
    if abs(b) <= slack and abs(c) <= slack:
        turn = _TURNS[True, a > 0, d < 0]  # an image's own y goes up: its rows go the other way
    elif abs(a) <= slack and abs(d) <= slack:
        turn = _TURNS[False, b > 0, c < 0]
    else:
        return None
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    box = (min(xs), min(ys), max(xs), max(ys))
    pixels = image.get_px_size()
    across, down = pixels if turn < 5 else (pixels[1], pixels[0])
    if box[2] - box[0] < 1 or box[3] - box[1] < 1 or not across or not down:
        return None
    squeezed = across / (box[2] - box[0]) / (down / (box[3] - box[1]))
    return (box, turn) if 0.9 < squeezed < 1.1 else None


def _covers(box: Box, width: float, height: float) -> bool:
    left, top, right, bottom = box[0] / width, box[1] / height, 1 - box[2] / width, 1 - box[3] / height
    return all(-OVERHANG <= free <= MARGIN for free in (left, top, right, bottom))


def _makes_a_difference(page: pdfium.PdfPage, over: list[pdfium.PdfObject]) -> bool:
    """Tell whether a page looks otherwise without these objects and its annotations."""
    whole = looked_at(page, annotations=True)
    for thing in over:
        raw.FPDFPageObj_SetIsActive(thing.raw, False)
    without = looked_at(page, annotations=False)
    for thing in over:
        raw.FPDFPageObj_SetIsActive(thing.raw, True)
    noticed = sum(ImageChops.difference(whole, without).histogram()[_NOTICED:])
    return noticed > _SHARE * whole.width * whole.height


def looked_at(page: pdfium.PdfPage, annotations: bool = True, edge: int = _LOOKED_AT) -> Image.Image:
    """Return a page as it is seen, small and grey."""
    scale = min(edge / max(1.0, *page.get_size()), DPI / POINTS)
    drawn = page.render(scale=scale, grayscale=True, draw_annots=annotations, may_draw_forms=False)
    picture: Image.Image = drawn.to_pil()
    return picture.convert("L")


def glyphs(page: pdfium.PdfPage, place: Placed) -> tuple[list[Glyph], int]:
    """Return the characters of a page's text layer in the order of the file, and how many the engine counts.

    A glyph that means no character at all, as those with which other lines are kept apart, is neither.
    """
    layer = page.get_textpage()  # held: what is read below lives as long as it does
    text = layer.raw
    count = raw.FPDFText_CountChars(text)
    found: list[Glyph] = []
    heard = [at for at in range(max(0, count)) if not _is_unheard(text, at)]
    for piece, run in groupby(heard, lambda at: _address(raw.FPDFText_GetTextObject(text, at))):
        places = list(run)
        made, first = [_glyph(text, at, place, piece) for at in places], places[0]
        found += _widened(made) if piece and made[-1].text == " " and _is_stretched(text, first) else made
    return found, len(heard)


def _is_unheard(text: object, at: int) -> bool:
    """Tell whether the engine leaves a glyph out of the text because its code means no character."""
    return bool(raw.FPDFText_GetUnicode(text, at) < 32 and raw.FPDFText_HasUnicodeMapError(text, at) == 1)


def _address(piece: object) -> int:
    return ctypes.cast(piece, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _is_stretched(text: object, at: int) -> bool:
    """Tell whether a character is of Tesseract's font without shapes, stretched to the width of each word.

    The space behind a word is stretched with it, inside the width of the word.
    """
    font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, at))
    name = ctypes.create_string_buffer(64)
    raw.FPDFFont_GetBaseFontName(font, name, 64)
    return name.value == b"GlyphLessFont"


def _widened(word: list[Glyph]) -> list[Glyph]:
    """Return a word whose last character is a space with the width of the space given to the others."""
    rest = len(word) - 1
    if not rest:
        return word
    cos, sin = math.cos(word[0].angle), math.sin(word[0].angle)
    step = math.dist(word[0].origin, word[rest].origin) / rest / rest
    wide = []
    for at, glyph in enumerate(word):
        x, y, dx, dy = at * step * cos, at * step * sin, step * cos, step * sin
        box = (
            glyph.box[0] + x + min(0.0, dx), glyph.box[1] + y + min(0.0, dy),
            glyph.box[2] + x + max(0.0, dx), glyph.box[3] + y + max(0.0, dy),
        )  # fmt: skip
        wide.append(replace(glyph, origin=(glyph.origin[0] + x, glyph.origin[1] + y), box=box))
    return wide


def _glyph(text: object, at: int, place: Placed, piece: int) -> Glyph:
    sign = raw.FPDFText_GetUnicode(text, at)
    if raw.FPDFText_IsGenerated(text, at) == 1:
        return Glyph("\n" if sign in (10, 13) else " ", generated=True)
    shown = "-" if raw.FPDFText_IsHyphen(text, at) == 1 else chr(sign) if sign < 0x110000 else "\ufffd"
    x, y, loose, m = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    raw.FPDFText_GetLooseCharBox(text, at, loose)
    raw.FPDFText_GetMatrix(text, at, m)
    origin = place.at(x.value, y.value)
    across = place.at(x.value + m.a, y.value + m.b)
    up = place.at(x.value + m.c, y.value + m.d)
    size = raw.FPDFText_GetFontSize(text, at) * math.dist(origin, up)
    one, other = place.at(loose.left, loose.bottom), place.at(loose.right, loose.top)
    box = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
    angle = math.atan2(across[1] - origin[1], across[0] - origin[0])
    if not all(map(math.isfinite, (*origin, *box, size, angle))):
        return Glyph(shown, piece=piece)
    return Glyph(shown, origin, box, abs(size), angle, piece=piece)
