"""Make the environment of a checkout, and run the program or its tests in it.

    python3 packaging/dev.py demo [ARGUMENTS...]   open the sample project
    python3 packaging/dev.py test [ARGUMENTS...]   run the tests; the arguments go to pytest
    python3 packaging/dev.py ready                 make the environment and stop

Needs Python and nothing else. What the system lacks is said in one sentence; on Debian and its relatives, as root, it
is installed. This script refuses to know what the program does: it prepares and hands over.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# The oldest Python this file itself must run on is older than the one the program needs: it has to say so there.
OLDEST = (3, 11)

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "muniment-installed"

# What Qt asks of a Debian system: to draw at all, and to draw on a real X display.
QT_PACKAGES = ["libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0"]
QT_SCREEN_PACKAGES = [
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
    "libxcb-image0",
    "libxcb-render-util0",
    "libxcb-xinerama0",
]

# Run inside the environment. The platform plugins are loaded by hand because Qt itself aborts when one of them fails.
PROBE = """
import ctypes, pathlib, sys
import PySide6
from PySide6 import QtPrintSupport, QtSvg, QtTest, QtWidgets
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for name in sys.argv[1:]:
    ctypes.CDLL(str(plugins / f"libq{name}.so"))
"""


class Lacking(Exception):
    """Something the system lacks; the message is the sentence for whoever runs this script."""


def main() -> int:
    """Run one verb and return the exit code of what it ran."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        usage="dev.py {demo,test,ready} [ARGUMENTS...]",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=["demo", "test", "ready"], help=argparse.SUPPRESS)
    verb, passed_on = parser.parse_args(sys.argv[1:2]).verb, sys.argv[2:]
    try:
        screen = verb == "demo" and has_screen() and "--headless" not in passed_on
        make_environment()
        install()
        check_qt(screen=screen)
        return {"demo": demo, "test": test, "ready": ready}[verb](passed_on)
    except Lacking as lacking:
        print(lacking, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def ready(_arguments: list[str]) -> int:
    """Say where the environment is."""
    say(f"Ready: {VENV}")
    return 0


def demo(arguments: list[str]) -> int:
    """Open the sample project, or write its exports to a fresh folder where nothing can be shown."""
    if not arguments and not has_screen():
        out = Path(tempfile.mkdtemp(prefix="muniment-demo-")) / "sample"
        say(f"There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): writing the sample to {out}.")
        arguments = ["--headless", str(out)]
    return run([str(PYTHON), "-m", "editor", "demo", *arguments])


def test(arguments: list[str]) -> int:
    """Run the tests: all of them, shared out among the processors, unless ``arguments`` say otherwise."""
    return run([str(PYTHON), "-m", "pytest", *(arguments or ["-n", "auto", "--dist", "loadgroup"])])


def has_screen() -> bool:
    """Tell whether a window could be shown."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or not sys.platform.startswith("linux")


def make_environment() -> None:
    """Make ``.venv`` where there is none that runs."""
    if sys.version_info < OLDEST:
        wanted, found = ".".join(map(str, OLDEST)), ".".join(map(str, sys.version_info[:3]))
        raise Lacking(f"Muniment needs Python {wanted} or newer and this is {found}: run it with a newer one.")
    if runs(PYTHON):
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info[1]}-venv"
        hint = "install the part of Python that has the modules venv and ensurepip"
        supply([package], lack="This Python cannot make environments", hint=hint)
        # Where Debian's Python was not the one that lacked it, its package has not helped.
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            raise Lacking(f"This Python cannot make environments: {hint}, or use another Python.")
    say(f"Making an environment in {VENV}.")
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Lacking(f"Python could not make an environment in {VENV} (its own words are above).")


def install() -> None:
    """Install the program in editable form with what its tests need, if that has changed since the last time."""
    state = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == state:
        return
    say("Installing Muniment and what it depends on (some 350 MB the first time).")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    if run([*pip, "install", "--quiet", "--editable", f"{ROOT}[all,dev]"]) != 0:
        raise Lacking("pip could not install the dependencies (its own words are above): mend that and run this again.")
    STAMP.write_text(state)


def check_qt(*, screen: bool) -> None:
    """Make sure that Qt finds its libraries, with those for a real display if ``screen``."""
    missing = missing_library(screen=screen)
    if missing is None:
        return
    packages = QT_PACKAGES + (QT_SCREEN_PACKAGES if screen else [])
    supply(packages, lack=f"Qt does not find {missing}", hint="install the package of your system that has it")
    missing = missing_library(screen=screen)
    if missing is not None:
        raise Lacking(f"Qt still does not find {missing}: install the package of your system that has it.")


def missing_library(*, screen: bool) -> str | None:
    """Return the name of a shared library that Qt does not find, or None if it has all it needs."""
    if not sys.platform.startswith("linux"):
        return None
    plugins = ["offscreen", *(["xcb"] if screen and os.environ.get("DISPLAY") else [])]
    probe = subprocess.run([str(PYTHON), "-c", PROBE, *plugins], capture_output=True, text=True)
    if probe.returncode == 0:
        return None
    name = re.search(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object", probe.stderr)
    if name is None:
        raise Lacking(f"PySide6 cannot be loaded:\n{probe.stderr}")
    return name[1]


def supply(packages: list[str], *, lack: str, hint: str) -> None:
    """Install Debian packages as root, or raise the sentence that says what to do."""
    if shutil.which("apt-get") is None:
        raise Lacking(f"{lack}: {hint}.")
    line = " ".join(["apt-get", "install", "--no-install-recommends", *packages])
    if os.geteuid() != 0:
        raise Lacking(f"{lack}: as root, run\n    {line}\nand then this again.")
    say(f"{lack}: installing {' '.join(packages)}.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "-qq", "update"], environment=quiet)
    if run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages], environment=quiet) != 0:
        raise Lacking(f"{lack}, and apt-get could not install it (its own words are above): {hint}.")


def runs(python: Path) -> bool:
    """Tell whether ``python`` starts, is new enough and has pip: a moved or half-made environment does not."""
    code = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([str(python), "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False


def run(command: list[str], *, environment: dict[str, str] | None = None) -> int:
    """Run a command in the checkout, its output straight through, and return its exit code."""
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def say(sentence: str) -> None:
    """Print at once, so that the sentence stands before what the next command prints."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
