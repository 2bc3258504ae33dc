"""The order in which boxes on a page are read: cut into columns where there are columns, else into rows.

Notes in the margin are kept apart, and come behind what they stand beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from editor.model.geometry import Box, union

_SLACK = 0.2
"""Boxes that reach into each other by so much of the lower one's height still stand one above the other."""


def reading_order(boxes: Mapping[int, Box], notes: Sequence[int] = ()) -> list[int]:
    """Return the ids of ``boxes`` as they are read, from left to right."""
    flow = _cut([one for one in boxes if one not in set(notes)], boxes)
    for note in sorted((n for n in notes if n in boxes), key=lambda n: boxes[n][1]):
        flow.insert(_beside(note, flow, boxes), note)
    return flow


def _beside(note: int, flow: Sequence[int], boxes: Mapping[int, Box]) -> int:
    top = boxes[note][1]
    places = [at for at, one in enumerate(flow, start=1) if boxes[one][1] <= top]
    return places[-1] if places else 0


def _cut(ids: list[int], boxes: Mapping[int, Box]) -> list[int]:
    if len(ids) < 2:
        return ids
    columns = _columns(ids, boxes)
    if columns is not None:
        return [one for column in columns for one in _cut(column, boxes)]
    bands = _bands(ids, boxes)
    if len(bands) > 1:
        return [one for band in _with_columns(bands, boxes) for one in _cut(band, boxes)]
    parts = _parts(ids, boxes)
    if len(parts) > 1:
        return [one for part in parts for one in _cut(part, boxes)]
    return sorted(ids, key=lambda one: (boxes[one][1], boxes[one][0]))


def _parts(ids: Sequence[int], boxes: Mapping[int, Box]) -> list[list[int]]:
    """Return what white strips from top to bottom part, from left to right."""
    parts: list[list[int]] = []
    right = 0.0
    for one in sorted(ids, key=lambda each: boxes[each][0]):
        box = boxes[one]
        if parts and box[0] < right - 0.1 * (box[2] - box[0]):
            parts[-1].append(one)
            right = max(right, box[2])
        else:
            parts.append([one])
            right = box[2]
    return parts


def _columns(ids: Sequence[int], boxes: Mapping[int, Box]) -> list[list[int]] | None:
    """Return the columns that boxes stand in, None where they are no columns: short, or one above the other."""
    parts = _parts(ids, boxes)
    if len(parts) < 2:
        return None
    extents = [_around(part, boxes) for part in parts]
    tall = max(box[3] - box[1] for box in extents)
    usual = sorted(boxes[one][3] - boxes[one][1] for one in ids)[len(ids) // 2]
    together = all(min(a[3], b[3]) - max(a[1], b[1]) > 0.4 * min(a[3] - a[1], b[3] - b[1])
                   for a, b in pairwise(extents))  # fmt: skip
    enough = sum(1 for box in extents if box[3] - box[1] > 0.5 * tall) > 1 and tall > usual * 0.99
    return parts if together and enough else None


def _around(ids: Sequence[int], boxes: Mapping[int, Box]) -> Box:
    box = union(boxes[one] for one in ids)
    assert box is not None
    return box


def _bands(ids: Sequence[int], boxes: Mapping[int, Box]) -> list[list[int]]:
    """Return what white strips from left to right part, from top to bottom."""
    bands: list[list[int]] = []
    bottom = 0.0
    for one in sorted(ids, key=lambda each: boxes[each][1]):
        box = boxes[one]
        if bands and box[1] < bottom - _SLACK * min(box[3] - box[1], bottom - _around(bands[-1], boxes)[1]):
            bands[-1].append(one)
            bottom = max(bottom, box[3])
        else:
            bands.append([one])
            bottom = box[3]
    return bands


def _with_columns(bands: list[list[int]], boxes: Mapping[int, Box]) -> list[list[int]]:
    """Return the bands, those brought together again that share their columns: rows of them only seem to be parted."""
    out: list[list[int]] = [bands[0]]
    for band in bands[1:]:
        both = [*out[-1], *band]
        if len(_parts(out[-1], boxes)) > 1 and len(_parts(band, boxes)) > 1 and _columns(both, boxes) is not None:
            out[-1] = both
        else:
            out.append(band)
    return out
