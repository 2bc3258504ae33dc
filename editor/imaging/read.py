"""The pixels of a page as a plain buffer: upright, eight bits, grey or RGB, as large as was asked for.

For worker threads, and for what Qt does not read or reads differently: JPEG 2000, the rarer kinds of TIFF, CMYK. It
refuses to know what shows the buffer, and to make any picture larger than it is.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in upright pixels of the full page; right and bottom lie outside."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """Hold a picture.

    Attributes:
        width: In pixels.
        height: In pixels.
        data: The rows from the top, each `stride` bytes long: grey values, or red, green, blue for each pixel.
        stride: A multiple of four, as drawing libraries like it; bytes behind the last pixel of a row are zero.
        mode: ``L`` or ``RGB``.
    """

    width: int
    height: int
    data: bytes
    stride: int
    mode: Literal["L", "RGB"]


def read(
    path: Path,
    frame: int = 0,
    *,
    max_width: int | None = None,
    max_height: int | None = None,
    box: Box | None = None,
    grey: bool = False,
) -> Pixels:
    """Decode a page, or a part of it, no larger than asked for.

    Where the format allows it (JPEG, JPEG 2000) a smaller picture is decoded from the start.

    Args:
        path: The file.
        frame: The page, counted from 0 among the file's pages.
        max_width: The picture is made smaller, keeping its shape, until it is no wider. Never larger.
        max_height: The same for its height.
        box: The part of the page wanted; what lies outside the page is cut off.
        grey: Whether colours are made grey.

    Raises:
        ImageFault: the file cannot be decoded or has no such page.
        ValueError: nothing of the box lies on the page, or a size is not positive.
    """
    from editor.imaging.render import pixels  # here, so that importing this module does not load Pillow

    return pixels(path, frame, max_width, max_height, box, grey)
