"""Two programs at one project, copies of a closed one, backups killed: the small numbers of the harnesses."""

import os

import pytest

from tests.faults.copies import copies
from tests.faults.kill_rounds import Rounds
from tests.faults.races import _faults, races

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with a signal that only POSIX has")


@pytest.mark.slow
def test_never_two_writers():
    assert races(4, 7) == []


def test_two_writers_and_a_wrong_refusal_would_be_seen():
    both = [["wrote 20", "wrote 50", "done"], ["wrote 40", "done"]]
    assert "two wrote at once" in _faults(both, killed=False)[0]
    assert "was not told" in _faults([["wrote 20", "done"], ["refused it cannot be opened"]], killed=False)[0]
    assert "nobody got in" in _faults([["refused is open in another"], []], killed=False)[0]


def test_every_copy_of_a_closed_project_is_whole():
    assert copies(40, 7) == []


@pytest.mark.slow
def test_a_killed_backup_bears_no_name(tmp_path):
    loop = Rounds(["tests.faults.backup_saver"], ["tests.faults.backup_verifier"], tmp_path)
    outcome = loop.run(8, 7)
    assert not outcome.faults
    assert outcome.killed == 8 and outcome.acknowledged >= 4
