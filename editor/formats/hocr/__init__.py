"""hOCR of any producer, as XHTML or as the HTML browsers forgive."""

from editor.formats.hocr.reader import read

__all__ = ["read"]
