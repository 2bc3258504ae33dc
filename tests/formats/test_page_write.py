"""PAGE as it is written: what goes out comes in again, and the schema has nothing to say against it."""

from __future__ import annotations

import importlib.util
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from lxml import etree

from editor.formats import known, pagexml, xml
from editor.formats.about import About
from editor.formats.flow import fullest
from editor.formats.pagexml import joined
from editor.model import edit as e
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag
from editor.model.tagset import read_tagset
from editor.store import readers
from editor.store.project import Project
from editor.work.arriving import Arrival
from editor.work.leaving import leave
from tests.conftest import SHARED
from tests.formats import corpus
from tests.formats.random_pages import pages
from tests.formats.test_page_quirks import COORDS, line, page_of, region

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


LINE = SourceLine("one two", ident="l", outline=((0, 0), (9, 0), (9, 9)))
BODY = SourceRegion("paragraph", ((0, 0), (50, 0), (50, 50)), (LINE,), "r")


def root_of(*regions: SourceRegion) -> etree._Element:
    return xml.parse(written(SourcePage("a.jpg", 100, 90, regions)), "a.xml")


def named(root: etree._Element, name: str) -> list[etree._Element]:
    return root.findall(f".//{{*}}{name}")


@pytest.mark.parametrize("kind", [kind for kind in fullest().kinds if kind.name != "paragraph"], ids=lambda k: k.name)
def test_every_kind_is_written_as_the_tag_set_says_and_comes_back_as_one_region(kind):
    region = replace(BODY, kind=kind.name, hand="handwriting")
    root = root_of(region)
    element, _, type_ = kind.formats["page"].partition(":")
    first = named(root, "Coords")[0].getparent()
    assert (etree.QName(first).localname, first.get("type", "")) == (element, type_)
    assert f"structure {{type:{kind.name};}}" in first.get("custom")
    assert len(named(root, "TextLine")) == 1
    assert pagexml.read(root, "a.xml").pages[0].regions == (region,)


def test_a_table_is_written_cell_by_cell():
    cells = [("0", "0"), ("0", "0"), ("0", "1"), ("1", "x")]
    lines = tuple(
        replace(LINE, ident=f"l{n}", number=n, attributes={"row": row, "column": column})
        for n, (row, column) in enumerate(cells)
    )
    region = replace(BODY, kind="table", lines=lines)
    root = root_of(region)
    roles = [(e.get("rowIndex"), e.get("columnIndex")) for e in named(root, "TableCellRole")]
    assert roles == [("0", "0"), ("0", "1")]
    assert [len(e.findall("{*}TextLine")) for e in named(root, "TextRegion")] == [2, 1, 1]
    assert pagexml.read(root, "a.xml").pages[0].regions == (region,)


def test_the_cells_of_transkribus_keep_their_outlines_empty_ones_too():
    cells = "".join(
        f'<TableCell id="c{n}" row="{n}" col="0" leftBorderVisible="true"><Coords points="{n},0 5,0 5,5"/>'
        f"{line(f'l{n}', 'x') if n else ''}<CornerPts>0 1 2</CornerPts></TableCell>"
        for n in (0, 1, 10)
    )
    page = page_of(f'<TableRegion id="t">{COORDS}{cells}</TableRegion>')
    root = xml.parse(written(page), "a.xml")
    assert [e.find("{*}Coords").get("points")[:2] for e in named(root, "TextRegion")] == ["1,", "10", "0,"]
    assert read(written(page)) == pagexml.sayable(page)


class TestOutlines:
    def test_a_missing_one_is_the_page_and_is_missing_again(self):
        root = root_of(replace(BODY, outline=(), lines=()))
        assert named(root, "Coords")[0].get("points") == "0,0 100,0 100,90 0,90"
        assert pagexml.read(root, "a.xml").pages[0].regions[0].outline == ()

    def test_what_is_no_whole_number_is_rounded_and_known_exactly(self):
        outline = ((-3, 0.5), (9.125, 0), (9, 9))
        root = root_of(replace(BODY, outline=outline, lines=()))
        assert named(root, "Coords")[0].get("points") == "0,1 9,0 9,9"
        assert pagexml.read(root, "a.xml").pages[0].regions[0].outline == outline

    def test_an_outline_that_another_program_moved_counts(self):
        root = root_of(replace(BODY, outline=((0.25, 0.25), (9, 0), (9, 9)), lines=()))
        named(root, "Coords")[0].set("points", "1,1 9,0 9,9")
        assert pagexml.read(root, "a.xml").pages[0].regions[0].outline == ((1, 1), (9, 0), (9, 9))
        root = root_of(replace(BODY, outline=(), lines=()))
        named(root, "Coords")[0].set("points", "1,1 9,0 9,9")
        assert pagexml.read(root, "a.xml").pages[0].regions[0].outline == ((1, 1), (9, 0), (9, 9))


