"""Hyphens at line ends in a project: what a dictionary and the project's other lines tell of each word that is broken.

The breaks stay in the project; what is found here is for reading texts, for searching, and for whoever asks why.
"""

from __future__ import annotations

import functools

from editor.assist.hyphens import JOINED, KEPT, Ruling, ruled
from editor.assist.suspects import lexicon
from editor.assist.suspects.rules import code_of
from editor.assist.suspects.values import Knowledge
from editor.formats import flow
from editor.store import corrected, readers
from editor.store.project import Project
from editor.work.suspects import DEFAULT_LANGUAGE, LANGUAGE, first_language, own_words

_REMEMBERED = 10_000


class Hyphens:
    """Rules on the hyphens of one document; every word is looked up once."""

    def __init__(self, project: Project, document: int) -> None:
        """Take the project, and the document whose language counts."""
        values = readers.project_values(project)
        said = first_language(readers.document(project, document).values.get(LANGUAGE, ""))
        words = lexicon.speller(code_of(said or values.get(LANGUAGE) or DEFAULT_LANGUAGE))
        self._knowledge = Knowledge(words, words=own_words(values))
        self._seen = functools.lru_cache(_REMEMBERED)(lambda word: corrected.stands_in_a_line(project, word))

    def ruling(self, text: str, following: str) -> Ruling | None:
        """Return what the hyphen at the end of a line is, and why; None where no word is broken there."""
        return ruled(text, following, self._knows, self._seen)

    def _knows(self, word: str) -> bool:
        own = word.casefold() in self._knowledge.words
        return own or (self._knowledge.lexicon.loaded and self._knowledge.knows(word))

    def cut(self, text: str, following: str) -> str:
        """Return what writers of reading texts ask: see ``flow.Cut``.

        Without a dictionary of the language a small letter behind the hyphen is all the evidence there can be.
        """
        ruling = self.ruling(text, following)
        if ruling is None:
            return flow.APART
        if ruling.way == JOINED:
            return flow.JOINED
        if ruling.way == KEPT and (self._knowledge.lexicon.loaded or not flow.goes_on(text, following)):
            return flow.KEPT
        return flow.APART if self._knowledge.lexicon.loaded else flow.by_form(text, following)
