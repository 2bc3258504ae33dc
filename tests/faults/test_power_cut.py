"""A slice of the power cuts; all of them by hand (see power_cut)."""

import sys

import pytest

from tests.faults.failing_disk import compiler
from tests.faults.power_cut import cuts

pytestmark = [
    pytest.mark.skipif(compiler() is None, reason="there is no C compiler to watch the disk with"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the C library is stood before on Linux only"),
]


def test_no_acknowledged_edit_is_lost_and_no_project_is_damaged_by_a_power_cut():
    wrong = [one for one in cuts(300, 20261122) if one]
    assert wrong == []


def test_a_program_that_does_not_sync_is_found_out():
    wrong = [one for one in cuts(60, 20261122, careless=True) if one]
    assert len(wrong) > 20