class TestTags:
    @staticmethod
    def tagged(*tags: SourceTag) -> str:
        return named(root_of(replace(BODY, lines=(replace(LINE, tags=tags),))), "TextLine")[0].get("custom")

    @pytest.mark.parametrize(
        ("tag", "entry"),
        [
            (
                SourceTag("person", 0, 3, {"name": "J. F.; K"}),
                "person {offset:0; length:3; name:J.\\u0020F.\\u003b\\u0020K;}",
            ),
            (SourceTag("gap", 3, 3, {"reason": "hole"}), "gap {offset:3; length:0; reason:hole;}"),
            (SourceTag("del", 0, 3, {"rend": "strikethrough"}), "textStyle {offset:0; length:3; strikethrough:true;}"),
            (SourceTag("underline", 4, 7), "textStyle {offset:4; length:3; underlined:true;}"),
            (SourceTag("hi", 4, 7, {"rend": "bold italic"}), "textStyle {offset:4; length:3; bold:true; italic:true;}"),
            (SourceTag("note", 4, 7, {"text": "why"}), "comment {offset:4; length:3; comment:why;}"),
        ],
    )
    def test_are_written_as_other_programs_write_them(self, tag, entry):
        assert self.tagged(tag) == f"readingOrder {{index:0;}} {entry}"

    def test_one_that_others_have_no_words_for_is_still_shown_to_them(self):
        said = self.tagged(SourceTag("del", 0, 3, {"hand": "ink"}))
        assert "textStyle {offset:0; length:3; strikethrough:true; @tag:del; =hand:ink;}" in said

    CONTINUED = 'custom="person {offset:4; length:3; ref:x; continued:true;}"'
    GOES_ON = 'custom="person {offset:0; length:3; ref:x; continued:true;}"'

    def test_that_go_on_in_the_next_line_are_one(self):
        inner = COORDS + line("l1", "one two", attributes=self.CONTINUED) + line("l2", "two", attributes=self.GOES_ON)
        page = page_of(region("r", inside=inner))
        tags = [tag for ln in page.regions[0].lines for tag in ln.tags]
        assert tags == [SourceTag("person", 4, 7, {"ref": "x"}, "1"), SourceTag("person", 0, 3, {"ref": "x"}, "1")]
        customs = [e.get("custom") for e in named(xml.parse(written(page), "a.xml"), "TextLine")]
        assert all("continued:true;" in said and "@key" not in said for said in customs)
        assert read(written(page)) == page

    @pytest.mark.parametrize("text", ["one two three", "one two"])
    def test_that_only_say_they_go_on_keep_saying_it(self, text):
        inner = COORDS + line("l1", text, attributes=self.CONTINUED) + line("l2", "two")
        tag = page_of(region("r", inside=inner)).regions[0].lines[0].tags[0]
        assert (tag.key, tag.attributes) == ("", {"ref": "x", "continued": "true"})

    def test_in_lines_apart_are_told_by_their_key(self):
        tag = SourceTag("quote", 0, 3, {}, "7")
        lines = (
            replace(LINE, tags=(tag,)),
            replace(LINE, ident="l2", number=1),
            replace(LINE, ident="l3", number=2, tags=(tag,)),
        )
        root = root_of(replace(BODY, lines=lines))
        assert named(root, "TextLine")[0].get("custom").endswith("continued:true; @key:1;}")
        read_tags = [t.key for ln in pagexml.read(root, "a.xml").pages[0].lines() for t in ln.tags]
        assert read_tags == ["1", "1"]


def test_a_project_s_own_tag_set_decides_the_element():
    table = read_tagset('name = "x"\n[[kind]]\nname = "stamp"\nformats.page = "TextRegion:floating"')
    region = replace(BODY, kind="stamp")
    data = written(SourcePage("a", 9, 9, (region,)), replace(ABOUT, tagset=table))
    assert named(xml.parse(data, "a.xml"), "TextRegion")[0].get("type") == "floating"
    assert read(data).regions == (region,)


def test_without_a_time_of_its_own_a_file_has_that_of_no_change():
    root = xml.parse(written(SourcePage("a", 9, 9), About()), "a.xml")
    assert [e.text for e in named(root, "Created")] == ["1970-01-01T00:00:00Z"]
    assert not named(root, "MetadataItem")


@pytest.mark.parametrize("entry", corpus.parsed("PAGE"))
def test_a_page_of_the_corpora_leaves_a_project_as_it_came(entry, tmp_path):
    """Only ids that were none or not unique are new, and tags stand in the order of the annotations."""
    source = known.read(corpus.path(entry))
    page = source.pages[0]
    with Project.create(tmp_path / "p.muniment") as project:
        document = project.apply(e.AddDocument("One")).id
        size = page.width, page.height
        made = project.apply(e.AddPage(document, page.image, page.label, width=size[0], height=size[1])).id
        arrival = Arrival(page, source, None, size)
        project.apply(e.Batch(tuple(arrival.edits(project.new_id, made, content=True)), "Import"))
        left = leave(project, readers.content(project, made), image=page.image)
    again, wanted = read(written(left)), pagexml.sayable(page)
    idents = Counter([r.ident for r in wanted.regions] + [ln.ident for ln in wanted.lines()])
    kept = {ident for ident, times in idents.items() if times == 1}
    assert _unnamed(again, kept) == _unnamed(wanted, kept)


def _unnamed(page: SourcePage, kept: set[str]) -> SourcePage:
    """Return the page with no other idents than these, and the tags of each line in an order of their own."""
    regions = []
    for made in page.regions:
        lines = tuple(
            replace(ln, ident=ln.ident if ln.ident in kept else "", tags=tuple(sorted(ln.tags, key=repr)))
            for ln in made.lines
        )
        regions.append(replace(made, ident=made.ident if made.ident in kept else "", lines=lines))
    return replace(page, regions=tuple(regions))
