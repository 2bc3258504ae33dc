"""Writers of the project's own values and of documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from editor.model import edit as e
from editor.model.faults import EditFault
from editor.model.tagset import read_tagset
from editor.store.pen import Pen, text_of
from editor.store.writers.pages import drop_page

NewId = Callable[[], int]


def merged(column: str, values: Mapping[str, str]) -> str:
    """Return a column of values with some of them set; "" takes one away."""
    old = json.loads(column)
    return text_of({k: v for k, v in {**old, **values}.items() if v != ""})


def set_project(pen: Pen, edit: e.SetProject, new_id: NewId) -> e.SetProject:
    """Set values of the project."""
    if tagset := edit.values.get("tagset"):
        read_tagset(tagset)
    pen.update("project", 1, values=merged(pen.get("project", 1)["values"], edit.values))
    return edit


def add_document(pen: Pen, edit: e.AddDocument, new_id: NewId) -> e.AddDocument:
    """Add a document."""
    after, rank = pen.place("document", None, edit.after)
    values = {k: v for k, v in edit.values.items() if v != ""}
    pen.insert("document", {"id": edit.id, "rank": rank, "title": edit.title, "values": text_of(values)})
    return replace(edit, after=after)


def set_metadata(pen: Pen, edit: e.SetMetadata, new_id: NewId) -> e.SetMetadata:
    """Set values of a document's record."""
    row = pen.get("document", edit.document)
    values = dict(edit.values)
    title = values.pop("title", row["title"])
    if not title.strip():
        raise EditFault("A document needs a title.")
    pen.update("document", edit.document, title=title, values=merged(row["values"], values))
    return edit


def move_document(pen: Pen, edit: e.MoveDocument, new_id: NewId) -> e.MoveDocument:
    """Put a document behind another."""
    pen.get("document", edit.document)
    after, rank = pen.place("document", None, edit.after, edit.document)
    pen.update("document", edit.document, rank=rank)
    return replace(edit, after=after)


def remove_document(pen: Pen, edit: e.RemoveDocument, new_id: NewId) -> e.RemoveDocument:
    """Remove a document and all its pages."""
    pen.get("document", edit.document)
    for page in pen.children("page", edit.document):
        drop_page(pen, page)
    pen.delete("document", edit.document)
    return edit
