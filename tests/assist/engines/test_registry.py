"""Which engines are found, and what is said where one is missing."""

import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

from editor.assist.engines import registry

ROOT = Path(__file__).parents[3]


def run(code, *paths):
    """Run code in a fresh process with more folders to find packages in, and return what it printed."""
    before = "import sys\n" + "".join(f"sys.path.insert(0, {str(path)!r})\n" for path in (ROOT, *paths))
    done = subprocess.run(
        [sys.executable, "-c", before + textwrap.dedent(code)], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def stranger(folder, body):
    """Make a package with an engine, and the metadata that offer it."""
    about = folder / "stranger-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[muniment.engines]\nparrot = stranger:Parrot\n")
    (folder / "stranger.py").write_text(textwrap.dedent(body))


PARROT = """
    from editor.assist.engines.values import ReadBlock, ReadLine, ReadWord

    class Parrot:
        name, version, wants_clean = "parrot", "3", False

        def missing(self):
            return ""

        def languages(self):
            return ()

        def read(self, picture, languages, stop):
            box = (1.0, 2.0, 30.0, 12.0)
            return (ReadBlock((ReadLine((ReadWord("Polly", box, 0.9),), box),), box),)
    """


def test_our_own_are_entry_points_as_well():
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    assert points["muniment.engines"] == registry.OWN


def test_an_engine_of_another_package_reads(tmp_path):
    stranger(tmp_path, PARROT)
    image = tmp_path / "page.png"
    from PIL import Image

    Image.new("L", (40, 20), 255).save(image)
    code = f"""
        from pathlib import Path
        from editor.assist.engines import available
        from editor.work.scan_reading import read_page
        print("parrot" in available())
        page = read_page(Path({str(image)!r}), engine="parrot")
        print(page.lines()[0].text, page.lines()[0].words[0].box)
    """
    assert run(code, tmp_path) == ["True", "Polly (1, 2, 30, 12)"]


def test_an_engine_that_cannot_be_loaded_is_left_out_and_says_why(tmp_path):
    stranger(tmp_path, "raise ValueError('no parrot today')")
    code = """
        from editor.assist.engines import available, engine
        print("parrot" in available())
        try:
            engine("parrot")
        except Exception as fault:
            print(fault)
    """
    said = run(code, tmp_path)
    assert said == ["False", "The engine “parrot” cannot be loaded (ValueError: no parrot today)."]


def test_what_is_no_engine_is_left_out(tmp_path):
    stranger(tmp_path, "Parrot = dict")
    assert run("from editor.assist.engines import available; print('parrot' in available())", tmp_path) == ["False"]


def test_without_the_extra_a_sentence_names_it():
    code = """
        from importlib import util
        there = util.find_spec
        util.find_spec = lambda name, *more: None if name in ("tesserocr", "rapidocr") else there(name, *more)
        from editor.assist.engines import available, engine
        print(available())
        for name in (None, "rapidocr"):
            try:
                engine(name)
            except Exception as fault:
                print(fault)
    """
    none, first, second = run(code)
    assert none == "[]"
    assert "pip install 'muniment[ocr]'" in first and "pip install 'muniment[ocr-neural]'" in second


def test_nothing_heavy_is_loaded_to_tell_what_there_is():
    code = """
        from editor.assist.engines import available
        import editor.work.scan_reading
        available()
        print([name for name in ("tesserocr", "rapidocr", "onnxruntime", "numpy", "cv2") if name in sys.modules])
    """
    assert run(code) == ["[]"]
