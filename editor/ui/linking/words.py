"""What is said of a row: its state, how sure that is and why, and what a notice offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from editor.ui.kit.marking import marked as _
from editor.ui.linking import rows as r

if TYPE_CHECKING:
    from editor.assist.linking.values import Notice

_AROUND = 24
"""Letters that are shown on either side of a repair, to the end of their word."""

MARKS = {
    r.SURE: ("✓", "ok"),
    r.SUGGESTED: ("?", "warning"),
    r.PINNED: ("◆", "accent"),
    r.PLACELESS: ("–", "faint"),
    r.REFUSED: ("✗", "faint"),
    r.TEXTLESS: ("□", "faint"),
    r.NOTICE: ("!", "warning"),
}
"""A sign and a colour of the theme for each state."""

_STATES = {
    r.SURE: _("link", "sure"),
    r.SUGGESTED: _("link", "suggested"),
    r.PINNED: _("link", "pinned"),
    r.PLACELESS: _("link", "no place found"),
    r.REFUSED: _("link", "set aside"),
    r.TEXTLESS: _("link", "no text"),
}
_REASONS = {
    "pinned": _("link", "you said so"),
    "read": _("link", "by what is read there"),
    "looks": _("link", "by how it looks"),
    "between": _("link", "by its neighbours alone"),
    r.WAITS: _("link", "its order is in question"),
}
_NOTICES = {
    "columns": _("link", "two columns"),
    "order": _("link", "other order"),
    "page": _("link", "new page"),
    "elsewhere": _("link", "out of order"),
}
_OFFERS = {
    "columns": _("link", "The line runs over two columns: it can be split at the mark."),
    "order": _("link", "The words stand in another order on the scan."),
    "page": _("link", "A new page begins at the mark: the text can be given out over its pages."),
    "elsewhere": _("link", "The line stands elsewhere on the scan than in the text; it is linked where it stands."),
}
HEADS = {
    r.NOTICE: _("link", "To look at: {0}"),
    r.SURE: _("link", "Lines with a place: {0}"),
    r.PLACELESS: _("link", "Text with no place: {0}"),
    r.TEXTLESS: _("link", "Places with no text: {0}"),
}


_MUCH = 5
"""Pieces of text without a place that may be another page's."""


def said(text: str) -> str:
    """Return a text of these tables in the user's language."""
    return QCoreApplication.translate("link", text)


def heads() -> dict[str, str]:
    """Return the names of the groups, each with a place for how many there are."""
    return {kind: said(text) for kind, text in HEADS.items()}


def state_of(row: r.Row) -> tuple[str, str]:
    """Return a row's state in a word, and how sure it is and why."""
    if row.notice is not None:
        return said(_NOTICES.get(row.notice.kind, row.notice.kind)), ""
    state = said(_STATES.get(row.kind, ""))
    if row.kind not in r.LINKED:
        return state, ""
    reason = said(_REASONS.get(row.reason, ""))
    if row.kind == r.PINNED:
        return state, reason
    return f"{state} · {round(row.confidence * 100)} %", reason


def offer_of(notice: Notice) -> str:
    """Return what a notice says and offers."""
    return said(_OFFERS.get(notice.kind, ""))


def texts_of(row: r.Row, whole_of: Callable[[int], str]) -> tuple[str, str]:
    """Return the two lines of a row: its text, or what stands there and what would.

    ``whole_of`` tells the text of a line as it is.
    """
    notice = row.notice
    if notice is None:
        return row.text, ""
    whole = whole_of(notice.line)
    if notice.kind == "order":
        return _order_of(notice, whole_of)
    if notice.kind in ("columns", "page"):
        return f"{whole[: notice.at].rstrip()} ¦ {whole[notice.at :].lstrip()}", offer_of(notice)
    return whole, offer_of(notice)


def _order_of(notice: Notice, whole_of: Callable[[int], str]) -> tuple[str, str]:
    """Return the words around a repair as they are, with those that other lines lose or get, and as they would be."""
    whole = whole_of(notice.line)
    begin = max(whole.rfind(" ", 0, max(notice.start - _AROUND, 0)), 0) if notice.start > _AROUND else 0
    end = whole.find(" ", notice.end + _AROUND)
    lead, trail = whole[begin : notice.start].lstrip(), whole[notice.end : end if end >= 0 else len(whole)]
    lead = f"…{lead}" if begin else lead
    trail = f"{trail} …" if end >= 0 else trail
    others = [whole_of(line)[start:stop].strip() for line, start, stop, _ in notice.also]
    before = f"{lead}{whole[notice.start : notice.end]}{trail}"
    return " ¦ ".join((*(other for other in others if other), before)), f"{lead}{notice.repair}{trail}"


_BEGINS = {
    "words": _("link", "by what is read there"),
    "looks": _("link", "by how the lines look"),
    "counts": _("link", "by counting the lines"),
}


def why_begins(reason: str, confidence: float, *, moved: bool, empty: bool) -> str:
    """Return why a page begins where it does; ``moved`` says that a page without a reason was put there by hand."""
    if empty:
        return said(_("link", "nothing of the text was found here"))
    if reason in _BEGINS:
        return f"{said(_BEGINS[reason])} · {round(confidence * 100)} %"
    return said(_("link", "you said so")) if moved else said(_("link", "the text begins here"))


def summary_of(found: Mapping[str, int], note: str, goes_on: Callable[[], bool]) -> str:
    """Return how a page stands: how many rows there are of each kind, and what could not be had.

    ``goes_on`` tells whether the next scan has no text: where much of this one's has no place, it may stand there.
    """
    bare = found.get(r.PLACELESS, 0) + found.get(r.REFUSED, 0)
    much = bare >= _MUCH and bare * 2 > sum(found.get(kind, 0) for kind in r.LINKED)
    parts = [
        said(_("link", "sure: {0}")).format(found.get(r.SURE, 0)),
        said(_("link", "suggested: {0}")).format(found.get(r.SUGGESTED, 0)),
        said(_("link", "pinned: {0}")).format(found[r.PINNED]) if found.get(r.PINNED) else "",
        said(_("link", "without a place: {0}")).format(bare) if bare else "",
        said(_("link", "it may go on to the next scan: Tools > Pages from One Text")) if much and goes_on() else "",
        note,
    ]
    return " · ".join(part for part in parts if part)
