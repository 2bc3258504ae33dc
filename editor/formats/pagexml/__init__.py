"""PAGE XML, 2009 to 2019, of any producer: elements are known by their local names, whatever the namespace says."""

from editor.formats.pagexml.reader import read

__all__ = ["read"]
