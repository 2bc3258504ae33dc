"""The front door chooses rightly, and lightly."""

import subprocess
import sys

import pytest

from editor.start import COMMANDS, names_command


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["letters.muniment"],
        ["--user", "check", "letters.muniment"],
        ["--user=check", "letters.muniment"],
        ["--user"],
        ["./check"],
        ["--", "check"],
        ["-style", "fusion"],
    ],
)
def test_a_project_or_nothing_opens_the_window(arguments):
    assert not names_command(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "letters.muniment"],
        ["--user", "A. Clerk", "import", "letters.muniment", "scan.png"],
        ["--user=A. Clerk", "undo", "letters.muniment"],
        ["--help"],
        ["-h"],
        ["--version"],
    ],
)
def test_a_command_or_a_question_goes_to_the_command_line(arguments):
    assert names_command(arguments)


def test_every_command_is_known():
    assert all(names_command([name]) for name in COMMANDS)


def test_neither_the_window_nor_a_command_loads_arrays_or_engines_before_they_are_needed():
    heavy = "{'numpy', 'cv2', 'tesserocr', 'rapidocr', 'onnxruntime', 'pypdfium2', 'hunspell', 'symspellpy'}"
    code = f"import sys, editor.ui.main_window, editor.cli.commands; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_the_door_loads_nothing_heavy():
    heavy = "{'click', 'PySide6', 'sqlite_utils', 'sqlite3', 'lxml', 'PIL', 'editor.cli', 'editor.ui', 'editor.work'}"
    code = f"import sys, editor.start; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
