"""The rows of the list of links: what was found for each piece of text, what found nothing, what was noticed.

Plain values, without a widget: made of what linking says and of what the archivist said to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.model.page import PageContent
from editor.work.linking_repairs import in_question

if TYPE_CHECKING:
    from editor.assist.linking.values import Link, Linking, Notice

HEAD, NOTICE = "head", "notice"
SURE, SUGGESTED, PINNED = "sure", "suggested", "pinned"
PLACELESS, REFUSED, TEXTLESS = "placeless", "refused", "textless"

LINKED = (SURE, SUGGESTED, PINNED)
"""Kinds of rows whose text has a place."""
OF_TEXT = (*LINKED, PLACELESS, REFUSED)
"""Kinds of rows that are about a piece of text."""
WAITS = "order"
"""The reason of a row that is no more than suggested because the order of its words is in question."""

Refusal = tuple[int, int, int, int]
"""Line, start and end of a text, and the place that it does not stand on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a piece of a line of text (code points), the line of the layout it stands on, and how sure that is.

    ``kind`` is one of the constants above; a HEAD has the name of its group in ``text``.
    """

    kind: str
    text: str = ""
    line: int | None = None
    start: int = 0
    end: int = 0
    at: int | None = None
    confidence: float = 0.0
    reason: str = ""
    notice: Notice | None = None

    @property
    def can_be_pinned(self) -> bool:
        """Tell whether it is about a piece of text: linked or not, or one that something was noticed of."""
        return self.line is not None and self.kind in (*OF_TEXT, NOTICE)

    def holds(self, line: int, position: int) -> bool:
        """Tell whether a position of a line lies in the piece of text the row is about."""
        return self.kind in OF_TEXT and self.line == line and self.start <= position <= self.end

    @property
    def key(self) -> tuple[object, ...]:
        """Return what the row is about, to find it again in a new list."""
        if self.kind == NOTICE and self.notice is not None:
            return (NOTICE, self.notice.kind, self.line, self.start)
        return (HEAD, self.text) if self.kind == HEAD else (self.line, self.start) if self.line else (None, self.at)


def rows_of(
    content: PageContent,
    linking: Linking,
    refused: Collection[Refusal] = (),
    set_aside: Collection[Notice] = (),
    names: Mapping[str, str] | None = None,
) -> list[Row]:
    """Return the rows of one page: notices, the text in its order, text with no place, places with no text.

    Args:
        content: The page as it is.
        linking: What was found.
        refused: Links the archivist does not want.
        set_aside: Notices that were looked at.
        names: The name of each group, by the kind of its first row.
    """
    texts = {line.id: line.text for _, line in content.lines()}
    order = {line: place for place, line in enumerate(texts)}
    links = sorted((one for one in linking.links if one.line in texts), key=lambda one: (order[one.line], one.start))
    open_notices = [one for one in linking.notices if one not in set_aside]
    wait = in_question(open_notices)
    linked = [_of_link(one, texts[one.line], refused, waits=one.line in wait) for one in links]
    bare = [
        Row(PLACELESS, texts[line][start:end], line, start, end)
        for line, start, end in linking.placeless
        if line in texts and texts[line][start:end].strip()
    ]
    bare += [row for row in linked if row.kind == REFUSED]
    bare.sort(key=lambda row: (order[row.line or 0], row.start))
    free = {at for _, at in linking.textless} | {one.at for one in links if _refusal(one) in refused}
    free -= {row.at for row in linked if row.kind != REFUSED and row.at is not None}
    notices = [_of_notice(one, texts[one.line], links) for one in open_notices if one.line in texts]
    groups = (
        (NOTICE, notices),
        (SURE, [row for row in linked if row.kind != REFUSED]),
        (PLACELESS, bare),
        (TEXTLESS, [Row(TEXTLESS, at=at) for at in sorted(free)]),
    )
    return list(_with_heads(groups, names or {}))


def _with_heads(groups: Iterable[tuple[str, list[Row]]], names: Mapping[str, str]) -> Iterable[Row]:
    for kind, rows in groups:
        if rows:
            yield Row(HEAD, names.get(kind, kind).format(len(rows)))
            yield from rows


def _refusal(link: Link) -> Refusal:
    return link.line, link.start, link.end, link.at


def _of_link(link: Link, text: str, refused: Collection[Refusal], *, waits: bool) -> Row:
    piece = text[link.start : link.end]
    if _refusal(link) in refused:
        return Row(REFUSED, piece, link.line, link.start, link.end)
    kind = PINNED if link.reason == "pinned" else SURE if link.sure and not waits else SUGGESTED
    reason = WAITS if link.sure and kind == SUGGESTED else link.reason
    return Row(kind, piece, link.line, link.start, link.end, link.at, link.confidence, reason)


def _of_notice(notice: Notice, text: str, links: Iterable[Link]) -> Row:
    """Return the row of a notice, with the place that its words stand on, or begin on."""
    end = notice.end or len(text)
    start = notice.start or (notice.at if notice.kind == "page" else 0)
    there = [one for one in links if one.line == notice.line and one.end > max(start, notice.at)]
    at = next((one.at for one in (*(one for one in there if one.sure), *there)), None)
    return Row(NOTICE, text[start:end], notice.line, start, end, at, confidence=notice.confidence, notice=notice)


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many rows there are of each kind."""
    found: dict[str, int] = {}
    for row in rows:
        found[row.kind] = found.get(row.kind, 0) + 1
    return found


def place_before(row: Row, rows: Iterable[Row]) -> int | None:
    """Return the place of the text before a row in the order of the rows, None where none before it has one."""
    last = None
    for one in rows:
        if one.key == row.key:
            break
        last = one.at if one.kind in LINKED else last
    return last
