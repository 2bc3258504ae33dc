"""Page images to show: large, noisy as paper is, full of typing, and of a colour that tells them apart on a screen."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.bench import synthetic

WIDTH, HEIGHT = 4960, 7016
"""A4 at 600 dpi: 34.8 megapixels."""
TINTS = {"green": (0.80, 1.0, 0.80), "blue": (0.82, 0.82, 1.0)}


def jpeg(path: Path, tint: str = "green") -> Path:
    """Draw a page of 40 typed lines on tinted paper, as JPEG; one that is there already is taken as it is."""
    if path.exists():
        return path
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    chance = random.Random(8)
    tile = Image.frombytes("L", (1024, 1024), chance.randbytes(1 << 20)).filter(ImageFilter.GaussianBlur(0.75))
    paper = Image.new("L", (WIDTH, HEIGHT))
    for y in range(0, HEIGHT, 1024):
        for x in range(0, WIDTH, 1024):
            paper.paste(tile, (x, y))
    paper = paper.point([min(255, 216 + (v - 127) // 5) for v in range(256)])
    draw, font = ImageDraw.Draw(paper), ImageFont.load_default(96)
    texts = synthetic.phrases(synthetic.vocabulary(), 200)
    for line in range(synthetic.LINES):
        draw.text((700, 600 + line * 140), chance.choice(texts) + " " + chance.choice(texts), 40, font=font)
    bands = [paper.point([int(v * share) for v in range(256)]) for share in TINTS[tint]]
    part = path.with_suffix(".part")
    Image.merge("RGB", bands).save(part, "JPEG", quality=88, subsampling=2, dpi=(600, 600))
    part.rename(path)
    return path


def pages(folder: Path, number: int) -> list[Path]:
    """Return so many files, green and blue in turn, each a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = [jpeg(folder.parent / f"{tint}.jpg", tint) for tint in TINTS]
    out = []
    for n in range(number):
        out.append(folder / f"p{n:03d}.jpg")
        if not out[-1].exists():
            shutil.copyfile(drawn[n % 2], out[-1])
    return out
