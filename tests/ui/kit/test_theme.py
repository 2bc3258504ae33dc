import pytest
from PySide6.QtGui import QColor, QPalette

from editor.ui.kit.theme import DARK, LIGHT, Theme, contrast

COLOURS = ["#cf2e2e", "#2563b8", "#7c4ddb", "#0f8a5f", "#b86a00", "#facc15", "#111111", "#ffffff"]


def test_light_and_dark_have_the_same_names():
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
@pytest.mark.parametrize("name", ["text", "faint", "accent", "ok", "warning", "error"])
def test_words_are_legible(mode, ground, name):
    theme = Theme(mode)
    assert contrast(theme.colour(name), theme.colour(ground)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("value", COLOURS)
def test_text_stays_legible_on_any_tag_colour(mode, value):
    theme = Theme(mode)
    assert contrast(theme.colour("text"), theme.soft(value)) >= 6
    assert contrast(theme.kind_colour(value), theme.colour("window")) >= 4.5


def test_contrast_is_that_of_wcag():
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_a_colour_that_is_none_is_grey():
    theme = Theme("light")
    assert theme.kind_colour("nonsense") == theme.colour("faint")


def test_changing_the_mode_dresses_the_application_and_tells(qapp, qtbot):
    theme = Theme("light")
    theme.apply(qapp)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT["window"])
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK["window"])
    assert DARK["border"] in qapp.styleSheet()
    theme.set_mode("light")
