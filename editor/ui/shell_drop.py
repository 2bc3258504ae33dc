"""Files dropped on the window, and what is seen while they are held over it: that they can be let go, and for what."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QVBoxLayout, QWidget

_SUFFIX = ".muniment"


class DropHint(QFrame):
    """A frame over the whole window with one sentence in its middle; it lets the mouse through."""

    def __init__(self, over: QWidget) -> None:
        """Lie over ``over``, hidden."""
        super().__init__(over)
        self._over = over
        self.setProperty("role", "drop-hint")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = QLabel(self)
        self.label.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.label.setProperty("role", "heading")
        self.label.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self.label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        self.hide()

    def show_for(self, paths: Sequence[Path], project: str) -> None:
        """Say what would come of files; ``project`` is the name of the open project, "" for none."""
        opened = next((path.name for path in paths if path.suffix == _SUFFIX), None)
        if opened is not None:
            words = self.tr("Let go to open {0}").format(opened)
        elif project:
            words = self.tr("Let go to see what would come into {0}").format(project)
        else:
            words = self.tr("Let go to make a new project of these")
        if len(paths) > 1 and opened is None:
            words += self.tr(" · {0} files and folders").format(len(paths))
        self.label.setText(words)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer that are dragged."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


class DropWindow(QMainWindow):
    """A window that takes files.

    Signals:
        dropped: paths of files of this computer, after the drag is over.
    """

    dropped = Signal(object)

    def __init__(self) -> None:
        """Take files from now on."""
        super().__init__()
        self.setAcceptDrops(True)

    @functools.cached_property
    def drop_hint(self) -> DropHint:
        """Return what is seen while files are held over the window, made when some are."""
        return DropHint(self)

    @property
    def open_name(self) -> str:
        """Return the name of the open project, into which files would come, "" for none."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and say what would come of them."""
        if paths := local_files(event.mimeData()):
            event.acceptProposedAction()
            self.drop_hint.show_for(paths, self.open_name)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say it no longer."""
        self.drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped, when the drag is over: what comes of it may ask something."""
        paths = local_files(event.mimeData())
        event.acceptProposedAction()
        self.drop_hint.hide()
        QTimer.singleShot(0, self, lambda: self.dropped.emit(paths))
