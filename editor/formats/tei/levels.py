"""The levels of secrecy a marking can name, as the categories its text is pointed to."""

from __future__ import annotations

import re
from typing import Final

LEVELS: Final = {
    "cl-ts": "Top Secret",
    "cl-s": "Secret",
    "cl-c": "Confidential",
    "cl-r": "Restricted",
    "cl-u": "Unclassified",
}
"""Categories of the taxonomy of markings: id and words."""

_IDS = {words.upper(): ident for ident, words in LEVELS.items()}
_WORDS = re.compile(r"\b(TOP\s+SECRET|SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED)\b", re.IGNORECASE)


def levels(text: str) -> list[str]:
    """Return the ids of the levels named in ``text``, each once, in their order there."""
    found = (_IDS[" ".join(match.upper().split())] for match in _WORDS.findall(text))
    return list(dict.fromkeys(found))
