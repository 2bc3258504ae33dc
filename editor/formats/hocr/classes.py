"""Which classes of hOCR are regions and which are lines; shared by reading and writing."""

from __future__ import annotations

from typing import Final

LINES: Final = frozenset({"ocr_line", "ocrx_line"})
SET_AS_LINES: Final = frozenset({"ocr_header", "ocr_caption", "ocr_textfloat"})
"""Blocks by the letter, which Tesseract also uses for lines; the definitions count them as lines, always."""
REGIONS: Final = SET_AS_LINES | {
    "ocr_carea",
    "ocrx_block",
    "ocr_par",
    "ocr_footer",
    "ocr_pageno",
    "ocr_table",
    "ocr_separator",
    "ocr_rule",
    "ocr_image",
    "ocr_photo",
    "ocr_graphic",
    "ocr_linedrawing",
    "ocr_float",
}
