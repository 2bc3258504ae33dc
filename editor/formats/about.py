"""What a written file says of itself: which program made it, from what, and when the work was last changed."""

from __future__ import annotations

from dataclasses import dataclass

from editor.formats.flow import fullest
from editor.model.tagset import TagSet


@dataclass(frozen=True, slots=True)
class About:
    """The frame of a written file.

    ``created`` is the ISO 8601 time, with its zone, of the last change to the project, "" where it has none: so that
    the same project gives the same bytes whenever it is written.
    """

    title: str = ""
    software: str = "Muniment"
    version: str = ""
    created: str = ""
    tagset: TagSet | None = None

    @property
    def kinds(self) -> TagSet:
        """Return the project's tag set, the fullest one that is shipped where it has none."""
        return self.tagset or fullest()
