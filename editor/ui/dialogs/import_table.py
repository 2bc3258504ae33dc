"""The pages of an import as a table in which image and text can be brought together in another way.

Every change goes through ``plan_changes`` and can be taken back; what is shown is a draft, never a file or a project.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPixmap

from editor.ui.kit.decode import Source
from editor.ui.kit.marking import marked as _
from editor.ui.kit.theme import Theme
from editor.ui.kit.thumbs import Thumbs
from editor.work import plan_changes as changes
from editor.work.import_plan import BY_HAND, LEFT_OUT, PlannedPage, TakenPage
from editor.work.plan_changes import Choice, Draft

Index = QModelIndex | QPersistentModelIndex
PAGE, IMAGE, TEXT, HOW, CONTENT, OUTCOME = range(6)
HEADS = (
    _("ImportTable", "Page"), _("ImportTable", "Image"), _("ImportTable", "Text"), _("ImportTable", "Paired"),
    _("ImportTable", "In it"), _("ImportTable", "Becomes"),
)  # fmt: skip
PAIRED = {
    "declared name": _("ImportTable", "named in it"),
    "base name": _("ImportTable", "same name"),
    "stem": _("ImportTable", "same name but for its ending"),
    "order": _("ImportTable", "by order"),
    "another reading": _("ImportTable", "another reading of it"),
    BY_HAND: _("ImportTable", "chosen by hand"),
}
"""How a text found its image, in words."""
OUTCOMES = {
    "added": _("ImportTable", "new page"),
    "filled": _("ImportTable", "text of a page that is there"),
    "version": _("ImportTable", "version to compare"),
    LEFT_OUT: _("ImportTable", "left out"),
    "": _("ImportTable", "there already"),
}
"""What becomes of a page, in words."""
MIME = "application/x-muniment-import-row"
THUMB = QSize(34, 42)


def said(text: str) -> str:
    """Return a text of the tables above in the user's language."""
    return QCoreApplication.translate("ImportTable", text)


