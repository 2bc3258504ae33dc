"""The PDFs of the corpora: counted as their manifest counts them, each with an image of the size promised."""

import json
from pathlib import Path

import pytest

from editor.imaging.pdf import PdfFault, PdfReader
from editor.imaging.probe import probe

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


def entries():
    manifest = CORPORA / "manifest.json"
    if not manifest.exists():
        return []
    return [entry for entry in json.loads(manifest.read_text("utf-8"))["files"] if entry["role"] == "pdf"]


@pytest.fixture(scope="module")
def reader():
    if not entries():
        pytest.skip("the corpora are not beside the checkout")
    with PdfReader() as one:
        yield one


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["file"])
def test_pages_and_characters_are_as_counted(reader, entry):
    path, counted = CORPORA / entry["file"], entry["pdf"]
    if "error" in counted:
        with pytest.raises(PdfFault, match="is damaged or no PDF"):
            reader.look(path)
        return
    source = reader.look(path)
    assert [int(page.attributes["pdf:characters"]) for page in source.pages] == counted["text_chars"]
    assert source.facts.characters == sum(counted["text_chars"])
    assert source.messages == ()
    for page in source.pages:
        for line in page.lines():
            assert line.text == line.text.strip()
            assert line.text
            assert all(0 <= x <= page.width and 0 <= y <= page.height for x, y in line.outline)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["file"])
def test_images_have_the_size_promised(reader, entry, tmp_path):
    path, counted = CORPORA / entry["file"], entry["pdf"]
    if "error" in counted:
        pytest.skip("it cannot be opened")
    for number, page in enumerate(reader.look(path).pages):
        facts = probe(reader.image(path, number, tmp_path, f"page-{number}"))
        assert (facts.width, facts.height) == (page.width, page.height)
        if page.attributes["pdf:image"] == "embedded" and counted["images"][number][2] == "/CCITTFaxDecode":
            assert facts.format == "TIFF"
