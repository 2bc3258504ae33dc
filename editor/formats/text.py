"""Plain text as OCR services, typists and vision models leave it: lines, blocks between blank lines, pages.

Nothing is split, reordered, joined or dropped but blanks at the ends of lines; what a block is is only proposed, and
only where it stands alone and looks like nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor.formats import canon, encodings
from editor.formats.notes import Notes, Remark
from editor.formats.tally import Tally
from editor.formats.xml import FormatFault
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion

REFLOWED: Final = 120
"""A longer line holds a paragraph, not a line of the page."""
LONGEST: Final = 100_000
"""A longer line is cut, since no window can show it."""
MANY: Final = 100_000

_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
_MARKER = re.compile(r"## Page ([0-9]{1,5})")
_MARKS = "TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|RESTRICTED|OFFICIAL USE ONLY|FOR OFFICIAL USE ONLY"
_LIMITS = "SENSITIVE|EYES ONLY|NOFORN|NO FOREIGN DISSEM|NODIS|EXDIS|LIMDIS|NOCONTRACT|ORCON|RESTRICTED DATA"
_KINDS: Final = (
    ("classification", re.compile(rf"\W*(?:{_MARKS})(?:\W+(?:{_LIMITS}))*\W*")),
    ("release-banner", re.compile(r"\W*Approved For Release\b.*", re.IGNORECASE)),
    ("page-number", re.compile(r"[-–—\[(. ]*[0-9]{1,3}[-–—\]). ]*|(?:Page|p\.) ?[0-9]{1,3}\.?")),
    (
        "control-number",
        re.compile(
            r"[0-9]{2}- ?[0-9]{6,8}(?: [A-Z]{1,3})?|[0-9]{3}-[0-9]{5}-[0-9]{5}|[A-Z]{2,5}-RDP[0-9A-Z]{8,}(?:-[0-9]+)*"
        ),
    ),
)
_BREAKS_TOLD: Final = Remark(
    "A line separator or paragraph separator (U+2028, U+2029) became a line end",
    "{n} line or paragraph separators (U+2028, U+2029) became line ends",
)
_CUT: Final = Remark(
    f"A line of more than {LONGEST:,} characters was cut into pieces",
    f"{{n}} lines of more than {LONGEST:,} characters were cut into pieces",
)


def read(data: bytes, file: str) -> Source:
    """Return what a text file holds: form feeds divide pages, blank lines regions.

    Raises:
        FormatFault: it is no text.
    """
    notes = Notes(file)
    text = encodings.plain(data, notes)
    if canon.illegal_share(text) > 0.5:
        raise FormatFault(file, "it is no text: most of it are control characters.")
    _tell_line_ends(text, notes)
    tally = Tally()
    pages = _paged(_pages(text, tally, notes))
    if len(tally.raw) > MANY:
        notes.tell(f"It has {len(tally.raw):,} lines, which is a great deal for one file.")
    if not tally.raw:
        notes.tell("It is empty.")
    return Source(file, "text", pages=tuple(pages), facts=tally.facts(), messages=notes.sentences())


def _tell_line_ends(text: str, notes: Notes) -> None:
    if "\r" in text:
        notes.tell("Line ends of another system became LF.")
    for _ in re.findall("[\u2028\u2029]", text):
        notes.count(_BREAKS_TOLD)


def _pages(text: str, tally: Tally, notes: Notes) -> list[list[SourceRegion]]:
    """Return the regions of each page; a form feed at the very end opens no page."""
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    first = 1
    found = []
    for sheet in sheets:
        lines = _BREAK.split(sheet)
        found.append([_region(block, tally, notes) for block in _blocks(lines, first)])
        first += len(lines) - 1
    return found


def _blocks(lines: list[str], first: int) -> Iterator[list[tuple[int, str]]]:
    """Yield runs of lines that are not blank, each with its number in the file."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, first):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _region(block: list[tuple[int, str]], tally: Tally, notes: Notes) -> SourceRegion:
    tally.regions += 1
    lines: list[SourceLine] = []
    for number, raw in block:
        text = raw.strip(" \t")
        if canon.is_suspicious(text):
            text = canon.line(text, notes, f"line {number:,}")
        at = tally.line(raw)
        if len(text) <= LONGEST:
            lines.append(SourceLine(text, at))
            continue
        notes.count(_CUT, f"line {number:,}")
        pieces = [text[i : i + LONGEST] for i in range(0, len(text), LONGEST)]
        lines += [SourceLine(piece, at if i == 0 else tally.uncounted()) for i, piece in enumerate(pieces)]
    reflowed = any(len(line.text) > REFLOWED for line in lines)
    kind = _kind(lines[0].text) if len(lines) == 1 else "paragraph"
    return SourceRegion(kind, lines=tuple(lines), native="block", attributes={"reflowed": "true"} if reflowed else {})


def _kind(text: str) -> str:
    """Return what a block of one line looks like."""
    if len(text) > REFLOWED:
        return "paragraph"
    if _MARKER.fullmatch(text):
        return "other"
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(text)), "paragraph")


def _paged(sheets: list[list[SourceRegion]]) -> list[SourcePage]:
    """Return the pages; where there are no form feeds, lines ``## Page 1``, ``## Page 2`` ... begin them."""
    if len(sheets) > 1:
        return [SourcePage(regions=tuple(regions)) for regions in sheets]
    regions = sheets[0]
    marks = [(i, mark) for i, region in enumerate(regions) if (mark := _MARKER.fullmatch(region.lines[0].text))]
    if [mark.group(1) for _, mark in marks] != [str(n) for n in range(1, len(marks) + 1)] or not marks:
        return [SourcePage(regions=tuple(regions))]
    starts = [0, *(i for i, _ in marks[1:]), len(regions)]
    return [
        SourcePage(regions=tuple(regions[start:end]), label=mark.group(1))
        for start, end, (_, mark) in zip(starts, starts[1:], marks, strict=False)
    ]
