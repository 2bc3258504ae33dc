"""The window is killed while somebody types; when it is opened again nothing acknowledged is missing, nothing asks."""

import os
import random

import pytest

from tests.faults.kill_rounds import Rounds

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with a signal that only POSIX has")
TYPIST = "tests.faults.window_typist"
VERIFIER = ["tests.faults.window_verifier"]


def loop(folder, *options):
    return Rounds([TYPIST, *options], VERIFIER, folder, least=0.05, most=4.0, patience=90.0)


@pytest.mark.journey
@pytest.mark.slow
def test_typing_survives_the_kill_of_the_window(tmp_path):
    rounds = int(os.environ.get("MUNIMENT_WINDOW_KILLS", "4"))
    outcome = loop(tmp_path).run(rounds, seed := _seed())
    assert not outcome.faults, f"seed {seed}"
    assert outcome.killed == rounds
    assert outcome.acknowledged >= rounds // 2


@pytest.mark.journey
@pytest.mark.slow
def test_a_window_that_acknowledges_what_is_only_typed_is_caught(tmp_path):
    outcome = loop(tmp_path, "--lie").run(6, _seed(), stop_at_fault=True)
    assert any("was acknowledged, the last one stored is" in fault for fault in outcome.faults), outcome


def _seed():
    return 1 if os.environ.get("CI") else random.randrange(1 << 30)


@pytest.mark.journey
@pytest.mark.slow
def test_drawing_importing_replacing_and_exporting_survive_the_kill_of_the_window(tmp_path):
    loop = Rounds(["tests.faults.window_worker"], ["tests.faults.worker_verifier"], tmp_path, least=0.05, most=1.0)
    outcome = loop.run(4, seed := _seed())
    assert not outcome.faults, f"seed {seed}"
    assert outcome.killed == 4
    assert outcome.acknowledged >= 2
