"""The one place where Pillow opens a file: only the formats allowed, within limits, and every failure a sentence.

It knows what of a file is a page and how its pixels are turned. It refuses to say what the pixels become: see `render`.
"""

import math
import os
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from PIL import Image, ImageFile, TiffImagePlugin, UnidentifiedImageError

from editor.imaging.facts import MAX_FRAMES, MAX_PIXELS, TOO_HUNGRY, Frame, ImageFault

PILLOW_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "JPEG2000")
NAMES = {"JPEG2000": "JPEG 2000", "MPO": "JPEG"}  # the second: a JPEG with more pictures behind the first

ORIENTATION, SUBFILE, OLD_SUBFILE = 0x0112, 0x00FE, 0x00FF

# Pillow's own guard shouts at 89 megapixels, which is a usual scan; ours stands in `sized`. Its error at twice this
# number stays, as the net under ours.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# What it mutters about broken EXIF and the like belongs neither on a terminal nor in a script's output.
warnings.filterwarnings("ignore", module=r"PIL\.")

AGAIN = "Copy it again from its source"

_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "is a PDF and not an image: import it as a PDF"),
    (b"%!PS", "is PostScript, which Muniment does not read: save the page as TIFF or PNG"),
    (b"<!doctype html", "is a web page and not an image: the download probably ended at a sign-in page"),
    (b"<html", "is a web page and not an image: the download probably ended at a sign-in page"),
    (b"<?xml", "is XML and not an image"),
    (b"\x00\x00\x01\x00", "is an icon, which Muniment does not read"),
    (b"8BPS", "is a Photoshop document: save the page as TIFF"),
    (b"version https://git-lfs", "is only a pointer to an image kept elsewhere: fetch the image itself"),
)
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WEBP"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
)
_FAMILIES = {
    b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIF", b"avif": "AVIF", b"crx ": "a camera's raw format",
}  # fmt: skip


class Misuse(ValueError):
    """Say that an argument makes no sense: the caller's error, not the file's."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[ImageFile.ImageFile, BufferedReader]]:
    """Open an image file for the length of a ``with``; nothing is decoded yet.

    Raises:
        ImageFault: it cannot be opened, it is of no format allowed, or what is done with it in the block fails.
    """
    with faults_of(path):
        # A pipe or device under an image's name would be waited for without end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ImageFault(path, "is not a file: a folder, a pipe or a device bears this name.")
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                raise ImageFault(path, f"is empty: the copy was probably interrupted. {AGAIN}.")
            with Image.open(file, formats=PILLOW_FORMATS) as image:
                yield image, file


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Turn what a decoder says about a file into an `ImageFault`."""
    try:
        yield
    except (ImageFault, Misuse):
        raise
    except UnidentifiedImageError:
        raise ImageFault(path, f"{_stranger(path)}.") from None
    except Image.DecompressionBombError:
        raise ImageFault(path, f"{_too_large()}.") from None
    except MemoryError:
        raise ImageFault(path, TOO_HUNGRY) from None
    except OSError as error:
        raise ImageFault(path, _trouble(error)) from error
    # Decoders meet bytes made to break them and answer with whatever their code ran into, KeyError and struct.error
    # alike. An error of ours under this net would pass for a damaged file; its cause stays in the chain.
    except Exception as error:
        raise ImageFault(path, f"is damaged and cannot be decoded ({_brief(error)}). {AGAIN}.") from error


def sized(path: Path, width: int, height: int) -> tuple[int, int]:
    """Return a frame's size, or raise: nothing, or more than a page can be."""
    if width < 1 or height < 1:
        raise ImageFault(path, f"is damaged: it claims to be {width} x {height} pixels.")
    if width * height > MAX_PIXELS:
        raise ImageFault(path, f"{_too_large()} ({width:,} x {height:,}): save it smaller.")
    return width, height


def format_of(image: ImageFile.ImageFile) -> str:
    """Return the name of an image's format."""
    name = image.format or ""
    return NAMES.get(name, name)


def turned(image: Image.Image) -> int:
    """Return how the stored pixels of an image's current frame are turned, 1 to 8; what is no such number is 1.

    TIFF's own tag, elsewhere EXIF. Not XMP, which other programs do not heed.
    """
    value: object
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        value = image.tag_v2.get(ORIENTATION, 1)
    else:
        value = _exif_orientation(image.info.get("exif"))
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _exif_orientation(data: object) -> object:
    if not isinstance(data, bytes):
        return 1
    exif = Image.Exif()
    try:
        exif.load(data)
    except Exception:  # cameras and editors write broken EXIF by the million; the picture is no worse for it
        return 1
    return exif.get(ORIENTATION, 1)


