"""Plain text as OCR services, typists and vision models leave it: lines, blocks between blank lines, pages.

Nothing is split, reordered, joined or dropped but blanks at the ends of lines; what a block is is only proposed, and
only where it stands alone and looks like nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from editor.formats import canon, encodings, page_marks, spaced
from editor.formats.notes import Notes, Remark
from editor.formats.tally import Tally
from editor.formats.xml import FormatFault
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion

REFLOWED: Final = 120
"""A longer line holds a paragraph, not a line of the page."""
LONGEST: Final = 10_000
"""A longer line is cut, since no window can show it."""
MOST_MARKS: Final = 20_000
"""So many marks on one letter are kept with it where a line is cut."""
MANY: Final = 100_000
TALLEST: Final = 3_000
"""A page of more lines is divided: no window shows it at once, and no sheet of paper bears so many."""
FULLEST: Final = 200_000
"""And so is one of more characters."""
_AT_ONCE = 100_000
"""Characters that are split into lines at once."""

_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
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
_DIVIDED: Final = Remark(
    f"A page of more than {TALLEST:,} lines or {FULLEST:,} characters was divided into several",
    f"{{n}} pages of more than {TALLEST:,} lines or {FULLEST:,} characters were divided into several",
)
_CUT: Final = Remark(
    f"A line of more than {LONGEST:,} characters was cut into pieces",
    f"{{n}} lines of more than {LONGEST:,} characters were cut into pieces",
)


def read(data: bytes, file: str) -> Source:
    """Return what a text file holds: form feeds or marks divide pages, blank lines regions.

    Raises:
        FormatFault: it is no text.
    """
    notes = Notes(file)
    text = encodings.plain(data, notes)
    if canon.illegal_share(text) > 0.5:
        raise FormatFault(file, "it is no text: most of it are control characters.")
    _tell_line_ends(text, notes)
    tally = Tally()
    pages = [page for whole in _paged(_sheets(text), tally, notes) for page in _divided(whole, notes)]
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


Row = tuple[int, str]
"""A line's number in the file, from 1, and the line as it stands."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The lines of one page; ``marks`` are the numbers of those that mark a page."""

    rows: list[Row]
    label: str = ""
    marks: frozenset[int] = frozenset()


def _sheets(text: str) -> list[_Sheet]:
    """Return the lines of each page: by form feeds (one at the very end opens no page), else by marks."""
    pieces = text.split("\f")
    if len(pieces) > 1 and not pieces[-1].strip():
        pieces.pop()
    first = 1
    found = []
    for piece in pieces:
        lines = _lines(piece)
        rows = [(number, line) for number, line in enumerate(lines, first)]  # other threads have turns
        first += len(lines) - 1
        marks = page_marks.find(lines)
        if marks is None:
            found.append(_Sheet(rows))
        elif len(pieces) > 1:
            marked = frozenset(rows[place][0] for place in marks.places)
            found.append(_Sheet(rows, marks.numbers[0] if len(marks.numbers) == 1 else "", marked))
        else:
            marked = frozenset(rows[place][0] for place in marks.places)
            found += [_Sheet(rows[a:b], label, marked) for a, b, label in page_marks.cut(lines, marks)]
    return found


def _lines(text: str) -> list[str]:
    """Split a text at its line ends, some at a time: millions in one go hold up every other thread."""
    found: list[str] = []
    at = 0
    while True:
        end = text.find("\n", at + _AT_ONCE) + 1
        pieces = _BREAK.split(text[at : end or len(text)])
        if not end or end == len(text):
            return found + pieces
        found += pieces[:-1]  # behind the line end the next piece begins
        at = end


def _blocks(sheet: _Sheet) -> Iterator[list[Row]]:
    """Yield runs of lines that are not blank; a mark of a page is a block of its own."""
    block: list[Row] = []
    for number, line in sheet.rows:
        if block and (not line.strip() or number in sheet.marks or block[-1][0] in sheet.marks):
            yield block
            block = []
        if line.strip():
            block.append((number, line))
    if block:
        yield block


