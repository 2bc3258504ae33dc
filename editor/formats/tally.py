"""Counting a file as it stands, before anything of it is changed; the definitions are those of ``Facts``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from editor.model.source import Facts


@dataclass(slots=True)
class Tally:
    """The regions and raw lines of one file so far, and the number of the next line in document order."""

    regions: int = 0
    raw: list[str] = field(default_factory=list)
    _extra: int = 0

    def line(self, raw: str) -> int:
        """Count a line with its text as it stands in the file; return its number from 0."""
        self.raw.append(raw)
        return len(self.raw) + self._extra - 1

    def uncounted(self) -> int:
        """Return a number for a line that we make and the file does not have."""
        self._extra += 1
        return len(self.raw) + self._extra - 1

    def facts(self) -> Facts:
        """Return the counts and the digest of the lines joined by LF."""
        digest = hashlib.sha256("\n".join(self.raw).encode("utf-8", "surrogatepass")).hexdigest()
        return Facts(self.regions, len(self.raw), sum(map(len, self.raw)), digest)
