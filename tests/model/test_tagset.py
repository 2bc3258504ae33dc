"""The tag sets that are shipped: complete, told apart by eye and by key, and known to the formats."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from editor.model.faults import Fault
from editor.model.tagset import TagSet, read_tagset
from editor.shipped import resource

SETS = ("general", "us-government-records")
KINDS = [
    "paragraph",
    "heading",
    "dateline",
    "letterhead",
    "classification",
    "caveat",
    "declassification",
    "review-stamp",
    "release-banner",
    "stamp",
    "control-number",
    "page-number",
    "header",
    "footer",
    "marginalia",
    "routing",
    "signature",
    "table",
    "image",
    "seal",
    "separator",
    "damage",
    "redaction",
    "other",
]
TAGS = [
    "person",
    "place",
    "organization",
    "date",
    "unclear",
    "gap",
    "del",
    "add",
    "sic",
    "abbrev",
    "underline",
    "supplied",
    "hand",
    "hi",
    "quote",
    "idno",
    "metamark",
    "stamp",
]
ROLES = {"body", "heading", "furniture", "note", "closer", "opener", "table", "figure"}


def shipped(name: str) -> TagSet:
    return read_tagset(Path(resource(f"tagsets/{name}.toml")).read_text(encoding="utf-8"))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def apart(one: str, other: str) -> int:
    return sum(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))


def test_the_government_set_has_every_kind_and_tag() -> None:
    found = shipped("us-government-records")
    assert [kind.name for kind in found.kinds] == KINDS
    assert [tag.name for tag in found.tags] == TAGS
    assert {"typescript", "ink", "pencil", "stamp", "hand A", "hand B"} <= {hand.name for hand in found.hands}


def test_the_general_set_is_a_part_of_it() -> None:
    general, full = shipped("general"), shipped("us-government-records")
    assert all(kind in full.kinds for kind in general.kinds)
    assert all(tag in full.tags for tag in general.tags)
    assert {"paragraph", "heading", "marginalia", "table", "image", "other"} <= {kind.name for kind in general.kinds}


@pytest.mark.parametrize("name", SETS)
def test_names_keys_and_colours_are_each_ones_own(name: str) -> None:
    found = shipped(name)
    for entries in (found.kinds, found.tags):
        for values in (
            [entry.name for entry in entries],
            [entry.label for entry in entries],
            [entry.key for entry in entries],
            [entry.colour for entry in entries],
        ):
            assert len(set(values)) == len(values)
        assert all(re.fullmatch("[a-z]", entry.key) for entry in entries)
        assert all(entry.description.endswith(".") for entry in entries)


@pytest.mark.parametrize("name", SETS)
def test_colours_can_be_read_and_told_apart(name: str) -> None:
    found = shipped(name)
    for kind in found.kinds:
        assert re.fullmatch("#[0-9a-f]{6}", kind.colour)
        assert 1.05 / (luminance(kind.colour) + 0.05) > 3.5, f"white text on {kind.name}"
    for entries in (found.kinds, found.tags):
        assert min(apart(one.colour, other.colour) for one, other in combinations(entries, 2)) > 20


@pytest.mark.parametrize("name", SETS)
def test_every_entry_says_how_it_is_written(name: str) -> None:
    found = shipped(name)
    for kind in found.kinds:
        assert kind.role in ROLES
        assert {"tei", "page", "alto", "hocr", "text"} <= set(kind.formats), kind.name
    for tag in found.tags:
        assert {"tei", "page", "alto", "text"} <= set(tag.formats), tag.name
    assert {tag.name for tag in found.tags if tag.empty} == {"gap", "metamark"}


def test_what_a_set_does_not_know_has_an_answer() -> None:
    found = shipped("general")
    assert found.kind("review-stamp").label == "Review stamp"
    assert found.tag("ship").colour == "#6b7280"
    assert found.kind("marginalia").key == "m"


@pytest.mark.parametrize(
    "text", ["name = ", "title = 'x'", 'name = "x"\n[[kind]]\nlabel = "y"', 'name = "x"\n[[hand]]\nx = 1']
)
def test_a_set_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(Fault, match="The tag set cannot be read"):
        read_tagset(text)
