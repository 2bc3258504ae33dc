"""A page image as it goes into a PDF: the very bytes where a PDF can hold them, else its pixels without loss.

It knows what a PDF can hold of an image, and nothing of pages or text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_GREY_AND_COLOUR: Final[Mapping[int, str]] = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


@dataclass(frozen=True, slots=True)
class Embeddable:
    """Hold an image as it goes into a PDF.

    Attributes:
        kind: "jpeg", "jpeg2000", "group4", "png" or "pixels"; the first three and, where it can be, PNG are the bytes
            of the file.
        data: The encoded picture.
        size: Width and height of the stored pixels.
        turn: How they have to be turned to be upright: 1 to 8 as in EXIF and TIFF.
        dpi: Pixels an inch across the upright page, where the file gives a sensible number.
        entries: The entries of the image's dictionary but for its size: filter, colours, depth.
    """

    kind: str
    data: bytes
    size: tuple[int, int]
    turn: int
    dpi: float | None
    entries: str


def embeddable(path: Path, page: int = 0) -> Embeddable:
    """Return a page of an image file as it goes into a PDF.

    Raises:
        ImageFault: it cannot be read, or has no such page.
    """
    from editor.imaging import embedding  # here, so that importing this module does not load Pillow

    return Embeddable(*embedding.encoded(path, page))


def entries(colours: int, bits: int, coding: str, more: Mapping[str, Any] | None = None) -> str:
    """Return the entries of an image's dictionary for so many colours of so many bits each."""
    told = f"/ColorSpace{_GREY_AND_COLOUR[colours]}/BitsPerComponent {bits}/Filter/{coding}"
    if more:
        parts = "".join(f"/{name} {str(value).lower()}" for name, value in more.items())
        told += f"/DecodeParms<<{parts}>>"
    return told
