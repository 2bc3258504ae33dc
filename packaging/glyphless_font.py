"""Make ``resources/fonts/glyphless.ttf``: the font of the invisible text in the PDFs Muniment writes.

Usage: ``python packaging/glyphless_font.py``. It needs fontTools, which comes with the extra ``dev``. All characters
share one glyph, half an em wide, whose outline runs there and back: a box for programs to select by, and no ink.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts" / "glyphless.ttf"
EM, WIDTH, ASCENT, DESCENT = 1000, 500, 800, -200
EPOCH = 2_082_844_800  # 1970 in the seconds of TrueType, which count from 1904


def build() -> FontBuilder:
    """Return the font."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, DESCENT))
    pen.lineTo((WIDTH, ASCENT))
    pen.closePath()
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder([".notdef", "any"])
    font.setupCharacterMap({0x20: "any"})
    font.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "any": pen.glyph()})
    font.setupHorizontalMetrics({".notdef": (WIDTH, 0), "any": (WIDTH, 0)})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    names = {"familyName": "Muniment Glyphless", "styleName": "Regular", "psName": "MunimentGlyphless"}
    font.setupNameTable({**names, "licenseDescription": "MIT"}, mac=False)
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupPost(keepGlyphNames=False)
    font.font["head"].created = font.font["head"].modified = EPOCH
    font.font.recalcTimestamp = False
    return font


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    build().save(TARGET)
