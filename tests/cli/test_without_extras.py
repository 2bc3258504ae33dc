"""Every command says in a sentence what is to be installed where an extra is missing, and what can be done is done."""

import json
import os
import subprocess
import sys

import pytest
from PIL import Image

from editor.model import edit as e
from editor.work.new_project import new_project

LINK = ("numpy", "cv2")
OCR = ("tesserocr", "rapidocr", "onnxruntime")

# Looked at before anything else is imported by the interpreter and by the helper processes it starts.
BLOCK = """
import importlib.util, os, sys
missing = set(os.environ["MISSING"].split())
there = importlib.util.find_spec
def find_spec(name, package=None):
    return None if name.partition(".")[0] in missing else there(name, package)
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in missing:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
importlib.util.find_spec = find_spec
sys.meta_path.insert(0, Blocker())
"""

RUN = """
import contextlib, io, json, sys
from editor.start import main
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(said):
        code = main(words)
    print(json.dumps([code, said.getvalue()]))
print(json.dumps(sorted({"numpy", "cv2", "tesserocr"} & set(sys.modules))))
"""


@pytest.fixture
def run(tmp_path, repository):
    (tmp_path / "sitecustomize.py").write_text(BLOCK, encoding="utf-8")

    def run(missing, *commands):
        environment = {
            **os.environ,
            "MISSING": " ".join(missing),
            "PYTHONPATH": os.pathsep.join((str(tmp_path), str(repository))),
        }
        done = subprocess.run(
            [sys.executable, "-c", RUN, json.dumps(commands)],
            cwd=tmp_path, env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


@pytest.fixture
def project(tmp_path):
    with new_project(tmp_path / "p.muniment", "Harbour", user="archivist") as project:
        document = project.apply(e.AddDocument("Memo")).id
        for name in ("a.png", "b.png"):
            Image.new("L", (400, 500), 255).save(tmp_path / name)
        page = project.apply(e.AddPage(document, label="1", image="a.png", width=400, height=500)).id
        region = project.apply(e.AddRegion(page)).id
        project.apply(e.AddLine(region, "The harbour was closed."))
        project.apply(e.AddPage(document, label="2", image="b.png", width=400, height=500))
    return "p.muniment"


def test_without_the_extra_link(run, project):
    commands = (
        ["link", project],
        ["link", project, "--no-ocr"],
        ["divide", project, "1", "--no-ocr"],
        ["marks", project],
        ["stats", project],
    )
    *told, loaded = run((*LINK, *OCR), *commands)
    for code, said in told[:3]:
        assert code == 1 and "muniment[link]" in said and len(said.splitlines()) == 1, said
    assert told[3] == [1, ""] and told[4][0] == 0
    assert loaded == []


def test_without_the_extra_ocr(run, project):
    pytest.importorskip("numpy", reason="the extra link is not installed")
    pytest.importorskip("cv2", reason="the extra link is not installed")
    commands = (
        ["ocr", project],
        ["ocr", project, "--engine", "rapidocr"],
        ["link", project, "--engine", "tesseract"],
        ["link", project],
    )
    *told, _ = run(OCR, *commands)
    for (code, said), extra in zip(told, ("ocr", "ocr-neural", "ocr", "ocr"), strict=True):
        assert code == 1 and f"muniment[{extra}]" in said, said
    assert len(told[3][1].splitlines()) > 1  # a page is looked at all the same
