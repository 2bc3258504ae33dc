"""Changing what an import would do before it is done: which text goes with which image, in what order, and what not.

Pure: a draft goes in, another comes out. Nothing is ever dropped from a draft, so any change can be taken back by
keeping the draft before it; a text that is taken off its image becomes a row of its own, which is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from editor.work.import_plan import BY_HAND, Plan, PlannedPage

NO_PARTNER = "none"
"""How a page says that it has only an image or only a text."""
_TEXT = ("text_file", "number", "format", "declared", "text_size", "regions", "lines", "text_shown", "record")
_IMAGE = ("label", "image", "facts", "frame", "image_shown", "keep")


@dataclass(frozen=True, slots=True)
class Choice:
    """A page of a plan, and whether it is to be taken."""

    page: PlannedPage
    taken: bool = True

    @property
    def has_image(self) -> bool:
        """Tell whether it has an image."""
        return self.page.image is not None

    @property
    def has_text(self) -> bool:
        """Tell whether it has a text."""
        return self.page.text_file is not None


Draft = tuple[Choice, ...]
"""The pages of a plan in the order they would come, each to be taken or not."""


def draft_of(plan: Plan) -> Draft:
    """Return a plan as a draft: all its pages are taken."""
    return tuple(Choice(page) for page in plan.pages)


def plan_of(plan: Plan, draft: Draft) -> Plan:
    """Return the plan with what a draft has left of its pages."""
    return replace(plan, pages=tuple(choice.page for choice in draft if choice.taken))


def set_taken(draft: Draft, places: Iterable[int], taken: bool) -> Draft:
    """Take the pages at some places, or leave them out."""
    wanted = set(places)
    return tuple(replace(one, taken=taken) if at in wanted else one for at, one in enumerate(draft))


def move(draft: Draft, place: int, by: int) -> Draft:
    """Move a page up (negative) or down among the others; at the ends it stays."""
    target = place + by
    if not (0 <= place < len(draft) and 0 <= target < len(draft)):
        return draft
    rows = list(draft)
    rows.insert(target, rows.pop(place))
    return tuple(rows)


def exchange_texts(draft: Draft, one: int, other: int) -> Draft:
    """Let two pages exchange their texts; a row that has neither image nor text then is gone."""
    return _exchange(draft, one, other, _TEXT)


def exchange_images(draft: Draft, one: int, other: int) -> Draft:
    """Let two pages exchange their images, and their names with them."""
    return _exchange(draft, one, other, _IMAGE)


def _exchange(draft: Draft, one: int, other: int, fields: tuple[str, ...]) -> Draft:
    if one == other:
        return draft
    rows = list(draft)
    first, second = rows[one], rows[other]
    rows[one], rows[other] = _with(first, second, fields), _with(second, first, fields)
    return tuple(row for row in rows if row.has_image or row.has_text)


def _with(row: Choice, of: Choice, fields: tuple[str, ...]) -> Choice:
    """Return a row with some fields of another; what gets a partner is taken, for why else was it given one."""
    page = replace(row.page, **{name: getattr(of.page, name) for name in fields})
    if page == row.page:
        return row
    page = replace(page, label=page.label if page.image is not None else _name_of_text(page))
    both = page.image is not None and page.text_file is not None
    return Choice(replace(page, how=BY_HAND if both else NO_PARTNER), row.taken or both)


def _name_of_text(page: PlannedPage) -> str:
    stem = page.text_file.stem if page.text_file is not None else ""
    return f"{stem} {page.number + 1}" if page.number else stem


def take_text_off(draft: Draft, place: int) -> Draft:
    """Take the text off an image: it becomes a row of its own right below, which is left out."""
    row = draft[place]
    if not (row.has_image and row.has_text):
        return draft
    return (*draft[:place], _bare(row, _TEXT), _text_alone(row), *draft[place + 1 :])


def _bare(row: Choice, fields: tuple[str, ...]) -> Choice:
    page = replace(row.page, **{name: getattr(PlannedPage(""), name) for name in fields}, how=NO_PARTNER)
    return Choice(page, row.taken)


def _text_alone(row: Choice) -> Choice:
    alone = _bare(row, _IMAGE).page
    return Choice(replace(alone, label=_name_of_text(alone)), taken=False)


def push_texts(draft: Draft, place: int) -> Draft:
    """Move the text of a page to the next image, that one's to the one after, and so on; the page has none then."""
    at = [n for n in range(place, len(draft)) if draft[n].has_image]
    return _pass_on(draft, at, [None, *at[:-1]], over=at[-1] if at else None)


def pull_texts(draft: Draft, place: int) -> Draft:
    """Give a page the text of the next image, that one the text of the one after, and so on; its own is left over."""
    at = [n for n in range(place, len(draft)) if draft[n].has_image]
    return _pass_on(draft, at, [*at[1:], None], over=at[0] if at else None)


def _pass_on(draft: Draft, places: list[int], sources: list[int | None], over: int | None) -> Draft:
    """Give the pages at ``places`` the texts of those at ``sources``; the text at ``over`` is left at the end."""
    if not any(draft[at].has_text for at in places):
        return draft
    rows = list(draft)
    for at, source in zip(places, sources, strict=True):
        row = draft[at]
        rows[at] = _with(row, draft[source], _TEXT) if source is not None else _bare(row, _TEXT)
    if over is not None and draft[over].has_text:
        rows.append(_text_alone(draft[over]))
    return tuple(rows)
