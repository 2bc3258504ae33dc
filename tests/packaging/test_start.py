"""The front door chooses rightly, and lightly."""

import subprocess
import sys

import pytest
from PIL import Image

from editor.imaging import aside, decode, pdf
from editor.imaging.decode import Checker
from editor.start import COMMANDS, helper_of, names_command
from editor.work import scan_reading, text_reading

HELPERS = (
    (decode.CHILD_OPTION, {"path": "none.png"}),
    (pdf.CHILD_OPTION, {"do": "open", "path": "none.pdf"}),
    (
        scan_reading.CHILD_OPTION,
        {"path": "none.png", "frame": 0, "size": None, "engine": "none", "languages": ["eng"]},
    ),
    (text_reading.CHILD_OPTION, {"path": "none.txt", "into": "nowhere"}),
)
"""What each helper is started with, and a request for what is not there."""
PACKED = "#!{0}\nimport sys\n\nsys.frozen = True\nfrom editor.start import main\n\nsys.exit(main())\n"
"""A program that takes itself for packed."""


@pytest.fixture
def packed(monkeypatch, tmp_path):
    """Take this program for packed, and a script for its executable."""
    if sys.platform == "win32":
        pytest.skip("a script cannot stand for the program here")
    program = tmp_path / "packed"
    program.write_text(PACKED.format(sys.executable), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))


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


@pytest.mark.parametrize(("option", "asked"), HELPERS)
def test_a_packed_program_is_its_own_helper(packed, option, asked):
    helper = aside.Aside("editor.nowhere", option, scan_reading.MEMORY, "nothing")
    try:
        assert "fault" in helper.ask(asked, seconds=60)
    finally:
        helper.end()


def test_a_packed_program_decodes_a_scan(packed, tmp_path):
    Image.new("L", (30, 20), 200).save(tmp_path / "scan.png")
    with Checker() as checker:
        facts = checker.check(tmp_path / "scan.png")
    assert (facts.width, facts.height) == (30, 20)


def test_who_is_not_packed_or_says_something_else_is_no_helper(monkeypatch):
    asked = [decode.CHILD_OPTION, "1000"]
    assert helper_of(asked) is None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert helper_of(asked) is not None
    for other in (["letters.muniment"], [], asked[:1], [decode.CHILD_OPTION, "much"], ["--read-minds", "1000"]):
        assert helper_of(other) is None
