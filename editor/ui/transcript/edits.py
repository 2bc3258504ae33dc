"""From what stands in the window to edits: the pure comparison of the blocks with the lines they show."""

from __future__ import annotations

from collections.abc import Sequence

from editor.model.edit import AddLine, Edit, RemoveLine, SetLineText
from editor.model.text import ILLEGAL, fault_of
from editor.ui.transcript.acts import NewId

REPLACEMENT = "\ufffd"


def cleaned(text: str) -> tuple[str, int]:
    """Return ``text`` as a line can hold it, and how many characters that no file can keep became U+FFFD.

    What would end a line becomes a blank: whoever can have several lines has cut ``text`` into them before.
    """
    text = text.replace("\r\n", " ").translate({ord(c): " " for c in "\r\n\u2028\u2029"})
    clean, count = ILLEGAL.subn(REPLACEMENT, text)
    if fault_of(clean) is not None:
        kept = [c if fault_of(c) is None else REPLACEMENT for c in clean]
        count += sum(1 for a, b in zip(kept, clean, strict=True) if a != b)
        clean = "".join(kept)
    return clean, count


def lines_of(text: str) -> tuple[list[str], int]:
    """Return pasted ``text`` as lines, and how many characters became U+FFFD."""
    for ending in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(ending, "\n")
    pairs = [cleaned(line) for line in text.split("\n")]
    return [line for line, _ in pairs], sum(count for _, count in pairs)


Known = tuple[int, int, str]
"""Region, line, text."""


def edits_between(known: Sequence[Known], blocks: Sequence[str], new_id: NewId) -> list[Edit]:
    """Return the edits that make the lines ``known`` say what ``blocks`` say, one block a line.

    Where there are more or fewer blocks than lines the ones in the middle, that differ, are paired in order; what is
    left over is added or removed there.
    """
    head = _same(known, blocks)
    tail = _same(known[head:][::-1], blocks[head:][::-1])
    old, new = known[head : len(known) - tail], blocks[head : len(blocks) - tail]
    edits: list[Edit] = []
    for (_, line, text), block in zip(old, new, strict=False):
        if text != block:
            edits.append(SetLineText(line, block))
    edits += [RemoveLine(line) for _, line, _ in old[len(new) :]]
    if len(new) > len(old) and known:
        region, after, _ = known[max(head + len(old) - 1, 0)]
        for block in new[len(old) :]:
            added = new_id()
            edits.append(AddLine(region, block, after=after, id=added))
            after = added
    return edits


def _same(known: Sequence[Known], blocks: Sequence[str]) -> int:
    n = 0
    for (_, _, text), block in zip(known, blocks, strict=False):
        if text != block:
            return n
        n += 1
    return n
