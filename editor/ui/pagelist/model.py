"""The pages of the project as a list that is read a window at a time; it sends the edits of renaming and moving."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.model.edit import Batch, Edit, MovePage, SetPageLabel
from editor.model.page import Page
from editor.store import progress, readers
from editor.store.readers import PageKey
from editor.ui.pagelist.status import status_words
from editor.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a row gives its PageRow."""
WINDOW = 200
MOST = 1000
"""With more rows than this, those far out of sight are forgotten."""
MIME = "application/x-muniment-pages"


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row: the page (its ``seq`` filled in), its place in the project, and a heading where its document begins.

    ``versions`` tells whether there is more than one version of the page to compare, ``done`` below a heading how many
    pages of the document are done, and of how many.
    """

    page: Page
    key: PageKey
    heading: str | None = None
    versions: bool = False
    done: tuple[int, int] | None = None

    @property
    def title(self) -> str:
        """Return what stands below the picture."""
        return f"{self.page.seq} · {self.page.label}" if self.page.label else str(self.page.seq)


class PageListModel(QAbstractListModel):
    """A stretch of the project's pages, in order, that grows at both ends and never gets long.

    Qt lays out all rows of a list whose rows are not equally high, so a long list is slow however few rows are seen.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Start empty; ``refresh`` reads the first window."""
        super().__init__(parent)
        self._session = session
        self._rows: list[PageRow] = []
        self._row_of: dict[int, int] = {}
        self._titles: dict[int, str] = {}
        self._done: dict[int, tuple[int, int]] = {}
        self._to_start = True
        self._to_end = True
        self._changing = False
        self._only = ""
        self._mark = f"{os.getpid()}-{id(self)}"

    # Reading

    @property
    def only(self) -> str:
        """Return which pages are shown, one of ``progress.CHOICES``."""
        return self._only

    def show_only(self, choice: str) -> None:
        """Show all pages (""), or only those of a choice."""
        with self._change():
            self.beginResetModel()
            self._only, self._rows, self._to_start = choice, [], True
            self._number()
            self.endResetModel()
        self.refresh()

    def _behind(self, after: PageKey | None, limit: int) -> list[tuple[PageKey, Page]]:
        return readers.page_window(self._session.project, after, limit, self._only)

    def _before(self, before: PageKey, limit: int) -> list[tuple[PageKey, Page]]:
        return readers.pages_before(self._session.project, before, limit, self._only)

    def refresh(self) -> None:
        """Read again what was read, and tell only what is other than before."""
        self._titles.clear()
        self._done.clear()
        wanted = max(len(self._rows), WINDOW)
        after = None if self._to_start or not self._rows else _just_before(self._rows[0].key)
        found = self._behind(after, wanted)
        if not found and after is not None:
            self._to_start, after = True, None
            found = self._behind(None, wanted)
        self._to_end = len(found) < wanted
        self._replace(self._as_rows(found, None))

    def _replace(self, fresh: list[PageRow]) -> None:
        old, new = [row.page.id for row in self._rows], [row.page.id for row in fresh]
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        self._drop(head, len(old) - tail)
        self._insert(head, fresh[head : len(new) - tail])
        changed = [i for i, (was, now) in enumerate(zip(self._rows, fresh, strict=True)) if was != now]
        self._rows = fresh
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _drop(self, start: int, stop: int) -> None:
        if stop > start:
            with self._change():
                self.beginRemoveRows(QModelIndex(), start, stop - 1)
                del self._rows[start:stop]
                self._number()
                self.endRemoveRows()

    def _insert(self, at: int, rows: list[PageRow]) -> None:
        if rows:
            with self._change():
                self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
                self._rows[at:at] = rows
                self._number()
                self.endInsertRows()

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Say that rows change: a view that hears of it must not ask for more before all others have heard."""
        self._changing = True
        try:
            yield
        finally:
            self._changing = False

    def _as_rows(self, found: Sequence[tuple[PageKey, Page]], last: PageRow | None) -> list[PageRow]:
        """Give pages that follow on ``last`` their numbers; where that is None, the file knows the first one's."""
        rows: list[PageRow] = []
        several = readers.pages_with_versions(self._session.project, [page.id for _, page in found])
        for key, page in found:
            before = rows[-1] if rows else last
            seq = self._seq(key, page, before)
            first = seq == 1 if not self._only else self._begins(key, page, before)
            title = self._title(page.document) if first else None
            done = self._done_of(page.document) if first else None
            rows.append(PageRow(replace(page, seq=seq), key, title, page.id in several, done))
        return rows

    def _seq(self, key: PageKey, page: Page, before: PageRow | None) -> int:
        """Return the number of a page in its document: one more than the row before, where no page is left out."""
        if before is None:
            return readers.page(self._session.project, page.id).seq
        if before.page.document != page.document:
            return readers.page(self._session.project, page.id).seq if self._only else 1
        step = 1 if not self._only else readers.pages_between(
            self._session.project, page.document, before.key[1], key[1])  # fmt: skip
        return before.page.seq + step

    def _begins(self, key: PageKey, page: Page, before: PageRow | None) -> bool:
        """Tell whether a page is the first of its document that is shown."""
        if before is not None:
            return before.page.document != page.document
        earlier = self._before(key, 1)
        return not earlier or earlier[0][1].document != page.document

    def _title(self, document: int) -> str:
        if document not in self._titles:
            self._titles[document] = readers.document(self._session.project, document).title
        return self._titles[document]

    def _done_of(self, document: int) -> tuple[int, int]:
        if document not in self._done:
            pages = progress.by_status(self._session.project, document)
            self._done[document] = progress.done_of(pages), pages.total()
        return self._done[document]

    def _number(self) -> None:
        self._row_of = {row.page.id: number for number, row in enumerate(self._rows)}

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are pages behind those that were read."""
        return not parent.isValid() and not self._to_end and not self._changing

    def fetchMore(self, parent: Index) -> None:
        """Read the pages behind."""
        if not self.canFetchMore(parent) or not self._rows:
            return
        last = self._rows[-1]
        found = self._behind(last.key, WINDOW)
        self._to_end = len(found) < WINDOW
        self._insert(len(self._rows), self._as_rows(found, last))

    def can_fetch_before(self) -> bool:
        """Tell whether there are pages before those that were read."""
        return not self._to_start and bool(self._rows)

    def fetch_before(self) -> None:
        """Read the pages before."""
        if self.can_fetch_before():
            found = self._before(self._rows[0].key, WINDOW)
            self._to_start = len(found) < WINDOW
            self._insert(0, self._as_rows(found, None))

    def trim(self, first: int, last: int) -> None:
        """Forget pages far from those in sight, which are rows ``first`` to ``last``."""
        if len(self._rows) <= MOST:
            return
        if len(self._rows) - last > 2 * WINDOW:
            self._to_end = False
            self._drop(last + WINDOW, len(self._rows))
        if first > 2 * WINDOW:
            self._to_start = False
            self._drop(0, first - WINDOW)

    def reach(self, page: int) -> bool:
        """Have a page in the list, reading the pages around it if need be; return whether there is one."""
        if page in self._row_of:
            return True
        key = readers.page_key(self._session.project, page)
        if key is None:
            return False
        before, behind = self._before(key, WINDOW // 2), self._behind(_just_before(key), WINDOW)
        if not behind or behind[0][1].id != page:
            return False
        with self._change():
            self.beginResetModel()
            self._to_start, self._to_end = len(before) < WINDOW // 2, len(behind) < WINDOW
            self._rows = self._as_rows([*before, *behind], None)
            self._number()
            self.endResetModel()
        return True

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many pages were read."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a page looks like in a role."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.EditRole:
            return row.page.label
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row)
        return None

    def _words(self, row: PageRow) -> str:
        words = [self.tr("Page {title}").format(title=row.title), status_words(row.page.status)]
        if row.page.needs_review:
            words.append(self.tr("needs review"))
        if row.versions:
            words.append(self.tr("another version to compare"))
        if row.page.image:
            words.append(row.page.image)
        if row.done is not None:
            words.append(self.tr("{0} of {1} pages of this document are done").format(*row.done))
        return "\n".join(word.replace("<", "‹") for word in words)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Name a page."""
        row = self.row(index)
        if row is None or role != Qt.ItemDataRole.EditRole or not isinstance(value, str):
            return False
        label = " ".join(value.split())
        return label == row.page.label or self._session.do(SetPageLabel(row.page.id, label)) is not None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pages be selected, named and dragged between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = (
            Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        return flags | Qt.ItemFlag.ItemIsDragEnabled if not self._only else flags  # nobody sees what is between

    def row(self, index: Index) -> PageRow | None:
        """Return what is known of a page of the list."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, page: int | None) -> QModelIndex:
        """Return where a page is in the list, an invalid index where it was not read."""
        number = self._row_of.get(page) if page is not None else None
        return self.index(number) if number is not None else QModelIndex()

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that pages are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that can be dropped: pages of this list."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the pages that are dragged, in order."""
        numbers = sorted(index.row() for index in indexes)
        data = QMimeData()
        ids = " ".join(str(self._rows[number].page.id) for number in numbers)
        data.setData(MIME, f"{self._mark} {ids}".encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Move pages before the row they were dropped on; the view has nothing left to do."""
        if data.hasFormat(MIME) and action == Qt.DropAction.MoveAction:
            mark, *ids = bytes(data.data(MIME).data()).decode().split()
            if mark != self._mark or self._only:
                return False
            target = row if row >= 0 else parent.row() if parent.isValid() else len(self._rows)
            self.move_before([int(page) for page in ids], target)
        return False

    def move_before(self, pages: Sequence[int], target: int) -> None:
        """Move pages, as one step, so that they stand before what is row ``target`` now."""
        moved = set(pages)
        above = next((row for row in self._rows[:target][::-1] if row.page.id not in moved), None)
        below = next((row for row in self._rows[target:] if row.page.id not in moved), None)
        if above is None and below is None:
            return
        document = above.page.document if above is not None else below.page.document if below is not None else 0
        after = above.page.id if above is not None else None
        self._move(pages, document, after)

    def step(self, pages: Sequence[int], by: int) -> None:
        """Move pages one place up (-1) or down (1); past the edge of their document they go into the next one."""
        numbers = sorted(self._row_of[page] for page in pages if page in self._row_of)
        if not numbers or self._only:
            return
        ids = [self._rows[number].page.id for number in numbers]
        other = numbers[0] - 1 if by < 0 else numbers[-1] + 1
        if not 0 <= other < len(self._rows):
            return
        here, there = self._rows[numbers[0] if by < 0 else numbers[-1]].page, self._rows[other].page
        if here.document != there.document:
            self._move(ids, there.document, there.id if by < 0 else None)
        elif by > 0:
            self._move(ids, there.document, there.id)
        else:
            before = self._rows[other - 1].page if other else None
            same = before is not None and before.document == there.document
            self._move(ids, there.document, before.id if same and before is not None else None)

    def _move(self, pages: Sequence[int], document: int, after: int | None) -> None:
        edits: list[Edit] = []
        for page in pages:
            edits.append(MovePage(page, document, after))
            after = page
        self._session.do(edits[0] if len(edits) == 1 else Batch(tuple(edits), self.tr("Move pages")))


def _just_before(key: PageKey) -> PageKey:
    return key[0], key[1] - 1


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
