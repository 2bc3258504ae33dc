"""One small function per kind of edit: it writes rows with the pen and returns the edit with its blanks filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from editor.model import edit as e
from editor.model.faults import EditFault
from editor.store.pen import Pen, filled
from editor.store.writers import lines, pages, records, regions, tags

Writer = Callable[[Pen, Any, Callable[[], int]], Any]


def _batch(pen: Pen, edit: e.Batch, new_id: Callable[[], int]) -> e.Batch:
    return replace(edit, edits=tuple(write(pen, part, new_id) for part in edit.edits))


def _restore(pen: Pen, edit: e.Restore, new_id: Callable[[], int]) -> e.Restore:
    for change in edit.rows:
        pen.put_back(change)
    return edit


WRITERS: dict[type, Writer] = {
    e.SetProject: records.set_project,
    e.AddDocument: records.add_document,
    e.SetMetadata: records.set_metadata,
    e.MoveDocument: records.move_document,
    e.RemoveDocument: records.remove_document,
    e.AddPage: pages.add_page,
    e.RemovePage: pages.remove_page,
    e.MovePage: pages.move_page,
    e.SetPageLabel: pages.set_label,
    e.SetPageImage: pages.set_image,
    e.SetPageStatus: pages.set_status,
    e.SetPageView: pages.set_view,
    e.AddReading: pages.add_reading,
    e.AddRegion: regions.add_region,
    e.RemoveRegion: regions.remove_region,
    e.MoveRegion: regions.move_region,
    e.SetRegionKind: regions.set_kind,
    e.SetRegionOutline: regions.set_outline,
    e.SetRegionHand: regions.set_hand,
    e.SetRegionContinues: regions.set_continues,
    e.SetRegionAttributes: regions.set_attributes,
    e.SplitRegion: regions.split_region,
    e.JoinRegions: regions.join_regions,
    e.AddLine: lines.add_line,
    e.RemoveLine: lines.remove_line,
    e.MoveLine: lines.move_line,
    e.SetLineText: lines.set_text,
    e.SetLineOutline: lines.set_outline,
    e.SetLineBaseline: lines.set_baseline,
    e.SetLineVerified: lines.set_verified,
    e.SetLineAttributes: lines.set_attributes,
    e.SplitLine: lines.split_line,
    e.JoinLines: lines.join_lines,
    e.TagSpan: tags.tag_span,
    e.TagSpans: tags.tag_spans,
    e.TagRegion: tags.tag_region,
    e.SetAnnotation: tags.set_annotation,
    e.RemoveAnnotation: tags.remove_annotation,
    e.AnchorOrphan: tags.anchor_orphan,
    e.AddNote: tags.add_note,
    e.Restore: _restore,
    e.Batch: _batch,
}
"""The writer of every kind of edit; a test holds this table against the union."""


def write(pen: Pen, edit: e.Edit, new_id: Callable[[], int]) -> e.Edit:
    """Write an edit and return it with its ids and places filled in.

    Raises:
        EditFault: it cannot be applied; the caller rolls back.
    """
    row_id = getattr(edit, "id", 0)
    if row_id is None:
        edit = filled(edit, id=new_id())
    elif not 0 <= row_id < 1 << 53:
        raise EditFault(f"{row_id} is no id: ids are whole numbers from 0 to below 2^53.")
    done: e.Edit = WRITERS[type(edit)](pen, edit, new_id)
    return done
