"""A METS file as a whole: the files it lists and the pages its physical structure makes of them.

Nothing is opened and nothing is fetched: what a page's files hold is for the readers of text and images.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from editor.formats import canon, order, xml
from editor.formats.mets import record
from editor.formats.mets.groups import IMAGE, TEXT, MetsFile, listed
from editor.formats.mets.shape import Mets, MetsPage, numbered
from editor.formats.notes import Notes, Remark
from editor.formats.xml import FormatFault

MOST_FILES: Final = 200_000
MOST_CANDIDATES: Final = 40
"""So many files of one page are looked at; the rest is passed over."""

_REMOTE: Final = Remark(
    "A file it names lies on a network and was not fetched",
    "{n} files it names lie on a network and were not fetched",
)
_OUTSIDE: Final = Remark(
    "A file it names lies outside its folder and is not used",
    "{n} files it names lie outside its folder and are not used",
)
_UNLISTED: Final = Remark("It names a file it does not list", "It names {n} files it does not list")
_LABELS: Final = ("ORDERLABEL", "ORDER", "LABEL")
_PAGE_TYPE = re.compile(r"page|side|leaf|folio|sheet|blatt|seite|cover", re.IGNORECASE)


def read(root: etree._Element, file: str) -> Mets:
    """Return the pages a METS names in the order of its physical structure, else in that of its files.

    Raises:
        FormatFault: it lists more files than any record has.
    """
    notes = Notes(file)
    if dtd := xml.outside_dtd(root):
        notes.tell(f"It names a DTD outside itself ({canon.value(dtd)}), which was not loaded.")
    files = _files(root, notes)
    pages = _of_structure(root, files, notes)
    if not pages and files:
        pages = [_page(group, "", "", "", notes) for group in _together(files.values())]
        pages = [page for page in pages if page.images or page.texts or page.elsewhere]
        notes.tell("It has no structure that names pages; they are in the order of its files.")
    if not pages:
        notes.tell("It names no page.")
    if _refers_on(root):
        notes.tell("It refers to other METS files, which were not followed; import them one by one.")
    title, values = record.read(root)
    return Mets(file, tuple(numbered(pages)), title, values, _producer(root), notes.sentences())


def _producer(root: etree._Element) -> str:
    header = xml.child(root, "metsHdr")
    agents = list(xml.children(header, "agent")) if header is not None else []
    makers = [agent for agent in agents if agent.get("ROLE") == "CREATOR"] or agents
    names = [" ".join(xml.text_of(xml.child(agent, "name")).split()) for agent in makers[:3]]
    return canon.value(", ".join(filter(None, names)))[:500]


def _refers_on(root: etree._Element) -> bool:
    return any(xml.local(e) == "mptr" for map_ in xml.children(root, "structMap") for e in map_.iter())


def _files(root: etree._Element, notes: Notes) -> dict[str, MetsFile]:
    """Return the listed files by id; one without an id goes by its place."""
    found: dict[str, MetsFile] = {}
    section = xml.child(root, "fileSec")
    for element in section.iter() if section is not None else ():
        if xml.local(element) != "file":
            continue
        href = next((h for place in xml.children(element, "FLocat") if (h := _href(place))), "")
        if not href:
            if xml.child(element, "FContent") is not None:
                notes.tell("It holds files in itself, which were not unpacked.")
            continue
        if len(found) >= MOST_FILES:
            raise FormatFault(notes.file, f"it lists more than {MOST_FILES:,} files.")
        groups = [(e.get("USE") or e.get("ID") or "") for e in element.iterancestors() if xml.local(e) == "fileGrp"]
        key = element.get("GROUPID") or element.get("SEQ") or ""
        ident = element.get("ID") or f"#{len(found)}"
        made = listed(ident, href, element.get("MIMETYPE", ""), " ".join(groups), key, len(found))
        found.setdefault(ident, made)
    return found


def _href(place: etree._Element) -> str:
    name = next((name for name in place.keys() if str(name).rpartition("}")[2] == "href"), None)  # noqa: SIM118
    return (place.get(name) or "").strip() if name is not None else ""


def _of_structure(root: etree._Element, files: dict[str, MetsFile], notes: Notes) -> list[MetsPage]:
    maps = list(xml.children(root, "structMap"))
    maps.sort(key=lambda m: (m.get("TYPE") or "").lower() != "physical")
    for number, map_ in enumerate(maps):
        physical = (map_.get("TYPE") or "").lower() == "physical"
        if not physical and (number > 0 or (map_.get("TYPE") or "").lower() == "logical"):
            continue  # a logical structure cuts pages into articles
        if pages := list(_pages(map_, files, notes)):
            return pages
    return []


def _pages(map_: etree._Element, files: dict[str, MetsFile], notes: Notes) -> Iterator[MetsPage]:
    """Yield the pages below a structMap: each div called a page, else each that points at files and holds no other."""
    pointing = _pointing(map_)
    waiting = [map_]
    while waiting:
        div = waiting.pop()
        is_page = div is not map_ and _PAGE_TYPE.search(div.get("TYPE") or "") is not None
        inner = _in_order([d for d in xml.children(div, "div") if d in pointing or _is_page(d)])
        if inner and not (is_page and not any(_is_page(d) for d in inner)):
            waiting += reversed(inner)
        elif div is not map_ and (div in pointing or is_page):
            yield from _of_div(div, is_page, files, notes)


def _is_page(div: etree._Element) -> bool:
    return _PAGE_TYPE.search(div.get("TYPE") or "") is not None


def _pointing(map_: etree._Element) -> set[etree._Element]:
    """Return every div that points at a file or holds one that does."""
    found: set[etree._Element] = set()
    for element in map_.iter():
        if xml.local(element) == "fptr":
            for above in element.iterancestors():
                if above in found:
                    break
                found.add(above)
    return found


def _in_order(divs: list[etree._Element]) -> list[etree._Element]:
    orders = [int(o) if (o := d.get("ORDER", "")).isascii() and o.isdigit() and len(o) < 10 else None for d in divs]
    return order.arranged(divs, orders)


def _of_div(div: etree._Element, is_page: bool, files: dict[str, MetsFile], notes: Notes) -> Iterator[MetsPage]:
    named: list[MetsFile] = []
    part = ""
    for ident, begin in _pointers(div):
        if ident not in files:
            notes.count(_UNLISTED, canon.value(ident)[:80])
            continue
        named.append(files[ident])
        part = part or (begin if files[ident].role == TEXT else "")
    label = next((said for name in _LABELS if (said := canon.value(div.get(name, "")).strip(" -"))), "")[:200]
    sheets = [named] if is_page or not _repeats(named) else list(_together(named))
    for sheet in sheets:
        if any(file.role in (IMAGE, TEXT) for file in sheet) or (is_page and len(sheets) == 1):
            alone = len(sheets) == 1
            yield _page(sheet, label if alone else "", (div.get("ID") or "") if alone else "", part, notes)


def _pointers(div: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the id of each file a div points at, or any div in it, with the place in the file if one is told."""
    seen = set()
    for element in div.iter():
        name = xml.local(element)
        if name in ("fptr", "area") and (ident := element.get("FILEID")) and ident not in seen:
            seen.add(ident)
            yield ident, element.get("BEGIN", "") if element.get("BETYPE", "IDREF") == "IDREF" else ""