def pages_of(path: Path, image: ImageFile.ImageFile) -> tuple[tuple[Frame, ...], int]:
    """Return the frames of a file that are pages, and how many are not."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        count = getattr(image, "n_frames", 1)
        if count > MAX_FRAMES:
            raise _too_many(path)
        return (_frame(path, image, 0),), count - 1
    pages: list[Frame] = []
    copies: list[Frame] = []
    for frame, is_copy in _frames(path, image):
        (copies if is_copy else pages).append(frame)
    turn_to(image, 0)
    return (tuple(pages), len(copies)) if pages else (tuple(copies[:1]), len(copies) - 1)


def turn_to(image: ImageFile.ImageFile, number: int) -> None:
    """Turn to a frame of the file, counted among all its frames."""
    image.seek(number)
    # Pillow turns a TIFF upright itself when it loads it, and would turn it by XMP where the tag is missing.
    image.info.pop("xmp", None)


def turn_to_page(path: Path, image: ImageFile.ImageFile, page: int) -> None:
    """Turn to a page of the file, counted among its pages.

    Raises:
        ImageFault: the file holds no such page.
    """
    if page < 0:
        raise Misuse(f"there is no page {page}")
    if page == 0 and not isinstance(image, TiffImagePlugin.TiffImageFile):
        return
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        left = page
        for _, is_copy in _frames(path, image):
            left -= not is_copy
            if left < 0:
                return
        if page == 0:  # copies of nothing: the first is the page
            return turn_to(image, 0)
    raise ImageFault(path, f"has no page {page + 1}.")


def _frames(path: Path, image: TiffImagePlugin.TiffImageFile) -> Iterator[tuple[Frame, bool]]:
    """Turn a TIFF's frames one by one and tell of each whether it is a copy of another."""
    for number in range(MAX_FRAMES + 1):
        try:
            turn_to(image, number)
        except EOFError:
            return
        if number == MAX_FRAMES:
            raise _too_many(path)
        yield _frame(path, image, number), _is_copy(image)


def dpi_of(image: ImageFile.ImageFile) -> float | None:
    """Return the pixels an inch along the width of the upright page, if the file gives a sensible number."""
    given = image.info.get("dpi")
    if not isinstance(given, tuple) or len(given) != 2:
        return None
    try:
        value = float(given[1 if turned(image) >= 5 else 0])
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return round(value, 2) if math.isfinite(value) and 1 < value < 100_000 else None


def _frame(path: Path, image: ImageFile.ImageFile, number: int) -> Frame:
    orientation = turned(image)
    width, height = image.size
    # Pillow gives a TIFF's size as it will be when upright, that of all others as stored.
    if orientation >= 5 and not isinstance(image, TiffImagePlugin.TiffImageFile):
        width, height = height, width
    return Frame(number, *sized(path, width, height), orientation)


def _is_copy(image: TiffImagePlugin.TiffImageFile) -> bool:
    """Tell whether a TIFF's frame is a reduced copy or a mask of another one."""
    kind, old = image.tag_v2.get(SUBFILE, 0), image.tag_v2.get(OLD_SUBFILE, 1)
    return (isinstance(kind, int) and bool(kind & 0b101)) or old == 2


def _too_many(path: Path) -> ImageFault:
    return ImageFault(path, f"holds more than {MAX_FRAMES:,} images: split it into smaller files.")


def _too_large() -> str:
    return f"claims more than {MAX_PIXELS // 1_000_000} megapixels"


def _trouble(error: OSError) -> str:
    if error.errno is not None and error.strerror:
        return f"cannot be read: {error.strerror}."
    text = str(error).lower()
    if "truncated" in text or "broken data stream" in text or "unexpected end" in text or "not processed" in text:
        return f"is cut short or damaged: the file ends before the picture does. {AGAIN}."
    return f"is damaged and cannot be decoded ({_brief(error)}). {AGAIN}."


def _brief(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]


def _stranger(path: Path) -> str:
    """Say what a file is that is no image."""
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError:
        return "cannot be read"
    for sign, name in _SIGNATURES:
        if start.startswith(sign):
            return f"is damaged: it begins as {name} does, but its header is broken or cut off. {AGAIN}"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<") and b"<svg" in text:
        return "is a drawing (SVG), which Muniment does not read: save the page as PNG"
    for sign, what in _STRANGERS:
        if text.lower().startswith(sign.lower()):
            return what
    if start[4:8] == b"ftyp" and start[8:12] in _FAMILIES:
        return f"is {_FAMILIES[start[8:12]]}, which Muniment does not read: save it as JPEG or TIFF"
    return "is not an image Muniment reads: those are PNG, JPEG, TIFF, JPEG 2000, GIF, BMP and WEBP"
