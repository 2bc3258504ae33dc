"""The colours, fonts and the one stylesheet of the window, light and dark; knows no pane and no project.

Panes ask for colours by name and listen to ``changed``; a colour of a tag set is asked for through ``kind_colour`` and
``soft``, which make it legible on either ground.

The namespace ``Qt`` is asked for only when it is needed: the first look at it costs a fifth of the time to a window.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from editor.ui.kit.stylesheet import stylesheet

LIGHT = {
    "window": "#fbfaf8",
    "surface": "#ffffff",
    "raised": "#f3f1ed",
    "border": "#dedad3",
    "text": "#1f2328",
    "faint": "#676c73",
    "accent": "#1f62b8",
    "accent_soft": "#e3edf9",
    "on_accent": "#ffffff",
    "ok": "#1a7a35",
    "warning": "#9a5d00",
    "error": "#c22a2a",
    "error_soft": "#fbe9e7",
    "warning_soft": "#fdf3d9",
    "caret_line": "#fdf4d3",
    "caret_mark": "#d9a514",
    "strip": "#2f3338",
    "strip_text": "#e8e9eb",
    "strip_faint": "#a5aab1",
    "scan_background": "#555960",
    "selection": "#cfe0f7",
}
DARK = {
    "window": "#1f2125",
    "surface": "#27292e",
    "raised": "#2e3137",
    "border": "#3d4149",
    "text": "#e3e5e8",
    "faint": "#9ea4ad",
    "accent": "#77adf5",
    "accent_soft": "#29384f",
    "on_accent": "#10151d",
    "ok": "#63c97e",
    "warning": "#e2ac4a",
    "error": "#f2807a",
    "error_soft": "#472a2b",
    "warning_soft": "#40361d",
    "caret_line": "#3a3521",
    "caret_mark": "#d9a514",
    "strip": "#17191c",
    "strip_text": "#e3e5e8",
    "strip_faint": "#9ea4ad",
    "scan_background": "#141619",
    "selection": "#31496d",
}
MODES = ("system", "light", "dark")
SMALLEST, LARGEST, USUAL = 7.0, 28.0, 9.5
"""Points in which the text may be written, and is."""
LEADING = 0.32
"""The usual room between lines of the text, as a share of their height."""


class Theme(QObject):
    """Light or dark; ``changed`` tells when the colours are others."""

    changed = Signal()

    def __init__(self, mode: str = "light", parent: QObject | None = None) -> None:
        """Take ``mode`` of MODES; "system" follows the desktop once applied."""
        super().__init__(parent)
        self.mode = mode
        self.dark = mode == "dark"
        self.face = ""
        """The family of the letters that are all equally wide; "" for that of the system."""
        self.leading = LEADING
        self._app: QApplication | None = None

    def colour(self, name: str) -> QColor:
        """Return the colour called ``name`` in LIGHT and DARK."""
        return QColor((DARK if self.dark else LIGHT)[name])

    def kind_colour(self, value: str) -> QColor:
        """Return a tag set's colour ``#rrggbb``, made legible as text on the window.

        On a scan, which is as pale in the dark as by day, the colour is used as it is.
        """
        colour = QColor(value)
        if not colour.isValid():
            return self.colour("faint")
        hue, saturation = max(colour.hslHueF(), 0.0), min(colour.hslSaturationF(), 0.8)
        lightness, step = colour.lightnessF(), 0.02 if self.dark else -0.02
        ground = self.colour("window")
        colour = QColor.fromHslF(hue, saturation, lightness)
        while contrast(colour, ground) < 4.6 and 0.0 <= lightness + step <= 1.0:
            lightness += step
            colour = QColor.fromHslF(hue, saturation, lightness)
        return colour

    def soft(self, value: str) -> QColor:
        """Return a tag set's colour ``#rrggbb`` as a background on which text stays legible."""
        return mixed(self.kind_colour(value), self.colour("window"), 0.2 if self.dark else 0.16)

    def mono(self, size: float = 10.5) -> QFont:
        """Return a font in which all letters are equally wide, in points."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if self.face:
            font.setFamilies([self.face, *font.families()])
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(size)
        return font

    def set_face(self, face: str, leading: float) -> None:
        """Write the text in other letters, with other room between its lines."""
        leading = min(max(leading, 0.0), 2.0)
        if (face, leading) != (self.face, self.leading):
            self.face, self.leading = face, leading
            self.changed.emit()

    def set_mode(self, mode: str) -> None:
        """Change to "light", "dark" or what the desktop says."""
        if mode != self.mode:
            self.mode = mode
            self._dress()

    def apply(self, app: QApplication) -> None:
        """Dress the application: style, palette, font and stylesheet; follow the desktop where the mode says so."""
        self._app = app
        app.setStyle("Fusion")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPointSizeF(min(max(font.pointSizeF(), 9.0), 10.0))
        app.setFont(font)
        app.styleHints().colorSchemeChanged.connect(self._follow_desktop)
        if self.mode == "system":
            self._wear(app.palette().color(QPalette.ColorRole.Window).lightness() < 128)
        else:
            self._dress()

    def _follow_desktop(self) -> None:
        if self.mode == "system":
            self._dress()

    def _dress(self) -> None:
        app = self._app
        if app is not None and self.mode == "system":
            app.styleHints().unsetColorScheme()
            self._wear(app.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark)
        else:
            self._wear(self.mode == "dark")
            QTimer.singleShot(0, self, self._tell_desktop)

    def _tell_desktop(self) -> None:
        """Let frames and file dialogs, which the desktop draws, be as light or dark as the window."""
        if self._app is not None and self.mode != "system":
            scheme = QtCore.Qt.ColorScheme.Dark if self.dark else QtCore.Qt.ColorScheme.Light
            self._app.styleHints().setColorScheme(scheme)

    def _wear(self, dark: bool) -> None:
        self.dark = dark
        if self._app is not None:
            self._app.setPalette(self.palette())
            self._app.setStyleSheet(stylesheet(DARK if dark else LIGHT))
        self.changed.emit()

    def palette(self) -> QPalette:
        """Return the palette of the window."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "window",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "raised",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "faint",
            QPalette.ColorRole.Button: "raised",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.BrightText: "error",
            QPalette.ColorRole.ToolTipBase: "surface",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.Highlight: "selection",
            QPalette.ColorRole.HighlightedText: "text",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.LinkVisited: "accent",
            QPalette.ColorRole.Accent: "accent",
            QPalette.ColorRole.Light: "surface",
            QPalette.ColorRole.Midlight: "raised",
            QPalette.ColorRole.Mid: "border",
            QPalette.ColorRole.Dark: "border",
        }
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        pale = mixed(self.colour("text"), self.colour("window"), 0.42)
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, pale)
        return palette


def mixed(over: QColor, ground: QColor, share: float) -> QColor:
    """Return ``over`` laid on ``ground`` with the opacity ``share``."""
    return QColor(
        round(over.red() * share + ground.red() * (1 - share)),
        round(over.green() * share + ground.green() * (1 - share)),
        round(over.blue() * share + ground.blue() * (1 - share)),
    )


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
