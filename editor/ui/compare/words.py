"""What the comparison says in words: versions, rows, counts; no widget."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from editor.ui.kit.marking import marked as _
from editor.work.compare import Comparison, Row
from editor.work.versions import NOW

MARKS = {"same": "", "changed": "≠", "split": "⋔", "joined": "⋎", "left": "−", "right": "+"}
"""The sign of a row between its two texts, so that a difference is told by more than colour."""
MOVED = "↕"
KINDS = {
    "same": _("Compare", "the same"),
    "changed": _("Compare", "other words"),
    "split": _("Compare", "one line here, several there"),
    "joined": _("Compare", "several lines here, one there"),
    "left": _("Compare", "only on the left"),
    "right": _("Compare", "only on the right"),
}


def said(text: str) -> str:
    """Return a text of this package in the user's language."""
    return QCoreApplication.translate("Compare", text)


def version_name(reading: int, source: Mapping[str, str], first: bool = False) -> str:
    """Return what a version is called: the text as it is, or the file it was read from, its format and when."""
    if reading == NOW:
        return said(_("Compare", "The text as it is now"))
    if reading < NOW:
        state = source.get("state", "")
        form = said(_("Compare", "“{0}” · as it was {1}")) if state else said(_("Compare", "As it was {1}"))
        return form.format(state, _when(source))
    parts = [source.get("format", ""), source.get("file", ""), source.get("producer", ""), _when(source)]
    if first:
        parts.insert(0, said(_("Compare", "As first read")))
    return " · ".join(part for part in parts if part) or said(_("Compare", "A reading without a name"))


def _when(source: Mapping[str, str]) -> str:
    moment = QDateTime.fromString(source.get("when", ""), Qt.DateFormat.ISODate)
    if not moment.isValid():
        return ""
    return str(QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat))


def mark_of(row: Row) -> str:
    """Return the sign of a row."""
    return MARKS[row.kind] or (MOVED if row.moved else "")


def row_words(row: Row) -> str:
    """Return a row as it is read out."""
    words = [said(KINDS[row.kind])]
    if row.moved:
        words.append(said(_("Compare", "in another place")))
    if row.verified:
        words.append(said(_("Compare", "verified")))
    sides = (
        (said(_("Compare", "left: {0}")), row.left, row.left_text),
        (said(_("Compare", "right: {0}")), row.right, row.right_text),
    )
    words += [form.format(text) for form, lines, text in sides if lines]
    return "; ".join(words)


def summary(comparison: Comparison) -> str:
    """Return in two sentences how much differs."""
    counts, rows = comparison.counts(), len(comparison.rows)
    if not rows:
        return said(_("Compare", "There are no lines in either version."))
    if not comparison.differing:
        same = said(_("Compare", "The text is the same in all {0} lines.")).format(rows)
        moved = said(_("Compare", "Lines in another place: {0}.")).format(counts["moved"])
        return f"{same} {moved}" if counts["moved"] else same
    words = [said(_("Compare", "{0} of {1} lines differ.")).format(comparison.differing, rows)]
    parts = [
        (counts["left"], said(_("Compare", "only on the left {0}"))),
        (counts["right"], said(_("Compare", "only on the right {0}"))),
        (counts["split"] + counts["joined"], said(_("Compare", "broken otherwise {0}"))),
        (counts["moved"], said(_("Compare", "in another place {0}"))),
    ]
    some = [form.format(count) for count, form in parts if count]
    if some:
        words.append(said(_("Compare", "Of these: {0}.")).format(", ".join(some)))
    errors = comparison.errors()
    if errors.cer is not None and errors.wer is not None:
        form = said(_("Compare", "Against the left, the right differs in {0} of the characters and {1} of the words."))
        words.append(form.format(_percent(errors.cer), _percent(errors.wer)))
    return " ".join(words)


def _percent(rate: float) -> str:
    return QLocale().toString(100 * rate, "f", 1) + " %"
