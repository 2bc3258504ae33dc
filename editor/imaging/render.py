"""From an opened image to upright pixels of eight bits: the room's work with Pillow, behind the light modules.

It refuses to guess: pixels are scaled by fixed rules from the depth of the image, never stretched to look better.
"""

import hashlib
import io
import math
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import Image, ImageCms, ImageFile, TiffImagePlugin

from editor.imaging.facts import Frame, ImageFacts, ImageFault
from editor.imaging.opening import (
    Misuse,
    dpi_of,
    format_of,
    opened,
    pages_of,
    sized,
    turn_to,
    turn_to_page,
    turned,
)
from editor.imaging.read import Box, Pixels

JPEG_QUALITY = 80

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_DEEP = frozenset({"I;16", "I;16L", "I;16B", "I;16N", "I", "F"})
_DEPTHS = (8, 10, 12, 14, 16)


def examine(path: Path, decode: bool = False, progress: Callable[[int], None] = lambda frame: None) -> ImageFacts:
    """Read the facts of an image.

    Args:
        path: The file.
        decode: Decode every page as well, and refuse the file if one fails.
        progress: Told of each page before it is decoded.

    Raises:
        ImageFault: as `probe` and `check` say.
    """
    with opened(path) as (image, file):
        before = os.fstat(file.fileno())
        pages, left_out = pages_of(path, image)
        name, mode, dpi = format_of(image), image.mode, dpi_of(image)
        if decode:
            for count, page in enumerate(pages):
                progress(count)
                _decode(path, page)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        now = path.stat()
        if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
            raise ImageFault(path, "was being written while it was read: wait until the copy is done.")
    return ImageFacts(path, name, mode, pages, left_out, dpi, digest, before.st_size, before.st_mtime_ns)


def _decode(path: Path, page: Frame) -> None:
    """Decode a page and let it go; what comes out must be as large as the header said."""
    with opened(path) as (image, _):
        turn_to(image, page.number)
        turn = _still_to_turn(image)
        image.load()
        if (image.size if turn < 5 else image.size[::-1]) != (page.width, page.height):
            raise ImageFault(path, "is damaged: a page is not as large as its header says.")


