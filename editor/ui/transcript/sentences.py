"""What the transcript says to the archivist: a sentence for every reason, the words of headings and statuses."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from editor.ui.transcript.acts import Why
from editor.ui.transcript.rows import Heading


def _tr(text: str) -> str:
    return QCoreApplication.translate("Transcript", text)


def sentence(why: Why) -> str:
    """Return the sentence that tells ``why``."""
    tr = QCoreApplication.translate
    return {
        Why.NO_PAGE: tr("Transcript", "No page is open."),
        Why.NO_LINE: tr("Transcript", "Put the caret into a line first."),
        Why.NO_REGION: tr("Transcript", "Select a region or put the caret into a line first."),
        Why.FIRST_OF_REGION: tr("Transcript", "This is the first line of its region; join the regions to go on."),
        Why.LAST_OF_REGION: tr("Transcript", "This is the last line of its region; join the regions to go on."),
        Why.FIRST_OF_PAGE: tr("Transcript", "This is the first line of the page."),
        Why.LAST_OF_PAGE: tr("Transcript", "This is the last line of the page."),
        Why.FIRST_REGION: tr("Transcript", "This is the first region of the page."),
        Why.LAST_REGION: tr("Transcript", "This is the last region of the page."),
        Why.SEVERAL_REGIONS: tr("Transcript", "The selected lines are in several regions; select lines of one."),
        Why.WHOLE_REGION: tr("Transcript", "These lines are a region of their own already."),
        Why.NO_WORD: tr("Transcript", "There is no word at the caret; select what to tag."),
        Why.NO_TAGS: tr("Transcript", "There is no tag here."),
        Why.NO_PAGE_BEFORE: tr("Transcript", "There is no page before this one."),
        Why.NO_BODY: tr("Transcript", "This page has no running text that could continue another page's."),
        Why.NO_BODY_BEFORE: tr("Transcript", "The page before has no running text that could go on here."),
        Why.LOCKED: tr(
            "Transcript",
            "This line holds characters that a text field cannot give back unchanged; it is shown but not changed.",
        ),
        Why.READ_ONLY: tr("Transcript", "This view is for reading; go to the diplomatic view to write."),
        Why.TO_TRAY: tr("Transcript", "The tags of the removed lines wait in the tray."),
        Why.TAG_OFF: tr("Transcript", "The tag was taken away."),
        Why.REPLACED: tr("Transcript", "Characters that no file can keep were replaced by \ufffd."),
        Why.CONTINUES: tr("Transcript", "The first paragraph continues the last one of the page before."),
        Why.CONTINUES_NO_MORE: tr("Transcript", "The first paragraph stands alone again."),
        Why.UNSAVED: tr("Transcript", "What was typed is not saved yet; it is kept here and tried again."),
        Why.NO_COLUMN: tr("Transcript", "Put the caret between two words, where the second column begins."),
        Why.LINES_LEFT_WHOLE: tr(
            "Transcript",
            "Lines without a place on the scan are cut only where they have a wide gap; some were left whole.",
        ),
    }[why]


def status_label(status: str) -> str:
    """Return what a status of a page is called."""
    tr = QCoreApplication.translate
    return {
        "not_started": tr("Transcript", "not started"),
        "in_progress": tr("Transcript", "in progress"),
        "corrected": tr("Transcript", "corrected"),
        "checked": tr("Transcript", "checked"),
        "problem": tr("Transcript", "problem"),
        "blank": tr("Transcript", "blank"),
    }.get(status, status)


def place_label(place: str) -> str:
    """Return what a place on the page, as TEI names it, is called."""
    tr = QCoreApplication.translate
    return {
        "margin-left": tr("Transcript", "left margin"),
        "margin-right": tr("Transcript", "right margin"),
        "margin-top": tr("Transcript", "top margin"),
        "margin-bottom": tr("Transcript", "bottom margin"),
        "above": tr("Transcript", "above the line"),
        "below": tr("Transcript", "below the line"),
        "inline": tr("Transcript", "in the line"),
        "top": tr("Transcript", "top of the page"),
        "bottom": tr("Transcript", "bottom of the page"),
    }.get(place, place)


def heading_text(heading: Heading) -> str:
    """Return a heading as it stands above a region: CLASSIFICATION · struck out."""
    name = heading.label.upper() + (f" {heading.ordinal}" if heading.ordinal else "")
    notes = [
        _tr("struck out") if heading.struck else "",
        *(label.lower() for label in heading.tags),
        heading.hand,
        place_label(heading.place),
        _tr("continues from the page before") if heading.continues else "",
        _tr("no lines") if heading.empty else "",
    ]
    return " · ".join([name, *(note for note in notes if note)])
