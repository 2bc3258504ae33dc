"""METS of any producer: which pages a digital object has, in which order, and which local files hold them."""

from editor.formats.mets.reader import read
from editor.formats.mets.shape import Mets, MetsPage, present

__all__ = ["Mets", "MetsPage", "present", "read"]
