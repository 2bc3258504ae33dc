"""Text that was reflowed, shuffled or merged, put at the lines of one scan or several by the words read there.

The question is turned round: each line of the scan looks for its words in the text, and the words are shared out.
Knows no pixels but the places of lines, and makes no edits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

import numpy

from editor.assist.linking.columns import merged_columns
from editor.assist.linking.looked import look
from editor.assist.linking.pages import PageEnd, ends_of
from editor.assist.linking.reorder import reordered
from editor.assist.linking.seen import places
from editor.assist.linking.share import Shares, Wanted, fill_holes, seat_better, share_out
from editor.assist.linking.trust import confidence
from editor.assist.linking.values import Link, Linking, Notice, Pin, Scan, TextLine
from editor.assist.linking.words import Claim, Floats, Likeness, claims, text_words

_REST = 0.5
"""The share of what was left of a line that has to be found for the line to get it."""

Stop = Callable[[], bool]


def link_flow(
    texts: Sequence[TextLine], scans: Sequence[Scan], pins: Sequence[Pin] = (), stop: Stop | None = None
) -> Linking:
    """Return where on the scans the words of ``texts`` stand, however their lines were cut or ordered."""
    held = standing(texts, scans, pins)
    shares = shared(texts, scans, held, stop)
    columns = merged_columns(texts, shares)
    pages = [Notice("page", end.line, end.at, confidence=end.confidence) for end in ends_of(texts, shares)]
    notices = (*columns, *reordered(texts, shares, columns), *pages)
    return replace(assembled(texts, shares, held), notices=notices)


def page_ends(texts: Sequence[TextLine], scans: Sequence[Scan], stop: Stop | None = None) -> tuple[PageEnd, ...]:
    """Return where the text of each scan but the first begins; scans without any text are passed over."""
    return ends_of(texts, shared(texts, scans, (), stop))


def shared(texts: Sequence[TextLine], scans: Sequence[Scan], pins: Sequence[Pin], stop: Stop | None) -> Shares:
    """Return the words of ``texts`` shared out among the lines of ``scans``; ``pins`` are ``standing`` ones."""
    shares = Shares(text_words(texts, _cuts(texts, pins)), places(scans))
    _pin(shares, texts, pins)
    read = _Evidence(shares)
    share_out(shares, read.claims(stop))
    share_out(shares, read.rest())
    seat_better(shares)
    fill_holes(shares)
    unread = [scan if scan.reading is None else replace(scan, looks=None) for scan in scans]
    if any(scan.looks is not None for scan in unread):
        look(shares, texts, unread, stop)
    return shares


def standing(texts: Sequence[TextLine], scans: Sequence[Scan], pins: Sequence[Pin]) -> list[Pin]:
    """Return the pins that say something about these texts and scans; of two about the same text the later one."""
    sizes = {line.id: len(line.text) for line in texts}
    held: list[Pin] = []
    for pin in reversed(pins):
        inside = 0 <= pin.start < pin.end <= sizes.get(pin.line, 0)
        there = 0 <= pin.page < len(scans) and 0 <= pin.at < len(scans[pin.page].layout.lines)
        apart = all(pin.line != other.line or pin.end <= other.start or other.end <= pin.start for other in held)
        if inside and there and apart:
            held.append(pin)
    return held


def _cuts(texts: Sequence[TextLine], pins: Sequence[Pin]) -> set[tuple[int, int]]:
    row = {line.id: place for place, line in enumerate(texts)}
    return {(row[pin.line], at) for pin in pins for at in (pin.start, pin.end)}


def _pin(shares: Shares, texts: Sequence[TextLine], pins: Sequence[Pin]) -> None:
    """Give pinned words to their lines, and with them what was read there, which is then no evidence of others."""
    row = {line.id: place for place, line in enumerate(texts)}
    at = {(place.page, place.at): line for line, place in enumerate(shares.row)}
    for pin in pins:
        line = at[pin.page, pin.at]
        words = [
            place
            for place, word in enumerate(shares.words)
            if word.line == row[pin.line] and pin.start <= word.start and word.end <= pin.end
        ]
        keys = [word.key for word in shares.row[line].words]
        found = dict.fromkeys(words, -1)
        if keys and words:
            spelled = [shares.words[word].key for word in words]
            alike = Likeness(keys, spelled).rows(keys)
            for claim in claims(keys, alike, _lengths(spelled), most=1, least=0.0):
                found |= {words[word]: read for read, word in claim.pairs}
        shares.fix(line, [(read, word) for word, read in found.items()])


class _Evidence:
    """What the lines of the scans ask for, by the words read on them."""

    def __init__(self, shares: Shares) -> None:
        self._shares = shares
        self._keys = [[word.key for word in place.words] for place in shares.row]
        spelled = [word.key for word in shares.words]
        self._lengths = _lengths(spelled)
        self._alike = Likeness([key for keys in self._keys for key in keys], spelled)

    def claims(self, stop: Stop | None) -> list[Wanted]:
        """Return what each line asks for, several places in the text where it is in doubt."""
        wanted: list[Wanted] = []
        for line, keys in enumerate(self._keys):
            if stop is not None and stop():
                break
            if keys and self._lengths.size:
                wanted += [(line, claim) for claim in claims(keys, self._alike.rows(keys), self._lengths)]
        return wanted

    def rest(self) -> list[Wanted]:
        """Return what lines ask for with what is left of them, among the words that are left."""
        wanted: list[Wanted] = []
        taken = numpy.array([owner >= 0 for owner in self._shares.owner])
        for line, keys in enumerate(self._keys):
            unused = [read for read in self._shares.unused(line) if keys[read]]
            if not unused or taken.all():
                continue
            left = [keys[read] for read in unused]
            alike = self._alike.rows(left)
            alike[:, taken] = 0
            for claim in claims(left, alike, self._lengths, most=2, least=_REST / 2):
                pairs = tuple((unused[read], word) for read, word in claim.pairs)
                wanted.append((line, Claim(pairs, claim.score, float(self._shares.row[line].letters))))
        return wanted


def _lengths(spelled: Sequence[str]) -> Floats:
    return numpy.array([len(key) for key in spelled], dtype=numpy.float32)


def assembled(texts: Sequence[TextLine], shares: Shares, pins: Sequence[Pin]) -> Linking:
    """Return what the shares come to: links, text without a place, places without text."""
    links: list[Link] = []
    placeless: list[tuple[int, int, int]] = []
    unpinned = (place for place in range(len(shares.words)) if place not in shares.fixed)
    for (line, owner, _), group in groupby(unpinned, key=lambda place: _belongs(shares, texts, pins, place)):
        run = list(group)
        start, end = shares.words[run[0]].start, shares.words[run[-1]].end
        if owner < 0:
            placeless.append((texts[line].id, start, end))
        else:
            place = shares.row[owner]
            trust, reason = confidence(shares, run)
            links.append(Link(texts[line].id, start, end, place.page, place.at, trust, reason))
    links += [Link(pin.line, pin.start, pin.end, pin.page, pin.at, 1.0, "pinned") for pin in pins]
    order = {line.id: place for place, line in enumerate(texts)}
    links.sort(key=lambda link: (order[link.line], link.start))
    linked = {(link.page, link.at) for link in links}
    textless = tuple((place.page, place.at) for place in shares.row if (place.page, place.at) not in linked)
    return Linking(tuple(links), tuple(placeless), textless)


def _belongs(shares: Shares, texts: Sequence[TextLine], pins: Sequence[Pin], place: int) -> tuple[int, int, int]:
    """Return what the words of one link have in common: their lines of text and scan, and the pins before them."""
    word = shares.words[place]
    before = sum(pin.line == texts[word.line].id and pin.end <= word.start for pin in pins)
    return word.line, shares.owner[place], before