class DraftModel(QAbstractTableModel):
    """A draft, one row a page.

    Signals:
        changed: the draft is another.
    """

    changed = Signal()

    def __init__(self, theme: Theme, thumbs: Thumbs, parent: QObject | None = None) -> None:
        """Start empty; ``thumbs`` gives the small pictures."""
        super().__init__(parent)
        self._theme = theme
        self._thumbs = thumbs
        self._draft: Draft = ()
        self._outcomes: Sequence[str] = ()
        self._before: list[Draft] = []
        self._foresee: Callable[[list[PlannedPage]], Sequence[str]] = lambda pages: [""] * len(pages)
        self.frozen = False
        """Whether nothing can be changed any more."""
        thumbs.ready.connect(self._picture_ready)

    # The draft

    @property
    def draft(self) -> Draft:
        """Return what is shown."""
        return self._draft

    def start(self, draft: Draft, foresee: Callable[[list[PlannedPage]], Sequence[str]]) -> None:
        """Show a draft; ``foresee`` tells what becomes of its pages."""
        self._foresee, self._before, self.frozen = foresee, [], False
        self._show(draft)

    def change(self, draft: Draft) -> None:
        """Show a changed draft; ``undo`` brings back the one before."""
        if draft != self._draft and not self.frozen:
            self._before.append(self._draft)
            self._show(draft)

    def foresee(self) -> None:
        """Tell anew what becomes of the pages, because they would go into another document."""
        if not self.frozen and self._draft:
            self._outcomes = self._foreseen(self._draft)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._draft) - 1, OUTCOME))
            self.changed.emit()

    def undo(self) -> bool:
        """Take the last change back; return whether there was one."""
        if not self._before or self.frozen:
            return False
        self._show(self._before.pop())
        return True

    def show_taken(self, taken: Sequence[TakenPage]) -> None:
        """Show what became of the pages; nothing can be changed from now on."""
        self.frozen = True
        self._show(tuple(Choice(page.planned) for page in taken), [page.outcome for page in taken])

    def _show(self, draft: Draft, outcomes: Sequence[str] | None = None) -> None:
        self.beginResetModel()
        self._draft = draft
        self._outcomes = self._foreseen(draft) if outcomes is None else outcomes
        self.endResetModel()
        self.changed.emit()

    def _foreseen(self, draft: Draft) -> list[str]:
        told = iter(self._foresee([row.page for row in draft if row.taken]))
        return [next(told) if row.taken else LEFT_OUT for row in draft]

    def outcome(self, row: int) -> str:
        """Return what becomes of a row: a key of OUTCOMES."""
        return self._outcomes[row]

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many pages there are."""
        return 0 if parent.isValid() else len(self._draft)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands above a column."""
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return said(HEADS[section])
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell looks like in a role."""
        if not index.isValid() or index.row() >= len(self._draft):
            return None
        row, column = self._draft[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), column)
        if role == Qt.ItemDataRole.CheckStateRole and column == PAGE and not self.frozen:
            return Qt.CheckState.Checked if row.taken else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and column == IMAGE:
            return self._picture(row.page)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row.page, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == PAGE:
            return ", ".join(filter(None, (self.words(index.row(), n) for n in range(len(HEADS)))))
        return None

    def words(self, row: int, column: int) -> str:
        """Return what a cell says."""
        page = self._draft[row].page
        if column == PAGE:
            return page.label
        if column == IMAGE:
            return image_name(page) or self.tr("no image")
        if column == TEXT:
            return text_name(page) or self.tr("no text")
        if column == HOW:
            return said(PAIRED.get(page.how, "")) if page.image is not None and page.text_file is not None else ""
        if column == CONTENT:
            return self._content(page)
        return said(OUTCOMES.get(self._outcomes[row], ""))

    def _content(self, page: PlannedPage) -> str:
        if page.text_file is None:
            return ""
        regions = self.tr("1 region") if page.regions == 1 else self.tr("{0} regions").format(page.regions)
        lines = self.tr("1 line") if page.lines == 1 else self.tr("{0} lines").format(page.lines)
        return f"{regions} · {lines}"

    def _colour(self, row: int, column: int) -> QColor | None:
        choice = self._draft[row]
        missing = (column == IMAGE and not choice.has_image) or (column == TEXT and not choice.has_text)
        if not choice.taken or missing or self._outcomes[row] in ("", LEFT_OUT) or column in (HOW, CONTENT):
            return self._theme.colour("faint")
        if column == OUTCOME:
            return self._theme.colour("warning" if self._outcomes[row] == "version" else "ok")
        return None

    def _tip(self, page: PlannedPage, column: int) -> str | None:
        shown = {IMAGE: page.image_shown, TEXT: page.text_shown}.get(column, "")
        if column == OUTCOME:
            shown = self.tr("A page that is there with text is never overwritten: what comes is kept to compare.")
        return shown.replace("<", "‹") or None

    def _picture(self, page: PlannedPage) -> QPixmap | None:
        if page.image is None or page.facts is None:
            return None
        found = self._thumbs.get(Source(str(page.image), page.frame))
        if found is None or found.isNull():
            return None
        ratio = found.devicePixelRatio()
        small = found.scaled(
            THUMB * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        small.setDevicePixelRatio(ratio)
        return small

    def _picture_ready(self, source: Source) -> None:
        for row, choice in enumerate(self._draft):
            if (str(choice.page.image), choice.page.frame) == (source.path, source.frame):
                self.dataChanged.emit(self.index(row, IMAGE), self.index(row, IMAGE), [Qt.ItemDataRole.DecorationRole])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be ticked, partners be chosen and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self.frozen:
            return flags
        flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        if index.column() == PAGE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() in (IMAGE, TEXT):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a row or leave it out; or give it the image or text of the row ``value``, None for no text."""
        if self.frozen or not index.isValid():
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            self.change(changes.set_taken(self._draft, [index.row()], value in (2, Qt.CheckState.Checked)))
        elif role == Qt.ItemDataRole.EditRole and index.column() in (IMAGE, TEXT):
            if isinstance(value, int):
                self.bring_together(index.row(), value, index.column())
            else:
                self.change(changes.take_text_off(self._draft, index.row()))
        else:
            return False
        return True

    def bring_together(self, row: int, other: int, column: int) -> None:
        """Give a row the image or text of another row, which gets what this one had."""
        exchange = changes.exchange_images if column == IMAGE else changes.exchange_texts
        self.change(exchange(self._draft, row, other))

    def partners(self, row: int, column: int) -> list[tuple[str, int]]:
        """Return what a row may be given in a column: words, and the row that has it now."""
        out = []
        for other, choice in enumerate(self._draft):
            page = choice.page
            name = image_name(page) if column == IMAGE else text_name(page)
            if name:
                out.append((f"{name} · {self._content(page)}" if column == TEXT else name, other))
        return out

    # Dragging: a page to another place; its image or text to another page

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that things are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that can be dropped."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return which cell is dragged."""
        data = QMimeData()
        cell = next((index for index in indexes if index.column() == self.dragged), indexes[0])
        data.setData(MIME, f"{id(self)} {cell.row()} {cell.column()}".encode())
        return data

    dragged = PAGE
    """The column that the mouse is in when a row is dragged: which part of it is meant."""

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Bring the dragged image or text to the row it is dropped on, or the page to its place."""
        if self.frozen or not data.hasFormat(MIME):
            return False
        owner, start, part = (int(word) for word in bytes(data.data(MIME).data()).decode().split())
        if owner != id(self):
            return False
        target = parent.row() if parent.isValid() else min(max(row, 0), len(self._draft) - 1)
        if part in (IMAGE, TEXT):
            self.bring_together(target, start, part)
        else:
            self.change(changes.move(self._draft, start, target - start))
        return False  # the view would remove the row that was dragged


def image_name(page: PlannedPage) -> str:
    """Return what an image is called in the table, "" for none."""
    if page.image is None:
        return ""
    name = Path(page.image_shown or page.image.name).name
    many = page.frame > 0 or (page.facts is not None and page.facts.frames > 1)
    return f"{name} · {page.frame + 1}" if many else name


def text_name(page: PlannedPage) -> str:
    """Return what a text is called in the table, "" for none."""
    if page.text_file is None:
        return ""
    name = Path(page.text_shown or page.text_file.name).name
    return f"{name} · {page.number + 1}" if page.number else name
