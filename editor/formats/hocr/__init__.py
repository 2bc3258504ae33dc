"""hOCR of any producer, as XHTML or as the HTML browsers forgive; written as hOCR 1.2 in XHTML."""

from editor.formats.hocr.reader import read
from editor.formats.hocr.sayable import sayable
from editor.formats.hocr.write import write

__all__ = ["read", "sayable", "write"]
