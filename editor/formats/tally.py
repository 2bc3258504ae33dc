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
    _next: int = 0

    def line(self, raw: str) -> int:
        """Count a line with its text as it stands in the file; return its number from 0."""
        self.raw.append(raw)
        return self.uncounted()

    def lines(self, raws: list[str]) -> int:
        """Count lines one behind the other; return the number of the first."""
        self.raw += raws
        self._next += len(raws)
        return self._next - len(raws)

    def uncounted(self) -> int:
        """Return the number of a line that we have and the definitions do not count."""
        self._next += 1
        return self._next - 1

    def counted(self, raw: str) -> None:
        """Count a line that the definitions count and we do not have: its text is in other lines."""
        self.raw.append(raw)

    def facts(self) -> Facts:
        """Return the counts and the digest of the lines joined by LF."""
        digest = hashlib.sha256("\n".join(self.raw).encode("utf-8", "surrogatepass")).hexdigest()
        return Facts(self.regions, len(self.raw), sum(map(len, self.raw)), digest)
