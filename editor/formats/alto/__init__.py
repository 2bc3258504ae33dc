"""ALTO 1 to 4 of any producer, with or without namespace: elements are known by their local names."""

from editor.formats.alto.reader import read

__all__ = ["read"]
