"""Writers of tags and notes, and what becomes of them when the words or shapes they stand on change."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from editor.model import edit as e
from editor.model.annotation import NOTE
from editor.model.faults import EditFault
from editor.model.text import Span
from editor.store.pen import Pen, text_of

NewId = Callable[[], int]
Targets = list[dict[str, Any]]


def tag_span(pen: Pen, edit: e.TagSpan, new_id: NewId) -> e.TagSpan:
    """Tag a span of a line."""
    target = _span(pen, edit.line, edit.start, edit.end)
    _add(pen, edit.id, edit.tag, dict(edit.attributes), target)
    return edit


def tag_spans(pen: Pen, edit: e.TagSpans, new_id: NewId) -> e.TagSpans:
    """Put one tag on spans of several lines, or without spans into the tray of a page."""
    targets = [_span(pen, *span) for span in edit.spans]
    if targets and (edit.page is not None or edit.quote):
        raise EditFault("A tag that stands on words does not lie in the tray.")
    if not targets:
        if edit.page is None:
            raise EditFault("A tag without words needs the page in whose tray it lies.")
        pen.get("page", edit.page)
    _add(pen, edit.id, edit.tag, dict(edit.attributes), *targets, quote=edit.quote, home=edit.page)
    return edit


def tag_region(pen: Pen, edit: e.TagRegion, new_id: NewId) -> e.TagRegion:
    """Tag a region."""
    pen.get("region", edit.region)
    _add(pen, edit.id, edit.tag, dict(edit.attributes), {"region": edit.region})
    return edit


def add_note(pen: Pen, edit: e.AddNote, new_id: NewId) -> e.AddNote:
    """Write a note on a span, a line, a region or a page."""
    at = edit.target
    if at.line is not None:
        start = 0 if at.start is None else at.start
        end = len(pen.get("line", at.line)["text"]) if at.end is None else at.end
        target = _span(pen, at.line, start, end)
    elif at.region is not None:
        pen.get("region", at.region)
        target = {"region": at.region}
    elif at.page is not None:
        pen.get("page", at.page)
        target = {"page": at.page}
    else:
        raise EditFault("A note needs a line, a region or a page to stand on.")
    _add(pen, edit.id, NOTE, {"text": edit.text}, target)
    return edit


def _add(
    pen: Pen,
    row_id: int | None,
    tag: str,
    attributes: dict[str, str],
    *targets: dict[str, Any],
    quote: str = "",
    home: int | None = None,
) -> None:
    if not tag.strip():
        raise EditFault("A tag needs a name.")
    row = {"id": row_id, "tag": tag, "attributes": text_of(attributes), "targets": text_of(targets), "quote": quote}
    pen.insert("annotation", row | {"home": home})


def _span(pen: Pen, line: int, start: int, end: int) -> dict[str, Any]:
    text = pen.get("line", line)["text"]
    if not 0 <= start <= end <= len(text):
        raise EditFault(f"Line {line} has {len(text)} characters; a span from {start} to {end} is not in it.")
    return {"line": line, "start": start, "end": end, "quote": text[start:end]}


def set_annotation(pen: Pen, edit: e.SetAnnotation, new_id: NewId) -> e.SetAnnotation:
    """Give an annotation its attributes."""
    row = pen.get("annotation", edit.annotation)
    tag = row["tag"] if edit.tag is None else edit.tag
    if not tag.strip():
        raise EditFault("A tag needs a name.")
    pen.update("annotation", edit.annotation, tag=tag, attributes=text_of(dict(edit.attributes)))
    return edit


def remove_annotation(pen: Pen, edit: e.RemoveAnnotation, new_id: NewId) -> e.RemoveAnnotation:
    """Remove a tag or note."""
    pen.delete("annotation", edit.annotation)
    return edit


def anchor_orphan(pen: Pen, edit: e.AnchorOrphan, new_id: NewId) -> e.AnchorOrphan:
    """Take an annotation out of the tray and put it on a span."""
    if pen.get("annotation", edit.annotation)["targets"] != "[]":
        raise EditFault(f"The annotation {edit.annotation} is not in the tray.")
    target = _span(pen, edit.line, edit.start, edit.end)
    pen.update("annotation", edit.annotation, targets=text_of([target]), quote="", home=None)
    return edit


# Following the text


def leave(pen: Pen, thing: int, home: int | None, quote: str) -> None:
    """Take every annotation off a line, region or page that goes; one that stands nowhere else goes to the tray."""
    for row in pen.annotations_on(thing):
        targets: Targets = json.loads(row["targets"])
        kept = [t for t in targets if thing not in (t.get("line"), t.get("region"), t.get("page"))]
        lost = [t for t in targets if t not in kept]
        _settle(pen, row, kept, lost, home, quote)


def follow(
    pen: Pen, line: int, home: int | None, place: Callable[[Span], list[tuple[int, Span]]], texts: dict[int, str]
) -> None:
    """Move every span on ``line`` to where ``place`` says: pairs of line id and span, none when its words are gone.

    ``texts`` are the new texts of the lines that spans may come to lie in.
    """
    for row in pen.annotations_on(line):
        kept: Targets = []
        lost: Targets = []
        for target in json.loads(row["targets"]):
            if target.get("line") != line:
                kept.append(target)
                continue
            placed = place((target["start"], target["end"]))
            kept += [{"line": i, "start": a, "end": b, "quote": texts[i][a:b]} for i, (a, b) in placed]
            if not placed:
                lost.append(target)
        _settle(pen, row, merge_touching(kept, texts), lost, home, "")


def merge_touching(targets: Targets, texts: dict[int, str]) -> Targets:
    """Return targets with those that meet in one line, but for a blank between them, made one."""
    out: Targets = []
    for target in targets:
        last = out[-1] if out else None
        if last is not None and "line" in target and last.get("line") == target["line"] and target["line"] in texts:
            text = texts[target["line"]]
            if last["end"] <= target["start"] and not text[last["end"] : target["start"]].strip(" "):
                out[-1] = {**last, "end": target["end"], "quote": text[last["start"] : target["end"]]}
                continue
        out.append(target)
    return out


def _settle(pen: Pen, row: dict[str, Any], kept: Targets, lost: Targets, home: int | None, quote: str) -> None:
    if kept:
        pen.update("annotation", row["id"], targets=text_of(kept))
        return
    words = next((t["quote"] for t in lost if t.get("quote")), quote)
    pen.update("annotation", row["id"], targets="[]", quote=words, home=home)
