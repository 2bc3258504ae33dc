"""Writers of lines: text, split, join, move; spans and the share of the reading go with the words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from editor.model import edit as e
from editor.model.codec import from_json
from editor.model.faults import EditFault
from editor.model.geometry import Polygon, area, bounds, cut_at_x, cut_path_at_x, hull, polygon
from editor.model.share import Shared, confidence_of, cut_share, join_share, share_from, share_text, unbroken
from editor.model.source import SourcePage
from editor.model.text import Span, cut, fault_of, glue, map_position, move_span, splices
from editor.model.wordplaces import Placed, placed_words, x_at
from editor.store.pen import Pen, filled, text_of
from editor.store.writers.tags import follow, leave

NewId = Callable[[], int]


def add_line(pen: Pen, edit: e.AddLine, new_id: NewId) -> e.AddLine:
    """Add a line to a region."""
    pen.get("region", edit.region)
    _legal(edit.text)
    after, rank = pen.place("line", edit.region, edit.after)
    row = {
        "id": edit.id,
        "region": edit.region,
        "rank": rank,
        "text": edit.text,
        "ocr_text": edit.ocr_text,
        "outline": text_of(edit.outline),
        "baseline": text_of(edit.baseline),
        "confidence": None if edit.confidence is None else float(edit.confidence),
        "verified": 0,
        "share": share_text(edit.share),
        "attributes": text_of(dict(edit.attributes)),
    }
    pen.insert("line", row)
    added: e.AddLine = filled(edit, after=after)
    return added


def _legal(text: str) -> None:
    if why := fault_of(text):
        raise EditFault(f"This text cannot be a line: it {why}.")


def shared(row: dict[str, Any]) -> Shared:
    """Return a row's OCR text and its share of the reading."""
    return row["ocr_text"], share_from(row["share"])


def remove_line(pen: Pen, edit: e.RemoveLine, new_id: NewId) -> e.RemoveLine:
    """Remove a line."""
    row = pen.get("line", edit.line)
    drop_line(pen, edit.line, pen.get("region", row["region"])["page"])
    return edit


def drop_line(pen: Pen, line: int, home: int) -> None:
    """Remove a line; its annotations go to the tray of the page ``home``."""
    leave(pen, line, home, "")
    pen.delete("line", line)


def move_line(pen: Pen, edit: e.MoveLine, new_id: NewId) -> e.MoveLine:
    """Put a line behind another; on another page its outline would mean nothing and is left behind."""
    row = pen.get("line", edit.line)
    here, there = pen.get("region", row["region"]), pen.get("region", edit.region)
    after, rank = pen.place("line", edit.region, edit.after, edit.line)
    pen.update("line", edit.line, region=edit.region, rank=rank)
    if here["page"] != there["page"]:
        pen.update("line", edit.line, outline="[]", baseline="[]")
    return replace(edit, after=after)


def set_text(pen: Pen, edit: e.SetLineText, new_id: NewId) -> e.SetLineText:
    """Give a line its text."""
    _legal(edit.text)
    row = pen.get("line", edit.line)
    old = row["text"]
    if old == edit.text:
        return edit
    changes = splices(old, edit.text)

    def place(span: Span) -> list[tuple[int, Span]]:
        moved = move_span(span, old, changes)
        return [] if moved is None else [(edit.line, moved)]

    pen.update("line", edit.line, text=edit.text, verified=0)
    follow(pen, edit.line, _page_of(pen, row), place, {edit.line: edit.text})
    return edit


def _page_of(pen: Pen, row: dict[str, Any]) -> int:
    return int(pen.get("region", row["region"])["page"])


def set_outline(pen: Pen, edit: e.SetLineOutline, new_id: NewId) -> e.SetLineOutline:
    """Give a line its outline."""
    pen.update("line", edit.line, outline=text_of(edit.outline))
    return edit


def set_baseline(pen: Pen, edit: e.SetLineBaseline, new_id: NewId) -> e.SetLineBaseline:
    """Give a line its baseline."""
    pen.update("line", edit.line, baseline=text_of(edit.baseline))
    return edit


def set_verified(pen: Pen, edit: e.SetLineVerified, new_id: NewId) -> e.SetLineVerified:
    """Mark a line as checked, or take the mark away."""
    pen.update("line", edit.line, verified=int(edit.verified))
    return edit


def set_attributes(pen: Pen, edit: e.SetLineAttributes, new_id: NewId) -> e.SetLineAttributes:
    """Set attributes of a line."""
    old = json.loads(pen.get("line", edit.line)["attributes"])
    values = {name: value for name, value in {**old, **edit.attributes}.items() if value != ""}
    pen.update("line", edit.line, attributes=text_of(values))
    return edit


def split_line(pen: Pen, edit: e.SplitLine, new_id: NewId) -> e.SplitLine:
    """Split a line in two."""
    text = pen.get("line", edit.line)["text"]
    if not 0 <= edit.at <= len(text):
        raise EditFault(f"Line {edit.line} has {len(text)} characters; it cannot be split at {edit.at}.")
    assert edit.id is not None
    cut_line(pen, edit.line, edit.at, edit.id, None)
    return edit


