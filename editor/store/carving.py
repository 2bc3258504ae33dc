"""Rows read from the bytes of a project file that SQLite itself refuses: page by page, cell by cell.

Follows SQLite's file format (https://www.sqlite.org/fileformat2.html): the leaves of a table are whole pages of type
13, each with its cells; what does not fit into a page follows in a chain. A page that makes no sense is counted and
passed over. It knows the shapes of our tables, and refuses to know what the rows mean.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from editor.store.pen import COLUMNS

_LEAF, _BRANCH = 0x0D, 0x05
_MOST_ID = 1 << 53
_USUAL_PAGE = 4096
_MOST_PAYLOAD = 64 << 20
_Cells = tuple[Any, ...]
SHAPES = {
    **COLUMNS,
    "project": ("id", "copy", "counter", "values"),
    "journal": ("rev", "when", "user", "edit", "inverse", "digest"),
    "head": ("id", "rev", "digest"),
}
_KINDS = {
    "project": "niit",
    "document": "nitt",
    "reading": "nitt",
    "page": "niittiiittit",
    "region": "niittoIt",
    "line": "niitottriot",
    "annotation": "nttttI",
    "journal": "nttttt",
    "head": "nit",
}
"""What each cell of a table's rows may be: n nothing (the id is kept apart), i a number, t text, I and o that or
nothing, r any number or nothing."""


@dataclass(slots=True)
class Carved:
    """What could be read: rows by table and id, and how much could not."""

    rows: dict[str, dict[int, dict[str, Any]]] = field(default_factory=lambda: {name: {} for name in SHAPES})
    astray: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Rows with their tables whose ids are not in step with their neighbours': an id was spoilt."""
    pages: int = 0
    unread_pages: int = 0
    unread_rows: int = 0
    version: int = 0
    """Of the schema, as the file's head says."""
    all_entries: bool = False
    """Whether the journal's table could be walked from its root: then no entry is hidden."""


class _Damaged(Exception):
    pass


_SPOILT = (_Damaged, IndexError, struct.error, UnicodeDecodeError)


def carve(path: Path) -> Carved:
    """Read every row of ours that stands whole in a file, however damaged the rest is.

    Raises:
        OSError: the file cannot be read.
    """
    found = Carved()
    with path.open("rb") as file:
        head = file.read(100)
        size = _page_size(head)
        found.version = int.from_bytes(head[60:64], "big")
        reader = _Reader(file, size, head[20] if len(head) > 20 and head[20] < 64 else 0)
        free = reader.free_pages(head)
        for number in range(1, reader.count + 1):
            found.pages += 1
            if number not in free:
                _page(reader, number, found)
        found.all_entries = _walked(reader, head)
    return found


def _walked(reader: _Reader, head: bytes) -> bool:
    """Tell whether the tree of the journal is whole, every branch and leaf of it."""
    if int.from_bytes(head[28:32], "big") != reader.count:
        return False
    try:
        schema = [cells for leaf in reader.leaves(1) for _, cells in reader.rows(leaf)]
        (root,) = (cells[3] for cells in schema if cells[:3] == ("table", "journal", "journal"))
        for leaf in reader.leaves(root):
            list(reader.rows(leaf))
    except (*_SPOILT, ValueError):
        return False
    return True


def _page_size(head: bytes) -> int:
    size = int.from_bytes(head[16:18], "big") if len(head) > 17 else 0
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else _USUAL_PAGE


def _page(reader: _Reader, number: int, found: Carved) -> None:
    page, starts = reader.page(number), []
    if not any(page):
        found.unread_pages += 1
        return
    try:
        starts = list(reader.starts(number, page))
    except _SPOILT:
        found.unread_pages += 1
    cells: list[tuple[int, _Cells]] = []
    for start in starts:
        try:
            cells.append(reader.cell(page, start))
        except _SPOILT:
            found.unread_rows += 1
    for place, (row_id, row) in enumerate(cells):
        before, after = (
            cells[place - 1][0] if place else -1,
            cells[place + 1][0] if place + 1 < len(cells) else _MOST_ID,
        )
        _keep(row_id, row, found, astray=before < after and not before < row_id < after)


def _keep(row_id: int, cells: _Cells, found: Carved, *, astray: bool) -> None:
    table = _table_of(cells)
    if table is None:
        return
    row = dict(zip(SHAPES[table], (row_id, *cells[1:]), strict=True))
    if astray or not 0 < row_id < _MOST_ID:
        found.astray.append((table, row))
    else:
        found.rows[table].setdefault(row_id, row)


def _table_of(cells: _Cells) -> str | None:
    if not cells or cells[0] is not None:
        return None
    for name, kinds in _KINDS.items():
        if len(kinds) == len(cells) and all(_fits(kind, cell) for kind, cell in zip(kinds, cells, strict=True)):
            if name == "document" and cells[2].startswith("{") and cells[3].startswith("{"):
                return "reading"
            return name
    return None


