"""What was noticed while text was linked becomes an edit: a line split at its column, words put in the order they have.

A line that all words left goes with them. A notice that only tells something has no edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from editor.assist.linking.values import Notice
from editor.model import edit as e


def in_question(notices: Iterable[Notice]) -> frozenset[int]:
    """Return the lines that wait for an answer: their words stand in another order on the scan.

    Cut and placed they could not be put right, so that nothing that takes links unasked takes theirs.
    """
    odd = [notice for notice in notices if notice.kind == "order"]
    return frozenset(line for notice in odd for line in (notice.line, *(change[0] for change in notice.also)))


def repair_of(notice: Notice, texts: Mapping[int, str]) -> e.Edit | None:
    """Return the edit that does what a notice offers, None where it offers nothing or its text is another by now.

    Args:
        notice: What was noticed.
        texts: The texts of the lines of the page as they are, by id.
    """
    text = texts.get(notice.line)
    if text is None:
        return None
    if notice.kind == "columns" and 0 < notice.at < len(text):
        return e.SplitLine(notice.line, notice.at)
    if notice.kind == "order" and notice.end <= len(text) and notice.repair:
        changes = [(notice.line, notice.start, notice.end, notice.repair), *notice.also]
        return _texts(changes, texts)
    return None


def _texts(changes: list[tuple[int, int, int, str]], texts: Mapping[int, str]) -> e.Edit | None:
    """Return the edit of some places of some lines, the last place of a line first."""
    new = dict(texts)
    for line, start, end, instead in sorted(changes, key=lambda change: change[:2], reverse=True):
        if line not in texts or end > len(texts[line]):
            return None
        new[line] = new[line][:start] + instead + new[line][end:]
    edits = tuple(
        e.SetLineText(line, text) if text.strip() else e.RemoveLine(line)
        for line, text in new.items()
        if text != texts[line]
    )
    return e.Batch(edits, "Order as on the scan") if edits else None
