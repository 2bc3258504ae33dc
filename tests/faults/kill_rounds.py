"""Run a program that saves, kill it at a random moment, verify what it left; again and again.

A small loop of our own, so that the tests need nothing beside the repository. It shows what a crash of our process
loses and says nothing about a power cut.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass
class Outcome:
    """What came of the rounds; ``faults`` are the verifier's words with the round they were said in."""

    rounds: int = 0
    killed: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rounds:
    """How to run: modules with their arguments, seconds between start (or first acknowledgement) and kill."""

    saver: Sequence[str]
    verifier: Sequence[str]
    folder: Path
    least: float = 0.0
    most: float = 0.3
    patience: float = 60.0
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, rounds: int, seed: int, *, stop_at_fault: bool = False) -> Outcome:
        """Kill and verify so many times; every second kill waits for the round's first acknowledgement."""
        chance, outcome = random.Random(seed), Outcome()
        for number in range(rounds):
            self._kill_once(chance, outcome, wait=number % 2 == 0)
            self._verify(number, outcome)
            outcome.rounds += 1
            if outcome.faults and stop_at_fault:
                break
        outcome.acknowledged = self._promises()
        return outcome

    @property
    def _acknowledgements(self) -> Path:
        return self.folder / "acknowledged.log"

    def _promises(self) -> int:
        return self._acknowledgements.read_bytes().count(b"\n") if self._acknowledgements.exists() else 0

    def _environment(self) -> dict[str, str]:
        places = {"KILL_LOOP_DIR": str(self.folder), "KILL_LOOP_ACK": str(self._acknowledgements)}
        return {**os.environ, **self.environment, **places}

    def _kill_once(self, chance: random.Random, outcome: Outcome, *, wait: bool) -> None:
        before = self._promises()
        with (self.folder / "saver.err").open("wb") as errors:
            child = subprocess.Popen(
                [sys.executable, "-m", *self.saver],
                cwd=REPOSITORY,
                env=self._environment(),
                stderr=errors,
                start_new_session=True,
            )
            try:
                if wait:
                    self._await_promise(child, before, outcome)
                time.sleep(chance.uniform(self.least, self.most))
            finally:
                if child.poll() is None:
                    os.killpg(child.pid, signal.SIGKILL)
                    outcome.killed += 1
                child.wait()
        if child.returncode not in (0, -signal.SIGKILL):
            said = (self.folder / "saver.err").read_text(errors="replace")[-500:]
            outcome.faults.append(f"round {outcome.rounds}: the saver ended with {child.returncode}: {said}")

    def _await_promise(self, child: subprocess.Popen[bytes], before: int, outcome: Outcome) -> None:
        end = time.monotonic() + self.patience
        while self._promises() == before and child.poll() is None:
            if time.monotonic() > end:
                outcome.faults.append(f"round {outcome.rounds}: nothing saved within {self.patience:.0f} s")
                return
            time.sleep(0.002)

    def _verify(self, number: int, outcome: Outcome) -> None:
        done = subprocess.run(
            [sys.executable, "-m", *self.verifier],
            cwd=REPOSITORY,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=300,
        )
        if done.returncode:
            outcome.faults.append(f"round {number}: {(done.stdout + done.stderr).strip()[-500:]}")