def pixels(
    path: Path, frame: int, max_width: int | None, max_height: int | None, box: Box | None, grey: bool = False
) -> Pixels:
    """Do what `read` promises."""
    image = upright(path, frame, max_width, max_height, box)
    if grey and image.mode != "L":
        image = image.convert("L")
    mode: Literal["L", "RGB"] = "L" if image.mode == "L" else "RGB"
    stride = -(-image.width * len(mode) // 4) * 4
    return Pixels(image.width, image.height, image.tobytes("raw", mode, stride, 1), stride, mode)


def small_jpeg(path: Path, frame: int, edge: int) -> bytes:
    """Do what `thumbnail` promises."""
    image = upright(path, frame, edge, edge, None)
    image.info.clear()  # no comment nor profile of the original travels along
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()


def upright(path: Path, frame: int, max_width: int | None, max_height: int | None, box: Box | None) -> Image.Image:
    """Return a page, or a part of it, upright, in mode L or RGB, no larger than asked for."""
    with opened(path) as (image, _):
        turn_to_page(path, image, frame)
        turn = _still_to_turn(image)
        full = sized(path, *image.size)
        part = _part(full if turn < 5 else full[::-1], box)
        size = _fitting(part[2] - part[0], part[3] - part[1], max_width, max_height)
        stored, stored_size = _stored_box(part, turn, full), size if turn < 5 else size[::-1]
        loaded = _load_reduced(path, image, stored, stored_size)
        plain = _cut(loaded, stored, stored_size, full)
    return plain.transpose(_UPRIGHT[turn]) if turn in _UPRIGHT else plain


def _still_to_turn(image: Image.Image) -> int:
    """Return the turn that is left to us: Pillow turns a TIFF itself when it loads it."""
    return 1 if isinstance(image, TiffImagePlugin.TiffImageFile) else turned(image)


def _part(size: tuple[int, int], box: Box | None) -> Box:
    if box is None:
        return (0, 0, *size)
    part = (max(0, box[0]), max(0, box[1]), min(size[0], box[2]), min(size[1], box[3]))
    if part[0] >= part[2] or part[1] >= part[3]:
        raise Misuse(f"nothing of the box {box} lies on a page of {size[0]} x {size[1]}")
    return part


def _fitting(width: int, height: int, max_width: int | None, max_height: int | None) -> tuple[int, int]:
    """Return the largest size of the same shape that fits, and never one larger than given."""
    if (max_width is not None and max_width < 1) or (max_height is not None and max_height < 1):
        raise Misuse(f"no picture fits into {max_width} x {max_height}")
    scale = min(1.0, (max_width or width) / width, (max_height or height) / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _stored_box(box: Box, turn: int, size: tuple[int, int]) -> Box:
    """Say where a part of the upright page lies among the stored pixels."""
    x0, y0, x1, y1 = box
    if turn >= 5:  # rows are stored as columns
        x0, y0, x1, y1 = y0, x0, y1, x1
    width, height = size
    if turn in (2, 3, 7, 8):
        x0, x1 = width - x1, width - x0
    if turn in (3, 4, 6, 7):
        y0, y1 = height - y1, height - y0
    return x0, y0, x1, y1


def _load_reduced(path: Path, image: ImageFile.ImageFile, box: Box, size: tuple[int, int]) -> Image.Image:
    """Decode an image, at once smaller where the format can, so that the box still has the size wanted."""
    shrink = min((box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1])
    if shrink >= 2 and image.format in ("JPEG", "MPO"):
        image.draft(image.mode, (math.ceil(image.width / shrink), math.ceil(image.height / shrink)))
    elif shrink >= 2 and image.format == "JPEG2000":
        return _load_wavelets(path, int(shrink).bit_length() - 1)
    image.load()
    return image


def _load_wavelets(path: Path, halvings: int) -> Image.Image:
    """Decode a JPEG 2000 image halved so many times, or as often as it was made for.

    How often that is stands deep in the file and Pillow does not tell it, so it is tried; a failing try is quick.
    """
    for reduce in range(halvings, 0, -1):
        with Image.open(path, formats=("JPEG2000",)) as image:
            image.reduce = reduce  # type: ignore[method-assign,assignment]  # the plugin's setter over a method's name
            try:
                image.load()
            except OSError:
                continue
            return image
    with Image.open(path, formats=("JPEG2000",)) as image:
        image.load()
        return image


def _cut(image: Image.Image, box: Box, size: tuple[int, int], full: tuple[int, int]) -> Image.Image:
    """Take the box, given in pixels of the full image, from an image that may be smaller, and make it `size`."""
    across, down = image.width / full[0], image.height / full[1]
    near = (int(box[0] * across), int(box[1] * down), -int(-box[2] * across // 1), -int(-box[3] * down // 1))
    near = (near[0], near[1], min(image.width, max(near[2], near[0] + 1)), min(image.height, max(near[3], near[1] + 1)))
    whole = near == (0, 0, *image.size)
    plain = eight_bits(image if image.mode in _DEEP or whole else image.crop(near))
    if image.mode in _DEEP and not whole:
        plain = plain.crop(near)
    if plain.size == size:
        return plain
    exact = (box[0] * across - near[0], box[1] * down - near[1], box[2] * across - near[0], box[3] * down - near[1])
    inside = (exact[0], exact[1], min(exact[2], plain.width), min(exact[3], plain.height))
    return plain.resize(size, Image.Resampling.BICUBIC, inside, reducing_gap=1.3)


def eight_bits(image: Image.Image) -> Image.Image:
    """Return an image in mode L or RGB; what is transparent lies on white paper.

    Deeper pixels are scaled by the depth of the image, the least of 8, 10, 12, 14 and 16 bits that holds its brightest
    pixel: scanners store ten and twelve bits in sixteen.
    """
    if image.mode in ("L", "RGB") and "transparency" not in image.info:
        return image
    if image.mode in _DEEP:
        return _shallow(image)
    if image.has_transparency_data:
        return _on_white(image)
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "LAB":
        return ImageCms.applyTransform(image, _lab_to_rgb()) or image
    return image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    grey = image.mode in ("1", "L", "LA", "La")
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(clear)
    return paper.convert("L" if grey else "RGB")


def _shallow(image: Image.Image) -> Image.Image:
    """Scale whole numbers by their depth; fractions from 0 to 1, or else from the least to the greatest there is."""
    wide = image if image.mode in ("I", "F") else image.convert("I")
    low, high = (float(value) for value in wide.getextrema())  # type: ignore[arg-type]
    if image.mode == "F" and low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    elif image.mode != "F" and low >= 0 and high < 2 ** _DEPTHS[-1]:
        low, high = 0.0, next(2.0**depth - 1 for depth in _DEPTHS if high < 2**depth)
    scale = 255 / (high - low) if high > low else 0.0
    shift = 0.5 - low * scale
    return wide.point(lambda value: value * scale + shift).convert("L")


@cache
def _lab_to_rgb() -> ImageCms.ImageCmsTransform:
    lab, rgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    return ImageCms.buildTransform(lab, rgb, "LAB", "RGB")
