"""The window's line icons, drawn in ``currentColor`` and tinted when they are loaded; knows no pane and no project."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor.shipped import resource
from editor.ui.kit.theme import Theme

SIZES = (16, 20, 32)


def icon(name: str, theme: Theme) -> QIcon:
    """Return the shipped icon ``name`` in the theme's colours: as it is, disabled, and switched on."""
    return _tinted(name, theme.colour("text").name(), theme.colour("faint").name(), theme.colour("accent").name())


@lru_cache(maxsize=512)
def _tinted(name: str, ink: str, pale: str, lit: str) -> QIcon:
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_drawn(source, ink, size), QIcon.Mode.Normal, QIcon.State.Off)
        made.addPixmap(_drawn(source, lit, size), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(_drawn(source, pale, size, 0.45), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def _drawn(source: str, colour: str, size: int, opacity: float = 1.0) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", QColor(colour).name()).encode()))
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return QPixmap.fromImage(image)
