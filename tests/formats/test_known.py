"""What a file is, by its bytes; and the one sentence for what it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats import known
from editor.formats.xml import FormatFault
from editor.model.source import Source

SPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
PAGE = f'<PcGts xmlns="{SPACE}"><Page imageWidth="9" imageHeight="9"/></PcGts>'
PREFIXED = '<pc:PcGts xmlns:pc="urn:x"><pc:Page imageWidth="9" imageHeight="9"/></pc:PcGts>'
ALTO = '<alto><Layout><Page WIDTH="9" HEIGHT="9"/></Layout></alto>'
HOCR = '<html><body><div class="ocr_page" title="bbox 0 0 9 9"></div></body></html>'
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'

CASES = [
    ("page", PAGE),
    ("page", f"\ufeff \n<!-- <html> --><?x y?>{PAGE}"),
    ("page", f"<!DOCTYPE PcGts [<!ELEMENT a (b)>]>{PREFIXED}"),
    ("alto", DECLARED + ALTO),
    ("alto", '<!DOCTYPE alto SYSTEM "a>b.dtd">' + ALTO),
    ("hocr", HOCR),
    ("hocr", f"<!DOCTYPE html><html><head><style>{'x' * 90_000}</style></head>{HOCR[6:]}"),
    ("text", "Item\n"),
    ("text", "<img src='file:///etc/passwd'><script>x</script>"),
    ("text", "<< TOP SECRET >>"),
    ("text", "< 5 and > 3"),
    ("text", "BM is short for\nsomething"),
    ("text", "a\0b\1c"),
    ("text", "caf\u00e9" * 30_000),
    ("abbyy", f'{DECLARED}<document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml"/>'),
    ("mets", '<METS:mets xmlns:METS="http://www.loc.gov/METS/"/>'),
    ("tei", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'),
    ("tei", "<teiCorpus/>"),
    ("unknown", "<svg/>"),
    ("unknown", f"{DECLARED}<other><more/></other>"),
    ("unknown", "<html><title>Sign in</title></html>"),
    ("pdf", "%PDF-1.7\n"),
    ("pdf", "\n\n%PDF-1.4\n"),
    ("zip", b"PK\x03\x04rest"),
    ("unknown", b"\x1f\x8b\x08rest"),
    ("unknown", bytes(range(256)) * 9),
    ("unknown", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
    ("image", b"\x89PNG\r\n\x1a\n"),
    ("image", b"\xff\xd8\xff\xe0"),
    ("image", b"II*\0\x08"),
    ("image", b"MM\0*\0"),
    ("image", b"GIF89a"),
    ("image", b"RIFF\0\0\0\0WEBPVP8 "),
    ("image", b"BM\x3a\0\0\0\0\0\0\0\x36"),
    ("image", b"\0\0\0\x0cjP  \r\n\x87\n"),
    ("image", b"\xff\x4f\xff\x51\0"),
]


def encoded(content):
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize(("kind", "content"), CASES)
@pytest.mark.parametrize("name", ["a.xml", "a.txt", "a.jpg"])
def test_the_bytes_decide_and_not_the_name(tmp_path, kind, content, name):
    path = tmp_path / name
    path.write_bytes(encoded(content))
    assert known.sort(path) == kind


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize(("kind", "content"), [("page", PAGE), ("alto", ALTO)])
def test_xml_in_other_encodings(tmp_path, encoding, kind, content):
    path = tmp_path / "a.xml"
    path.write_bytes(
        (f'<?xml version="1.0" encoding="{encoding[:6]}"?>' + content + "<!-- \u00e9 -->").encode(encoding)
    )
    assert known.sort(path) == kind


@pytest.mark.parametrize(("kind", "content"), CASES)
def test_each_is_read_or_refused_in_one_sentence(tmp_path, kind, content):
    path = tmp_path / "the file.bin"
    path.write_bytes(encoded(content))
    if kind in ("page", "alto", "hocr", "text"):
        assert known.read(path).format == {"page": "PAGE", "alto": "ALTO", "hocr": "hOCR", "text": "text"}[kind]
        return
    with pytest.raises(FormatFault) as caught:
        known.read(path)
    said = str(caught.value)
    assert said.startswith("the file.bin cannot be read: ") and said.endswith(".") and said.count("\n") == 0


def test_an_empty_file_is_an_empty_text_only_by_its_name(tmp_path):
    for name, kind in (("a.txt", "text"), ("a.md", "text"), ("a.xml", "unknown"), ("a.jpg", "unknown")):
        path = tmp_path / name
        path.write_bytes(b"")
        assert known.sort(path) == kind
    assert known.read(tmp_path / "a.txt").messages == ("It is empty.",)
    with pytest.raises(FormatFault, match=r"a\.xml cannot be read: it is empty"):
        known.read(tmp_path / "a.xml")


@pytest.mark.parametrize("content", [PAGE, ALTO, DECLARED + PAGE])
def test_what_breaks_off_says_so(content):
    for cut in (len(content) - 1, len(content) - 8):
        with pytest.raises(FormatFault, match="breaks off"):
            known.read_data(content[:cut].encode(), "a.xml")


def test_what_is_not_there(tmp_path):
    for call in (known.sort, known.read):
        with pytest.raises(FormatFault, match=r"gone\.xml cannot be read: it is not there"):
            call(tmp_path / "gone.xml")


@given(st.sampled_from([PAGE, ALTO, HOCR, "plain"]), st.binary(max_size=8), st.integers(0, 200))
def test_bytes_put_anywhere_give_a_source_or_a_sentence(content, noise, at):
    data = content.encode()
    data = data[:at] + noise + data[at:]
    try:
        assert isinstance(known.read_data(data, "a.bin"), Source)
    except FormatFault as fault:
        assert str(fault).startswith("a.bin cannot be read: ")
