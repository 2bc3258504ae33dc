"""PAGE XML, 2009 to 2024, of any producer: elements are known by their local names, whatever the namespace says."""

from editor.formats.pagexml.plan import sayable
from editor.formats.pagexml.reader import read
from editor.formats.pagexml.write import write, written

__all__ = ["read", "sayable", "write", "written"]
