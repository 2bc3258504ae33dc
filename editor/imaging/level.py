"""How much the lines of a page lean: from their baselines, or seen in the picture by a profile of its rows.

It refuses to turn anything: the angle is for whoever shows the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

MOST = 12.0
"""Degrees: a page that leans more was laid so on purpose, or there is no telling."""
_COARSE, _FINE = 0.5, 0.05
_SIDE = 900
"""Pixels of the longer side of the copy that is looked at."""
_SURE = 1.25
"""How much better the best angle must be than the usual one."""
_SHORT = 0.04
"""Baselines shorter than this share of the page's width say nothing."""


def lean_of_lines(baselines: Iterable[Sequence[tuple[float, float]]], width: float) -> float | None:
    """Return the degrees by which most baselines fall to the right, negative where they rise; None where none tell.

    Baselines that all lie flat to the pixel were not measured but drawn along boxes: they do not tell either.

    Args:
        baselines: Points from the first letter to the last, in pixels of the page.
        width: Of the page, in the same pixels.
    """
    leans: list[float] = []
    flat = True
    for line in baselines:
        if len(line) < 2:
            continue
        dx, dy = line[-1][0] - line[0][0], line[-1][1] - line[0][1]
        angle = math.degrees(math.atan2(dy, dx)) if dx > 0 else math.inf
        if dx >= max(_SHORT * width, 1.0) and abs(angle) <= MOST:
            leans.append(angle)
            flat = flat and dy == 0
    return None if flat or len(leans) < 2 else median(leans)


def lean_of_picture(data: bytes, width: int, height: int, stride: int) -> float | None:
    """Return the degrees by which the lines of writing fall to the right, None where none are to be seen.

    Args:
        data: A grey byte a pixel, rows from above.
        width: Pixels.
        height: Pixels.
        stride: Bytes from one row to the next.
    """
    from PIL import Image, ImageChops, ImageFilter

    page = Image.frombuffer("L", (width, height), data, "raw", "L", stride, 1)
    page = page.crop((width // 20, height // 20, width - width // 20, height - height // 20))
    page.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    # What is darker than its surroundings is ink: shadows and yellowed paper are not.
    ink = ImageChops.subtract(page.filter(ImageFilter.BoxBlur(10)), page).point(lambda v: 255 if v > 24 else 0)
    if ink.width < 50 or ink.height < 50 or not ink.getbbox():
        return None

    def score(angle: float) -> float:
        turned = ink.rotate(angle, Image.Resampling.NEAREST)
        rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
        return float(sum((a - b) ** 2 for a, b in pairwise(rows)))

    steps = round(MOST / _COARSE)
    scores = {n * _COARSE: score(n * _COARSE) for n in range(-steps, steps + 1)}
    best = max(scores, key=lambda angle: (scores[angle], -abs(angle)))
    if scores[best] <= _SURE * median(scores.values()) or abs(best) >= MOST:
        return None
    reach = round(_COARSE / _FINE)
    near = {best + n * _FINE: score(best + n * _FINE) for n in range(-reach, reach + 1)}
    most = max(near.values())
    # Several angles may be as good as can be told on a small copy: their middle is the best guess.
    good = [angle for angle, value in near.items() if value >= 0.97 * most]
    return sum(good) / len(good)
