"""A line's share of its reading goes with its words."""

from editor.model.page import Piece, Share, Word
from editor.model.share import confidence_of, cut_share, join_share

OCR = "Hughey under provisions"
SHARE = Share(5, (Piece(3, 0, 23),), (Word(0, 6, 0.4), Word(7, 12, 0.9), Word(13, 23, 0.8)))


def test_a_cut_share_knows_both_parts():
    (left, first), (right, second) = cut_share(OCR, SHARE, 6)
    assert (left, right) == ("Hughey", "under provisions")
    assert first == Share(5, (Piece(3, 0, 6),), (Word(0, 6, 0.4),))
    assert second == Share(5, (Piece(3, 7, 23),), (Word(0, 5, 0.9), Word(6, 16, 0.8)))


def test_joining_what_was_cut_gives_the_text_and_words_back():
    parts = cut_share(OCR, SHARE, 6)
    ocr, share = join_share(*parts)
    assert ocr == OCR
    assert share.words == SHARE.words
    assert [(p.start, p.end) for p in share.pieces] == [(0, 6), (7, 23)]
    assert cut_share(ocr, share, 12)[1][1].pieces == (Piece(3, 13, 23),)


def test_a_line_no_reading_knows_adds_nothing():
    assert join_share((OCR, SHARE), (None, None)) == (OCR, SHARE)
    assert join_share((None, None), (OCR, SHARE)) == (OCR, SHARE)
    assert cut_share(None, None, 3) == ((None, None), (None, None))


def test_confidence_is_weighted_by_length():
    assert confidence_of(Share(1, (), (Word(0, 1, 1.0), Word(1, 4, 0.0))), None) == 0.25
    assert confidence_of(None, 0.7) == 0.7
