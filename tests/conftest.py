"""What every test stands on: no screen, a home of its own, and the shared material where it exists."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt. A journey that wants a real screen names its platform here: MUNIMENT_TEST_PLATFORM=xcb.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("MUNIMENT_TEST_PLATFORM", "offscreen")

import hypothesis
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"

# A loaded machine is not a failing test, so no deadline. CI repeats the same scripts, so that red means the change
# under test; at a desk each run tries new ones.
hypothesis.settings.register_profile(
    "muniment", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=not os.environ.get("CI")
)
hypothesis.settings.load_profile("muniment")


def pytest_unconfigure() -> None:
    """Empty the clipboard of the offscreen platform: it outlives Python, and would then free what Python put there."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Collect garbage after a test with a window, here and not meanwhile: a thread of Jobs may not destroy widgets.

    The program does so itself, see editor/ui/kit/collecting.py. A pool of threads that is destroyed in one of its own
    waits for itself for ever.
    """
    if not _has_window(item):
        return (yield)
    gc.disable()
    result = yield
    if nextitem is not None and _has_window(nextitem):
        most = gc.get_threshold()
        due = [generation for generation, count in enumerate(gc.get_count()) if count > most[generation]]
        if due:
            gc.collect(due[-1])
    else:
        gc.collect()
        gc.enable()
    return result


def _has_window(item: pytest.Item) -> bool:
    return "qapp" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def _homes(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(_homes, monkeypatch) -> Path:
    """Give the test a home of its own, so that it neither reads nor changes the settings of whoever runs it."""
    home = Path(tempfile.mkdtemp(dir=_homes))
    places = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "appdata",
        "LOCALAPPDATA": home / "localappdata",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": home / "run",
    }
    for name, place in places.items():
        place.mkdir(exist_ok=True, mode=0o700)
        monkeypatch.setenv(name, str(place))
    monkeypatch.delenv("MUNIMENT_USER", raising=False)
    return home


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared material beside the checkout, or skip."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the shared material at {SHARED}, which is not here")
    return SHARED


@pytest.fixture(scope="session")
def scans(shared) -> Path:
    """Return the folder of the six seed scans with their PAGE XML, or skip."""
    folder = shared / "seeds" / "scans"
    if not folder.is_dir():
        pytest.skip(f"needs the seed scans at {folder}, which are not here")
    return folder
