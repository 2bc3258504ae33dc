"""A slice of all characters in, out and in again; that a change without a word would be seen."""

from tests.faults import unicode_sweep


def test_no_character_is_changed_without_a_word():
    assert unicode_sweep.sweep(2500, 1) == []


def test_a_change_would_be_seen():
    assert list(unicode_sweep._differ("in", ["xax"], ["xbx"])) == ["in: U+0061 became something else"]
    assert list(unicode_sweep._differ("in", ["a"], [])) == ["in: 0 lines of 1"]
