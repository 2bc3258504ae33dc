"""A page as the rules see it: its pieces, which of them are running text, and where head and foot begin."""

from __future__ import annotations

import re
from statistics import median

from editor.assist.marks.labels import label_of
from editor.assist.marks.pieces import Piece, pieces, torn
from editor.assist.marks.rules import beside, phrases
from editor.assist.marks.squeeze import capitals
from editor.assist.marks.values import MarkPage
from editor.model.geometry import Box, union

_EDGE = 4
"""So many pieces at the top and at the bottom are head and foot whatever they say."""
_SENTENCE_WORDS = 5
_SENTENCE_LETTERS = 28
_SMALL_WORDS = 2
_CAPITAL_LETTERS = 40
_ALL = 0.85
_NEAR = 2
_STRIP = 0.08
"""The share of the page's height that is its upper and lower margin (by trial)."""
_LONGEST_PARTED = 48
_OF_TELEGRAM = re.compile(r"^\W{0,2}P[A-Z]{2,3}\W{0,2}\w{1,3}\W")
"""The head of a page of a telegram, which ends with its classification."""
_TOP = 14
_SLANT = 4.0
_LARGE = 1.35
_FIELD_OF_FORM = re.compile(r"^\W?\d{1,2}[A-Z]? ?[.–-] ?[A-Z][A-Z'/., ()-]{4,}$")
_FORM_FIELDS = 6
_LONG_NUMBER = re.compile(r"^\W*(?:\d\W?){6,12}\W*$")
_WORD_OF_TITLE = 4
_OF_TITLES = frozenset({"with", "from", "into", "upon", "over", "under", "about", "between"})
_WORDS = re.compile(r"[A-Za-z]{2,}")
_HEAD, _FOOT, _BODY, _MARGIN = "head", "foot", "body", "margin"


class Sheet:
    """A page being judged; what is taken is no longer looked at, and head and foot grow over it."""

    def __init__(self, page: MarkPage) -> None:
        """Cut the page into pieces."""
        self.page = page
        self.pieces = [part for piece in pieces(page) for part in _parted(page, piece)]
        self.taken = {at for at, piece in enumerate(self.pieces) if page.lines[piece.line].furniture}
        self._running = _running(self.pieces)
        in_capitals = sum(
            run and capitals(piece.text) > _ALL for run, piece in zip(self._running, self.pieces, strict=True)
        )
        self.upper = in_capitals * 2 > sum(self._running)
        """Whether the text is all in capitals, as telegrams are."""
        self.cover = self._is_cover()
        self.form = sum(_FIELD_OF_FORM.match(piece.text) is not None for piece in self.pieces) >= _FORM_FIELDS
        """Whether it is a form with numbered fields in capitals, as those on persons are."""
        self.long_numbers = sum(_LONG_NUMBER.match(piece.text) is not None for piece in self.pieces)
        self._letter = self._usual_height()
        self.settle()

    def settle(self) -> None:
        """See again where the running text begins and ends, after marks were taken."""
        free = [at for at in range(len(self.pieces)) if at not in self.taken]
        body = self._text(free)
        self.first = body[0] if body else len(self.pieces)
        self.last = body[-1] if body else -1
        self._rank = {at: place for place, at in enumerate(free)}
        self._free = len(free)
        self._block = union(box for at in body if (box := self.pieces[at].box) is not None)

    def _text(self, free: list[int]) -> list[int]:
        """Return the lines of running text: those that have another near them, or else all that look like it."""
        body = [at for at in free if self._running[at]]
        place = {at: rank for rank, at in enumerate(free)}
        near = [
            at for before, at, behind in zip([None, *body], body, [*body[1:], None], strict=False)
            if any(one is not None and abs(place[one] - place[at]) <= _NEAR for one in (before, behind))
        ]  # fmt: skip
        return near or body

    def running(self, at: int) -> bool:
        """Tell whether a piece is a line of running text."""
        return 0 <= at < len(self.pieces) and at not in self.taken and self._running[at]

    def before_body(self, at: int) -> bool:
        """Tell whether a piece stands before all running text."""
        return at < self.first

    def after_body(self, at: int) -> bool:
        """Tell whether a piece stands behind all running text."""
        return at > self.last

    def rank(self, at: int) -> tuple[int, int]:
        """Return how many pieces that are not taken stand before and behind one."""
        place = self._rank.get(at, 0)
        return place, self._free - 1 - place

    def zone(self, at: int) -> str:
        """Return where a piece stands: "head", "foot", "body", or "margin" where the scan shows it beside the text."""
        box, height = self.pieces[at].box, self.page.size[1]
        if box is not None and height > 0:
            middle, block = (box[1] + box[3]) / 2, self._block
            if block is not None and block[1] <= middle <= block[3]:
                return _MARGIN if box[2] <= block[0] or box[0] >= block[2] else _BODY
            return _HEAD if middle < height / 2 else _FOOT
        before, behind = at, len(self.pieces) - 1 - at
        if at < self.first or at > self.last or min(before, behind) < _EDGE:
            return _HEAD if before < behind else _FOOT
        return _BODY

    def free(self, at: int) -> bool:
        """Tell whether there is a piece there that no rule has taken."""
        return 0 <= at < len(self.pieces) and at not in self.taken

    def near_top(self, at: int) -> bool:
        """Tell whether a piece is among the first lines."""
        return self.pieces[at].line < _TOP

    def in_strip(self, at: int) -> bool:
        """Tell whether a piece stands in the upper or lower margin of the scan."""
        box, height = self.pieces[at].box, self.page.size[1]
        return box is not None and height > 0 and (box[3] < _STRIP * height or box[1] > (1 - _STRIP) * height)

    def in_block(self, at: int) -> bool:
        """Tell whether a piece stands within the block of running text on the scan, and is set as wide as it."""
        box, block = self.pieces[at].box, self._block
        if box is None or block is None or not block[1] < (box[1] + box[3]) / 2 < block[3]:
            return False
        return box[0] >= block[0] - self._letter and box[2] <= block[2] + self._letter

    def slanted(self, at: int) -> bool:
        """Tell whether a piece is turned out of the level, as stamps are."""
        angle = self.page.lines[self.pieces[at].line].angle % 360
        return min(angle, 360 - angle) >= _SLANT

    def large(self, at: int) -> bool:
        """Tell whether a piece is set larger than the text."""
        box = self.pieces[at].box
        return box is not None and self._letter > 0 and (box[3] - box[1]) > _LARGE * self._letter

    def _usual_height(self) -> float:
        heights = [_height(piece.box) for at, piece in enumerate(self.pieces) if piece.box and self._running[at]]
        return float(median(heights)) if heights else 0.0

    def _is_cover(self) -> bool:
        words = phrases("cover", "words")
        return any(words.near(piece.squeezed) for piece in self.pieces[:_TOP])


