"""How a page is looked at: zoom, rotation, tone; a value that is remembered with the page and moves no coordinate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

FIT_WIDTH, FIT_PAGE, FREE = "width", "page", ""
_FITS = (FREE, FIT_WIDTH, FIT_PAGE)
LEAST_ZOOM, MOST_ZOOM = 0.02, 32.0
MOST_TILT = 15.0


@dataclass(frozen=True, slots=True)
class Tone:
    """What is done to the brightness of every pixel on its way to the screen.

    Attributes:
        brightness: -100 to 100, 0 leaves it.
        contrast: -100 to 100, 0 leaves it.
        gamma: 0.2 to 5, 1 leaves it; more is lighter.
        invert: Light on dark.
        sharpen: 0 to 100, 0 leaves it.
    """

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0
    invert: bool = False
    sharpen: float = 0.0

    @property
    def plain(self) -> bool:
        """Tell whether it changes nothing."""
        return self == Tone()

    @property
    def even(self) -> bool:
        """Tell whether it changes no pixel for what that pixel is; it may still sharpen."""
        return replace(self, sharpen=0.0) == Tone()


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """How one page is looked at.

    Attributes:
        fit: FIT_WIDTH, FIT_PAGE or FREE.
        zoom: Screen pixels for a pixel of the image; counts where ``fit`` is FREE.
        rotation: Degrees clockwise: 0, 90, 180, 270.
        tone: What is done to the pixels.
        centre: The image pixel in the middle of the view, where known.
        tilt: Degrees clockwise beside ``rotation``, by which a page that leans is shown level.
    """

    fit: str = FIT_WIDTH
    zoom: float = 1.0
    rotation: int = 0
    tone: Tone = Tone()
    centre: tuple[float, float] | None = None
    tilt: float = 0.0

    def to_mapping(self) -> dict[str, float]:
        """Return it as numbers by name, as a page keeps it."""
        out: dict[str, float] = {"fit": _FITS.index(self.fit), "rotation": self.rotation}
        if self.fit == FREE:
            out["zoom"] = round(self.zoom, 4)
        if self.fit == FREE and self.centre is not None:
            out["x"], out["y"] = round(self.centre[0], 1), round(self.centre[1], 1)
        if self.tilt:
            out["tilt"] = round(self.tilt, 2)
        if self.tone.sharpen:
            out["sharpen"] = self.tone.sharpen
        if not self.tone.even:
            out["brightness"], out["contrast"] = self.tone.brightness, self.tone.contrast
            out["gamma"], out["invert"] = self.tone.gamma, float(self.tone.invert)
        return out


def settings_of(view: Mapping[str, float], otherwise: ViewSettings) -> ViewSettings:
    """Return what a page keeps; ``otherwise`` says fit and zoom of a page that keeps none."""
    if not view:
        return replace(otherwise, rotation=0, tone=Tone(), centre=None, tilt=0.0)
    fit = int(view.get("fit", 1 if "zoom" not in view else 0))
    return ViewSettings(
        fit=_FITS[fit] if 0 <= fit < len(_FITS) else FIT_WIDTH,
        zoom=min(max(view.get("zoom", 1.0), LEAST_ZOOM), MOST_ZOOM),
        rotation=round(view.get("rotation", 0) / 90) * 90 % 360,
        tone=Tone(
            min(max(view.get("brightness", 0.0), -100.0), 100.0),
            min(max(view.get("contrast", 0.0), -100.0), 100.0),
            min(max(view.get("gamma", 1.0), 0.2), 5.0),
            bool(view.get("invert", 0)),
            min(max(view.get("sharpen", 0.0), 0.0), 100.0),
        ),
        centre=(view["x"], view["y"]) if "x" in view and "y" in view else None,
        tilt=min(max(view.get("tilt", 0.0), -MOST_TILT), MOST_TILT),
    )
