"""ALTO as we write it: it comes back as it left, it is valid, and others find in it what they look for."""

import importlib.util

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


@st.composite
def _strings(draw):
    attributes = draw(
        st.dictionaries(
            st.sampled_from(
                ["ID", "CC", "STYLE", "STYLEREFS", "CS", "LANG", "SUBS_TYPE", "SUBS_CONTENT", "WC", "TAGREFS", "HPOS"]
            ),
            st.sampled_from(
                ["s1", "9 9", "bold", "underline", "F1", "F2 P1 gone", "true", "de", "HypPart1", "0.5", "T1"]
            ),
            max_size=4,
        )
    )
    box = draw(st.sampled_from(["", 'VPOS="2" WIDTH="30" HEIGHT="4"']))
    inside = draw(
        st.lists(
            st.sampled_from(
                [
                    "<ALTERNATIVE>Haus</ALTERNATIVE>",
                    '<ALTERNATIVE PURPOSE="x">a </ALTERNATIVE>',
                    '<Glyph CONTENT="a" ID="g1" GC="0.5" HPOS="3"><Variant CONTENT="o" VC="2"/></Glyph>',
                    '<Glyph CONTENT="ab"/>',
                    '<Shape><Polygon POINTS="1,2 3 4 5,6.25"/></Shape>',
                    "<Shape><Polygon/></Shape>",
                ]
            ),
            max_size=3,
        )
    )
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    content = draw(st.sampled_from(["in", "spection", "a b", "", "in-", "\u00a0", "x\u00ad"]))
    return f'<String CONTENT="{content}" {said} {box}>{"".join(inside)}</String>'


@st.composite
def files_of_others(draw):
    """Draw an ALTO file with details in its Strings, good and bad ones."""
    parts = st.lists(st.one_of(_strings(), st.just("<SP/>"), st.just('<HYP CONTENT="-"/>')), max_size=5)
    lines = draw(st.lists(parts, max_size=4))
    styles = draw(
        st.sampled_from(["", '<TextStyle ID="F1" FONTSTYLE="underline"/><ParagraphStyle ID="P1" ALIGN="Up"/>'])
    )
    unit = draw(st.sampled_from(["pixel", "mm10"]))
    body = "".join(f'<TextLine ID="l{n}" STYLEREFS="F1 x">{"".join(line)}</TextLine>' for n, line in enumerate(lines))
    nested = draw(st.sampled_from(["", '<ComposedBlock ID="c" TYPE="t" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9" {}>']))
    block = f'<TextBlock ID="b" IDNEXT="b2" CS="yes">{body}</TextBlock><TextBlock ID="b2" STYLEREFS="P1"/>'
    if nested:
        block = f"{nested.format('')}{block}</ComposedBlock>"
    return (
        f"<alto><Description><MeasurementUnit>{unit}</MeasurementUnit><OCRProcessing ID='o'><ocrProcessingStep>"
        "<processingDateTime>yesterday</processingDateTime><processingSoftware><softwareName>x</softwareName>"
        f"</processingSoftware></ocrProcessingStep></OCRProcessing></Description><Styles>{styles}</Styles><Tags>"
        "<OtherTag ID='T1' TYPE='boat' LABEL='Anna'/></Tags><Layout><Page ID='p' WIDTH='300' HEIGHT='400' ACCURACY='88'"
        f" QUALITY='poor' PROCESSING='o'><PrintSpace>{block}</PrintSpace></Page></Layout></alto>"
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=files_of_others())
def test_what_others_say_of_words_comes_back(schema, text):
    page = read(text.encode())
    data = alto.write(page, ABOUT)
    assert schema.validate(xml.parse(data, "a.xml")), schema.error_log
    back = read(data)
    assert back == alto.sayable(page, ABOUT)
    assert alto.write(back, ABOUT) == data
    assert [line.text for line in back.lines()] == [line.text for line in page.lines()]
