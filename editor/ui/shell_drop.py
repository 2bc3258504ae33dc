"""What is seen over the window while files are held over it: that they can be let go, and what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

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
