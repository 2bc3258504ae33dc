"""Back to what the machine read: a word, a line or a page; edits and a sentence, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from editor.model.edit import Batch, SetLineText
from editor.model.page import Line, PageContent
from editor.work.compare import Difference, differences


@dataclass(frozen=True, slots=True)
class Reverted:
    """The edit, None where there is nothing to do, what is to be said, and where the words then stand in the line."""

    edit: Batch | None
    said: str
    span: tuple[int, int] | None = None


_UNREAD = "No machine read this line, so there is nothing to go back to."


def revert_word(line: Line, caret: int) -> Reverted:
    """Return the word at the caret as the machine read it there; a position in code points."""
    if line.ocr_text is None:
        return Reverted(None, _UNREAD)
    start, end = word_at(line.text, caret)
    found = [one for one in differences(line.text, line.ocr_text) if _concerns(one, start, end)]
    if not found:
        word = line.text[start:end]
        return Reverted(None, f"“{word}” is what the machine read." if word else "There is no word here to revert.")
    text = line.text
    for one in reversed(found):
        text = text[: one.left[0]] + line.ocr_text[one.right[0] : one.right[1]] + text[one.left[1] :]
    first, last = min(start, found[0].left[0]), max(end, found[-1].left[1])
    span = first, last + len(text) - len(line.text)
    edit = Batch((SetLineText(line.id, text),), "Revert word to the OCR")
    return Reverted(edit, f"The machine read “{text[span[0] : span[1]]}” here.", span)


def word_at(text: str, caret: int) -> tuple[int, int]:
    """Return where the run of letters without blanks at a caret begins and ends, the one before it where it ends."""
    start = end = max(0, min(caret, len(text)))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _concerns(one: Difference, start: int, end: int) -> bool:
    """Tell whether a difference lies in a word; where words were left out, only inside it or where no word is."""
    left, right = one.left
    if left == right:
        return start < left < end or (start == end == left)
    return left < end and right > start


def revert_line(line: Line) -> Reverted:
    """Return a line as the machine read it."""
    if line.ocr_text is None:
        return Reverted(None, _UNREAD)
    if line.ocr_text == line.text:
        return Reverted(None, "This line says what the machine read.")
    return Reverted(
        Batch((SetLineText(line.id, line.ocr_text),), "Revert line to the OCR"),
        "The line says again what the machine read.",
    )


def revert_page(content: PageContent) -> Reverted:
    """Return the lines of a page as the machine read them; verified lines and those no machine read stay."""
    other = [line for _, line in content.lines() if line.ocr_text is not None and line.ocr_text != line.text]
    edits = tuple(SetLineText(line.id, line.ocr_text or "") for line in other if not line.verified)
    verified = len(other) - len(edits)
    kept = f" Verified and left as they are: {verified}." if verified else ""
    if not edits:
        return Reverted(None, "There is no line on this page to revert." + kept)
    count = "One line says" if len(edits) == 1 else f"{len(edits)} lines say"
    return Reverted(Batch(edits, "Revert page to the OCR"), f"{count} again what the machine read." + kept)
