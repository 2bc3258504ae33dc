"""Running text that looks like marks is left alone, and nothing of it is among what is taken all at once."""

import pytest

from editor.assist.marks.judge import marks_of
from editor.assist.marks.values import MarkLine, MarkPage
from tests.assist.marks.traps import TRAPS

ABOVE = (
    "We have exchanged a series of messages with Moscow in",
    "recent days, and the sum and substance is as follows, and",
    "the offer so far appears to be tied to a series of actions",
    "on our part: lifting of the blockade, assurances, and more",
    "which we have made clear is quite unacceptable to us, since",
)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_line_of_text_that_looks_like_a_mark_is_none(trap):
    texts = [*ABOVE, trap, *ABOVE]
    assert marks_of(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(texts)))) == []


def test_there_are_as_many_traps_as_the_method_was_measured_with():
    assert len(set(TRAPS)) == 51
