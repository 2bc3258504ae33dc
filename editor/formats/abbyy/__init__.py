"""ABBYY FineReader XML, schemas 6 to 10: elements are known by their local names, whatever the namespace says."""

from editor.formats.abbyy.reader import read

__all__ = ["read"]
