import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model import unseen

QUIET = {"\u00a0": unseen.NO_BREAK, "\u202f": unseen.NARROW, "\t": unseen.TAB, "\u00ad": unseen.SOFT_HYPHEN}
HARMFUL = "\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c"


@given(st.text(alphabet=st.characters(codec="ascii", categories=("L", "N", "P", "S"))).map(lambda t: " ".join(t)))
def test_plain_text_has_no_marks(text):
    assert list(unseen.marks(text)) == []


@given(st.text())
def test_marks_stand_in_the_text_once_and_those_that_do_harm_always(text):
    found = list(unseen.marks(text))
    assert len({mark.at for mark in found}) == len(found)
    assert all(0 <= mark.at < len(text) for mark in found)
    assert [m for m in found if m.kind in unseen.HIDDEN] == list(unseen.marks(text, everything=False))


def test_every_character_that_formats_and_is_not_seen_is_known():
    formats = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in ("Cf", "Zs", "Zl", "Zp")]
    ink = [c for c in formats if not list(unseen.marks(f"a{c}b")) and c != " "]
    # Signs that are drawn around or above digits, though Unicode counts them among the formats.
    assert all(unicodedata.name(c).split()[0] in {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "SHORTHAND"} for c in ink)


@pytest.mark.parametrize("character", HARMFUL)
def test_what_does_harm_is_marked_even_alone(character):
    assert [m.at for m in unseen.marks(f"a{character}b", everything=False)] == [1]
    assert unseen.is_hidden(character) and unseen.name(character)


@pytest.mark.parametrize(("character", "kind"), QUIET.items())
def test_what_does_no_harm_is_marked_on_demand(character, kind):
    assert list(unseen.marks(f"a{character}b")) == [unseen.Mark(1, kind)]
    assert list(unseen.marks(f"a{character}b", everything=False)) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [("a b", []), (" a", [0]), ("a ", [1]), ("a  b", [1, 2]), ("  ", [0, 1]), ("é  x ", [1, 2, 4])],
)
def test_blanks_too_many_are_marked(text, places):
    assert [m.at for m in unseen.marks(text) if m.kind == unseen.BLANK] == places


def test_a_character_is_called_by_name_and_code():
    assert unseen.called("\u200b") == "zero width space (U+200B)"
    assert unseen.called("é") == "latin small letter e with acute (U+00E9)"
    assert unseen.code("e\u0301") == "U+0065 U+0301" and unseen.short_name("\u00a0") == "NBSP"
