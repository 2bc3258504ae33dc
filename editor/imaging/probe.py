"""What an image file is, from its header: nothing is decoded, no pixel is promised.

For a file a stranger made, ask `decode`, which looks at it in a process of its own.
"""

from pathlib import Path

from editor.imaging.facts import IMAGE_SUFFIXES, Frame, ImageFacts, ImageFault

__all__ = ["IMAGE_SUFFIXES", "Frame", "ImageFacts", "ImageFault", "probe"]


def probe(path: Path) -> ImageFacts:
    """Read the header of an image and the digest of its bytes.

    Raises:
        ImageFault: the file cannot be read, is of no format allowed, too large, or its header is damaged.
    """
    from editor.imaging.render import examine  # here, so that importing this module does not load Pillow

    return examine(path)
