"""What the shipped tag sets say of formats is understood by the formats."""

from __future__ import annotations

from editor.formats import kinds
from editor.formats.flow import Table, fullest
from editor.formats.tei.forms import ELEMENTS, Forms
from editor.model.tagset import read_tagset


def test_the_readers_know_the_kinds_and_tags() -> None:
    assert [kind.name for kind in fullest().kinds] == list(kinds.KINDS)
    assert [tag.name for tag in fullest().tags] == list(kinds.TAGS)


def test_a_zone_label_leads_back_to_its_kind() -> None:
    for kind in fullest().kinds:
        assert kinds.zone(kind.formats["alto"]) == kind.name


def test_every_form_is_written_as_it_stands() -> None:
    forms = Forms()
    for kind in fullest().kinds:
        assert forms.block(kind.name).shape == "/".join(
            step.partition("@")[0] for step in kind.formats["tei"].split("/")
        )
        assert (
            ":".join(filter(None, (forms.block(kind.name).zone, forms.block(kind.name).subtype)))
            == kind.formats["alto"]
        )
    for tag in fullest().tags:
        form = forms.span(tag.name)
        assert form.element == tag.formats["tei"].partition("@")[0] and form.element in ELEMENTS
        assert forms.tag_of(form.element, form.fixed) == tag.name


def test_a_project_s_set_comes_before_the_shipped_one() -> None:
    table = Table(read_tagset('name = "x"\n[[kind]]\nname = "routing"\nrole = "body"\nformats.tei = "ab"'))
    assert table.role("routing") == "body"
    assert table.kind_form("routing", "tei") == "ab"
    assert table.kind_form("routing", "text") == "[routing: {}]"
    assert table.kind_form("caveat", "tei") == "fw@type=caveat"
    assert table.kind_form("unheard of", "tei") == ""
