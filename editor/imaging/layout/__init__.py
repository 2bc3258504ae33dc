"""Lines and blocks of ink on a prepared page, found without reading a letter.

It refuses to know text: what stands in a line is for an engine or an archivist to say. Importing this loads no library
of arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.imaging.prepared import Prepared
    from editor.model.found import Layout


def find_layout(prepared: Prepared, stop: Callable[[], bool] | None = None) -> Layout:
    """Return the lines of ink on a page, with their baselines, outlines, kinds and blocks.

    Args:
        prepared: The page.
        stop: Asked now and then; when it says so, nothing is returned but an empty layout.
    """
    from editor.imaging.layout.find import found

    return found(prepared, stop or (lambda: False))
