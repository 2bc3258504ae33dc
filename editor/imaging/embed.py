"""A page image as it goes into a PDF: the very bytes where a PDF can hold them, else its pixels without loss.

It knows what a PDF can hold of an image, and nothing of pages or text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
