"""A program killed while it brings an old project up to date leaves the old one or the new one, whole."""

import os
import shutil
import sqlite3

import pytest

from tests.faults.kill_rounds import Rounds
from tests.faults.migrate_saver import OLD, PROJECT, make
from tests.faults.migrate_verifier import faults

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with a signal that only POSIX has")


@pytest.mark.slow
def test_a_killed_migration_leaves_a_whole_project(tmp_path):
    loop = Rounds(["tests.faults.migrate_saver"], ["tests.faults.migrate_verifier"], tmp_path, most=0.5)
    outcome = loop.run(3, 7)
    assert not outcome.faults
    assert outcome.killed == 3 and outcome.acknowledged >= 2


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE page SET label='x' WHERE label='7'", "it is of the old version and not as it was"),
        ("UPDATE head SET digest='0'", "is not the one that was written"),
        ("DELETE FROM line WHERE text='3 3'", "its content is another"),
    ],
)
def test_one_that_is_not_whole_would_be_seen(tmp_path, statement, told):
    make(tmp_path)
    (aside := tmp_path / "aside").mkdir()
    shutil.copyfile(tmp_path / OLD, tmp_path / PROJECT)
    assert list(faults(tmp_path, aside)) == []  # it is opened, and up to date now
    if "page" in statement:
        shutil.copyfile(tmp_path / OLD, tmp_path / PROJECT)
    connection = sqlite3.connect(tmp_path / PROJECT, isolation_level=None)
    connection.execute(statement)
    connection.close()
    assert any(told in one for one in faults(tmp_path, aside))
