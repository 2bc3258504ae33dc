"""Write pages as a searchable PDF: the scan, the unseen text over it, labels, an outline of the documents."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import BinaryIO, Final, Protocol

from editor.formats.about import About
from editor.formats.pdf.glyphs import JOINT, Codes, is_turned, shown
from editor.formats.pdf.objects import Objects, real, string
from editor.formats.pdf.place import ASCENT, DESCENT, Laid, laid
from editor.model.faults import Fault
from editor.model.geometry import Box, bounds
from editor.model.source import SourcePage
from editor.shipped import resource

DPI: Final = 300.0
"""Pixels an inch of a scan that does not say."""

LARGEST: Final = 14_400.0
"""How wide or high a page may be, in points; a larger one is written smaller."""

_POINT = 72.0
_TYPE: Final = 1000.0
"""The size in which level text is set, in a space that makes up for it: pdfium measures distances in that space."""

_TILTED: Final = 1.25
"""The scale of the space in which other text is set; from 1.25 on, pdfium does not take it for level."""

_GLYPH = 0.5
_JOINT = 0.001
_NEAR = 2.0
_ASIDE = 0.03
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAME = "MunimentGlyphless"


class Scan(Protocol):
    """Describe a scan as it goes into a PDF: encoded bytes, and what they are."""

    @property
    def data(self) -> bytes:
        """Return the encoded picture."""

    @property
    def size(self) -> tuple[int, int]:
        """Return the width and height of the stored pixels."""

    @property
    def turn(self) -> int:
        """Return how the stored pixels have to be turned to be upright: 1 to 8 as in EXIF."""

    @property
    def entries(self) -> str:
        """Return the entries of the image's dictionary: Filter, DecodeParms, ColorSpace, BitsPerComponent, Decode."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page to be written.

    Attributes:
        page: Its lines, in pixels of its declared size.
        scan: Its image, None where there is none.
        dpi: Pixels an inch of the upright scan; `DPI` where it is not known.
        label: How the page is called, in a viewer's list of pages.
        heading: The title of the document that begins on this page, "" where none does.
    """

    page: SourcePage
    scan: Scan | None = None
    dpi: float | None = None
    label: str = ""
    heading: str = ""

    def points(self) -> tuple[float, float]:
        """Return the width and height of the page in points."""
        if self.scan is not None:
            width, height = self.scan.size if self.scan.turn < 5 else self.scan.size[::-1]
        else:
            width, height = self.page.width or 2550, self.page.height or 3300
        scale = min(_POINT / (self.dpi or DPI), LARGEST / width, LARGEST / height)
        return max(3.0, width * scale), max(3.0, height * scale)


def write(pages: Iterable[PdfPage], about: About, out: BinaryIO) -> int:
    """Write a PDF and return how many pages it has; the same pages and ``about`` give the same bytes.

    ``out`` need not be seekable. One page at a time is asked for and held.

    Raises:
        Fault: there are no pages, or more than 65,000 different characters.
    """
    file = Objects(out)
    tree, font, codes = file.number(), file.number(), Codes()
    kids: list[int] = []
    labels: list[str] = []
    headings: list[tuple[str, int]] = []
    language = ""
    for page in pages:
        kids.append(_page(file, page, tree, font, codes))
        labels.append(page.label)
        language = language or _language(page.page)
        if page.heading:
            headings.append((page.heading, kids[-1]))
    if not kids:
        raise Fault("The PDF was not written: there are no pages in it.")
    file.add(f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>", tree)
    _font(file, font, codes)
    entries = f"/Type/Catalog/Pages {tree} 0 R" + _outline(file, headings) + _labels(labels)
    entries += f"/Lang{string(language)}" if language else ""
    entries += "/ViewerPreferences<</DisplayDocTitle true>>" if about.title else ""
    file.end(file.add(f"<<{entries}>>"), _info(file, about))
    return len(kids)


def _page(file: Objects, page: PdfPage, tree: int, font: int, codes: Codes) -> int:
    width, height = page.points()
    content, images = "", ""
    if page.scan is not None:
        size = f"/Width {page.scan.size[0]}/Height {page.scan.size[1]}"
        image = file.stream(page.scan.data, f"/Type/XObject/Subtype/Image{size}{page.scan.entries}", packed=False)
        images = f"/XObject<</Scan {image} 0 R>>"
        content = f"q {_matrix(page.scan.turn, width, height)} cm /Scan Do Q\n"
    text = _text(list(laid(page.page, width, height)), codes)
    if text and _language(page.page):
        text = f"/Span<</Lang{string(_language(page.page))}>> BDC\n{text}EMC\n"
    stream = file.stream((content + text).encode("ascii"))
    box = f"/MediaBox[0 0 {real(width)} {real(height)}]"
    resources = f"/Resources<<{images}/Font<</T {font} 0 R>>>>"
    return file.add(f"<</Type/Page/Parent {tree} 0 R{box}{resources}/Contents {stream} 0 R>>")


def _matrix(turn: int, width: float, height: float) -> str:
    """Return the matrix that lays a picture, turned as it is stored, upright on the page."""
    w, h = width, height
    matrix = {
        1: (w, 0, 0, h, 0, 0),
        2: (-w, 0, 0, h, w, 0),
        3: (-w, 0, 0, -h, w, h),
        4: (w, 0, 0, -h, 0, h),
        5: (0, -h, -w, 0, w, h),
        6: (0, -h, w, 0, 0, h),
        7: (0, h, w, 0, 0, 0),
        8: (0, h, -w, 0, w, 0),
    }[turn]
    return " ".join(real(value) for value in matrix)


def _text(lines: Sequence[Laid], codes: Codes) -> str:
    """Return the operators that set the lines of a page."""
    if not lines:
        return ""
    lines = _parted(_levelled(lines))
    near = [not _is_clear(one, other) for one, other in pairwise(lines)]
    made, twins = [], list[int]()
    for at, line in enumerate(lines):
        before, behind = at > 0 and near[at - 1], at < len(near) and near[at]
        twins.append(_unlike(lines, twins, at))
        crossing = at > 0 and _is_level(lines[at - 1]) and not _is_level(line)
        made.append(_line(line, codes, before, behind or crossing, 0.0 if crossing else 0.01, twins[-1]))
    return "BT 3 Tr\n" + "".join(made) + "ET\n"


def _unlike(lines: Sequence[Laid], taken: Sequence[int], at: int) -> int:
    """Return the least number that none of the same lines near before has: pdfium leaves out one of two alike."""
    near = {taken[other] for other in range(max(0, at - 5), at) if lines[other].text == lines[at].text}
    return next(number for number in range(6) if number not in near)


def _levelled(lines: Sequence[Laid]) -> list[Laid]:
    """Return the lines, with some that are not level laid level in their boxes: the place to find them by is the same.

    Two such lines after each other would be taken for one, unless both are upright and side by side; and one that is
    hardly tilted would be taken for level.
    """
    made: list[Laid] = []
    for line in lines:
        if not _is_level(line):
            above = made[-1] if made and not _is_level(made[-1]) else None
            box = bounds(line.corners())
            beside = bounds(above.corners()) if above is not None else (0.0, 0.0, -math.inf, 0.0)
            hardly = _TILTED * abs(math.sin(line.angle)) * min(1.0, _stretch(line)) < 0.11
            crossed = above is not None and not _is_upright(line)
            if hardly or crossed or (box[0] <= beside[2] + _NEAR and beside[0] <= box[2] + _NEAR):
                line = _in_box(line.text, box)
        made.append(line)
    return made


def _in_box(text: str, box: Box) -> Laid:
    size = box[3] - box[1]
    return Laid(text, box[0], box[1] + DESCENT * size, 0.0, box[2] - box[0], size)


def _parted(lines: Sequence[Laid]) -> list[Laid]:
    """Return the lines, none so near the baseline of the one before that the two would be taken for one."""
    made = list(lines[:1])
    for line in lines[1:]:
        above = made[-1]
        least = max(_ASIDE, *(1.5 * _JOINT * one.size * max(1.0, (1 + _stretch(one)) / 4) for one in (above, line)))
        across = (-math.sin(above.angle), math.cos(above.angle))
        off = (line.x - above.x) * across[0] + (line.y - above.y) * across[1]
        lack = (least if _is_level(above) else 1.2 * _TILTED) - abs(off)
        if lack > 0:
            lack = math.copysign(lack + 0.1 * least, off)
            line = replace(line, x=line.x + across[0] * lack, y=line.y + across[1] * lack)
        if abs(line.y - above.y) < least:
            line = replace(line, y=above.y + math.copysign(1.1 * least, line.y - above.y))
        made.append(line)
    return made


def _is_level(line: Laid) -> bool:
    return abs(line.angle) < 0.08


def _is_upright(line: Laid) -> bool:
    return abs(math.cos(line.angle)) < 0.08


def _is_clear(one: Laid, other: Laid) -> bool:
    """Tell whether two lines that follow each other are seen as two wherever text layers are read."""
    if not (_is_level(one) and _is_level(other)) or len(one.text) < 2 or len(other.text) < 2:
        return False
    spans = [(min(y for _, y in line.corners()), max(y for _, y in line.corners())) for line in (one, other)]
    widest = max(line.width / len(line.text) + _GLYPH * line.size for line in (one, other)) / 4
    apart = max(spans[0][0] - spans[1][1], spans[1][0] - spans[0][1])
    return apart > 0.05 * max(one.size, other.size) and min(one.size, other.size) > 5 and abs(one.y - other.y) > widest


def _line(line: Laid, codes: Codes, before: bool, behind: bool, back: float, twins: int) -> str:
    """Return the operators that set one line.

    Args:
        line: Where it stands.
        codes: What its characters get their codes from.
        before: Whether it must be kept apart from the line before it.
        behind: Whether it must be kept apart from the line behind it.
        back: How far before its beginning, in sizes of the type, its last glyph then stands. A line whose last glyph
            is where its first is has no direction, and is measured in that of the line before.
        twins: A number that makes it unlike other lines of the same text near before.
    """
    type_size = _TYPE if _is_level(line) else line.size / _TILTED
    words = dict(line.words) if not is_turned(line.text) else {}
    stretch = _stretch(line)
    pieces, pen, at = [], 0.0, 0
    piece = ""
    for sign in shown(line.text, joint=before):
        if sign != JOINT:
            wanted = words.get(at, 0.0) / (line.size * stretch)
            if at and wanted > pen + 0.001:
                pieces += [f"<{codes.of(piece)}>", real(round((pen - wanted) * 1000, 2))]
                piece, pen = "", wanted
            at += 1
        pen += _JOINT if sign == JOINT else _GLYPH
        piece += sign
    piece += JOINT * 3 * twins
    pen += _JOINT * 3 * twins
    pieces.append(f"<{codes.of(piece)}>")
    if behind:
        pieces += [real(round((pen + back) * 1000, 2)), f"<{codes.of(JOINT)}>"]
    scale = line.size / type_size
    cos, sin = math.cos(line.angle) * scale, math.sin(line.angle) * scale
    matrix = " ".join(real(round(value, 6)) for value in (cos, sin, -sin, cos, line.x, line.y))
    size, wide = real(round(type_size, 4)), real(round(stretch * 100, 4))
    return f"/T {size} Tf {wide} Tz {matrix} Tm [{''.join(pieces)}] TJ\n"


def _stretch(line: Laid) -> float:
    """Return how much wider than in the font the characters are set, so that the line, or each word of it, fits."""
    even = line.width / (len(line.text) * _GLYPH * line.size)
    steps = pairwise([*line.words, (len(line.text), line.width)]) if line.words else ()
    fits = [(end - begin) / ((last - first) * _GLYPH * line.size) for (first, begin), (last, end) in steps]
    return min(fits) if fits and min(fits) > even / 3 else even


def _font(file: Objects, number: int, codes: Codes) -> None:
    """Write the one font: for every code the same blank glyph, and a table of what the codes mean."""
    data = resource("fonts/glyphless.ttf").read_bytes()
    program = file.stream(data, f"/Length1 {len(data)}")
    meaning = file.stream(codes.table())
    # The joint has the other glyph, which has no box: it must not make a line longer.
    glyphs = file.stream(b"".join(b"\x00\x00" if code == ord(JOINT) else b"\x00\x01" for code in range(65_536)))
    measures = f"/Ascent {ASCENT * 1000:.0f}/Descent {-DESCENT * 1000:.0f}/CapHeight {ASCENT * 1000:.0f}/StemV 80"
    box = f"/FontBBox[0 {-DESCENT * 1000:.0f} {_GLYPH * 1000:.0f} {ASCENT * 1000:.0f}]/ItalicAngle 0/Flags 4"
    about = file.add(f"<</Type/FontDescriptor/FontName/{_NAME}{box}{measures}/FontFile2 {program} 0 R>>")
    system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    widths = f"/DW {_GLYPH * 1000:.0f}/W[{ord(JOINT)}[{_JOINT * 1000:.0f}]]/CIDToGIDMap {glyphs} 0 R"
    inner = file.add(f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{_NAME}{system}/FontDescriptor {about} 0 R{widths}>>")
    outer = f"/Encoding/Identity-H/DescendantFonts[{inner} 0 R]/ToUnicode {meaning} 0 R"
    file.add(f"<</Type/Font/Subtype/Type0/BaseFont/{_NAME}{outer}>>", number)


def _outline(file: Objects, headings: Sequence[tuple[str, int]]) -> str:
    if not headings:
        return ""
    root = file.number()
    numbers = [file.number() for _ in headings]
    for at, (title, page) in enumerate(headings):
        near = f"/Prev {numbers[at - 1]} 0 R" if at else ""
        near += f"/Next {numbers[at + 1]} 0 R" if at + 1 < len(numbers) else ""
        file.add(f"<</Title{string(title)}/Parent {root} 0 R{near}/Dest[{page} 0 R/Fit]>>", numbers[at])
    file.add(f"<</Type/Outlines/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R/Count {len(numbers)}>>", root)
    return f"/Outlines {root} 0 R"


def _labels(labels: Sequence[str]) -> str:
    if not any(labels):
        return ""
    told = (f"{at}<</P{string(label or str(at + 1))}>>" for at, label in enumerate(labels))
    return f"/PageLabels<</Nums[{' '.join(told)}]>>"


def _info(file: Objects, about: About) -> int:
    software = f"{about.software} {about.version}".strip()
    entries = f"/Producer{string(software)}/Creator{string(software)}"
    entries += f"/Title{string(about.title)}" if about.title else ""
    if about.created:
        when = datetime.fromisoformat(about.created)
        zone = when.strftime("%z")
        offset = f"{zone[:3]}'{zone[3:5]}'" if zone else ""
        entries += f"/CreationDate(D:{when:%Y%m%d%H%M%S}{offset})"
    return file.add(f"<<{entries}>>")


def _language(page: SourcePage) -> str:
    return page.language if _LANGUAGE.fullmatch(page.language) else ""
