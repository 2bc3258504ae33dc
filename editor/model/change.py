"""What an edit did: told once to every listener."""

from __future__ import annotations

from dataclasses import dataclass

from editor.model.edit import Edit


@dataclass(frozen=True, slots=True)
class Change:
    """The outcome of one applied edit.

    Attributes:
        rev: Its place in the journal, from 1.
        edit: The edit with its ids filled in: applied to the same state, it does the same again.
        inverse: The edit that takes it back.
        touched: Ids of everything whose content or place changed.
        pages: Ids of the pages on which something changed.
        structure: Whether documents, pages or versions of pages were added or removed, or moved or renamed.
    """

    rev: int
    edit: Edit
    inverse: Edit
    touched: frozenset[int] = frozenset()
    pages: frozenset[int] = frozenset()
    structure: bool = False

    @property
    def id(self) -> int | None:
        """Return the id of what the edit added, if it added one thing."""
        return getattr(self.edit, "id", None)
