"""Work in the background waits while somebody works, not for ever, and not when it is told to stop."""

import threading
import time

from editor.ui.kit import pace
from editor.ui.kit.pace import Pace


def asked_after(asked):
    begun = time.monotonic()
    return asked(), time.monotonic() - begun


def test_where_nobody_works_nothing_waits():
    told, took = asked_after(Pace().giving_way(threading.Event()))
    assert not told and took < 0.1


def test_it_waits_until_the_desk_is_left():
    at = Pace()
    at.touch()
    told, took = asked_after(at.giving_way(threading.Event()))
    assert not told and took >= pace.QUIET - 0.05


def test_it_goes_on_though_somebody_works_on_and_on(monkeypatch):
    at, over = Pace(), threading.Event()

    def type_on():
        while not over.wait(0.01):
            at.touch()

    monkeypatch.setattr(pace, "PATIENCE", 0.2)
    thread = threading.Thread(target=type_on)
    at.touch()
    thread.start()
    told, took = asked_after(at.giving_way(threading.Event()))
    assert thread.is_alive() and not told and 0.15 < took < pace.QUIET
    over.set()
    thread.join()


def test_who_is_told_to_stop_does_not_wait(monkeypatch):
    monkeypatch.setattr(pace, "QUIET", 60.0)
    monkeypatch.setattr(pace, "PATIENCE", 60.0)
    at, halt = Pace(), threading.Event()
    at.touch()
    timer = threading.Timer(0.1, halt.set)
    timer.start()
    told, took = asked_after(at.giving_way(halt))
    assert told and took < 10
    timer.join()


def test_a_rest_is_a_little_longer_while_somebody_works():
    at = Pace()
    begun = time.monotonic()
    at.rest()
    assert time.monotonic() - begun < pace.BRIEF
    at.touch()
    begun = time.monotonic()
    at.rest()
    assert time.monotonic() - begun >= pace.BRIEF - 0.005
