"""The wheel, installed where there is nothing else, holds every resource and both names of the program."""

import hashlib
import json
import os
import subprocess
import sys

from editor import __version__
from editor.shipped import resource, resource_names

READ_ALL = """
import hashlib, importlib.metadata, json, editor, editor.start
from editor.shipped import resource, resource_names
print(json.dumps({
    "package": editor.__file__,
    "version": importlib.metadata.version("muniment"),
    "offered": [[e.group, e.name, e.value] for e in importlib.metadata.distribution("muniment").entry_points],
    "resources": {name: hashlib.sha256(resource(name).read_bytes()).hexdigest() for name in resource_names()},
}))
"""


def _run(*command, **options):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def test_an_installed_wheel_reads_every_resource(repository, tmp_path):
    # Without isolation and dependencies: what the build needs is in the environment, and nothing is fetched.
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", repository)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    fresh = tmp_path / "fresh"
    _run(sys.executable, "-m", "venv", "--without-pip", fresh)
    python = fresh / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    _run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)

    told = json.loads(_run(python, "-I", "-c", READ_ALL, cwd=tmp_path))

    assert str(fresh) in told["package"]
    assert told["version"] == __version__
    assert sorted(told["offered"]) == [
        ["console_scripts", "muniment", "editor.start:main"],
        ["gui_scripts", "muniment-desk", "editor.start:main"],
        ["muniment.engines", "rapidocr", "editor.assist.engines.rapid:Rapid"],
        ["muniment.engines", "tesseract", "editor.assist.engines.tesseract:Tesseract"],
    ]
    assert told["resources"] == {name: _digest(name) for name in resource_names()}


def _digest(name):
    return hashlib.sha256(resource(name).read_bytes()).hexdigest()
