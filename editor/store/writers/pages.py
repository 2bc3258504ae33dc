"""Writers of pages and of the readings kept with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from editor.model import edit as e
from editor.model.faults import EditFault
from editor.model.page import STATUSES
from editor.store.pen import Pen, text_of
from editor.store.writers.regions import drop_region
from editor.store.writers.tags import leave

NewId = Callable[[], int]


def add_page(pen: Pen, edit: e.AddPage, new_id: NewId) -> e.AddPage:
    """Add a page."""
    pen.get("document", edit.document)
    after, rank = pen.place("page", edit.document, edit.after)
    row = {
        "id": edit.id,
        "document": edit.document,
        "rank": rank,
        "label": edit.label,
        "image": edit.image,
        "frame": edit.frame,
        "width": edit.width,
        "height": edit.height,
        "digest": edit.digest,
        "status": "not_started",
        "needs_review": 0,
        "view": "{}",
    }
    pen.insert("page", row)
    return replace(edit, after=after)


def remove_page(pen: Pen, edit: e.RemovePage, new_id: NewId) -> e.RemovePage:
    """Remove a page and what is on it."""
    drop_page(pen, edit.page)
    return edit


def drop_page(pen: Pen, page: int) -> None:
    """Remove a page, its regions, lines and readings; its annotations go to the tray."""
    pen.get("page", page)
    for region in pen.children("region", page):
        drop_region(pen, region)
    for row in pen.connection.execute("SELECT id FROM reading WHERE page=?", (page,)).fetchall():
        pen.delete("reading", row[0])
    leave(pen, page, home=None, quote="")
    pen.delete("page", page)


def move_page(pen: Pen, edit: e.MovePage, new_id: NewId) -> e.MovePage:
    """Put a page behind another."""
    pen.get("page", edit.page)
    pen.get("document", edit.document)
    after, rank = pen.place("page", edit.document, edit.after, edit.page)
    pen.update("page", edit.page, document=edit.document, rank=rank)
    return replace(edit, after=after)


def set_label(pen: Pen, edit: e.SetPageLabel, new_id: NewId) -> e.SetPageLabel:
    """Name a page."""
    pen.update("page", edit.page, label=edit.label)
    return edit


def set_image(pen: Pen, edit: e.SetPageImage, new_id: NewId) -> e.SetPageImage:
    """Point a page to its image."""
    pen.update("page", edit.page, image=edit.image, frame=edit.frame, digest=edit.digest)
    pen.update("page", edit.page, width=edit.width, height=edit.height)
    return edit


def set_status(pen: Pen, edit: e.SetPageStatus, new_id: NewId) -> e.SetPageStatus:
    """Say how far a page has come."""
    if edit.status not in STATUSES:
        raise EditFault(f"“{edit.status}” is no status of a page: {', '.join(STATUSES)}.")
    pen.update("page", edit.page, status=edit.status)
    if edit.needs_review is not None:
        pen.update("page", edit.page, needs_review=int(edit.needs_review))
    return edit


def set_view(pen: Pen, edit: e.SetPageView, new_id: NewId) -> e.SetPageView:
    """Remember how a page is looked at."""
    pen.update("page", edit.page, view=text_of(dict(edit.view)))
    return edit


def add_reading(pen: Pen, edit: e.AddReading, new_id: NewId) -> e.AddReading:
    """Keep a reading of a page."""
    pen.get("page", edit.page)
    row = {"id": edit.id, "page": edit.page, "source": text_of(dict(edit.source)), "content": edit.content}
    pen.insert("reading", row)
    return edit
