"""Texts read here or in a helper process: the same either way, stopped at once, and kept page by page."""

import io
import os
import pickle
import time
import zlib

import pytest

from editor.formats import known
from editor.imaging.aside import STOPPED
from editor.model.faults import Fault
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion
from editor.work import spool, text_reading
from editor.work.counting import counted
from editor.work.texts import Texts

LETTER = "Dear Sir,\n\nI have the honour to report.\n\fYour servant\n"


def whole(kept):
    """Return the source that was kept, put together again."""
    count = len(kept.head.counted.counts)
    return Source(**{**fields(kept.head.source), "pages": tuple(kept.page(n).page for n in range(count))})


def fields(source):
    return {name: getattr(source, name) for name in source.__slots__}


@pytest.fixture
def reader():
    """Return a reader of texts, closed at the end."""
    found = text_reading.TextReader()
    yield found
    found.close()


def test_what_is_put_aside_comes_back_as_it_was(tmp_path, scans):
    aside = spool.Spool()
    sources = {path: known.read(path) for path in sorted(scans.glob("*.xml"))}
    for path, source in sources.items():
        aside.put(path, spool.keep(source))
    assert {path: whole(aside.get(path)) for path in sources} == sources
    assert all(aside.get(path).head.counted == counted(source) for path, source in sources.items())
    assert aside.get(tmp_path) is None
    aside.close()
    assert aside.get(next(iter(sources))) is None


def test_a_helper_reads_the_same_as_we_do(reader, scans, monkeypatch):
    files = sorted(scans.glob("*.xml"))
    here = {path: reader.read(path) for path in files if path.stat().st_size <= text_reading.LITTLE}
    monkeypatch.setattr(text_reading, "LITTLE", -1)
    for path in files:
        kept, digest = reader.read(path)
        assert whole(kept) == known.read(path)
        if path in here:
            assert (whole(here[path][0]), here[path][1]) == (whole(kept), digest)
            here[path][0].close()
        kept.close()
    assert here or files


def test_pages_are_fetched_one_by_one(tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER)
    texts = Texts()
    assert [line.text for line in texts.page(tmp_path / "letter.txt", 1).page.lines()] == ["Your servant"]
    assert not texts.page(tmp_path / "letter.txt", 0).alone
    assert texts.page(tmp_path / "letter.txt", 0).source.pages == ()
    texts.close()


def test_what_cannot_be_read_is_told_in_the_words_of_its_reader(reader, tmp_path, monkeypatch):
    monkeypatch.setattr(text_reading, "LITTLE", -1)
    (tmp_path / "letter.xml").write_text("<alto><Layout>")
    with pytest.raises(Fault) as here:
        known.read(tmp_path / "letter.xml")
    with pytest.raises(Fault) as aside:
        reader.read(tmp_path / "letter.xml")
    assert str(here.value) == str(aside.value)
    (tmp_path / "letter.txt").write_text(LETTER)
    kept, _ = reader.read(tmp_path / "letter.txt")  # and goes on
    assert len(kept.head.counted.counts) == 2
    kept.close()


def test_a_large_text_is_stopped_at_once(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text("a line of text\n" * 1_000_000)
    begun = time.monotonic()
    stopping = text_reading.TextReader(lambda: time.monotonic() > begun + 0.5)
    with pytest.raises(Fault, match=STOPPED):
        stopping.read(path)
    assert time.monotonic() - begun < 2
    stopping.close()


def test_a_text_that_needs_too_much_memory_is_refused(reader, tmp_path, monkeypatch):
    path = tmp_path / "lines.txt"
    path.write_text("a line of text\n" * 600_000)
    monkeypatch.setattr(text_reading, "MEMORY", 150_000_000)
    small = text_reading.TextReader()
    with pytest.raises(Fault, match=r"lines\.txt was not read: it needs more memory than one text may use"):
        small.read(path)
    small.close()


def test_a_full_folder_for_temporary_files_is_told(reader, tmp_path, monkeypatch):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    monkeypatch.setattr(text_reading, "LITTLE", -1)
    monkeypatch.setattr(text_reading, "TemporaryDirectory", _refuse)
    with pytest.raises(Fault, match=r"letter\.txt was not read: the folder for temporary files cannot be written"):
        reader.read(path)
    monkeypatch.setattr(spool, "written", _refuse)
    with pytest.raises(Fault, match=r"letter\.txt was not read: the folder for temporary files cannot be written"):
        spool.keep(known.read(path))


def test_the_helper_says_that_it_cannot_write(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    with pytest.raises(Fault, match="the folder for temporary files cannot be written"):
        text_reading.read_into(path, tmp_path / "nowhere" / "text")


def _refuse(*_, **__):
    raise OSError(28, "No space left on device")


def test_no_value_but_ours_is_made_of_what_a_helper_wrote():
    evil = zlib.compress(pickle.dumps((os.system, ("true",))))
    with pytest.raises(spool.Damaged, match="no part of a text"):
        spool.Kept(io.BytesIO(evil), [len(evil)])
    with pytest.raises(spool.Damaged):
        spool.Kept(io.BytesIO(evil[:9]), [len(evil)])


def test_what_is_put_aside_and_gone_is_told(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    aside = spool.Spool()
    texts = Texts()
    kept, digest = texts.read(path, "text")
    aside.put(path, kept)
    reading = Texts({path: digest}, aside)
    assert [line.text for line in reading.page(path, 1).page.lines()] == ["Your servant"]
    aside.close()
    with pytest.raises(Fault, match=r"letter\.txt cannot be read: what was put aside of it is gone"):
        reading.page(path, 0)
    texts.close()
    reading.close()


def test_a_page_of_many_points_comes_back(tmp_path):
    page = SourcePage(regions=(SourceRegion("paragraph", ((1.5, 2.0), (3.0, 4.0)), (SourceLine("x"),)),))
    kept = spool.keep(Source("a", "text", pages=(page,)))
    assert kept.page(0).page == page
    assert kept.page(0).alone
    kept.close()


def test_images_and_pdfs_are_given_up_when_somebody_stops(tmp_path, scans):
    from editor.imaging.decode import Checker
    from editor.imaging.pdf import PdfReader

    scan = next(scans.glob("*.jpg"))
    with Checker(stopped=lambda: True) as checker, pytest.raises(Fault, match=STOPPED):
        checker.check(scan)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n")
    with PdfReader(stopped=lambda: True) as reader, pytest.raises(Fault, match=STOPPED):
        reader.look(tmp_path / "a.pdf")
