"""What an edit does, in two or three words: for the undo menu, the history and the log."""

from __future__ import annotations

from editor.model import edit as e

TITLES: dict[type, str] = {
    e.SetProject: "Change project",
    e.AddDocument: "Add document",
    e.SetMetadata: "Change record",
    e.MoveDocument: "Move document",
    e.RemoveDocument: "Remove document",
    e.AddPage: "Add page",
    e.RemovePage: "Remove page",
    e.MovePage: "Move page",
    e.SetPageLabel: "Name page",
    e.SetPageImage: "Change image",
    e.SetPageStatus: "Set page status",
    e.SetPageView: "Change view",
    e.AddRegion: "Add region",
    e.RemoveRegion: "Remove region",
    e.MoveRegion: "Change reading order",
    e.SetRegionKind: "Change kind",
    e.SetRegionOutline: "Change outline",
    e.SetRegionHand: "Change hand",
    e.SetRegionContinues: "Continue region",
    e.SetRegionAttributes: "Change region",
    e.SplitRegion: "Split region",
    e.JoinRegions: "Join regions",
    e.AddLine: "Add line",
    e.RemoveLine: "Remove line",
    e.MoveLine: "Move line",
    e.SetLineText: "Change text",
    e.SetLineOutline: "Change line outline",
    e.SetLineBaseline: "Change baseline",
    e.SetLineVerified: "Verify line",
    e.SetLineAttributes: "Change line",
    e.SplitLine: "Split line",
    e.JoinLines: "Join lines",
    e.TagSpan: "Tag",
    e.TagSpans: "Tag",
    e.TagRegion: "Tag region",
    e.SetAnnotation: "Change tag",
    e.RemoveAnnotation: "Remove tag",
    e.AnchorOrphan: "Anchor orphan",
    e.AddNote: "Add note",
    e.AddReading: "Keep reading",
    e.Restore: "Take back",
    e.Batch: "Change",
}


def title_of(edit: e.Edit) -> str:
    """Return the short title of an edit; a batch is called by its own title."""
    if isinstance(edit, e.Batch):
        if edit.title:
            return edit.title
        if len({type(part) for part in edit.edits}) == 1:
            return title_of(edit.edits[0])
    return TITLES[type(edit)]
