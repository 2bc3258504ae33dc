"""Hyphens at line ends: what each kind of evidence decides."""

import pytest

from editor.assist.hyphens import JOINED, KEPT, UNKNOWN, halves, ruled

DICTIONARY = {"negotiations", "negotiation", "well", "known", "first", "second", "and", "up", "date", "to", "defense"}


def way(text, following, seen=()):
    ruling = ruled(text, following, lambda w: w.casefold() in DICTIONARY, lambda w: w.casefold() in seen)
    return ruling and (ruling.way, ruling.word)


@pytest.mark.parametrize(
    ("text", "following", "seen", "wanted"),
    [
        ("the negotia-", "tions were", (), (JOINED, "negotiations")),
        ("the NEGOTIA-", "TIONS WERE", (), (JOINED, "NEGOTIATIONS")),
        ("the negotia¬ ", " tions.", (), (JOINED, "negotiations")),
        ("a well-", "known man", (), (KEPT, "well-known")),
        ("in national-de-", "fense work", (), (JOINED, "national-defense")),
        ("first-", "and second-class", (), (UNKNOWN, "firstand")),
        ("Dobry-", "nin said", (), (UNKNOWN, "Dobrynin")),
        ("Dobry-", "nin said", ("dobrynin",), (JOINED, "Dobrynin")),
        ("the negotia-", "tions", ("negotia-tions",), (KEPT, "negotia-tions")),
        ("Kennedy-", "Khrushchev", (), (KEPT, "Kennedy-Khrushchev")),
        ("the IL-", "28's", (), (KEPT, "IL-28's")),
        ("nothing here", "and there", (), None),
        ("a dash -", "and more", (), None),
        ("pages 12-", "14", (), None),
        ("the end-", "", (), None),
    ],
)
def test_evidence_decides(text, following, seen, wanted):
    assert way(text, following, seen) == wanted


def test_every_ruling_names_its_word_as_evidence():
    for text, following in (("negotia-", "tions"), ("well-", "known"), ("Dobry-", "nin"), ("first-", "and")):
        first, rest = halves(text, following)
        ruling = ruled(text, following, lambda w: w in DICTIONARY, lambda w: False)
        assert any(word in ruling.evidence for word in (first + rest, f"{first}-{rest}", rest))
        assert ruling.evidence.endswith(".")
