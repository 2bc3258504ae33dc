"""What is known of an image file, and the fault that says why there is none.

The light end of the room: importing it, like importing `probe`, `decode`, `read`, `thumbs` and `tone`, does not load
Pillow, which takes a tenth of a second that the window's first paint must not wait for. It refuses to open anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor.model.faults import Fault

MAX_PIXELS = 400_000_000
"""How many pixels one frame may claim."""

MAX_FRAMES = 2_000
"""How many frames a file may hold."""

TOO_HUNGRY = "needs more memory to decode than one image may use: save it smaller."
"""The reason of a fault, for the two places that may find out."""

SUFFIXES = {
    "PNG": frozenset({".png"}),
    "JPEG": frozenset({".jpg", ".jpeg", ".jpe", ".jfif"}),
    "TIFF": frozenset({".tif", ".tiff"}),
    "GIF": frozenset({".gif"}),
    "BMP": frozenset({".bmp"}),
    "WEBP": frozenset({".webp"}),
    "JPEG 2000": frozenset({".jp2", ".j2k", ".jpf", ".jpx"}),
}
"""Under which endings, in lower case, files of each format usually lie."""

IMAGE_SUFFIXES = frozenset().union(*SUFFIXES.values())
"""The endings, in lower case, under which images are looked for in a folder; what a file is, its content decides."""


class ImageFault(Fault):
    """Say in one sentence which image cannot be used and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{shown(path)} {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Frame:
    """Describe one page of an image file.

    Attributes:
        number: Which frame of the file it is, counted from 0 as image libraries count them.
        width: In upright pixels.
        height: In upright pixels.
        orientation: How the stored pixels are turned: 1 to 8 as in EXIF and TIFF.
    """

    number: int
    width: int
    height: int
    orientation: int = 1


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """Describe an image file.

    Attributes:
        path: Where it was found.
        format: Of `FORMATS`, by content and not by name.
        mode: How Pillow names the pixels of the first page: 1, L, P, RGB, CMYK, I;16, ...
        pages: The frames that are pages. The second and later pictures of an animation, the reduced copies in a
            pyramid TIFF and transparency masks are none.
        left_out: How many frames of the file are not pages.
        dpi: Pixels an inch along the width of the upright page, where the file gives a sensible number.
        digest: SHA-256 of the bytes of the file, in hexadecimal.
        size: Of the file, in bytes.
        mtime_ns: When the file was last changed, in nanoseconds.
    """

    path: Path
    format: str
    mode: str
    pages: tuple[Frame, ...]
    left_out: int
    dpi: float | None
    digest: str
    size: int
    mtime_ns: int

    @property
    def frames(self) -> int:
        """Return how many pages the file holds."""
        return len(self.pages)

    @property
    def width(self) -> int:
        """Return the width of the first page in upright pixels."""
        return self.pages[0].width

    @property
    def height(self) -> int:
        """Return the height of the first page in upright pixels."""
        return self.pages[0].height

    @property
    def orientation(self) -> int:
        """Return how the first page's stored pixels are turned: 1 to 8."""
        return self.pages[0].orientation

    def unchanged(self) -> bool:
        """Tell whether the file still has the size and time it had: what was checked may then be decoded anywhere."""
        try:
            now = self.path.stat()
        except OSError:
            return False
        return (now.st_size, now.st_mtime_ns) == (self.size, self.mtime_ns)


FORMATS = tuple(SUFFIXES)
"""The formats that are read; no other is ever handed to a decoder."""


def shown(path: Path) -> str:
    """Return the name of a file as it may stand in a sentence: signs that hide or turn text are spelled out."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in path.name) or str(path)


def to_plain(facts: ImageFacts) -> dict[str, Any]:
    """Return facts as what JSON can carry, without the path."""
    pages = [[page.number, page.width, page.height, page.orientation] for page in facts.pages]
    return {
        "format": facts.format,
        "mode": facts.mode,
        "pages": pages,
        "left_out": facts.left_out,
        "dpi": facts.dpi,
        "digest": facts.digest,
        "size": facts.size,
        "mtime_ns": facts.mtime_ns,
    }


def from_plain(path: Path, plain: Mapping[str, Any]) -> ImageFacts:
    """Return the facts that `to_plain` wrote."""
    pages = tuple(Frame(*page) for page in plain["pages"])
    return ImageFacts(path=path, **{**plain, "pages": pages})
