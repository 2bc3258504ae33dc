"""Dictionaries: is a word known, how frequent is it, which words are near it; loaded when first asked for.

The only module that names hunspell and symspellpy, the extra ``spell``. Loading takes seconds: never in the thread of
a window. Without the extra a lexicon knows nothing and says so in ``missing``.
"""

from __future__ import annotations

import math
import sys
import threading
import time
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from editor.assist.suspects.rules import Language, language

_FOLDERS = ("/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/Library/Spelling")
_BREATH = 200
"""So many entries are loaded before other threads get their turn."""
_PAUSE = 0.0005
_KEY_BITS = sys.hash_info.width
_DRAWER_BITS = 6
"""Pairs are put into so many drawers, as a power of two, and sorted there."""
_BILLION = 1e9
_KNOWN_AT_ONCE = 40_000
"""Words remembered to be known or not, some 8 MB: bad readings of thousands of pages are all different."""
_LONG_ENOUGH = 5


class Lexicon:
    """What the dictionaries of one language know."""

    def __init__(self, rules: Language) -> None:
        """Make one that knows nothing yet."""
        self.rules = rules
        self.missing: str = ""
        self._spellers: list[Any] = []
        self._counts: dict[str, int] = {}
        self._total = 1
        self._near: Any = None
        self._keys: array[int] = array("q")
        self._pairs: array[float] = array("f")
        self._memo: dict[str, bool] = {}
        self._lock = threading.Lock()

    @property
    def loaded(self) -> bool:
        """Tell whether there is a dictionary, so that a word can be unknown."""
        return bool(self._spellers)

    def knows(self, word: str) -> bool:
        """Tell whether a dictionary holds a word as it is, in small letters or with a capital; memoised."""
        found = self._memo.get(word)
        if found is None:
            forms = {word, word.casefold(), word.capitalize()} if not word.isupper() else {
                word, word.casefold(), word.capitalize(), word.title()}  # fmt: skip
            found = any(_spell(speller, form) for speller in self._spellers for form in forms)
            found = found or self._elsewhere(word.casefold())
            self._remember(word, found)
        return found

    def _remember(self, key: str, found: bool) -> None:
        if len(self._memo) >= _KNOWN_AT_ONCE:
            self._memo.clear()
        self._memo[key] = found

    def _elsewhere(self, word: str) -> bool:
        """Tell whether a word is only spelt as another country spells it."""
        if len(word) < _LONG_ENOUGH:
            return False
        made = (word.replace(here, there) for here, there in self.rules.variants if here in word)
        return any(_spell(speller, other) for other in made for speller in self._spellers)

    def holds(self, word: str) -> bool:
        """Tell whether a dictionary holds a word just as it is, so that a name in small letters is none."""
        key = f"={word}"
        found = self._memo.get(key)
        if found is None:
            found = any(_spell(speller, word) for speller in self._spellers)
            self._remember(key, found)
        return found

    def frequency(self, word: str) -> float:
        """Return how often a word occurs in a thousand million words, 0 where nobody counted it."""
        return self._counts.get(word.casefold(), 0) * _BILLION / self._total

    def pair(self, first: str, second: str) -> float:
        """Return how often two words follow each other in a thousand million, 0 where nobody counted them."""
        if not self._keys:
            return 0.0
        key = _key(first.casefold(), second.casefold())
        at = bisect_left(self._keys, key)
        return self._pairs[at] if at < len(self._keys) and self._keys[at] == key else 0.0

    def near(self, word: str, distance: int) -> list[str]:
        """Return known words within so many letters of a word."""
        if self._near is None:
            return []
        from symspellpy import Verbosity

        with self._lock:
            found = self._near.lookup(word.casefold(), Verbosity.ALL, max_edit_distance=distance)
        return [item.term for item in found]

    def load_spelling(self) -> None:
        """Read only what tells whether a word is known."""
        if not self._load_spellers():
            self.missing = _no_speller(self.rules)

    def load(self) -> None:
        """Read the dictionaries; what is not there is told in ``missing``."""
        lacking = []
        if not self._load_spellers():
            lacking.append(_no_speller(self.rules))
        if self.rules.code.startswith("en") and not self._load_counts():
            lacking.append("There is no list of frequent words: install the extra “spell” (symspellpy) for proposals.")
        self.missing = " ".join(lacking)

    def _load_spellers(self) -> bool:
        try:
            import hunspell
        except ImportError:
            return False
        own = Path(hunspell.__file__).parent / "dictionaries"
        for name in self.rules.dictionaries:
            folder = next((f for f in (own, *map(Path, _FOLDERS)) if (f / f"{name}.dic").is_file()), None)
            if folder is not None:
                self._spellers.append(hunspell.Hunspell(name, hunspell_data_dir=str(folder)))
        return bool(self._spellers)

    def _load_counts(self) -> bool:
        try:
            import symspellpy
        except ImportError:
            return False
        folder = Path(symspellpy.__file__).parent
        near = symspellpy.SymSpell(max_dictionary_edit_distance=2, prefix_length=6)
        for term, count in _lines(next(folder.glob("frequency_dictionary_en_*.txt"))):
            self._counts[sys.intern(term)] = count
            if not self._spellers or self.knows(term):
                near.create_dictionary_entry(term, count)
        self._memo.clear()
        self._total = sum(self._counts.values())
        self._near = near
        self._load_pairs(next(folder.glob("frequency_bigramdictionary_en_*.txt")))
        return True

    def _load_pairs(self, path: Path) -> None:
        counts = self._counts
        drawers: list[list[tuple[int, float]]] = [[] for _ in range(1 << _DRAWER_BITS)]
        for words, count in _lines(path):
            first, _, second = words.partition(" ")
            if first in counts and second in counts:
                key = _key(first, second)
                drawers[(key >> _KEY_BITS - _DRAWER_BITS) + len(drawers) // 2].append(
                    (key, count * _BILLION / self._total)
                )
        keys, pairs = array("q"), array("f")
        for drawer in drawers:  # sorted in one go they would hold up all other threads for a fifth of a second
            drawer.sort()
            keys.extend(key for key, _ in drawer)
            pairs.extend(count for _, count in drawer)
            _rest()
        self._keys, self._pairs = keys, pairs


