"""What was acknowledged survives the kill of the process, and a saver that acknowledges too early is caught."""

import os
import random

import pytest

from tests.faults.kill_rounds import Rounds

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with a signal that only POSIX has")
SAVER = "tests.faults.store_saver"
VERIFIER = ["tests.faults.store_verifier"]


def _seed():
    return 1 if os.environ.get("CI") else random.randrange(1 << 30)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_twenty_kills(tmp_path):
    loop = Rounds([SAVER], VERIFIER, tmp_path)
    outcome = loop.run(20, seed := _seed())
    assert not outcome.faults, f"seed {seed}"
    assert outcome.killed == 20
    assert outcome.acknowledged >= 10


@pytest.mark.slow
def test_a_saver_that_acknowledges_too_early_is_caught(tmp_path):
    loop = Rounds([SAVER, "--lie"], VERIFIER, tmp_path)
    outcome = loop.run(40, _seed(), stop_at_fault=True)
    assert any("acknowledged and is lost" in fault for fault in outcome.faults), outcome


@pytest.mark.slow
def test_what_the_command_line_printed_is_kept(tmp_path):
    outcome = Rounds(["tests.faults.apply_saver"], VERIFIER, tmp_path, most=0.5).run(10, seed := _seed())
    assert not outcome.faults, f"seed {seed}"
    assert outcome.killed == 10
    assert outcome.acknowledged >= 10
