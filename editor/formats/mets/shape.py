"""What a METS file tells, as values: pages in order with the files that may hold them; nothing is opened here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class MetsPage:
    """One page: the best image and the best file of text, as relative paths with ``/``; "" where there is none.

    ``images`` and ``texts`` are all candidates, best first (an href with ``%20`` may be two). ``part`` is the id of the
    page inside its text file, where the METS names one; ``number`` the page's place among those of the same text file
    (from 0). ``elsewhere`` are hrefs that are remote or leave the folder: never opened, only good for their last part.
    """

    label: str = ""
    image: str = ""
    text: str = ""
    images: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    part: str = ""
    number: int = 0
    ident: str = ""
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mets:
    """A METS file, read: its pages in order, what it tells of the record (see ``record``), and what was odd."""

    file: str
    pages: tuple[MetsPage, ...] = ()
    title: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    producer: str = ""
    messages: tuple[str, ...] = ()


def present(mets: Mets, is_there: Callable[[str], bool]) -> Mets:
    """Return ``mets`` with the best image and text of each page that are there, and with sentences about the rest.

    Args:
        mets: What the file tells.
        is_there: Tells of a relative path whether it is an ordinary file inside the METS's own folder.
    """
    known: dict[str, bool] = {}

    def first(paths: tuple[str, ...]) -> str:
        for path in paths:
            if path not in known:
                known[path] = is_there(path)
            if known[path]:
                return path
        return ""

    pages = [replace(page, image=first(page.images), text=first(page.texts)) for page in mets.pages]
    pages = numbered(pages)
    texts = [page.texts[0] for page in pages if page.texts and not page.text]
    images = [page.images[0] for page in pages if page.images and not page.image]
    messages = [_missing(names, what) for names, what in ((texts, "text"), (images, "image")) if names]
    return replace(mets, pages=tuple(pages), messages=(*mets.messages, *messages))


def numbered(pages: list[MetsPage]) -> list[MetsPage]:
    """Return ``pages`` with each one's place among the pages of its text file."""
    seen: dict[str, int] = {}
    found = []
    for page in pages:
        found.append(replace(page, number=seen.get(page.text, 0) if page.text else 0))
        seen[page.text] = seen.get(page.text, 0) + 1
    return found


def _missing(names: list[str], what: str) -> str:
    names = list(dict.fromkeys(names))
    shown = ", ".join(name[:120] for name in names[:_NAMED])
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    one, many = (f"One {what} file it names is", f"{len(names):,} {what} files it names are")
    return f"{one if len(names) == 1 else many} not in its folder: {shown}{more}."
