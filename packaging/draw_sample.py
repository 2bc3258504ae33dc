"""Draw the sample project's three scans, and the OCR an archivist would start from.

    python packaging/draw_sample.py [FOLDER]        (default: resources/sample)

Writes NAME.jpg, NAME.xml (PAGE 2019-07-15: the OCR, with its errors, on true outlines) and NAME.truth.txt (what the
scan says, one line of text a line, a blank line between regions) for each sheet of `sample_pages.py`. The files it
wrote are kept in the repository and are what the application ships: draw again only to change them, and look at the
result.
Needs Pillow and the fonts named in `sample_ink.py`; another version of a font gives another picture.
"""

from __future__ import annotations

import io
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import sample_ink as ink
from PIL import Image
from sample_pages import HEIGHT, WIDTH, Block, Sheet, sheets

BYTES_A_PAGE = 350_000
NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
PAGE_TYPES = {
    "letterhead": "header",
    "heading": "heading",
    "header": "header",
    "footer": "footer",
    "marginalia": "marginalia",
    "page-number": "page-number",
    "dateline": "header",
    "paragraph": "paragraph",
}
SKIPPED_BLANK = 1  # pixels of outline left round the ink


@dataclass
class Read:
    """Hold one line: what the scan says, what the OCR says, and what each OCR character stands for."""

    letters: list[ink.Letter]
    ocr: str
    spans: list[tuple[int, int]]  # of `letters`, one for each character of `ocr`
    sure: list[str]  # "right", "doubted", "wrong", "confident"

    @property
    def truth(self) -> str:
        """Give what the scan says; wide gaps, as in a table, are one blank."""
        return " ".join("".join(letter.char for letter in self.letters).split())


@dataclass
class Outlined:
    """Hold one line with its places on the scan."""

    read: Read
    outline: list[ink.Point]
    baseline: list[ink.Point]
    words: list[tuple[str, list[ink.Point], float]]
    confidence: float