def _parted(page: MarkPage, piece: Piece) -> list[Piece]:
    """Return a piece, or the classification and the scraps that were read onto one line."""
    if (
        len(piece.text) > _LONGEST_PARTED
        or _OF_TELEGRAM.match(piece.text)
        or _is_running(piece)
        or phrases("classification").near(piece.squeezed)
    ):
        return [piece]
    return torn(page.lines[piece.line], piece, beside())


def _height(box: Box) -> float:
    return box[3] - box[1]


def _is_titled(text: str, words: list[str]) -> bool:
    """Tell whether all words but the smallest have a capital, as those of titles have, the first one too."""
    if not words[0][0].isupper() or text.rstrip().endswith((".", ",", ";", ":", "?")):
        return False
    return all(word[0].isupper() or len(word) < _WORD_OF_TITLE or word in _OF_TITLES for word in words)


def _running(found: list[Piece]) -> list[bool]:
    """Return which pieces are running text; lines in capitals are titles where most of it is in small letters."""
    running = [_is_running(piece) for piece in found]
    capital = [is_running and capitals(piece.text) > _ALL for piece, is_running in zip(found, running, strict=True)]
    if 0 < sum(capital) * 2 < sum(running):
        return [one and not title for one, title in zip(running, capital, strict=True)]
    return running


def _is_running(piece: Piece) -> bool:
    """Tell whether a piece looks like a line of running text: words enough, small ones among them or all capitals."""
    words = _WORDS.findall(piece.text)
    if len(piece.text) < _SENTENCE_LETTERS or len(words) < _SENTENCE_WORDS:
        return False
    if sum(word.islower() and len(word) > 2 for word in words) >= _SMALL_WORDS:
        return not label_of(piece) and not _is_titled(piece.text, words)
    return capitals(piece.text) > _ALL and len(piece.text) >= _CAPITAL_LETTERS and not label_of(piece)
