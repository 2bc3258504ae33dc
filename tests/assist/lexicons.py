"""Lexicons as they are where something is not installed."""

from editor.assist.suspects.lexicon import Lexicon
from editor.assist.suspects.rules import language


def without_dictionaries():
    bare = Lexicon(language("en"))
    bare.missing = "There is no dictionary."
    return bare
