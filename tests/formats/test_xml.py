"""The safe parser: nothing is opened, nothing is expanded, and a fault is one sentence with the file's name."""

import os

import pytest

from editor.formats import xml
from editor.formats.xml import FormatFault

WELL = "<a>\u017f</a>"


def refused(data, match):
    with pytest.raises(FormatFault, match=match) as caught:
        xml.parse(data if isinstance(data, bytes) else data.encode(), "a.xml")
    assert str(caught.value).startswith("a.xml cannot be read: ")


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"", "empty"),
        (b"\0\0\0\0", "empty"),
        (b"\x1f\x8b\x08rest", "gzip"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "entities"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]><a/>', "entities"),
        ('<!DOCTYPE a [<!ENTITY z "ZZ">]><a>a&z;b</a>'.encode("utf-16"), "entities"),
        (WELL[:-2], "breaks off"),
        ("<a><b></a>", "well-formed"),
        ("<a>a\x0bb</a>", "well-formed"),
        ("<a>a&#1;b</a>", "well-formed"),
        ("<a>a&#xD800;b</a>", "well-formed"),
        (b"<a>a\0b</a>", "cannot"),
        (b'<?xml version="1.0" encoding="UTF-8"?><a>\xff\xfe</a>', "well-formed"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "cannot"),
        ("<a>" * 100_000 + "</a>" * 100_000, "nested deeper"),
        ("<a>" + "x" * 11_000_000 + "</a>", "larger"),
        ("not xml at all", "cannot"),
    ],
)
def test_what_is_refused(data, match):
    refused(data, match)


def test_an_encoding_that_the_library_stumbles_over_is_refused(monkeypatch):
    def stumble(data, parser):
        raise LookupError("unknown encoding: no-such")

    monkeypatch.setattr(xml.etree, "fromstring", stumble)
    refused(b"<a/>", r"it is not well-formed XML at the beginning \(unknown encoding: no-such\)\.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_a_byte_order_mark_or_the_default_tell(encoding):
    assert xml.text_of(xml.parse(WELL.encode(encoding), "a.xml")) == "\u017f"


def test_a_declared_encoding():
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><a>caf\u00e9</a>'.encode("latin-1")
    assert xml.text_of(xml.parse(data, "a.xml")) == "caf\u00e9"


def test_an_outside_dtd_is_named_and_not_loaded():
    root = xml.parse(b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a>x</a>', "a.xml")
    assert (xml.outside_dtd(root), xml.text_of(root)) == ("file:///etc/passwd", "x")
    assert xml.outside_dtd(xml.parse(b"<a/>", "a.xml")) == ""


def test_text_is_without_comments_and_instructions():
    assert xml.text_of(xml.parse(b"<a>1<!--2--><?x 3?><b>4<!--5--></b>6</a>", "a.xml")) == "146"


def test_names_without_and_with_namespaces():
    root = xml.parse(b'<p:a xmlns:p="urn:x"><b/><!-- c --></p:a>', "a.xml")
    assert (xml.local(root), xml.namespace(root)) == ("a", "urn:x")
    assert [(xml.local(c), xml.namespace(c)) for c in root] == [("b", ""), ("", "")]
    assert xml.descend(root, "b", "c") is None


def test_what_is_no_ordinary_file(tmp_path):
    for path, match in ((tmp_path, "folder"), (tmp_path / "gone.xml", "not there"), (tmp_path / "a\0b", "name")):
        with pytest.raises(FormatFault, match=match):
            xml.read_bytes(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FormatFault, match="pipe"):
        xml.read_bytes(pipe)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path):
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(xml.MAX_BYTES + 1)
    with pytest.raises(FormatFault, match="200,000,001 bytes"):
        xml.read_bytes(large)


@pytest.mark.parametrize("inside", ["caf&eacute; x", "<b>&eacute;</b>", "<b/>&eacute;", "<b c='&eacute;'/>"])
def test_characters_that_only_a_dtd_elsewhere_explains_are_refused_and_not_dropped(inside):
    with pytest.raises(FormatFault, match="cannot be read"):
        xml.parse(f'<!DOCTYPE a SYSTEM "a.dtd"><a>{inside}</a>'.encode(), "a.xml")


def test_characters_xml_itself_has_names_for_are_read_beside_a_dtd():
    root = xml.parse(b'<!DOCTYPE a SYSTEM "a.dtd"><a b="&lt;">&amp;&#233;<!-- &x; --><![CDATA[&y;]]></a>', "a.xml")
    assert xml.text_of(root) == "&\u00e9&y;"
