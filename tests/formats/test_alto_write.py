"""ALTO as we write it: it comes back as it left, it is valid, and others find in it what they look for."""

import importlib.util

import pytest
from hypothesis import HealthCheck, given, settings

from editor.formats import alto, known, xml
from editor.formats.about import About
from tests.conftest import SHARED
from tests.formats import corpus
from tests.formats.random_pages import pages

ABOUT = About(title="A memo", version="1.2", created="2026-01-02T03:04:05+00:00")
SCHEMAS = SHARED / "schemas"


def read(data):
    return alto.read(xml.parse(data, "a.xml"), "a.xml").pages[0]


@pytest.fixture(scope="module")
def schema():
    if not SCHEMAS.is_dir():
        pytest.skip(f"needs the schemas at {SCHEMAS}")
    spec = importlib.util.spec_from_file_location("load_xsd", SCHEMAS / "load_xsd.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load(str(SCHEMAS / "alto" / "alto-4-4.xsd"))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages())
def test_what_is_written_comes_back(page):
    said = alto.sayable(page, ABOUT)
    data = alto.write(page, ABOUT)
    assert read(data) == said
    assert alto.sayable(said, ABOUT) == said
    assert alto.write(said, ABOUT) == data


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages())
def test_what_is_written_is_valid(schema, page):
    assert schema.validate(xml.parse(alto.write(page, ABOUT), "a.xml")), schema.error_log


@pytest.mark.parametrize("entry", corpus.parsed("ALTO", "PAGE", "hOCR"))
def test_files_of_others_come_back_and_are_valid(schema, entry):
    for page in known.read(corpus.path(entry)).pages:
        data = alto.write(page, ABOUT)
        assert schema.validate(xml.parse(data, "a.xml")), schema.error_log
        back = read(data)
        assert back == alto.sayable(page, ABOUT)
        assert alto.write(back, ABOUT) == data
