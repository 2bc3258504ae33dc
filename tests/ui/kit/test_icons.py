import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from editor.shipped import resource, resource_names
from editor.ui.kit.icons import icon
from editor.ui.kit.theme import Theme

NAMES = [name[len("icons/") : -len(".svg")] for name in resource_names("icons")]


def inks(made: QIcon, mode: QIcon.Mode, state: QIcon.State) -> set[str]:
    image = made.pixmap(QSize(32, 32), 1.0, mode, state).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(("arrow-", "tick-"))])
def test_every_icon_is_drawn_in_the_colour_of_the_theme(qapp, name):
    assert "currentColor" in resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    for mode in ("light", "dark"):
        theme = Theme(mode)
        assert theme.colour("text").name() in inks(icon(name, theme), QIcon.Mode.Normal, QIcon.State.Off)


def test_an_icon_that_is_switched_on_has_the_accent(qapp):
    theme = Theme("light")
    found = inks(icon("select", theme), QIcon.Mode.Normal, QIcon.State.On)
    assert QColor(theme.colour("accent")).name() in found