def parse(text: str) -> Read:
    """Read the markup of `sample_pages`."""
    letters: list[ink.Letter] = []
    read = Read(letters, "", [], [])
    flags = {"~": False, "_": False, "^": False}

    def letter(char: str) -> None:
        letters.append(ink.Letter(char, flags["~"], flags["_"], flags["^"]))

    at = 0
    while at < len(text):
        char = text[at]
        if char in flags:
            flags[char] = not flags[char]
        elif char == "{":
            right, _, wrong = text[at + 1 : text.index("}", at)].partition("|")
            at = text.index("}", at)
            confident, wrong = wrong.endswith("!"), wrong.removesuffix("!")
            start = len(letters)
            for one in right:
                letter(one)
            for n, one in enumerate(wrong):
                span = (
                    start + n * len(right) // len(wrong),
                    start + max((n + 1) * len(right) // len(wrong), n * len(right) // len(wrong) + 1),
                )
                read.spans.append(span)
                read.sure.append("confident" if confident else "doubted" if wrong == right else "wrong")
                read.ocr += one
        else:
            letter(char)
            blank_again = char == " " and (not read.ocr or read.ocr.endswith(" "))
            if not flags["^"] and not blank_again:  # the OCR never sees what was put in above the line
                read.ocr += char
                read.spans.append((len(letters) - 1, len(letters)))
                read.sure.append("right")
        at += 1
    return read


def hull(boxes: list[ink.Box], above: list[ink.Box]) -> list[ink.Point]:
    """Draw a line's outline round its boxes, with a step up round what stands above it."""
    pad = 2 + SKIPPED_BLANK
    left, top = min(b[0] for b in boxes) - pad, min(b[1] for b in boxes) - pad
    right, bottom = max(b[2] for b in boxes) + pad, max(b[3] for b in boxes) + pad
    if not above:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    start, high, end = min(b[0] for b in above) - pad, min(b[1] for b in above) - pad, max(b[2] for b in above) + pad
    return [
        (left, top),
        (start, top),
        (start, high),
        (end, high),
        (end, top),
        (right, top),
        (right, bottom),
        (left, bottom),
    ]


def words_of(read: Read, inked: ink.Inked, rng: random.Random, hard: bool) -> list[tuple[str, ink.Box, float]]:
    """Split the OCR of a line into words with the ink they cover and a confidence: low where it is wrong, mostly."""
    words, at = [], 0
    for word in read.ocr.split(" "):
        span = range(at, at + len(word))
        at += len(word) + 1
        if not word:
            continue
        found = [box for n in span for box in inked.boxes[read.spans[n][0] : read.spans[n][1]] if box]
        if not found:
            continue
        how = {read.sure[n] for n in span}
        if "wrong" in how or "doubted" in how:
            sure = rng.uniform(0.31, 0.62)
        else:
            sure = rng.uniform(0.72, 0.90) if hard else rng.uniform(0.90, 0.99)
        box = (
            min(b[0] for b in found) - 1,
            min(b[1] for b in found) - 1,
            max(b[2] for b in found) + 1,
            max(b[3] for b in found) + 1,
        )
        words.append((word, box, round(sure, 2)))
    return words


def write_block(sheet: ink.Sheet, block: Block, rng: random.Random) -> list[Outlined]:
    """Write a block on the sheet and give its lines as they lie on the scan."""
    reads = [parse(row.text) for row in block.rows]
    lines = [(ink.HANDS[row.hand], row.x, row.y, read.letters) for row, read in zip(block.rows, reads, strict=True)]
    inked, centre = sheet.write(lines, block.angle, block.frame)
    out = []
    for row, read, line in zip(block.rows, reads, inked, strict=True):

        def place(points: list[ink.Point]) -> list[ink.Point]:
            return [sheet.place(point, block.angle, centre) for point in points]

        plain = [box for box, above in zip(line.boxes, line.above, strict=True) if box and not above]
        over = [box for box, above in zip(line.boxes, line.above, strict=True) if box and above]
        words = words_of(read, line, rng, row.hand in ("ink-a", "ink-b", "sign"))
        sure = sum(word[2] * len(word[0]) for word in words) / max(1, sum(len(word[0]) for word in words))
        typed = row.hand.endswith("typed")
        out.append(
            Outlined(
                read,
                place(hull(plain, over)),
                place(list(line.baseline)),
                [(text, place(corners(box)), conf) for text, box, conf in words] if typed else [],
                round(sure, 2),
            )
        )
    return out


def corners(box: ink.Box) -> list[ink.Point]:
    """Give the four corners of a box, clockwise from the top left."""
    return [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]


def points(outline: list[ink.Point]) -> str:
    """Write points as PAGE does: whole pixels inside the scan."""
    return " ".join(f"{min(WIDTH - 1, max(0, round(x)))},{min(HEIGHT - 1, max(0, round(y)))}" for x, y in outline)


def around(lines: list[Outlined], pad: int) -> list[ink.Point]:
    """Draw a region's outline: the smallest upright box round its lines."""
    xs = [x for line in lines for x, _ in line.outline]
    ys = [y for line in lines for _, y in line.outline]
    return corners((min(xs) - pad, min(ys) - pad, max(xs) + pad, max(ys) + pad))


def equiv(parent: ET.Element, text: str, conf: float | None = None) -> None:
    """Add what was read."""
    node = ET.SubElement(parent, "TextEquiv", {} if conf is None else {"conf": f"{conf:.2f}"})
    ET.SubElement(node, "Unicode").text = text


def add_line(region: ET.Element, ident: str, order: int, line: Outlined) -> None:
    """Add one line with its words."""
    node = ET.SubElement(region, "TextLine", id=ident, custom=f"readingOrder {{index:{order};}}")
    ET.SubElement(node, "Coords", points=points(line.outline))
    ET.SubElement(node, "Baseline", points=points(line.baseline))
    for n, (text, outline, conf) in enumerate(line.words, 1):
        word = ET.SubElement(node, "Word", id=f"{ident}w{n}")
        ET.SubElement(word, "Coords", points=points(outline))
        equiv(word, text, conf)
    equiv(node, line.read.ocr, line.confidence)


def page_xml(sheet: Sheet, found: list[tuple[Block, list[Outlined], list[ink.Point]]]) -> ET.ElementTree:
    """Build the OCR's PAGE file: misread words, a stamp swallowed by a paragraph, two lines in the wrong order."""
    root = ET.Element("PcGts", xmlns=NAMESPACE)
    meta = ET.SubElement(root, "Metadata")
    for name, value in (
        ("Creator", "Muniment sample"),
        ("Created", "2026-01-01T00:00:00"),
        ("LastChange", "2026-01-01T00:00:00"),
    ):
        ET.SubElement(meta, name).text = value
    page = ET.SubElement(
        root, "Page", imageFilename=f"{sheet.name}.jpg", imageWidth=str(WIDTH), imageHeight=str(HEIGHT)
    )
    order = ET.SubElement(ET.SubElement(page, "ReadingOrder"), "OrderedGroup", id="order")
    swallowed = {block.read_into: (block.read_at, lines) for block, lines, _ in found if block.read_into}
    for index, (block, lines, outline) in enumerate(each for each in found if not each[0].read_into):
        ET.SubElement(order, "RegionRefIndexed", index=str(index), regionRef=f"r{index + 1}")
        custom = f"readingOrder {{index:{index};}} structure {{type:{block.kind};}}"
        if lines:
            add_region(page, f"r{index + 1}", custom, block, misread(block, lines, swallowed))
        else:
            kind = "stamp" if block.kind == "image" else "other"
            region = ET.SubElement(page, "GraphicRegion", id=f"r{index + 1}", type=kind, custom=custom)
            ET.SubElement(region, "Coords", points=points(outline))
    return ET.ElementTree(root)


def misread(block: Block, lines: list[Outlined], swallowed: dict[str, tuple[int, list[Outlined]]]) -> list[Outlined]:
    """Give a region's lines as the OCR has them: two in the wrong order, another region's among them."""
    ocr = list(lines)
    if block.swap is not None:
        ocr[block.swap], ocr[block.swap + 1] = ocr[block.swap + 1], ocr[block.swap]
    at, more = swallowed.get(block.name, (0, []))
    ocr[at:at] = more
    return ocr


def add_region(page: ET.Element, ident: str, custom: str, block: Block, lines: list[Outlined]) -> None:
    """Add one region of text."""
    region = ET.SubElement(page, "TextRegion", id=ident, type=PAGE_TYPES.get(block.kind, "other"), custom=custom)
    if block.orientation:
        region.set("orientation", str(block.orientation))
    ET.SubElement(region, "Coords", points=points(around(lines, 6 + block.frame)))
    for n, line in enumerate(lines):
        add_line(region, f"{ident}l{n + 1}", n, line)
    equiv(region, "\n".join(line.read.ocr for line in lines))


def jpeg(image: Image.Image) -> bytes:
    """Press the picture below the size of a page, as little as that needs."""
    for quality in range(86, 30, -4):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=False, dpi=(200, 200))
        if buffer.tell() <= BYTES_A_PAGE:
            break
    return buffer.getvalue()


