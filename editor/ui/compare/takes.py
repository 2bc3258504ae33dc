"""Taking lines over from one version into the text: one step each, and a sentence about what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from editor.model.edit import Batch
from editor.ui.session import Session
from editor.work.compare import Comparison, Row
from editor.work.takeover import take_over, take_words


def tr(text: str) -> str:
    """Return a sentence in the user's language."""
    return QCoreApplication.translate("CompareTakes", text)


def take(session: Session, comparison: Comparison, rows: Sequence[Row], *, verified: bool) -> str:
    """Take rows over as one step and return what is to be said of it."""
    if not comparison.can_take:
        return tr("Lines can be taken only into the text as it is now: choose it on the left.")
    found = take_over(comparison, rows, session.project.new_id, verified=verified)
    if found.edits:
        one = QCoreApplication.translate("CompareTakes", "Take over line")
        many = QCoreApplication.translate("CompareTakes", "Take over {0} lines").format(found.taken)
        if session.do(found.batch(one if found.taken == 1 else many)) is None:
            return ""
    words = [_taken(found.taken)] if found.taken else []
    if found.verified:
        words.append(tr("Verified and left as they are: {0}.").format(found.verified))
    only_left = sum(row.kind == "left" for row in rows)
    if only_left:
        words.append(tr("Only in the text and left there: {0}.").format(only_left))
    return " ".join(words) or tr("There is nothing to take over here.")


def _taken(count: int) -> str:
    return tr("One line was taken over.") if count == 1 else tr("{0} lines were taken over.").format(count)


def take_word(session: Session, row: Row, word: int, *, verified: bool) -> str:
    """Take one difference of a line over and return what is to be said of it."""
    if row.verified and not verified:
        return tr("This line is verified and was left as it is.")
    edit = take_words(row, row.differences()[word])
    if edit is None:
        return tr("Here only the whole line can be taken over.")
    done = session.do(Batch((edit,), tr("Take over words")))
    return tr("The words were taken over.") if done is not None else ""


def remove(session: Session, comparison: Comparison, row: Row, *, verified: bool) -> str:
    """Remove a line that the other version does not have and return what is to be said of it."""
    if row.kind != "left" or not comparison.can_take:
        return tr("Only a line that the other version does not have can be removed here.")
    if row.verified and not verified:
        return tr("This line is verified and was left as it is.")
    found = take_over(comparison, [row], session.project.new_id, verified=verified, removing=True)
    done = session.do(found.batch(tr("Remove line")))
    return tr("The line was removed; its tags are in the tray.") if done is not None else ""
