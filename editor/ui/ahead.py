"""What is loaded in a thread while the first page is read, so that the first import does not hold the window up."""

from __future__ import annotations

AFTER = 3000
"""Milliseconds after the panes are there."""


def load() -> None:
    """Load the readers of all formats; whoever asks for them meanwhile waits no longer than without this."""
    import editor.work.foresee
    import editor.work.gather
    import editor.work.taking  # noqa: F401