def cut_line(pen: Pen, line: int, at: int, second: int, at_x: float | None) -> None:
    """Split a line at code point ``at`` and its shape at ``at_x``.

    Where that is None the shape is cut in the gap between the words, or in proportion where no box says where it is.
    """
    row = pen.get("line", line)
    text = row["text"]
    left, right, left_end, right_start = cut(text, at)
    outline, baseline = polygon(json.loads(row["outline"])), polygon(json.loads(row["baseline"]))
    x = at_x if at_x is not None else _word_x(pen, row, at, outline or baseline)
    halves = cut_at_x(outline, x) if outline else ((), ())
    outlines = halves[0] if area(halves[0]) else (), halves[1] if area(halves[1]) else ()
    baselines = cut_path_at_x(baseline, x) if baseline else ((), ())
    ocr, share = shared(row)
    shares = cut_share(ocr, share, 0 if ocr is None else map_position(text, ocr, at))
    new = {**row, "id": second, "rank": pen.rank_after("line", row["region"], line), "verified": 0}
    pen.insert("line", {**new, **_half(row, right, outlines[1], baselines[1], shares[1])})
    pen.update("line", line, verified=0, **_half(row, left, outlines[0], baselines[0], shares[0]))

    def place(span: Span) -> list[tuple[int, Span]]:
        return _parts(span, line, left_end, second, right_start)

    follow(pen, line, _page_of(pen, row), place, {line: left, second: right})


def _half(row: dict[str, Any], text: str, outline: Polygon, baseline: Polygon, part: Shared) -> dict[str, Any]:
    return {
        "text": text,
        "outline": text_of(outline),
        "baseline": text_of(baseline),
        "ocr_text": part[0],
        "share": share_text(part[1]),
        "confidence": confidence_of(part[1], row["confidence"]),
    }


def words_of(pen: Pen, row: dict[str, Any]) -> list[Placed]:
    """Return the words of a line that its reading has boxes of, in pixels of the page's image."""
    _, share = shared(row)
    reading = pen.find("reading", share.reading) if share is not None else None
    if share is None or reading is None:
        return []
    page = pen.get("page", _page_of(pen, row))
    source: SourcePage = from_json(SourcePage, json.loads(reading["content"]), "reading")
    across, down = source.scale_to((page["width"], page["height"]))
    return [
        (start, end, (box[0] * across, box[1] * down, box[2] * across, box[3] * down))
        for start, end, box in placed_words(share, source.lines())
    ]


def _word_x(pen: Pen, row: dict[str, Any], at: int, shape: Polygon) -> float:
    guess = _x_of(shape, at, len(row["text"]))
    if not shape or row["ocr_text"] is None or row["share"] is None:
        return guess
    x = x_at(words_of(pen, row), map_position(row["text"], row["ocr_text"], at))
    left, _, right, _ = bounds(shape)
    return x if x is not None and left < x < right else guess


def _x_of(shape: Polygon, at: int, length: int) -> float:
    if not shape or not length:
        return 0.0
    left, _, right, _ = bounds(shape)
    return left + (right - left) * at / length


def _parts(span: Span, first: int, first_end: int, second: int, second_start: int) -> list[tuple[int, Span]]:
    start, end = span
    if start == end:
        at = (first, min(start, first_end)) if start < second_start else (second, start - second_start)
        return [(at[0], (at[1], at[1]))]
    out = []
    if start < first_end:
        out.append((first, (start, min(end, first_end))))
    if end > second_start:
        out.append((second, (max(start, second_start) - second_start, end - second_start)))
    return out


def join_lines(pen: Pen, edit: e.JoinLines, new_id: NewId) -> e.JoinLines:
    """Make two lines one."""
    if edit.first == edit.second:
        raise EditFault("A line cannot be joined to itself.")
    first, second = pen.get("line", edit.first), pen.get("line", edit.second)
    page, other = _page_of(pen, first), _page_of(pen, second)
    shares = shared(first), shared(second)
    between = "" if unbroken(shares[0][1], shares[1][1]) else glue(first["text"], second["text"])
    text = first["text"] + between + second["text"]
    shift = len(first["text"]) + len(between)
    ocr, share = join_share(*shares)

    def place(span: Span) -> list[tuple[int, Span]]:
        return [(edit.first, (span[0] + shift, span[1] + shift))]

    pen.update("line", edit.first, text=text, verified=0, ocr_text=ocr, share=share_text(share))
    pen.update("line", edit.first, confidence=confidence_of(share, _lower(first, second)))
    if page == other:
        pen.update("line", edit.first, **_joined_shape(first, second))
    follow(pen, edit.second, other, place, {edit.first: text})
    pen.delete("line", edit.second)
    return edit


def _lower(first: dict[str, Any], second: dict[str, Any]) -> float | None:
    known = [row["confidence"] for row in (first, second) if row["confidence"] is not None]
    return min(known) if known else None


def _joined_shape(first: dict[str, Any], second: dict[str, Any]) -> dict[str, str]:
    a, b = (polygon(json.loads(row["outline"])) for row in (first, second))
    outline = hull((*a, *b)) if a and b else a or b
    c, d = (polygon(json.loads(row["baseline"])) for row in (first, second))
    baseline = polygon((*c, *d)) if not (c and d) or c[-1][0] <= d[0][0] else c
    return {"outline": text_of(outline), "baseline": text_of(baseline)}
