"""`inspect` of PDFs: damaged ones are refused, odd ones told, and what is missing is said in a sentence."""

import importlib.util
import zlib

import pytest

from editor.imaging import pdf
from editor.work.inspect import inspect

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")


def written(path, box=b"0 0 200 200", content=b"0 0 100 100 re f", more=b"", count=1, kid=3, trailer=b"", extra=()):
    """Write a PDF of one page by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%d 0 R]/Count %d>>" % (kid, count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R>>" % box,
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content),
        *extra,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(data))
    path.write_bytes(data + head + table + end)
    return path


def test_a_plain_pdf_is_accepted(tmp_path):
    answer = inspect(written(tmp_path / "a.pdf"))
    assert (answer["verdict"], answer["format"], answer["version"], answer["pages"]) == ("accept", "pdf", "1.7", 1)
    assert answer["messages"] == []


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"box": b"0 0 2000000 2000000"}, "larger than five metres"),
        ({"box": b"0 0 0 0"}, "has no size"),
        ({"count": 5_000_000}, "says that it has 5,000,000 pages and has 1"),
    ],
)
def test_what_is_odd_is_told(tmp_path, how, said):
    answer = inspect(written(tmp_path / "a.pdf", **how))
    assert answer["verdict"] == "accept-warn"
    assert said in " ".join(answer["messages"])


def test_a_broken_table_of_contents_is_told(tmp_path):
    path = written(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes().replace(b"startxref\n", b"startxref\n99"))
    answer = inspect(path)
    assert (answer["verdict"], answer["pages"]) == ("accept-warn", 1)
    assert "xref" in answer["messages"][0]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"kid": 2}, "damaged"),
        ({"content": zlib.compress(b"q " * 200_000_000, 9), "more": b"/Filter/FlateDecode"}, "was not read"),
        (
            {
                "trailer": b"/Encrypt 5 0 R/ID[<00><00>]",
                "extra": [b"<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>"],
            },
            "password",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, how, said):
    answer = inspect(written(tmp_path / "a.pdf", **how))
    assert answer["verdict"] == "reject"
    assert len(answer["messages"]) == 1
    assert answer["messages"][0].startswith("a.pdf ")
    assert said in answer["messages"][0]


def test_without_the_extra_one_sentence_says_what_is_missing(tmp_path, monkeypatch):
    known = importlib.util.find_spec
    monkeypatch.setattr(pdf, "find_spec", lambda name: None if name == "pypdfium2" else known(name))
    answer = inspect(written(tmp_path / "a.pdf"))
    assert answer["verdict"] == "reject"
    assert "needs the extra pdf" in answer["messages"][0]
