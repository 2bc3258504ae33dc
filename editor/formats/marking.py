"""The tags of a line as nested pieces, for formats that are trees: where spans cross, the later one is cut in two.

Knows no format: what a piece is written as is the writer's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.model.annotation import Annotation, RegionTarget, SpanTarget
from editor.model.page import PageContent


class Soft(str):
    """The hyphen of a word that runs on into the next line."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with a tag: ``first`` and ``last`` tell whether the annotation begins or ends with this piece."""

    annotation: Annotation
    parts: tuple[Part, ...]
    first: bool = True
    last: bool = True

    @property
    def words(self) -> str:
        """Return the plain words."""
        return "".join(part if isinstance(part, str) else part.words for part in self.parts)


Part = str | Marked
"""A piece of a line: plain words, or words with a tag."""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    annotation: Annotation
    first: bool
    last: bool

    def order(self) -> tuple[int, int, int]:
        return self.start, -self.end, self.annotation.id

    def cut(self, at: int) -> tuple[_Span, _Span]:
        return (
            _Span(self.start, at, self.annotation, self.first, False),
            _Span(at, self.end, self.annotation, False, self.last),
        )


class Marks:
    """The annotations of a page by what they are on."""

    def __init__(self, content: PageContent) -> None:
        """Take a page."""
        self._spans: dict[int, list[_Span]] = {}
        self._regions: dict[int, list[Annotation]] = {}
        self.of_page: list[Annotation] = []
        for annotation in content.annotations:
            spans = annotation.spans
            for target in annotation.targets:
                if isinstance(target, SpanTarget):
                    span = _Span(target.start, target.end, annotation, target == spans[0], target == spans[-1])
                    self._spans.setdefault(target.line, []).append(span)
                elif isinstance(target, RegionTarget):
                    self._regions.setdefault(target.region, []).append(annotation)
                elif target.page == content.page.id:
                    self.of_page.append(annotation)

    def of_region(self, region: int) -> Sequence[Annotation]:
        """Return the annotations on a whole region."""
        return self._regions.get(region, ())

    def parts(self, line: int, text: str) -> tuple[Part, ...]:
        """Return the text of a line as nested pieces."""
        return tuple(_nested(text, 0, len(text), sorted(self._spans.get(line, ()), key=_Span.order)))


def _nested(text: str, start: int, end: int, spans: list[_Span]) -> Iterator[Part]:
    at = start
    while spans:
        span, *rest = spans
        if span.start > at:
            yield text[at : span.start]
        inside, spans = _parted(span, rest)
        yield Marked(span.annotation, tuple(_nested(text, span.start, span.end, inside)), span.first, span.last)
        at = max(at, span.end)
    if at < end:
        yield text[at:end]


def _parted(span: _Span, others: list[_Span]) -> tuple[list[_Span], list[_Span]]:
    """Return which of the spans behind ``span`` lie inside it and which after it; one that crosses its end is cut."""
    if span.start == span.end:
        return [], others
    inside: list[_Span] = []
    after: list[_Span] = []
    for other in others:
        if other.start >= span.end:
            after.append(other)
        elif other.end <= span.end:
            inside.append(other)
        else:
            near, far = other.cut(span.end)
            inside.append(near)
            after.append(far)
    return inside, sorted(after, key=_Span.order)


def softened(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the pieces of a line that ends within a word, with its hyphen as a ``Soft`` piece."""
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if isinstance(part, Marked):
            inside = softened(part.parts)
            if inside is not part.parts:
                return (*parts[:index], replace(part, parts=inside), *parts[index + 1 :])
        elif part.rstrip():
            words = part.rstrip()
            return (*parts[:index], words[:-1], Soft(words[-1]), *parts[index + 1 :])
    return parts


def missing(attributes: Mapping[str, str]) -> str:
    """Return what stands for words that are not there, by the attributes of a gap."""
    reason = attributes.get("reason", "")
    quantity, unit = attributes.get("quantity", ""), attributes.get("unit", "")
    extent = f"{quantity} {unit}" if quantity and unit else attributes.get("extent", "")
    if extent:
        return f"[{reason or 'illegible'}: {extent}]"
    return f"[{reason}]" if reason and reason != "illegible" else "[..]"
