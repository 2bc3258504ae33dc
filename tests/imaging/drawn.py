"""Small images that the tests draw, with marks that tell every turn from every other."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from editor.imaging.read import Pixels

ORIENTATION = 0x0112

# Where a stored pixel lies on the upright page, from what EXIF says of its row 0 and column 0; the size is the stored.
PLACES: dict[int, Callable[[int, int, int, int], tuple[int, int]]] = {
    1: lambda x, y, w, h: (x, y),
    2: lambda x, y, w, h: (w - 1 - x, y),
    3: lambda x, y, w, h: (w - 1 - x, h - 1 - y),
    4: lambda x, y, w, h: (x, h - 1 - y),
    5: lambda x, y, w, h: (y, x),
    6: lambda x, y, w, h: (h - 1 - y, x),
    7: lambda x, y, w, h: (h - 1 - y, w - 1 - x),
    8: lambda x, y, w, h: (y, w - 1 - x),
}


def page(width: int = 48, height: int = 32) -> Image.Image:
    """Draw an upright page: another grey in each quarter, and a bar along the top that begins at the left."""
    image = Image.new("RGB", (width, height), (250, 250, 250))
    draw = ImageDraw.Draw(image)
    half_w, half_h = width // 2, height // 2
    draw.rectangle((0, 0, half_w - 1, half_h - 1), fill=(220, 40, 40))
    draw.rectangle((half_w, 0, width, half_h - 1), fill=(40, 200, 60))
    draw.rectangle((0, half_h, half_w - 1, height), fill=(50, 60, 210))
    draw.rectangle((0, 0, width * 3 // 4, height // 8), fill=(10, 10, 10))
    return image


def stored(upright: Image.Image, orientation: int) -> Image.Image:
    """Return the pixels as a file of this orientation stores them."""
    size = upright.size if orientation < 5 else upright.size[::-1]
    image = Image.new(upright.mode, size)
    for x in range(size[0]):
        for y in range(size[1]):
            image.putpixel((x, y), upright.getpixel(PLACES[orientation](x, y, *size)))
    return image


def save_turned(upright: Image.Image, path: Path, orientation: int, **options: object) -> None:
    """Save a page so that only its orientation mark makes it upright."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    stored(upright, orientation).save(path, exif=exif, **options)


def picture(pixels: Pixels) -> Image.Image:
    """Return pixels as an image, to look at and compare."""
    return Image.frombuffer(
        pixels.mode, (pixels.width, pixels.height), pixels.data, "raw", pixels.mode, pixels.stride, 1
    )


def difference(one: Image.Image, two: Image.Image) -> float:
    """Return the mean difference of two images of one size, from 0 to 255."""
    assert (one.size, one.mode) == (two.size, two.mode)
    a, b = one.tobytes(), two.tobytes()
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


def png_header(width: int, height: int) -> bytes:
    """Write a PNG that claims a size and holds nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
