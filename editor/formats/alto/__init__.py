"""ALTO 1 to 4 of any producer, with or without namespace: elements are known by their local names. Written as 4.4."""

from editor.formats.alto.reader import read
from editor.formats.alto.sayable import sayable
from editor.formats.alto.write import write, written

__all__ = ["read", "sayable", "write", "written"]
