"""Edits as JSON: what is written is read back, what does not fit is refused in a sentence."""

import pytest

from editor.model import edit as e
from editor.model.codec import decode, encode, from_json, to_json
from editor.model.faults import EditFault
from editor.model.page import Piece, Share, Word
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord


@pytest.mark.parametrize(
    "edit",
    [
        e.SetLineText(17, "a “quoted” text"),
        e.AddRegion(3, "stamp", ((0, 0), (10.5, 0), (10, 10)), after=None, id=9),
        e.AddRegion(3),
        e.AddLine(1, "x", share=Share(4, (Piece(0, 0, 1),), (Word(0, 1, 0.5), Word(0, 0)))),
        e.AddNote(e.NoteTarget(line=3, start=1, end=2), "why"),
        e.Batch((e.SetLineText(1, "a"), e.Batch((e.RemoveLine(2),))), "two"),
        e.Restore((e.RowChange("line", 3, {}, None), e.RowChange("line", 4, None, {"id": 4, "text": None, "x": 1.5}))),
    ],
)
def test_round_trip(edit):
    assert decode(encode(edit)) == edit


def test_the_form_the_manual_promises():
    assert decode('{"edit": "set_line_text", "line": 17, "text": "..."}') == e.SetLineText(17, "...")
    assert decode('{"edit": "add_region", "page": 1, "after": null}').after is None
    assert decode('{"edit": "add_region", "page": 1}').after is e.LAST


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nonsense", "no JSON"),
        ("[]", "JSON object"),
        ('{"edit": "explode"}', "no edit called"),
        ('{"edit": "set_line_text", "line": 1}', "lacks the field “text”"),
        ('{"edit": "set_line_text", "line": "1", "text": ""}', "whole number"),
        ('{"edit": "set_line_text", "line": true, "text": ""}', "whole number"),
        ('{"edit": "set_line_text", "line": 1, "text": "", "colour": 1}', "no field “colour”"),
        ('{"edit": "set_region_outline", "region": 1, "outline": [[1]]}', "hold 2 values"),
        ('{"edit": "set_region_outline", "region": 1, "outline": [[1, NaN]]}', "no number"),
        ('{"edit": "batch", "edits": [{"edit": "no"}]}', "no edit called"),
        ("[" * 100000, "no JSON"),
    ],
)
def test_what_does_not_fit_is_refused(text, why):
    with pytest.raises(EditFault, match=why):
        decode(text)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"width": True}, "reading.width must be a whole number"),
        ({"width": 1.0}, "reading.width must be a whole number"),
        ({"regions": [{"kind": "stamp", "outline": [[1, "2"]]}]}, "outline must be a number"),
        ({"regions": [{"kind": "stamp", "outline": [[1, 2, 3]]}]}, "outline must hold 2 values"),
        ({"regions": [{"outline": []}]}, "lacks the field “kind”"),
        ({"regions": {}}, "reading.regions must be a list"),
        ({"attributes": {"a": 1}}, "reading.attributes must be text"),
        ({"depth": 1}, "has no field “depth”"),
        ({"regions": [{"kind": "stamp", "hand": 1}]}, "hand must be text"),
    ],
)
def test_a_reading_that_does_not_fit_is_refused_with_its_place(data, why):
    with pytest.raises(EditFault, match=why):
        from_json(SourcePage, data, "reading")


def test_a_reading_comes_back_as_it_was_kept():
    words = (SourceWord(0, 1, (1, 2.5, 3, 4), 0.5), SourceWord(0, 0))
    line = SourceLine("x", 3, ((0, 0), (10.5, 0)), words=words, tags=(SourceTag("person", 0, 1, {"ref": "q"}),))
    page = SourcePage("a.jpg", 10, 20, (SourceRegion("stamp", hand="me", lines=(line,)),), attributes={"dpi": "300"})
    assert from_json(SourcePage, to_json(page), "reading") == page