def _lines(path: Path) -> Iterator[tuple[str, int]]:
    """Yield words and counts of a list, letting other threads have their turn."""
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines):
            words, _, count = line.rstrip().rpartition(" ")
            yield words, int(count)
            if number % _BREATH == 0:
                if _given_up.is_set():
                    raise Abandoned
                _rest()


def _key(first: str, second: str) -> int:
    return hash((first, second))


def _spell(speller: Any, word: str) -> bool:  # noqa: ANN401 - hunspell ships no types
    try:
        return bool(speller.spell(word))
    except UnicodeError:  # the dictionary's own encoding has no such letter
        return False


def _no_speller(rules: Language) -> str:
    try:
        import hunspell  # noqa: F401
    except ImportError:
        return "There is no dictionary: install the extra “spell” (chunspell); until then unknown words are not found."
    names = ", ".join(rules.dictionaries) or rules.code
    return f"There is no dictionary for “{rules.code}” ({names}): unknown words are not found in this language."


class Abandoned(Exception):
    """The loading of dictionaries was given up: nobody waits for them any more."""


_loading = threading.Lock()
_given_up = threading.Event()
_made: dict[str, Lexicon] = {}
_spelling: dict[str, Lexicon] = {}


def lexicon(code: str = "en") -> Lexicon:
    """Return the lexicon of a language, loading it the first time: seconds, so not in the thread of a window.

    Raises:
        Abandoned: ``abandon`` was called while it was loading.
    """
    made = _made.get(code)
    if made is None:
        with _loading:
            made = _made.get(code)
            if made is None:
                made = Lexicon(language(code))
                made.load()
                _made[code] = made
    return made


def speller(code: str = "en") -> Lexicon:
    """Return a lexicon that knows words but neither their frequency nor what is near them: at once, not in seconds."""
    made = _made.get(code) or _spelling.get(code)
    if made is None:
        made = _spelling[code] = Lexicon(language(code))
        made.load_spelling()
    return made


def is_loaded(code: str = "en") -> bool:
    """Tell whether the lexicon of a language is there at once."""
    return code in _made


def rest_with(rest: Callable[[], object] | None) -> None:
    """Call ``rest`` between two pieces of loading, None for the shortest of rests; a window gives way so."""
    global _rest
    _rest = rest or _briefly


def _briefly() -> None:
    time.sleep(_PAUSE)


_rest: Callable[[], object] = _briefly


def abandon() -> None:
    """Give up what is being loaded, so that a program that ends need not wait for it."""
    _given_up.set()
    with _loading:
        _given_up.clear()


def gain(first: float, second: float, floor: float) -> float:
    """Return how many powers of ten ``second`` is more than ``first``, both lifted by ``floor``."""
    return math.log10((second + floor) / (first + floor))
