"""Engines that read a page image: what one is, which there are, and the two that Muniment knows by itself."""

from editor.assist.engines.registry import available, engine

__all__ = ["available", "engine"]
