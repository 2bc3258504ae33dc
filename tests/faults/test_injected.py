"""Errors in slots, paint events, other virtuals, jobs, threads, destructors, saving itself; and an abort: a slice."""

import os

import pytest

from tests.faults import injected


@pytest.mark.journey
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="tells an abort by its signal")
def test_an_error_loses_nothing_is_told_once_and_the_window_goes_on(tmp_path):
    assert injected.faults(tmp_path, fatal=("abort",)) == []
