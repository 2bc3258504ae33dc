"""Searchable PDF: each page its scan with the lines of text, unseen, at their places.

Writes a file page by page with the standard library alone: the scans are put in as the bytes they come in (see
``imaging.embed``), and nothing of a page is kept once it is written.
"""

from editor.formats.pdf.write import PdfPage, Scan, write

__all__ = ["PdfPage", "Scan", "write"]