def draw(sheet: Sheet, folder: Path) -> None:
    """Draw one sheet and write its three files."""
    desk, rng = ink.Sheet(WIDTH, HEIGHT, sheet.skew, sheet.seed), random.Random(sheet.seed + 1)
    found: list[tuple[Block, list[Outlined], list[ink.Point]]] = []
    for block in sheet.blocks:
        if block.rows:
            found.append((block, write_block(desk, block, rng), []))
            continue
        assert block.box is not None
        if block.kind == "redaction":
            desk.redact(block.box)
        else:
            x, y, radius = sheet.extras["seal"]
            desk.seal(x, y, radius, "HALDANE HARBOUR BOARD")
        found.append((block, [], [desk.place(p, 0, (0, 0)) for p in corners(block.box)]))
    picture = ink.scan(desk, sheet.holes, sheet.folds, sheet.staple)
    (folder / f"{sheet.name}.jpg").write_bytes(jpeg(picture))
    tree = page_xml(sheet, found)
    ET.indent(tree, " ")
    tree.write(folder / f"{sheet.name}.xml", encoding="UTF-8", xml_declaration=True)
    truth = "\n\n".join("\n".join(line.read.truth for line in lines) for _, lines, _ in found if lines)
    (folder / f"{sheet.name}.truth.txt").write_text(truth + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Draw all sheets into the folder named, or into the application's resources."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent / "resources" / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets():
        draw(sheet, folder)
        size, lines = (folder / f"{sheet.name}.jpg").stat().st_size, sum(len(block.rows) for block in sheet.blocks)
        print(f"{sheet.name}: {size // 1000} kB, {len(sheet.blocks)} regions, {lines} lines")


if __name__ == "__main__":
    main(sys.argv[1:])
