"""Real files of many producers, imported into projects and counted there against what others counted."""

import hashlib

import pytest

from editor.store import readers
from editor.store.project import Project
from editor.work import import_files
from tests.formats.corpus import parsed, path

OTHERWISE = {
    "mdz-solr-ocr-tests/hocr_broken_comment.html": None,  # counted there as Latin-1, which it is not: see tests/formats
    "prima-aletheia/regiontypes_2013-07-15.xml": 7,  # 4 TextLines; the text of regions that have none are lines too
    "prima-aletheia/SimplePage.xml": 28,  # 1 TextLine, the same
    "mdz-solr-ocr-tests/chronicling_hocr/seq-3.html": 467,  # 468 counts a header once as block and once as line
}
"""How many lines come of files that the manifest, counting elements, counts otherwise."""


@pytest.mark.parametrize("entry", [p for kind in ("PAGE", "ALTO", "hOCR") for p in parsed(kind)])
def test_a_real_file_arrives_line_for_line(entry, tmp_path):
    expected = entry["expected"]
    with Project.create(tmp_path / "p.muniment") as project:
        plan = import_files.plan([path(entry)])
        assert plan.refused == ()
        taken = list(import_files.take(project, plan))
        assert len(taken) == expected.get("pages", 1)
        texts = []
        for page in readers.all_pages(project):
            content = readers.content(project, page.id)
            known = [line for _, line in content.lines() if line.share is not None]
            texts += [line.text for line in sorted(known, key=lambda line: line.share.pieces[0].line)]
    if entry["file"] not in OTHERWISE:
        assert len(texts) == expected["lines"]
        assert hashlib.sha256("\n".join(texts).encode()).hexdigest() == expected["text_sha256_lines_joined_LF"]
    elif OTHERWISE[entry["file"]] is not None:
        assert len(texts) == OTHERWISE[entry["file"]]
