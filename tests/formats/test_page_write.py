"""PAGE as it is written: what goes out comes in again, and the schema has nothing to say against it."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from lxml import etree

from editor.formats import known, pagexml, xml
from editor.formats.about import About
from editor.formats.pagexml import joined
from editor.model.source import SourcePage
from tests.conftest import SHARED
from tests.formats import corpus
from tests.formats.random_pages import pages

ABOUT = About("A record", "Muniment", "0.3", "2024-05-01T10:00:00+02:00")
XSD = SHARED / "schemas" / "page" / "pagecontent-2019-07-15.xsd"


@cache
def schema() -> etree.XMLSchema | None:
    if not XSD.is_file():
        return None
    spec = importlib.util.spec_from_file_location("load_xsd", XSD.parent.parent / "load_xsd.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load(str(XSD))


def written(page: SourcePage, about: About = ABOUT) -> bytes:
    """Return the page as PAGE, valid by the schema where that is here."""
    data = pagexml.write(page, about)
    if schema() is not None:
        schema().assertValid(etree.fromstring(data))
    return data


def read(data: bytes) -> SourcePage:
    return pagexml.read(xml.parse(data, "a.xml"), "a.xml").pages[0]


@given(pages())
def test_what_is_written_is_read(page):
    data = written(page)
    again = read(data)
    assert again == pagexml.sayable(page)
    assert pagexml.write(again, ABOUT) == data


def unnumbered(page: SourcePage) -> SourcePage:
    """Return the page without what a file counts anew: the numbers of lines, the names of tags over several lines."""
    named = joined.mapped(page, lambda tag: replace(tag, key="x" if tag.key else ""))
    return replace(
        named,
        regions=tuple(
            replace(region, lines=tuple(replace(line, number=0) for line in region.lines)) for region in named.regions
        ),
    )


@given(pages(plain=True))
def test_of_a_plain_page_nothing_is_lost(page):
    assert unnumbered(read(written(page))) == unnumbered(page)


@pytest.mark.parametrize("entry", corpus.parsed("PAGE"))
def test_every_page_of_the_corpora_goes_out_as_it_came(entry):
    page = known.read(corpus.path(entry)).pages[0]
    data = written(page)
    again = read(data)
    assert again == pagexml.sayable(page)
    assert pagexml.write(again, ABOUT) == data
