"""What the lists that work on a scan are tested with: a page drawn with words, and the scan beside the list."""

import contextlib

from PySide6.QtGui import QColor, QFont, QImage, QPainter

from editor.ui.pageview.pane import PageViewPane


@contextlib.contextmanager
def drawn_page(path, width, height, letter):
    """Let words be drawn on white paper, in letters of so many pixels; the picture is saved at the end."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    font = QFont("DejaVu Sans Mono")
    font.setPixelSize(letter)
    painter.setFont(font)
    yield painter
    painter.end()
    assert image.save(str(path))


def beside(tab, session, jobs, theme, qtbot):
    """Return the scan and a tab beside each other, shown."""
    view = PageViewPane(session, jobs, theme)
    tab.use(view.view)
    for widget in (view, tab):
        qtbot.addWidget(widget)
        widget.resize(1000, 600)
        widget.show()
    return view, tab
