"""A page like a typed letter, drawn with Pillow's own face: its true lines are known."""

import math
import random

from PIL import Image, ImageDraw, ImageFont

WORDS = (
    "the of and committee memorandum paper under with which attached for his that position group report by Friday ",
    "Soviet letter signed copy reply question",
)

Line = tuple[float, float, float, float]
"""Left, top, right, bottom of the ink on the level page."""


def face(size: int = 34) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def sentence(letters: int, seed: int) -> str:
    chosen = random.Random(seed)
    text = ""
    while len(text) < letters:
        text += chosen.choice("".join(WORDS).split()) + " "
    return text[:letters].strip().capitalize()


def drawn_lines() -> list[tuple[float, float, str]]:
    """Return where each line begins and what it says: a head, a heading, two paragraphs, notes at the right, a foot."""
    lines = [(700.0, 60.0, "TOP SECRET"), (220.0, 260.0, "MEMORANDUM FOR THE GROUP")]
    lines += [(220.0, 380.0 + 62 * n, sentence(62, n)) for n in range(8)]
    lines += [(220.0, 980.0 + 62 * n, sentence(62 if n < 5 else 25, 20 + n)) for n in range(6)]
    lines += [(1390.0, 400.0 + 62 * n, text) for n, text in enumerate(("see copy", "no reply", "by Friday"))]
    return [*lines, (800.0, 2080.0, "page 2 of 5")]


def drawn_page(lean: float = 0.0) -> Image.Image:
    """Draw the page, leaning so many degrees clockwise."""
    page = Image.new("L", (1700, 2200), 236)
    draw = ImageDraw.Draw(page)
    for x, y, text in drawn_lines():
        draw.text((x, y), text, fill=30, font=face())
    return page.rotate(-lean, Image.Resampling.BICUBIC, fillcolor=236) if lean else page


def true_boxes(lean: float = 0.0) -> list[Line]:
    """Return the box of each line's ink on the level page, turned about the page's middle by its lean: its middle."""
    boxes = []
    turn = math.radians(lean)
    for x, y, text in drawn_lines():
        left, top, right, bottom = face().getbbox(text)
        dx, dy = x + (left + right) / 2 - 850, y + (top + bottom) / 2 - 1100
        mx, my = 850 + dx * math.cos(turn) - dy * math.sin(turn), 1100 + dx * math.sin(turn) + dy * math.cos(turn)
        half_w, half_h = (right - left) / 2, (bottom - top) / 2
        boxes.append((mx - half_w, my - half_h, mx + half_w, my + half_h))
    return boxes
