"""What the import contract promises, seen in fresh processes."""

import subprocess
import sys


def _run(code, repository, *options):
    command = [sys.executable, *options, "-c", f"import sys; sys.path.insert(0, {str(repository)!r})\n{code}"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout.split()


IMPORT_ALL = """
import importlib, pkgutil
def walk(room):
    package = importlib.import_module(room)
    yield room
    for module in pkgutil.walk_packages(package.__path__, room + "."):
        importlib.import_module(module.name)
        yield module.name
"""


def test_command_line_and_work_run_without_qt(repository):
    code = f"{IMPORT_ALL}\nfor room in ('editor.cli', 'editor.work'): list(walk(room))\nprint(*sys.modules)"
    loaded = _run(code, repository)
    assert "editor.work" in loaded
    assert [name for name in loaded if name.startswith(("PySide6", "shiboken6", "editor.ui"))] == []


def test_the_model_needs_nothing_but_the_standard_library(repository):
    # -S leaves out site-packages: an import of anything else fails.
    walked = _run(f"{IMPORT_ALL}\nprint(*walk('editor.model'))", repository, "-I", "-S")
    assert len(walked) > 1
