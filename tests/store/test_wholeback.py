"""The whole project back as it was: whatever was done since, row for row, in one step that undo takes back."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import journal, wholeback
from editor.store.project import Project
from tests.store.scripts import edit_of, scripts, state
from tests.store.test_property import FASTEST, SCRIPTS, seeded


def _played(project, script):
    for draw in script:
        if draw[0] == "undo":
            project.undo()
            continue
        try:
            project.apply(edit_of(project, draw))
        except Fault:
            continue


def _way(project, rev):
    last = journal.last_rev(project.connection)
    return wholeback.way(project, wholeback.fold(journal.inverses(project.connection, range(rev + 1, last + 1))))


@settings(max_examples=max(20, SCRIPTS // 4), suppress_health_check=list(HealthCheck), deadline=None)
@given(script=scripts, at=st.integers(0, 59))
def test_everything_since_an_entry_goes_back_at_once_and_comes_again(script, at):
    folder = Path(tempfile.mkdtemp(dir=FASTEST))
    try:
        with seeded(folder, "p.muniment") as project:
            _played(project, script[:at])
            then, rev = state(project), journal.last_rev(project.connection)
            _played(project, script[at:])
            now = state(project)
            edit = _way(project, rev)
            if edit is None:
                assert now == then
                return
            project.apply(edit)
            assert state(project) == then
            project.undo()
            assert state(project) == now
    finally:
        shutil.rmtree(folder)


def test_where_nothing_was_done_there_is_no_way(tmp_path):
    with Project.create(tmp_path / "p.muniment") as project:
        project.apply(e.AddDocument("One"))
        assert _way(project, journal.last_rev(project.connection)) is None
