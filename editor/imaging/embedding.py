"""From an image file to what a PDF holds of it: the work with Pillow behind `embed`."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, TiffImagePlugin

from editor.imaging.opening import dpi_of, faults_of, format_of, opened, turn_to_page, turned
from editor.imaging.render import upright

Encoded = tuple[str, bytes, tuple[int, int], int, float | None, str]

_COMPRESSION, _PHOTOMETRIC, _STRIPS, _COUNTS = 0x0103, 0x0106, 0x0111, 0x0117
_ROWS, _FILL_ORDER, _OPTIONS = 0x0116, 0x010A, 0x0125
_GROUP4 = 4
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_PNG_COLOURS = {0: 1, 2: 3}
_GREY_AND_COLOUR = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


def encoded(path: Path, page: int) -> Encoded:
    """Do what `embeddable` promises."""
    with opened(path) as (image, file):
        turn_to_page(path, image, page)
        dpi, name = dpi_of(image), format_of(image)
        file_size = os.fstat(file.fileno()).st_size
        if page == 0 and name in ("JPEG", "JPEG 2000", "PNG"):
            position = file.tell()
            file.seek(0)
            data = file.read(file_size)
            file.seek(position)
            found = {"JPEG": _jpeg, "JPEG 2000": _jpeg2000, "PNG": _png}[name](image, data)
            if found is not None:
                kind, data, told = found
                return kind, data, image.size, turned(image), dpi, told
        if isinstance(image, TiffImagePlugin.TiffImageFile):
            strip = _strip(image, file_size)
            if strip is not None:
                at, length, white_is_zero, backwards = strip
                file.seek(at)
                data = file.read(length)
                data = data.translate(_REVERSED) if backwards else data
                stored = (int(image.tag_v2[0x0100]), int(image.tag_v2[0x0101]))
                return "group4", data, stored, turned(image), dpi, _fax(stored, white_is_zero)
    with faults_of(path):
        return _pixels(path, page, dpi)


def _jpeg(image: ImageFile.ImageFile, data: bytes) -> tuple[str, bytes, str] | None:
    colours = {"L": 1, "RGB": 3, "CMYK": 4}.get(image.mode)
    if colours is None:
        return None
    # Adobe's programs store inks the other way round, and a PDF has to say so.
    inverted = "/Decode[1 0 1 0 1 0 1 0]" if colours == 4 and "adobe" in image.info else ""
    return "jpeg", data, _entries(colours, 8, "DCTDecode") + inverted


def _jpeg2000(image: ImageFile.ImageFile, data: bytes) -> tuple[str, bytes, str] | None:
    colours = {"L": 1, "RGB": 3}.get(image.mode)
    return None if colours is None else ("jpeg2000", data, _entries(colours, 8, "JPXDecode"))


def _png(image: ImageFile.ImageFile, data: bytes) -> tuple[str, bytes, str] | None:
    """Return the packed rows of a plain PNG as they are: a PDF knows its filters; not one with gaps, nor interlaced."""
    if data[12:16] != b"IHDR" or "transparency" in image.info:
        return None
    bits, kind, interlaced = data[24], data[25], data[28]
    if kind not in _PNG_COLOURS or bits == 16 or interlaced:
        return None
    at, parts = 8, []
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            parts.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    colours = _PNG_COLOURS[kind]
    how = {"Predictor": 15, "Colors": colours, "BitsPerComponent": bits, "Columns": image.width}
    return "png", b"".join(parts), _entries(colours, bits, "FlateDecode", how)


def _strip(image: TiffImagePlugin.TiffImageFile, file_size: int) -> tuple[int, int, bool, bool] | None:
    """Return where the one group 4 strip of a page lies, whether white is zero, and whether its bits run backwards."""
    tags = image.tag_v2
    starts, counts = tags.get(_STRIPS, ()), tags.get(_COUNTS, ())
    if tags.get(_COMPRESSION) != _GROUP4 or len(starts) != 1 or len(counts) != 1 or tags.get(_OPTIONS, 0):
        return None
    if tags.get(_PHOTOMETRIC) not in (0, 1) or starts[0] + counts[0] > file_size:
        return None
    return starts[0], counts[0], tags.get(_PHOTOMETRIC) == 0, tags.get(_FILL_ORDER, 1) == 2


def _fax(size: tuple[int, int], white_is_zero: bool) -> str:
    how = {"K": -1, "Columns": size[0], "Rows": size[1], "BlackIs1": not white_is_zero}
    return _entries(1, 1, "CCITTFaxDecode", how)


def _pixels(path: Path, page: int, dpi: float | None) -> Encoded:
    """Return the upright pixels packed without loss: group 4 for black and white, else in eight bits."""
    picture = upright(path, page, None, None, None)
    if picture.mode == "L" and not any(picture.histogram()[1:255]):
        size = picture.size
        return "group4", _group4(picture), size, 1, dpi, _fax(size, True)
    picture.info.clear()  # no gap, comment nor profile of the original travels along
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    buffer.seek(0)
    with Image.open(buffer, formats=("PNG",)) as image:
        found = _png(image, buffer.getvalue())
    assert found is not None
    return "pixels", found[1], picture.size, 1, dpi, found[2]


def _group4(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    bilevel = picture.point(lambda value: value > 127 and 255, "1")
    rows = TiffImagePlugin.ImageFileDirectory_v2()
    rows[_ROWS] = picture.height
    rows[_PHOTOMETRIC] = 0
    bilevel.save(buffer, "TIFF", compression="group4", tiffinfo=rows)
    with Image.open(buffer, formats=("TIFF",)) as image:
        assert isinstance(image, TiffImagePlugin.TiffImageFile)
        strip = _strip(image, len(buffer.getvalue()))
    assert strip is not None
    at, length, white_is_zero, backwards = strip
    assert white_is_zero and not backwards
    return buffer.getvalue()[at : at + length]


def _entries(colours: int, bits: int, coding: str, more: Mapping[str, Any] | None = None) -> str:
    """Return the entries of an image's dictionary for so many colours of so many bits each."""
    told = f"/ColorSpace{_GREY_AND_COLOUR[colours]}/BitsPerComponent {bits}/Filter/{coding}"
    if more:
        parts = "".join(f"/{name} {str(value).lower()}" for name, value in more.items())
        told += f"/DecodeParms<<{parts}>>"
    return told
