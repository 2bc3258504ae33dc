"""Muniment, a writing desk for archives.

The package is named ``editor``, the distribution and the program ``muniment``. This module holds the version and
nothing else: whatever it imported, every room would import. The rooms, and who may know whom, are in CONTRIBUTING.md.
"""

__version__ = "0.1.0"
