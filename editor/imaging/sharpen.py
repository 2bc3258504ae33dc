"""How faint or blurred writing is made crisper on the screen: an unsharp mask over raw pixels.

It refuses to touch a file, and it never holds the interpreter for long: a page is done a few rows at a time.
"""

from __future__ import annotations

_RADIUS = 2.0
_THRESHOLD = 2
_MOST = 300
"""Percent at full strength."""
_PIXELS = 200_000
"""Done at a time."""
_OVERLAP = 8
"""Rows above and below that count for a row."""


def sharpen(
    source: memoryview, target: memoryview, size: tuple[int, int], stride: int, grey: bool, share: float
) -> None:
    """Write a sharper picture of ``source`` into ``target``, which is as large.

    Args:
        source: Rows from above.
        target: Where the rows go.
        size: Width and height in pixels.
        stride: Bytes from one row to the next.
        grey: Whether a pixel is one byte, or four of which each is sharpened alone.
        share: From 0, nothing, to 1.
    """
    from PIL import Image, ImageFilter

    width, height = size
    mode = "L" if grey else "RGBX"
    mask = ImageFilter.UnsharpMask(_RADIUS, round(_MOST * share), _THRESHOLD)
    rows = max(_PIXELS // max(width, 1), 2 * _OVERLAP)
    for top in range(0, height, rows):
        end = min(top + rows, height)
        first, last = max(top - _OVERLAP, 0), min(end + _OVERLAP, height)
        piece = bytes(source[first * stride : last * stride])
        strip = Image.frombuffer(mode, (width, last - first), piece, "raw", mode, stride, 1)
        done = strip.filter(mask).crop((0, top - first, width, end - first))
        target[top * stride : end * stride] = done.tobytes("raw", mode, stride, 1)
