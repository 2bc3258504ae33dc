"""The confusions a project's corrections teach, kept up to date by the journal; knows no page and no suspect word."""

from __future__ import annotations

from collections import Counter

from editor.assist.suspects.confusions import Confusion, confused
from editor.store import corrected, journal
from editor.store.project import Project

_SLICE = 400
_MOST_LINES = 20_000
"""So many corrected lines teach; those that were added last."""
_MOST_TOUCHED = 2_000


class Learning:
    """The confusions this project's corrections have taught; kept up to date by the journal, a slice at a time."""

    def __init__(self) -> None:
        """Begin with nothing learnt."""
        self.counts: Counter[Confusion] = Counter()
        self._lines: dict[int, tuple[Confusion, ...]] = {}
        self._after: int | None = 0
        self._rev = -1

    @property
    def done(self) -> bool:
        """Tell whether every line has been looked at once."""
        return self._after is None

    def step(self, project: Project) -> bool:
        """Look at a few more lines, or at what changed since; tell whether something new was learnt."""
        if self._rev < 0:
            self._rev = journal.last_rev(project.connection)
        if self._after is None:
            return self._catch_up(project)
        found, self._after = corrected.corrected_after(project, self._after, _SLICE)
        for one in found:
            self._put(one.line, one)
        return bool(found)

    def whole(self, project: Project) -> Counter[Confusion]:
        """Look at all lines and return what they teach."""
        while not self.done:
            self.step(project)
        self.step(project)
        return self.counts

    def _catch_up(self, project: Project) -> bool:
        rev = journal.last_rev(project.connection)
        if rev == self._rev:
            return False
        touched = corrected.touched_since(project, self._rev, _MOST_TOUCHED)
        self._rev = rev
        if touched is None:
            self._after = 0
            return False
        now = {one.line: one for one in corrected.corrected_of(project, touched)}
        before = self.counts.copy()
        for line in touched:
            self._put(line, now.get(line))
        return before != self.counts

    def _put(self, line: int, one: corrected.Corrected | None) -> None:
        for confusion in self._lines.pop(line, ()):
            self.counts[confusion] -= 1
            if self.counts[confusion] <= 0:
                del self.counts[confusion]
        taught = tuple(confused(one.read, one.text)) if one is not None else ()
        if taught:
            if len(self._lines) >= _MOST_LINES:
                self._put(next(iter(self._lines)), None)
            self._lines[line] = taught
            self.counts.update(taught)
