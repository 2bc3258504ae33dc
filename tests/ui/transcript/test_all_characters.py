"""Every character through the window: shown, copied, pasted and stored as it was.

A slice runs by itself; MUNIMENT_ALL_CHARACTERS=1 takes all there are.
"""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from editor.model import edit as e
from tests.faults.unicode_sweep import assigned, batched, forbidden

ONE, THREE = "The Soviets say that they will", "at some later point"
A_LINE = 1000


def characters():
    """Return what to try: all, or every hundred and first and all that are odd."""
    every = [c for c in assigned() if not forbidden(c)]
    if os.environ.get("MUNIMENT_ALL_CHARACTERS"):
        return every
    return [c for number, c in enumerate(every) if number % 101 == 0 or c < "\u0250" or "\u2000" <= c <= "\u206f"]


@pytest.mark.slow
def test_every_character_is_shown_copied_pasted_and_stored(bench):
    wrong = []
    source, target = bench.line(ONE).id, bench.line(THREE).id
    for number, some in enumerate(batched(characters(), A_LINE)):
        text = "x" + "x".join(some) + "x"
        bench.project.apply(e.SetLineText(source, text))
        if bench.shown()[1] != text:
            wrong.append(f"{number}: shown otherwise")
        bench.put(text, 0, len(text))
        bench.ctrl(Qt.Key.Key_C)
        if QGuiApplication.clipboard().text() != text:
            wrong.append(f"{number}: copied otherwise")
        bench.project.apply(e.SetLineText(target, f"to be written over {number}"))
        bench.put(f"to be written over {number}", 0, len(f"to be written over {number}"))
        bench.ctrl(Qt.Key.Key_V)
        if bench.stored()[3] != text:
            wrong.append(f"{number}: stored otherwise")
        bench.project.apply(e.SetLineText(target, THREE))
    QGuiApplication.clipboard().clear()
    assert wrong == []
