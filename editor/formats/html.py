"""A record as one web page to read: the text in paragraphs or line by line, what stands beside it with its picture.

Nothing is loaded from outside and nothing runs: pictures are part of the file, the views change by style alone, and the
page forbids all else itself. Makes no picture: it asks for them.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from editor.formats.about import About
from editor.formats.flow import Cut, Table, by_form, fullest
from editor.formats.html_style import name, style
from editor.formats.marking import Marked, Part, Soft, missing
from editor.formats.reading import Block, PageStart, Reading, Row
from editor.model.annotation import NOTE, Annotation
from editor.model.geometry import Box, bounds
from editor.model.page import Document, Page, PageContent
from editor.model.record import FIELDS

Crop = Callable[[Page, Box], bytes | None]
"""Gives a part of a page, in its pixels, as a JPEG of modest size; None where there is no image."""

_MARGIN: Final = 12
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_INK: Final = ("ink", "pencil")


def no_picture(page: Page, box: Box) -> bytes | None:
    """Give no picture."""
    return None


def escaped(text: str) -> str:
    """Return text that is nothing but text, in an element as in an attribute."""
    return html.escape(text, quote=True)


def write(
    document: Document,
    pages: Iterable[PageContent],
    about: About,
    crop: Crop = no_picture,
    image_url: Callable[[Page], str] = lambda page: "",
    cut: Cut = by_form,
) -> Iterator[str]:
    """Yield the page piece by piece.

    Args:
        document: The record.
        pages: Its pages, in order.
        about: What the file says of itself.
        crop: Gives the pictures of what stands beside the text.
        image_url: Names the image of a page for a link to it, which the reader may follow; "" for none.
        cut: What a hyphen at a line's end is.
    """
    yield from _head(document, about)
    yield from _Writer(about, crop, image_url, cut).text(pages)
    said = f"Written by {about.software} {about.version}".strip()
    changed = f"; last changed on {escaped(about.created[:10])}" if about.created else ""
    yield f"</main>\n<footer>{escaped(said)}{changed}.</footer>\n</body>\n</html>\n"


def _head(document: Document, about: About) -> Iterator[str]:
    language = document.values.get("language", "")
    lang = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    known = fullest()
    sheet = style(
        {kind.name: kind for kind in (*known.kinds, *about.kinds.kinds)}.values(),
        {tag.name: tag for tag in (*known.tags, *about.kinds.tags)}.values(),
    )
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escaped(document.title.strip() or "Untitled")
    generator = escaped(f"{about.software} {about.version}".strip())
    yield (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="{generator}">\n'
        f"<title>{title}</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
        '<input class="pick" type="radio" name="view" id="reading" checked>\n'
        '<input class="pick" type="radio" name="view" id="lines">\n'
        f"<header><h1>{title}</h1>\n{_record(document.values)}</header>\n"
        '<nav aria-label="View"><label for="reading">For reading</label><label for="lines">Line by line</label></nav>\n'
        "<main>\n"
    )


def _record(values: Mapping[str, str]) -> str:
    told = [(entry.label, values[entry.name]) for entry in FIELDS if values.get(entry.name, "").strip()]
    if not told:
        return ""
    return "<dl>" + "".join(f"<dt>{label}</dt><dd>{escaped(value)}</dd>" for label, value in told) + "</dl>\n"


@dataclass(slots=True)
class _Section:
    """One page of the record, as far as it is known."""

    page: Page
    notes: str = ""
    text: list[str] = field(default_factory=list)
    margin: list[str] = field(default_factory=list)


class _Writer:
    """Writes page after page; only the notes are kept to the end."""

    def __init__(self, about: About, crop: Crop, image_url: Callable[[Page], str], cut: Cut) -> None:
        self._table = Table(about.tagset, cut)
        self._hands = {hand.name: hand for hand in (*fullest().hands, *about.kinds.hands)}
        self._crop = crop
        self._image_url = image_url
        self._notes: dict[int, tuple[int, str]] = {}
        self._section: _Section | None = None

    def text(self, pages: Iterable[PageContent]) -> Iterator[str]:
        """Yield the pages and the notes."""
        for one in Reading(self._table).blocks(pages):
            if isinstance(one, PageStart):
                yield from self._turn(one.page, self._refs(one.notes))
                continue
            if self._section is None or self._section.page.id != one.page.id:
                yield from self._turn(one.page, "")
            assert self._section is not None
            column = self._section.margin if self._pictured(one) and one.beside else self._section.text
            column.append(self._block(one))
        yield from self._close()
        if self._notes:
            items = (f'<li id="note-{number}">{escaped(text)}</li>\n' for number, text in self._notes.values())
            yield '<aside class="notes"><h2>Notes</h2><ol>\n' + "".join(items) + "</ol></aside>\n"

    def _turn(self, page: Page, notes: str) -> Iterator[str]:
        yield from self._close()
        self._section = _Section(page, notes)

    def _close(self) -> Iterator[str]:
        section, self._section = self._section, None
        if section is None:
            return
        label = escaped(section.page.label or str(section.page.seq))
        url = self._image_url(section.page)
        link = f'<a href="{escaped(_address(url))}">Scan</a>' if url else ""
        text, margin = "\n".join(filter(None, section.text)), "\n".join(filter(None, section.margin))
        beside = f'\n<div class="margin">\n{margin}\n</div>' if margin else ""
        yield (
            f'<section id="page-{section.page.seq}"><h2><span>Page {section.page.seq} · {label}{section.notes}</span>'
            f'{link}</h2>\n<div class="text">\n{text}\n</div>{beside}</section>\n'
        )

    # Blocks

    def _pictured(self, block: Block) -> bool:
        """Tell whether a block is shown with its picture: notes, stamps, figures, and what is written by hand."""
        role = self._table.role(block.kind)
        hand = self._hands.get(block.region.hand or "")
        by_hand = hand is not None and (hand.medium in _INK or hand.name == "handwriting")
        stamp = self._table.kind_form(block.kind, "alto").startswith("StampZone")
        shown = self._table.kind_form(block.kind, "text") != "-"
        return role == "note" or (role == "figure" and shown) or stamp or (by_hand and role in ("furniture", "closer"))

    def _block(self, block: Block) -> str:
        picture = self._picture(block) if self._pictured(block) else ""
        role = self._table.role(block.kind)
        if role == "table" and block.text():
            return self._rows(block) + self._refs(block.tags)
        words = "".join(self._row(row) for row in block.rows) if block.text() else ""
        words = (f"<del>{words}</del>" if block.struck and words else words) + self._refs(block.tags)
        if not picture and not words:
            return ""
        kind = f"k-{name(block.kind)}"
        if role == "heading":
            return f'<h3 class="{kind}" dir="auto">{words}</h3>'
        if not block.beside:
            return f'{picture}<p class="{kind}" dir="auto">{words}</p>'
        label = f'<span class="label">{escaped(self._label(block))}</span>'
        if not self._pictured(block):
            return f'<div class="quiet {kind}" dir="auto">{label}{words}</div>'
        listed = " list" if "list" in self._table.kind_form(block.kind, "tei") else ""
        return f'<figure class="beside {kind}{listed}">{label}{picture}<div dir="auto">{words}</div></figure>'

    def _label(self, block: Block) -> str:
        hand = self._hands.get(block.region.hand or "")
        said = [self._table.kind(block.kind).label]
        if hand is not None and hand.medium in _INK:
            said.append(hand.label.lower() if hand.label.lower() in _INK else hand.label)
        return " · ".join([*said, "struck out"] if block.struck else said)

    def _picture(self, block: Block) -> str:
        page, outline = block.page, block.region.outline
        if not outline or not page.image:
            return ""
        left, top, right, bottom = bounds(outline)
        data = self._crop(page, (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))
        if not data:
            return ""
        said = escaped(f"Scan of this {self._table.kind(block.kind).label.lower()}")
        return f'<img alt="{said}" src="data:image/jpeg;base64,{base64.b64encode(data).decode()}">'

    def _rows(self, block: Block) -> str:
        def cells(row: Row) -> str:
            said = "".join(self._part(part) for part in row.parts)
            return "".join(f"<td>{cell}</td>" for cell in said.split("\t"))

        rows = "".join(f"<tr>{cells(row)}</tr>" for row in block.lines())
        return f'<table class="table" dir="auto">{rows}</table>'

    def _row(self, row: Row | PageStart) -> str:
        if isinstance(row, PageStart):
            label = escaped(row.page.label or str(row.page.seq))
            return f'<span class="pb" title="Here page {row.page.seq} begins">{label}</span> {self._refs(row.notes)}'
        said = "".join(self._part(part) for part in row.parts)
        return f'<span class="l"><span class="n">{row.place}</span>{said}</span>{" " if row.whole else ""}'

    # Words

    def _part(self, part: Part) -> str:
        if isinstance(part, Soft):
            return f'<span class="hy">{escaped(part)}</span>'
        if isinstance(part, str):
            return escaped(part)
        inside = "".join(self._part(inner) for inner in part.parts)
        tag = part.annotation.tag
        if tag == NOTE:
            return inside + (self._refs((part.annotation,)) if part.last else "")
        if tag == "sic":
            return self._sic(part, inside)
        if self._table.tag(tag).empty and not inside:
            gap = missing(part.annotation.attributes) if tag == "gap" else ""
            return f'<span class="said" title="{self._title(part.annotation)}">{escaped(gap)}</span>' if gap else ""
        before, after = self._around(part)
        return f"{before}{inside}{after}" if inside else ""

    def _around(self, part: Marked) -> tuple[str, str]:
        """Return what stands before and after words with a tag."""
        tag, told = part.annotation.tag, part.annotation.attributes
        title = f' title="{self._title(part.annotation)}"'
        element = _ELEMENTS.get(tag)
        if element is not None:
            return f"<{element}{title}>", f"</{element}>"
        if tag == "hi":
            rend = told.get("rend", "")
            element = "b" if "bold" in rend else "i" if "italic" in rend else ""
            return (f"<{element}{title}>", f"</{element}>") if element else (f'<span class="spaced"{title}>', "</span>")
        if tag == "unclear":
            return f'<span class="unclear"{title}>', '</span><span class="said">[?]</span>' if part.last else "</span>"
        return f'<span class="tag t-{name(tag)}"{title}>', "</span>"

    def _sic(self, part: Marked, inside: str) -> str:
        correction = part.annotation.attributes.get("correction", "")
        title = self._title(part.annotation)
        if not correction:
            return f'<span title="{title}">{inside}</span>' + ('<span class="said">[sic]</span>' if part.last else "")
        meant = f'<span class="tag t-sic corrected" title="{title}">{escaped(correction)}</span>' if part.first else ""
        return f'<span class="tag t-sic asread" title="{title}">{inside}</span>{meant}'

    def _title(self, annotation: Annotation) -> str:
        """Return what a pointer on tagged words is told."""
        told = "; ".join(f"{key}: {value}" for key, value in sorted(annotation.attributes.items()) if value)
        label = self._table.tag(annotation.tag).label
        return escaped(f"{label} ({told})" if told else label)

    def _refs(self, annotations: Iterable[Annotation]) -> str:
        """Return the marks of notes, whose texts come at the end."""
        said = ""
        for note in annotations:
            if note.tag == NOTE:
                number, _ = self._notes.setdefault(note.id, (len(self._notes) + 1, note.attributes.get("text", "")))
                said += f'<sup><a href="#note-{number}">{number}</a></sup>'
        return said


_ELEMENTS: Final = {"del": "del", "add": "ins", "underline": "u", "abbrev": "abbr"}


def _address(path: str) -> str:
    """Return a relative path as an address that cannot be taken for one with a scheme."""
    said = quote(path, safe="/")
    return said if "/" in said.split(":")[0] or ":" not in said else f"./{said}"
