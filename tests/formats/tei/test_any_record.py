"""Whatever a project holds: the export is valid, says the same, and comes back to the same bytes."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from editor.formats.tei.profile import faults
from editor.formats.tei.read import differences, read
from editor.formats.tei.record import Record
from tests.formats.tei.build import SHARED, written
from tests.formats.tei.random_records import records
from tests.formats.tei.stored import again

CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=150, deadline=None, suppress_health_check=CALM)
@given(record=records())
def test_any_record_comes_back_as_it_was(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "record.xml"
    path.write_text(written(record), encoding="utf-8", newline="")
    assert faults(path) == []
    assert differences(record, path) == []


@settings(max_examples=80, deadline=None, suppress_health_check=CALM)
@given(record=records())
def test_what_was_read_is_written_to_the_same_bytes(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "record.xml"
    text = written(record)
    path.write_text(text, encoding="utf-8", newline="")
    back = read(path, record.tagset)
    document = replace(record.document, title=back.document.title, values=back.document.values)
    again = replace(record, document=document, pages=lambda: iter(back.pages), orphans=back.orphans)
    assert written(replace(again, image_url=record.image_url)) == text


@settings(max_examples=100, deadline=None, suppress_health_check=CALM)
@given(record=records(storable=True))
def test_what_came_into_another_project_is_written_to_the_same_bytes(record: Record, tmp_path: Path) -> None:
    text = written(record)
    assert again(text, tmp_path, record) == text


@settings(max_examples=80, deadline=None, suppress_health_check=CALM)
@given(record=records())
def test_the_text_without_markup_is_the_lines(record: Record) -> None:
    root = etree.fromstring(written(record).encode())
    for choice in root.iterfind(".//{*}choice"):
        choice[1].text = ""
    for desc in root.iterfind(".//{*}body//{*}desc"):
        desc.text = ""
    text = "".join(root.find("{*}text").itertext())
    lines = [line.text for content in record.pages() for _, line in content.lines()]
    assert text.replace("\n", "") == "".join(lines)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.skipif(
    not (SHARED / "schemas/tei/tei_all.rng").exists(), reason="the TEI schemas are not beside the project"
)
def test_any_record_is_valid_tei(tmp_path: Path) -> None:
    paths: list[str] = []

    @settings(max_examples=120, deadline=None, suppress_health_check=CALM)
    @given(record=records())
    def write(record: Record) -> None:
        paths.append(str(tmp_path / f"{len(paths)}.xml"))
        Path(paths[-1]).write_text(written(record), encoding="utf-8", newline="")

    write()
    for schema in ("tei_all.rng", "tei_all-4.7.0.rng"):
        command = ["jing", str(SHARED / "schemas/tei" / schema), *paths]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout == ""