def _repeats(named: list[MetsFile]) -> bool:
    """Tell whether a flat list of files is that of several pages: a group and kind of file stands in it twice."""
    kinds = [(file.group, file.role, file.rank[:-1]) for file in named if file.role in (IMAGE, TEXT)]
    return len(set(kinds)) < len(kinds)


def _together(files: Iterable[MetsFile]) -> Iterator[list[MetsFile]]:
    """Yield the files of each page: of one key the METS gives them, else of one stem."""
    found: dict[str, list[MetsFile]] = {}
    for file in files:
        last = re.split(r"[/\\]", file.href)[-1]
        found.setdefault(f"={file.key}" if file.key else last.partition(".")[0], []).append(file)
    yield from found.values()


def _page(files: list[MetsFile], label: str, ident: str, part: str, notes: Notes) -> MetsPage:
    for file in files:
        if file.role in (IMAGE, TEXT) and not file.paths:
            notes.count(_REMOTE if file.remote else _OUTSIDE, canon.value(file.href)[:120])
    images, texts = (_paths(files, role) for role in (IMAGE, TEXT))
    return MetsPage(
        label=label,
        image=images[0] if images else "",
        text=texts[0] if texts else "",
        images=images,
        texts=texts,
        part=canon.value(part),
        ident=canon.value(ident),
        elsewhere=tuple(f.href for f in files if f.role in (IMAGE, TEXT) and not f.paths)[:MOST_CANDIDATES],
    )


def _paths(files: list[MetsFile], role: str) -> tuple[str, ...]:
    chosen = sorted((file for file in files if file.role == role), key=lambda file: file.rank)
    return tuple(dict.fromkeys(path for file in chosen[:MOST_CANDIDATES] for path in file.paths))