def _paged(sheets: list[_Sheet], tally: Tally, notes: Notes) -> list[SourcePage]:
    """Return the pages; where every line stands alone, lines that go on are put together."""
    pages = [list(_blocks(sheet)) for sheet in sheets]
    if spaced.is_spaced([[line for _, line in block] for blocks in pages for block in blocks]):
        notes.tell("A blank line stands between every two lines; which lines are one paragraph was guessed.")
        pages = [
            [
                [row for block in joined for row in block]
                for joined in spaced.paragraphs(blocks, _only_line, lambda line: _kind(line) != "paragraph")
            ]
            for blocks in pages
        ]
    return [
        SourcePage(regions=tuple(_region(block, tally, notes) for block in blocks), label=sheet.label)
        for blocks, sheet in zip(pages, sheets, strict=True)
    ]


def _divided(page: SourcePage, notes: Notes) -> list[SourcePage]:
    """Return a page, or where no window can show it several that hold its lines in turn."""
    pages: list[list[tuple[SourceRegion, list[SourceLine]]]] = [[]]
    lines = characters = 0
    for region in page.regions:
        begun = False
        for line in region.lines:
            lines, characters = lines + 1, characters + len(line.text)
            if lines > TALLEST or (lines > 1 and characters > FULLEST):
                pages.append([])
                lines, characters, begun = 1, len(line.text), False
            if not begun:
                pages[-1].append((region, []))
                begun = True
            pages[-1][-1][1].append(line)
    if len(pages) == 1:
        return [page]
    notes.count(_DIVIDED)
    return [
        replace(
            page,
            regions=tuple(replace(region, lines=tuple(some)) for region, some in regions),
            label="" if at else page.label,
        )
        for at, regions in enumerate(pages)
    ]


def _only_line(block: list[Row]) -> str:
    return block[0][1] if len(block) == 1 else ""


def _region(block: list[Row], tally: Tally, notes: Notes) -> SourceRegion:
    tally.regions += 1
    texts = [raw.strip(" \t") for _, raw in block]
    if max(map(len, texts)) <= LONGEST and not canon.is_suspicious("".join(texts)):
        first = tally.lines([raw for _, raw in block])
        lines = [SourceLine(text, at) for at, text in enumerate(texts, first)]
    else:
        lines = list(_careful_lines(block, tally, notes))
    reflowed = any(len(line.text) > REFLOWED for line in lines)
    kind = _kind(lines[0].text) if len(lines) == 1 else "paragraph"
    return SourceRegion(kind, lines=tuple(lines), native="block", attributes={"reflowed": "true"} if reflowed else {})


def _careful_lines(block: list[Row], tally: Tally, notes: Notes) -> Iterator[SourceLine]:
    """Yield lines of which some are too long or hold what may have to be changed or told."""
    for number, raw in block:
        text = raw.strip(" \t")
        if canon.is_suspicious(text):
            text = canon.line(text, notes, f"line {number:,}")
        at = tally.line(raw)
        first, *more = _pieces(text)
        if more:
            notes.count(_CUT, f"line {number:,}")
        yield SourceLine(first, at)
        yield from (SourceLine(piece, tally.uncounted()) for piece in more)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text that no window can show, between two words where there are any, and not within a letter."""
    start = 0
    while len(text) - start > LONGEST:
        end = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
        last = min(len(text), end + MOST_MARKS)
        while end < last and unicodedata.combining(text[end]):
            end += 1
        yield text[start:end]
        start = end
    if start < len(text) or not text:
        yield text[start:]


def _kind(text: str) -> str:
    """Return what a block of one line looks like."""
    if len(text) > REFLOWED:
        return "paragraph"
    if page_marks.is_of_a_program(text):
        return "other"
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(text)), "paragraph")
