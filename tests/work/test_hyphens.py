"""Words broken at line ends in a project: search finds them, reading texts join them with evidence, lines stay."""

import pytest

from editor.formats import plain
from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.work.hyphens import Hyphens
from editor.work.search import words

pytest.importorskip("hunspell", reason="the extra spell is not installed")


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", {"title": "P"}, user="a") as project:
        page = project.apply(e.AddPage(project.apply(e.AddDocument("D")).id, "", "p")).id
        texts = [
            "the long Négotia-",
            "tions with the well-",
            "known Mr. Dobry-",
            "nin, and Krudak-",
            "shev too",
            "the end",
        ]
        region = project.apply(e.AddRegion(page, "paragraph")).id
        for text in texts:
            project.apply(e.AddLine(region, text))
        yield project


def found(project, query, **asked):
    return [(hit.text[hit.start : hit.end], hit.text) for hit in words(project, query, **asked)]


def said(project):
    document = readers.documents(project)[0].id
    pages = (readers.content(project, page.id) for page in readers.all_pages(project))
    return "".join(plain.text(pages, "reading", cut=Hyphens(project, document).cut))


def test_search_finds_a_word_that_a_line_end_breaks(project):
    assert found(project, "negotiations") == [("Négotia-", "the long Négotia-")]
    assert found(project, "wellknown") == [("well-", "tions with the well-")]
    assert found(project, "long negotiations with") == found(project, "negotiations")
    assert found(project, "short negotiations") == found(project, "gotiations") == found(project, "negotiation") == []


def test_whole_words_come_first_and_pages_of_hits_do_not_repeat(project):
    region = readers.content(project, readers.first_page(project)).regions[0].id
    project.apply(e.AddLine(region, "negotiations ended"))
    project.apply(e.AddLine(region, "negotiations began"))
    whole = words(project, "negotiations")
    assert [hit.text[:4] for hit in whole] == ["nego", "nego", "the "]
    paged = [hit for offset in range(4) for hit in words(project, "negotiations", 1, offset)]
    assert paged == whole


def test_a_word_broken_over_a_page_end_is_found(project):
    document = readers.documents(project)[0].id
    before = readers.content(project, readers.first_page(project)).regions[0]
    project.apply(e.AddLine(before.id, "under consid-"))
    page = project.apply(e.AddPage(document, "", "q")).id
    region = project.apply(e.AddRegion(page, "paragraph", continues=before.id)).id
    project.apply(e.AddLine(region, "eration now"))
    assert found(project, "consideration") == [("consid-", "under consid-")]


def test_the_reading_text_joins_with_evidence_only_and_the_lines_stay(project):
    assert "Mr. Dobry- nin, and Krudak- shev too" in said(project)
    assert "with the well-known Mr." in said(project)
    region = readers.content(project, readers.first_page(project)).regions[0].id
    project.apply(e.AddLine(region, "as Dobrynin says"))
    assert "Mr. Dobrynin, and Krudak- shev too" in said(project)
    project.apply(e.SetProject({"word:krudakshev": "Krudakshev"}))
    assert "and Krudakshev too" in said(project)
    assert next(readers.content(project, readers.first_page(project)).lines())[1].text.endswith("-")


def test_without_a_dictionary_a_small_letter_is_the_evidence(project):
    project.apply(e.SetProject({"language": "xx"}))
    assert "Mr. Dobrynin, and Krudakshev too" in said(project)
