"""The image of a PDF's page as a file: as it lies in the PDF where that can be, else drawn.

What was taken is compared with the page as it is seen, so that no mask, inverted colour or odd coding slips through. It
refuses to encode anew what can be kept: JPEG, JPEG 2000 and group 4 stay the bytes they were.
"""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter, ImageStat

from editor.imaging.pdf_pages import DPI, POINTS, Placed, looked_at

ALIKE: Final = 10.0
"""How far apart, on average, a point of the page and of what was taken may be, of 255."""

_EDGE = 400
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_JP2_BOX = b"\x00\x00\x00\x0cjP  "
Image.MAX_IMAGE_PIXELS = 400_000_000


def write(page: pdfium.PdfPage, place: Placed, folder: Path, stem: str) -> tuple[Path, str]:
    """Write a page's image as ``folder/stem`` and the suffix of its format; return the path and how it was got."""
    for how, make in _ways(page, place):
        made = make()
        if made is None:
            continue
        suffix, data, image = made
        if image is not None and not _alike(page, place, image):
            continue
        path = folder / f"{stem}{suffix}"
        part = folder / f".{stem}.part"
        part.write_bytes(data)
        os.replace(part, path)
        return path, how
    raise AssertionError("a page can always be drawn")


Made = tuple[str, bytes, Image.Image | None]
"""Suffix, bytes, and the upright picture to compare; None where there is nothing to compare it with."""


def _ways(page: pdfium.PdfPage, place: Placed) -> Iterator[tuple[str, Callable[[], Made | None]]]:
    """Yield the ways to an image of the page, the most faithful first."""
    image = place.image
    if image is not None:
        kind = (image.get_filters() or [""])[-1]
        if kind == "DCTDecode":
            yield "jpeg", lambda: _jpeg(image, place)
        elif kind == "JPXDecode":
            yield "jpeg2000", lambda: _jpeg2000(image, place)
        elif kind == "CCITTFaxDecode":
            yield "group4", lambda: _group4(image, place)
        yield "pixels", lambda: _pixels(image, place)
    yield "drawn", lambda: (".png", _png(_drawn(page, place), place), None)


def _data(image: pdfium.PdfImage) -> bytes:
    return bytes(image.get_data(decode_simple=True))


def _opened(data: bytes, image: pdfium.PdfImage, *formats: str) -> Image.Image | None:
    """Return the decoded picture, None where it is none or not the size the PDF says."""
    try:
        picture = Image.open(io.BytesIO(data), formats=formats)
        if picture.size != image.get_px_size():
            return None
        if formats == ("JPEG",):
            picture.draft(picture.mode, (_EDGE * 2, _EDGE * 2))
        picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return picture


def _jpeg(image: pdfium.PdfImage, place: Placed) -> Made | None:
    data = _data(image)
    picture = _opened(data, image, "JPEG")
    if picture is None:
        return None
    upright = _turned(picture, place.turn)
    if place.turn != 1 or picture.getexif().get(0x0112, 1) != 1:
        data = oriented_jpeg(data, place.turn)
    return ".jpg", data, upright


def oriented_jpeg(data: bytes, turn: int) -> bytes:
    """Return a JPEG that says it is turned so, its picture untouched: the EXIF it had gives way to that one entry."""
    at, kept, head = 2, [], data[:2]
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] not in (b"\xda", b"\xd9", b""):
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + length]
        if not (segment[1:2] == b"\xe1" and segment[4:10] == b"Exif\0\0"):
            kept.append(segment)
        at += length
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0)
    body = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4)
    exif = [b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body] if turn != 1 else []
    behind = 1 if kept and kept[0][1:2] == b"\xe0" else 0
    return head + b"".join(kept[:behind] + exif + kept[behind:]) + data[at:]


def _jpeg2000(image: pdfium.PdfImage, place: Placed) -> Made | None:
    data = _data(image)
    picture = _opened(data, image, "JPEG2000")
    if picture is None or place.turn != 1:  # the format has no sign for being turned
        return None
    return (".jp2" if data.startswith(_JP2_BOX) else ".j2k"), data, picture


def _group4(image: pdfium.PdfImage, place: Placed) -> Made | None:
    """Return the stream of a group 4 image put into a TIFF as it is, if it decodes to the very same pixels so."""
    data, truth = _data(image), _bilevel(_bitmap(image))
    if truth is None:
        return None
    for white_is_zero in (True, False):
        picture = _opened(group4_tiff(data, truth.size, white_is_zero, 1, place.dpi), image, "TIFF")
        if picture is not None and not ImageChops.logical_xor(picture.convert("1"), truth).getbbox():
            tiff = group4_tiff(data, truth.size, white_is_zero, place.turn, place.dpi)
            return ".tif", tiff, _turned(truth, place.turn)
    return None


