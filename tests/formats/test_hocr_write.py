"""hOCR as we write it: it comes back as it left, it keeps the rules, and others find in it what they look for."""


import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.formats import hocr, known
from editor.formats.about import About
from tests.formats import corpus
from tests.formats.random_pages import pages

ABOUT = About(title="A memo & more", version="1.2", created="2026-01-02T03:04:05+00:00")


def written(*pages):
    return b"".join(hocr.write(pages, ABOUT))


def read(data):
    return hocr.read(data, "a.hocr")


def expected(pages):
    found, first = [], 0
    for page in pages:
        found.append(hocr.sayable(page, ABOUT, first=first))
        first += len(page.lines())
    return tuple(found)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages())
def test_what_is_written_comes_back(page):
    said = hocr.sayable(page, ABOUT)
    data = written(page)
    assert read(data).pages == (said,)
    assert hocr.sayable(said, ABOUT) == said
    assert written(said) == data


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(pages(), max_size=3))
def test_many_pages_come_back_in_one_document(found):
    if found:
        assert read(written(*found)).pages == expected(found)


@pytest.mark.parametrize("entry", corpus.parsed("ALTO", "PAGE", "hOCR"))
def test_files_of_others_come_back(entry):
    source = known.read(corpus.path(entry))
    data = written(*source.pages)
    back = read(data).pages
    assert back == expected(source.pages)
    assert written(*back) == data
