"""A file gets its name only when it is whole, valid and true; before that the old one stays."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from editor.formats.tei.export import ExportFault, export
from editor.formats.tei.profile import faults
from editor.formats.tei.record import Record
from editor.model.page import PageContent
from tests.formats.tei.build import Desk, words, written
from tests.formats.tei.test_arrive import full


@pytest.fixture
def record() -> Record:
    desk = Desk()
    desk.page(image="scan.jpg")
    region = desk.region("paragraph", "told Ambassador Dobrynin")
    desk.tag("person", words(region, "Dobrynin"))
    return desk.record()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_record_is_written_under_its_name(record: Record, tmp_path: Path) -> None:
    target = tmp_path / "memo.xml"
    export(record, target)
    assert names(tmp_path) == ["memo.xml"]
    assert target.read_text(encoding="utf-8") == written(record)
    assert faults(target) == []
    export(record, target)
    assert names(tmp_path) == ["memo.xml"]


def test_an_export_that_fails_leaves_the_old_file(record: Record, tmp_path: Path) -> None:
    target = tmp_path / "memo.xml"
    export(record, target)
    old = target.read_bytes()
    (content,) = record.pages()
    region = content.regions[0]
    bad = replace(region.lines[0], text="a\x00b")
    pages = [PageContent(content.page, (replace(region, lines=(bad,)),))]
    with pytest.raises(ExportFault, match="page 1, region 1, line 1 has a character"):
        export(replace(record, pages=lambda: iter(pages)), target)
    assert target.read_bytes() == old
    assert names(tmp_path) == ["memo.xml"]


def test_a_coordinate_that_is_no_number_is_refused(record: Record, tmp_path: Path) -> None:
    (content,) = record.pages()
    line = replace(content.regions[0].lines[0], outline=((0, 0), (float("nan"), 1), (2, 2)))
    pages = [PageContent(content.page, (replace(content.regions[0], lines=(line,)),))]
    with pytest.raises(ExportFault, match="coordinate"):
        export(replace(record, pages=lambda: iter(pages)), tmp_path / "memo.xml")
    assert names(tmp_path) == []


def test_a_project_that_changes_while_it_is_written_is_noticed(record: Record, tmp_path: Path) -> None:
    calls = 0

    def pages(many: int):
        nonlocal calls
        calls += 1
        (content,) = record.pages()
        region = content.regions[0]
        for number in range(many):
            ids = range(10_000 + 10 * number, 10_010 + 10 * number)
            line = replace(region.lines[0], id=ids[0], region=ids[1], text=f"told {calls}")
            page = replace(content.page, id=ids[2], seq=number + 1)
            yield PageContent(page, (replace(region, id=ids[1], page=ids[2], lines=(line,)),))

    with pytest.raises(ExportFault, match="would not say what the project says"):
        export(replace(record, pages=lambda: pages(101)), tmp_path / "memo.xml")
    assert names(tmp_path) == []
    assert calls > 3
    calls = 0
    export(replace(record, pages=lambda: pages(100)), tmp_path / "memo.xml")  # so few are asked for once
    assert calls == 1


def test_inputs_are_never_overwritten(record: Record, tmp_path: Path) -> None:
    image = tmp_path / "scan.jpg"
    image.write_bytes(b"\xff\xd8\xff picture")
    with pytest.raises(ExportFault, match="page image"):
        export(record, image)
    with pytest.raises(ExportFault, match="page image"):
        export(replace(record, image_url=lambda page: "elsewhere.jpg", images=lambda: iter(("", "scan.jpg"))), image)
    layout = tmp_path / "scan.xml"
    layout.write_text("<PcGts/>", encoding="utf-8")
    with pytest.raises(ExportFault, match="no TEI file"):
        export(record, layout)
    source = tmp_path / "source.xml"
    source.write_text(written(record), encoding="utf-8")
    with pytest.raises(ExportFault, match="file of the project"):
        export(record, source, [source])
    assert image.read_bytes() == b"\xff\xd8\xff picture"
    assert layout.read_text(encoding="utf-8") == "<PcGts/>"


def test_where_nothing_can_be_written_is_told(record: Record, tmp_path: Path) -> None:
    with pytest.raises(ExportFault, match="cannot be written"):
        export(record, tmp_path / "missing" / "memo.xml")
    with pytest.raises(ExportFault, match="folder"):
        export(record, tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_leaves_the_old_file(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "memo.xml"
    export(record, target)
    old = target.read_bytes()
    real = os.fdopen

    def full(handle: int, mode: str):
        os.close(handle)
        return real(os.open("/dev/full", os.O_WRONLY), mode)

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(ExportFault):
        export(record, target)
    assert target.read_bytes() == old
    assert names(tmp_path) == ["memo.xml"]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_run_gives_the_same_bytes(seed: str) -> None:
    code = "from tests.formats.tei.test_arrive import full, written; print(written(full()), end='')"
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=env, capture_output=True, check=True)
    assert done.stdout.decode() == written(full())
