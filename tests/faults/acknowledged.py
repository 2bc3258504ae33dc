"""What was promised to be safe: one line a save, written so that it outlives the kill of whoever wrote it.

The contract is that of a kill loop: ``KILL_LOOP_DIR`` names a folder that lives through all rounds, ``KILL_LOOP_ACK``
a file to which each save adds ``number sha256`` in one write, after the save and never before. A line that the kill
cut off was never a promise.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def folder() -> Path:
    """Return the folder that lives through all rounds."""
    return Path(os.environ["KILL_LOOP_DIR"])


def digest(text: str) -> str:
    """Return the SHA-256 of a saved text."""
    return hashlib.sha256(text.encode()).hexdigest()


class Acknowledgements:
    """The file of promises, opened for adding to it."""

    def __init__(self) -> None:
        """Open the file; what was promised before stays."""
        self._handle = os.open(os.environ["KILL_LOOP_ACK"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)

    def add(self, number: int, text: str) -> None:
        """Promise that a text is safe, in one write."""
        os.write(self._handle, f"{number} {digest(text)}\n".encode())


def promised() -> dict[int, str]:
    """Return the digest of each text that was promised, by its number."""
    path = Path(os.environ["KILL_LOOP_ACK"])
    if not path.exists():
        return {}
    lines = path.read_text(encoding="ascii").splitlines(keepends=True)
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {int(number): sha for number, sha in whole}
