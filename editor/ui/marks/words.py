"""What is said of a row: its page and how sure it is, its words, why it is a mark, and how a vote stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from rapidfuzz.distance import Levenshtein

from editor.assist.marks.rules import kinds
from editor.ui.kit.marking import marked as _
from editor.ui.marks import rows as r

if TYPE_CHECKING:
    from editor.work.mark_numbers import NumberVote
    from editor.work.marks import MarkProposal

_SHORT = 40
"""Letters of a mark that are quoted in a sentence."""
SAFE, OFFERED, ALIKE, UNLIKE = ("✓", "ok"), ("?", "warning"), ("=", "ok"), ("≠", "warning")
"""Signs and colours of the theme."""
_ZONES = {
    "head": _("marks", "head"),
    "foot": _("marks", "foot"),
    "margin": _("marks", "margin"),
    "body": _("marks", "text"),
}
_HEADS = {
    r.DIFFER: _("marks", "Numbers that pages read differently: {0}"),
    r.AGREE: _("marks", "Numbers that all pages read alike: {0}"),
}
_LABELS = {
    "classification": _("marks", "Classification"),
    "release": _("marks", "Release banner"),
    "declassification": _("marks", "Declassification stamp"),
    "review": _("marks", "Review stamp"),
    "handling": _("marks", "Handling caveat"),
    "routing": _("marks", "Routing"),
    "control": _("marks", "Control number"),
    "page": _("marks", "Page number"),
    "date": _("marks", "Date beside the text"),
    "letterhead": _("marks", "Letterhead"),
    "dateline": _("marks", "Dateline"),
    "heading": _("marks", "Heading"),
    "signature": _("marks", "Signature"),
    "distribution": _("marks", "Distribution"),
    "running": _("marks", "Running head or foot"),
}


def said(text: str) -> str:
    """Return a text of these tables in the user's language."""
    return QCoreApplication.translate("marks", text)


def page_named(label: str) -> str:
    """Return what a page is called where other words stand around it."""
    return said(_("marks", "page {0}")).format(label) if label.isdigit() else label


def zone_of(zone: str) -> str:
    """Return where on its page something stands."""
    return said(_ZONES[zone]) if zone in _ZONES else ""


def shortened(text: str) -> str:
    """Return the words of a mark on one line, as they are quoted in a sentence."""
    words = " / ".join(text.splitlines())
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}…"


def summary(marks: int, safe: int, unlike: int, *, outdated: bool) -> str:
    """Return how many marks there are, of which safe kinds, and numbers read differently; and whether to look again."""
    parts = [said(_("marks", "Marks: {0}")).format(marks) if marks else said(_("marks", "No marks found"))]
    if safe:
        parts.append(said(_("marks", "of safe kinds: {0}")).format(safe))
    if unlike:
        parts.append(said(_("marks", "numbers read differently: {0}")).format(unlike))
    if outdated:
        parts.append(said(_("marks", "pages came or went: Ctrl+Alt+M looks again")))
    return " · ".join(parts)


def label_of(kind: str) -> str:
    """Return what a kind of mark is called."""
    return said(_LABELS.get(kind, kind))


def head_of(row: r.Row) -> str:
    """Return the name of a group with how many it has, and whether its kind may be taken at once."""
    safe = row.text in kinds() and kinds()[row.text].safe
    if row.text in _HEADS:
        return said(_HEADS[row.text]).format(row.count)
    name = said(_("marks", "{0}: {1}")).format(label_of(row.text), row.count)
    return f"{name} · {said(_('marks', 'safe to take at once'))}" if safe else name


def sign_of(row: r.Row) -> tuple[str, str]:
    """Return the sign of a row and its colour."""
    if row.mark is not None:
        return SAFE if row.mark.safe else OFFERED
    if row.reading is not None and row.vote is not None:
        return ALIKE if row.reading.text == row.vote.vote.value else UNLIKE
    return UNLIKE if row.vote is not None and r.differing(row.vote) else ALIKE


class Said:
    """What is said of rows, where pages and regions have names."""

    def __init__(self, page: Callable[[int], str], region: Callable[[MarkProposal], str]) -> None:
        """Take what a page is called, and the kind of region that a mark becomes."""
        self._page = page
        self._region = region

    def state_of(self, row: r.Row) -> tuple[str, str]:
        """Return a row's page, and how sure it is and where it stands."""
        page = page_named(self._page(row.page)) if row.page is not None else ""
        if row.mark is not None:
            return page, f"{round(row.mark.confidence * 100)} % · {zone_of(row.mark.zone)}"
        if row.reading is not None and row.vote is not None:
            same = row.reading.text == row.vote.vote.value
            return page, said(_("marks", "says so")) if same else said(_("marks", "differs"))
        if row.vote is not None:
            return said(_("marks", "support {0} %")).format(round(row.vote.vote.support * 100)), ""
        return "", ""

    def texts_of(self, row: r.Row) -> tuple[str, str]:
        """Return the two lines of a row: its words, and what it becomes and why it is taken for that."""
        if row.mark is not None:
            becomes = said(_("marks", "Becomes: {0}.")).format(self._region(row.mark))
            return " / ".join(row.mark.text.splitlines()), f"{becomes} {row.mark.reason}"
        if row.vote is not None and row.reading is not None:
            return differing_signs(row.reading.text, row.vote.vote.value), ""
        if row.vote is not None:
            return bracketed(row.vote), vote_said(row.vote)
        return "", ""


def differing_signs(reading: str, voted: str) -> str:
    """Return a reading, the signs in brackets that are other than was voted for."""
    steps = Levenshtein.opcodes(voted, reading)
    parts = ((step.tag, reading[step.dest_start : step.dest_end]) for step in steps)
    return "".join(part if tag == "equal" else f"[{part}]" for tag, part in parts)


def bracketed(vote: NumberVote) -> str:
    """Return the number that was voted for, its doubtful signs in brackets."""
    doubtful = frozenset(vote.vote.doubtful)
    signs = (f"[{sign}]" if at in doubtful else sign for at, sign in enumerate(vote.vote.value))
    return "".join(signs).replace("][", "")


def vote_said(vote: NumberVote) -> str:
    """Return in words how a vote stands."""
    of, differ = len(vote.readings), len(r.differing(vote))
    if not differ:
        return said(_("marks", "All {0} pages say so.")).format(of)
    if differ == of:
        how = said(_("marks", "No page says just this: it is what most of {0} say, sign by sign.")).format(of)
    else:
        how = said(_("marks", "{0} of {1} pages say so.")).format(of - differ, of)
    parts = [how]
    if vote.vote.doubtful:
        parts.append(said(_("marks", "Signs in brackets are doubtful.")))
    if not vote.vote.trusted:
        parts.append(said(_("marks", "Hold it against the scan before you take it.")))
    return " ".join(parts)
