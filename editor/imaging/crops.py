"""Parts of a page as small JPEGs: the page is decoded once, reduced, and cut as often as asked.

For pages that are shown to readers. It refuses to know why a part is wanted.
"""

import io
import math
from pathlib import Path

PAGE_EDGE = 2000
"""How large, in pixels, the page is decoded at most."""

QUALITY = 70


class Crops:
    """The parts of one page."""

    def __init__(self, path: Path, frame: int, edge: int = PAGE_EDGE) -> None:
        """Decode a page.

        Raises:
            ImageFault: the file cannot be decoded or has no such page.
        """
        from editor.imaging.render import upright  # here, so that importing this module does not load Pillow

        self._image = upright(path, frame, edge, edge, None)

    def jpeg(self, box: tuple[float, float, float, float], page: tuple[int, int], edge: int = 560) -> bytes | None:
        """Return a part as a JPEG, None where nothing of it lies on the page.

        Args:
            box: The part, in pixels of a page of the size ``page``.
            page: The width and height that the box counts in.
            edge: How large the picture is at most.
        """
        across, down = self._image.width / max(page[0], 1), self._image.height / max(page[1], 1)
        left, top = max(0, int(box[0] * across)), max(0, int(box[1] * down))
        right = min(self._image.width, math.ceil(box[2] * across))
        bottom = min(self._image.height, math.ceil(box[3] * down))
        if left >= right or top >= bottom:
            return None
        part = self._image.crop((left, top, right, bottom))
        part.thumbnail((edge, edge))
        part.info.clear()  # no comment nor profile of the original travels along
        buffer = io.BytesIO()
        part.save(buffer, "JPEG", quality=QUALITY)
        return buffer.getvalue()