def _fits(kind: str, cell: object) -> bool:
    if cell is None:
        return kind in "nIor"
    if isinstance(cell, str):
        return kind in "to"
    if isinstance(cell, float):
        return kind == "r"
    return isinstance(cell, int) and kind in "iIr"


class _Reader:
    """Pages of a file, and the cells in them."""

    def __init__(self, file: BinaryIO, size: int, reserved: int) -> None:
        self._file = file
        self._size = size
        self._usable = size - reserved
        self.count = (os.fstat(file.fileno()).st_size + size - 1) // size

    def page(self, number: int) -> bytes:
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size)

    def free_pages(self, head: bytes) -> set[int]:
        """Return the pages that are in no use; what stands in them is old."""
        free: set[int] = set()
        trunk = int.from_bytes(head[32:36], "big") if len(head) >= 36 else 0
        while 0 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            page = self.page(trunk)
            count = int.from_bytes(page[4:8], "big")
            if count > self._usable // 4:
                break
            leaves = struct.unpack(f">{count}I", page[8 : 8 + 4 * count])
            free.update(leaf for leaf in leaves if 0 < leaf <= self.count)
            trunk = int.from_bytes(page[:4], "big")
        return free

    def starts(self, number: int, page: bytes) -> Iterator[int]:
        """Yield where the cells of a leaf begin; other pages, branches and indexes, have none of ours."""
        at = 100 if number == 1 else 0
        if page[at] != _LEAF:
            return
        count = int.from_bytes(page[at + 3 : at + 5], "big")
        yield from struct.unpack_from(f">{count}H", page, at + 8)

    def leaves(self, root: int) -> Iterator[int]:
        """Yield the leaves of a table from its root; a page that is neither branch nor leaf raises."""
        waiting, seen = [root], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or not 0 < number <= self.count:
                raise _Damaged
            seen.add(number)
            page, at = self.page(number), 100 if number == 1 else 0
            if page[at] == _LEAF:
                yield number
                continue
            if page[at] != _BRANCH:
                raise _Damaged
            count = int.from_bytes(page[at + 3 : at + 5], "big")
            starts = struct.unpack_from(f">{count}H", page, at + 12)
            waiting += [struct.unpack_from(">I", page, start)[0] for start in (*starts, at + 8)]

    def rows(self, number: int) -> Iterator[tuple[int, _Cells]]:
        """Yield every row of a leaf; one that is spoilt raises."""
        page = self.page(number)
        for start in self.starts(number, page):
            yield self.cell(page, start)

    def cell(self, page: bytes, at: int) -> tuple[int, _Cells]:
        length, at = _varint(page, at)
        row_id, at = _varint(page, at)
        row_id = row_id - (1 << 64) if row_id >> 63 else row_id
        if not 0 < length <= _MOST_PAYLOAD:
            raise _Damaged
        payload = self._payload(page, at, length)
        return row_id, tuple(_cells(payload))

    def _payload(self, page: bytes, at: int, length: int) -> bytes:
        most = self._usable - 35
        if length <= most:
            here, chained = length, 0
        else:
            least = (self._usable - 12) * 32 // 255 - 23
            here = least + (length - least) % (self._usable - 4)
            here = here if here <= most else least
            chained = int.from_bytes(page[at + here : at + here + 4], "big")
        parts, left = [page[at : at + here]], length - here
        if len(parts[0]) < here:
            raise _Damaged
        while left > 0:
            if not 0 < chained <= self.count:
                raise _Damaged
            more = self.page(chained)
            chained = int.from_bytes(more[:4], "big")
            parts.append(more[4 : 4 + min(left, self._usable - 4)])
            if len(parts[-1]) < min(left, self._usable - 4):
                raise _Damaged
            left -= len(parts[-1])
        return b"".join(parts)


_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8}
"""How many bytes a number of each kind takes; 7 is a broken one."""


def _cells(payload: bytes) -> Iterator[Any]:
    """Yield the cells of a record: numbers, text, None, bytes."""
    end, at = _varint(payload, 0)
    if end > len(payload):
        raise _Damaged
    body = end
    while at < end:
        kind, at = _varint(payload, at)
        if kind in (0, 8, 9):
            yield None if kind == 0 else kind - 8
            continue
        length = _NUMBERS[kind] if kind in _NUMBERS else (kind - 12) // 2 if kind >= 12 else -1
        value, body = payload[body : body + length], body + length
        if length < 0 or len(value) < length:
            raise _Damaged
        if kind == 7:
            yield struct.unpack(">d", value)[0]
        elif kind < 7:
            yield int.from_bytes(value, "big", signed=True)
        else:
            yield value.decode("utf-8") if kind % 2 else value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    raise _Damaged