def group4_tiff(data: bytes, size: tuple[int, int], white_is_zero: bool, turn: int, dpi: tuple[float, float]) -> bytes:
    """Return a TIFF of one group 4 strip; ``dpi`` is that of the upright image, across and down."""
    across, down = dpi if turn < 5 else (dpi[1], dpi[0])
    start = 8
    after = start + len(data) + len(data) % 2
    entries = [
        (0x00FE, 4, 0),
        (0x0100, 4, size[0]),
        (0x0101, 4, size[1]),
        (0x0102, 3, 1),
        (0x0103, 3, 4),
        (0x0106, 3, 0 if white_is_zero else 1),
        (0x0111, 4, start),
        (0x0112, 3, turn),
        (0x0115, 3, 1),
        (0x0116, 4, size[1]),
        (0x0117, 4, len(data)),
        (0x011A, 5, after),
        (0x011B, 5, after + 8),
        (0x0125, 4, 0),
        (0x0128, 3, 2),
    ]
    fractions = b"".join(struct.pack("<II", round(value * 100), 100) for value in (across, down))
    table = struct.pack("<H", len(entries))
    for tag, kind, value in entries:
        table += struct.pack("<HHI", tag, kind, 1) + struct.pack(
            "<HH" if kind == 3 else "<I", *((value, 0) if kind == 3 else (value,))
        )
    return struct.pack("<2sHI", b"II", 42, after + 16) + data + bytes(len(data) % 2) + fractions + table + bytes(4)


def _bitmap(image: pdfium.PdfImage) -> Image.Image:
    picture: Image.Image = image.get_bitmap().to_pil()
    return picture


def _bilevel(picture: Image.Image) -> Image.Image | None:
    """Return a picture of black and white alone in one bit, None for any other."""
    if picture.mode == "1":
        return picture
    grey = _grey(picture)
    if grey is None or any(grey.histogram()[1:255]):
        return None
    return grey.point(lambda value: value > 127 and 255, "1")


def _grey(picture: Image.Image) -> Image.Image | None:
    """Return a picture without colours in mode L, None for one that has some."""
    if picture.mode in ("L", "1"):
        return picture.convert("L")
    if picture.mode not in ("RGB", "RGBX"):
        return None
    red, green, blue = picture.split()[:3]
    if ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox():
        return None
    return red


def _pixels(image: pdfium.PdfImage, place: Placed) -> Made | None:
    """Return the decoded pixels, saved without loss: group 4 for black and white, else PNG."""
    try:
        picture = _bitmap(image)
    except (pdfium.PdfiumError, ValueError):
        return None
    if picture.size != image.get_px_size():
        return None
    picture = _turned(picture, place.turn)
    two = _bilevel(picture)
    if two is None:
        return ".png", _png(picture, place), picture
    buffer = io.BytesIO()
    two.save(buffer, "TIFF", compression="group4", dpi=place.dpi)
    return ".tif", buffer.getvalue(), two


def _png(picture: Image.Image, place: Placed) -> bytes:
    plain = _grey(picture) or picture.convert("RGBA" if "A" in picture.mode else "RGB")
    buffer = io.BytesIO()
    plain.save(buffer, "PNG", dpi=place.dpi)
    return buffer.getvalue()


def _drawn(page: pdfium.PdfPage, place: Placed) -> Image.Image:
    """Draw a page in the size of its image."""
    left, top, right, bottom = _page_box(page, place)
    scale = max(place.dpi) / POINTS
    shown: Image.Image = page.render(scale=scale, draw_annots=True, may_draw_forms=False).to_pil()
    drawn = shown.convert("RGB")
    size = (max(1, round(right - left)), max(1, round(bottom - top)))
    if drawn.size != size:
        drawn = drawn.resize(size, Image.Resampling.BICUBIC)
    if size == (place.width, place.height):
        return drawn
    paper = Image.new("RGB", (place.width, place.height), "white")
    paper.paste(drawn, (round(left), round(top)))
    return paper


def _page_box(page: pdfium.PdfPage, place: Placed) -> tuple[float, float, float, float]:
    """Return where the page as it is seen lies in pixels of its image."""
    left, bottom, right, top = page.get_bbox()
    corners = [place.at(x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _turned(picture: Image.Image, turn: int) -> Image.Image:
    return picture.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else picture


def _alike(page: pdfium.PdfPage, place: Placed, picture: Image.Image) -> bool:
    """Tell whether the upright picture is what the page shows, as far as can be seen from afar."""
    left, top, right, bottom = _page_box(page, place)
    common = (max(0.0, left), max(0.0, top), min(float(place.width), right), min(float(place.height), bottom))
    seen = looked_at(page, edge=_EDGE * 2)
    across, down = seen.width / (right - left), seen.height / (bottom - top)
    here = (common[0] - left) * across, (common[1] - top) * down, (common[2] - left) * across, (common[3] - top) * down
    there = picture.width / place.width, picture.height / place.height  # a JPEG may have been decoded smaller
    box = (common[0] * there[0], common[1] * there[1], common[2] * there[0], common[3] * there[1])
    scale = _EDGE / max(common[2] - common[0], common[3] - common[1])
    size = max(1, round((common[2] - common[0]) * scale)), max(1, round((common[3] - common[1]) * scale))
    one = seen.resize(size, Image.Resampling.BOX, _within(here, seen.size))
    two = _plain(picture).resize(size, Image.Resampling.BOX, _within(box, picture.size))
    soft = [part.filter(ImageFilter.BoxBlur(2)) for part in (one, two)]
    return ImageStat.Stat(ImageChops.difference(*soft)).mean[0] <= ALIKE


def _within(box: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[float, float, float, float]:
    return max(0.0, box[0]), max(0.0, box[1]), min(float(size[0]), box[2]), min(float(size[1]), box[3])


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGBA":
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture)
        picture = paper
    return picture.convert("L")


__all__ = ["ALIKE", "DPI", "group4_tiff", "oriented_jpeg", "write"]
