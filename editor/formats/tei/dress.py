"""What an annotation becomes: the element its words are put in, what that element can carry, and what it cannot.

Nothing an archivist wrote is lost: a value that TEI would not take as an attribute goes, whole, to the stand-off part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from editor.formats.tei import names
from editor.formats.tei.forms import ELEMENTS, Element, Forms
from editor.model.annotation import Annotation, SpanTarget

Entity = tuple[str, str, str]
"""Someone or something named: the list it is in (person, place, org), its name in normal form, an address."""

_TESTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "token": names.token,
    "words": lambda value: all(names.token(word) for word in value.split(" ")),
    "number": names.number,
    "moment": names.moment,
    "text": lambda value: value == value.strip() and "#" not in value,
    "hand": lambda value: True,
}
_RIVALS: Final = (
    ("when", ("notBefore", "notAfter", "from", "to")),
    ("from", ("notBefore",)),
    ("to", ("notAfter",)),
)


@dataclass(slots=True)
class Dress:
    """The element for the words of one annotation.

    ``attributes`` are ready but for ``hand``, which is still a name; ``second`` is the text of the other half of a
    ``choice``, ``certainty`` that of the correction; ``extras`` are what the element cannot carry; ``named`` tells that
    the element alone does not say which tag it was.
    """

    element: str
    attributes: dict[str, str]
    second: str = ""
    certainty: str = ""
    description: str = ""
    entity: Entity | None = None
    extras: dict[str, str] = field(default_factory=dict)
    named: bool = False

    @property
    def spec(self) -> Element:
        """Return what is known of the element."""
        return ELEMENTS[self.element]


class Dresses:
    """How annotations are dressed, remembered for the many that have no attributes."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._plain: dict[tuple[str, bool], Dress] = {}

    def of(self, annotation: Annotation) -> Dress:
        """Return how the words of ``annotation`` are written; the answer is others' too and must not be changed."""
        if annotation.attributes:
            return dress(annotation, self._forms)
        key = annotation.tag, any([t.end > t.start for t in annotation.targets if isinstance(t, SpanTarget)])
        if key not in self._plain:
            self._plain[key] = dress(annotation, self._forms)
        return self._plain[key]


def dress(annotation: Annotation, forms: Forms) -> Dress:
    """Return how the words of ``annotation`` are written.

    A gap that covers words keeps them: it is written as ``unclear`` and named.
    """
    form = forms.span(annotation.tag)
    element = form.element
    if element == "gap" and any(span.end > span.start for span in annotation.spans):
        element = "unclear"
    made = Dress(element, {k: v for k, v in form.fixed.items() if k in ELEMENTS[element].attributes})
    for key, value in sorted(annotation.attributes.items()):
        if value and not _placed(made, key, value):
            made.extras[key] = value
    _settle_names(made, annotation.attributes)
    _settle_dates(made)
    made.named = forms.tag_of(made.element, made.attributes) != annotation.tag
    return made


def _placed(made: Dress, key: str, value: str) -> bool:
    spec = made.spec
    if key in made.attributes:
        return made.attributes[key] == value
    if key == spec.second:
        made.second = value
        return True
    if key in ("name", "ref") and spec.list:
        return True
    if key == "cert" and names.certainty(value):
        return _placed_certainty(made, value)
    if key == "desc" and made.element == "gap":
        made.description = value
        return True
    return _placed_attribute(made, key, value)


def _placed_certainty(made: Dress, value: str) -> bool:
    if made.element == "sic":
        made.certainty = value
    else:
        made.attributes["cert"] = value
    return True


def _placed_attribute(made: Dress, key: str, value: str) -> bool:
    kind = made.spec.attributes.get(key)
    if kind is None:
        return False
    if _TESTS[kind](value):
        made.attributes[key] = value
        return True
    if kind == "token":
        made.attributes[key] = names.slug(value)
    return False


def _settle_names(made: Dress, attributes: Mapping[str, str]) -> None:
    name, ref = attributes.get("name", ""), attributes.get("ref", "")
    if made.spec.list and (name or ref):
        made.entity = (made.spec.list, name, ref)
    if made.certainty and not made.second:
        made.attributes["cert"] = made.certainty
        made.certainty = ""


def _settle_dates(made: Dress) -> None:
    if made.element != "date":
        return
    for stronger, weaker in _RIVALS:
        if stronger in made.attributes:
            for key in weaker:
                if key in made.attributes:
                    made.extras[key] = made.attributes.pop(key)
