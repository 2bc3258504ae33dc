"""How a scan is made easier to read: tables from 256 greys to 256 greys, for whoever draws the pixels.

It refuses to touch a picture: the scan stays as the archive made it.
"""

import math


def curve(brightness: float = 0.0, contrast: float = 0.0, gamma: float = 1.0, invert: bool = False) -> bytes:
    """Return the table that gives each of 256 values, of grey or of a colour's part, its new value.

    First gamma, then contrast about the middle grey, then brightness, then inversion. Without arguments nothing is
    changed.

    Args:
        brightness: From -1, all black, to 1, all white.
        contrast: From -1, all one grey, to 1, black and white alone.
        gamma: From 0.2 to 5; above 1 the dark parts grow lighter, and black and white stay.
        invert: Show a negative as a positive.

    Raises:
        ValueError: a number lies outside its range.
    """
    for name, value, low, high in (
        ("brightness", brightness, -1, 1),
        ("contrast", contrast, -1, 1),
        ("gamma", gamma, 0.2, 5),
    ):
        if not low <= value <= high:
            raise ValueError(f"{name} must lie between {low} and {high}, not {value}")
    # A slope of tan makes a step of the same size felt alike on both sides; at 1 it is as good as upright.
    slope = math.tan((contrast + 1) * math.pi / 4)
    return bytes(_shade(value / 255, slope, brightness, gamma, invert) for value in range(256))


def _shade(value: float, slope: float, brightness: float, gamma: float, invert: bool) -> int:
    contrasted = (math.pow(value, 1 / gamma) - 0.5) * slope + 0.5
    # Clamped before brightness, so that full brightness is white whatever the contrast.
    shade = min(1.0, max(0.0, min(1.0, max(0.0, contrasted)) + brightness))
    return round(255 * (1 - shade if invert else shade))
