"""Dates that stand by themselves: of stamps, of letters, of telegrams, in whatever way they were read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import label_of
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import months
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, figured, squeeze

_FIGURES = re.compile(
    r"\W*(?:[Dd][Aa][Tt][Ee][Dd]?\W+)?([0-3]?\d)\s?[/.=-]\s?([0-3]?\d)\s?[/.=-]\s?(\d{1,2}|1[89]\d\d|20\d\d)"
    r"(?:[/:][a-z]{1,4})*(?: [a-z]{2,3}|(?:\W+[Tt]ime)?\W+\d{1,2}:\d\d\W{0,2}[AaPp]\.?[Mm])?\W*$"
)
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_SMALL = frozenset({"ST", "ND", "RD", "TH", "D", "DATE", "DATED", "OF", "DISTR", "DIST", "THE", "DAY", "AM", "PM"})
_NO_PLACE = frozenset(
    {
        "BORN",
        "DIED",
        "ON",
        "IN",
        "FROM",
        "UNTIL",
        "SINCE",
        "BETWEEN",
        "SEEN",
        "ARRIVED",
        "MARRIED",
        "DPOB",
        "DOB",
        "POB",
    }
)
"""Words before a date that are of a sentence, though written with a capital."""
_YEAR = re.compile(r"1[789]\d\d|20\d\d")
_FIELDS = frozenset({"DATE", "DATETYPED", "DATEDISPATCHED", "DATES"})
_STAMPED = 0.8
"""Dates in capitals are those of stamps, not of sentences."""
_DAYS = 31
_MONTHS = 12
_LONGEST = 44
_DAY_FIRST = re.compile(
    r"^\W{0,3}(?:[A-Z\d]{1,2}\W+)??(\d[\d lIoO]?)\W{0,2}([^\W\d_]{2,9}|\d[^\W\d_]{2})\W{0,3}(\S.{0,4})\W*$"
)
_MONTH_FIRST = re.compile(r"^\W{0,3}(?:[A-Z\d]{1,3}\W+)??([^\W\d_]{3,9})\W{0,3}(\d ?\d?)\W{1,3}(\S.{0,6})\W*$")
_CLOCK = re.compile(r"^\W*(?:([A-Za-z]{3,4})\W{1,2}\d[\d ]?\W{1,2})?\d{1,4}\W{1,2}\d\d\W{0,2}[AP]\.?M\b.{0,6}$", re.I)
_TIME_GROUP = re.compile(
    r"^\W*(?:T[O0][RTI].?.?|[A-Z]{1,4}\W{1,2})?\d{6,7}Z?\W{1,2}([A-Z0-9]{3,4})(?:\W{1,2}\d\d(?:\d\d)?)?\W*$"
)
_DAY_AND_MONTH = re.compile(r"^\W{0,3}(\d{1,2})\W{1,2}([^\W\d_]{3,9})\W{0,2}$")
_ONLY_YEAR = re.compile(r"^\W{0,2}19\d\d\W{0,2}$")
_SENT = re.compile(r"^\W*(?:IS|TI|15|T1)\W{1,2}\d{1,2} ([A-Z][a-z]{2})(?: \d\d)? \d{4,5}\W?[Zz2]?(?: P)?\W*$")
"""When a message that was intercepted was sent or read."""
_PART_OF_MONTH = re.compile(r"^\W{0,3}(?:MID|EARLY|LATE)[ -]{1,2}([A-Z]{3,9})\W{1,2}19\d\d\W{0,2}$")
_YEAR_OF_TWO = re.compile(r"^\W{0,2}1\d\d\d\W{0,2}$")
_SHORT_DAY = re.compile(r"^\W{0,2}1?(\d{1,2}) ([A-Z][A-Za-z]{2})\W{0,2}$|^\W{0,2}([A-Z]{3})\W{1,2}(\d{1,2})\W{0,2}$")
"""A day and the short form of a month without the year, as slips are dated; a rule before it may be read as a 1."""
_WRITTEN = re.compile(r"^\W{0,2}(\d{1,2})\W{1,2}\S{2,8}(?: ?\S{2,4})?\W{0,2}$")
"""A day, and more that was written by hand over the field for a date, and read badly."""
_FIELD_NEAR = 2
_CUT_YEAR = re.compile(r"^\W*[01]?\d/[0-3]?\d/20[012]\W*$")
"""The date a copy was printed, its year cut off."""
_STROKES = re.compile(r"^[lIi1!|]{1,3} ([A-Z][a-z]{2,8}),? (?:19|20)\d\d$")
"""A date with a day of strokes."""
_SENT_AT = re.compile(r"^\W{0,2}\d{1,2} ([A-Z][a-z]{2}) \d\d,? \d{4}\W?[Zz2]\W{0,2}$")
_AND_PLACE = re.compile(r"^\W{0,2}([A-Z][a-z]{2,8}) \d{1,2}, 19\d\d ?; ?[A-Z\d][\w .,-]{3,30}$")
"""A day, and where somebody was met on it."""
_PRECEDED = re.compile(r"^\W{0,2}[ZOPR] ?\w\w ?\w{3,4}[Zz2] ([A-Z]{3}) \d\d\W{0,2}$")
"""The precedence and the time of a telegram."""
_DATE_FIELD = re.compile(
    r"^\W{0,3}(?:DATE|Date)(?: (?:OF|Of|of|DISTR\.?|REPORT|Report|TYPED|INFO\.?)){1,2}\W{1,3}(?=\d)"
)
"""The field of a form for a date, what it is filled in with behind it."""
_OF_SENTENCE = re.compile(r"^dated\b|\S +dated\b")
"""What only a sentence says of a day."""
_MONTH_AND_YEAR = re.compile(r"^\W{0,3}([A-Z][A-Za-z]{2,8})\W{1,3}19\d\d\W{0,2}$")
_GROUP_ALONE = re.compile(r"^\W{0,2}(?:T[O0][RT]\W{1,3})?\d{6,7}Z\W{0,2}$")
_MONTH_OF_GROUP = re.compile(r"^[A-Z]{3} \d\d\W{0,2}$")
_COLUMN_NEAR = 8
_OVER_HEAD = 4
_COLUMN_DAYS = 3
"""So many other days so near to one, none of them stamped, are a column of a table."""
_WORN_DAY = re.compile(r"^\W{0,3}([\dA-Z]{1,2}) ?\W{0,2} ?([A-Z]{3,4})\W{0,2} ?(19\d\d)\W{0,2}$")
_WORN_DATE = re.compile(
    r"^\W{0,3}(?=\w?\d|\d\w)[\dA-Za-z]{1,3}\W{1,2}([A-Z][A-Za-z\d]{2,8})\W{1,2}((?:19|9|1)[\dA-Za-z]{2,4})\W{0,2}$"
)
"""A day, a month and a year, a sign of each misread."""
_YEAR_FIGURES = 3
_WITH_STROKES = re.compile(r"^\W{0,2}[\dA-Za-z]{1,3}/[\dA-Za-z]{1,3}/[\dA-Za-z]{2,5}\W{0,2}$")
_LEAST_FIGURES = 5
_NO_DAYS = frozenset({"IN", "OF", "ON", "BY", "TO", "AT", "AS", "OR", "NO"})
_MISREAD_YEAR = 4
_LONG_MONTH = 5


@functools.lru_cache(maxsize=8192)
def date_of(text: str) -> str:
    """Return how a date is written that is the whole of a text: "figures", "words", or "" where it is none."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return ""
    text = _DATE_FIELD.sub("", text)
    match = _FIGURES.match(figured(text))
    if match is not None:
        first, second = int(match.group(1)), int(match.group(2))
        return "figures" if min(first, second) <= _MONTHS and max(first, second) <= _DAYS and first and second else ""
    if text.rstrip().endswith(":"):
        return ""
    if _CUT_YEAR.match(text) or _with_stray_letter(text):
        return "figures"
    return "words" if _in_words(text) or _stamped(text) else ""


def _in_words(text: str) -> bool:
    text = text.partition("/")[0] if re.search(r"\d/[a-z]", text) else text
    tokens = _TOKENS.findall(figured(text))
    month = next((at for at, token in enumerate(tokens) if _is_month(token)), None)
    if month is None:
        return False
    figures = "".join(token if token.isdigit() else " " for token in tokens).split()
    joined = "".join(figures)
    year = _YEAR.search(joined[-4:])
    day = joined[:-4] if year else ""
    short = not year and len(figures) == 2 and all(len(one) <= 2 for one in figures) and month == 1
    if short:
        day = figures[0]
    if not (day and 0 < int(day[:3]) <= _DAYS):
        return False
    return _only_places([token for at, token in enumerate(tokens) if at != month and not token.isdigit()], text)


def _stamped(text: str) -> bool:
    """Tell whether a text is a day, a month and a year and no more, though a sign of each is misread."""
    if _CLOCK.match(text) or _with_worn_day(text):
        return True
    for written in (_PART_OF_MONTH, _STROKES, _SENT_AT, _AND_PLACE, _PRECEDED):
        part = written.match(text)
        if part is not None:
            return _is_month(part.group(1))
    group = _TIME_GROUP.match(text) or _SENT.match(text)
    if group is not None:
        return _is_month(group.group(1)) or _nearly_month(group.group(1))
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        match = pattern.match(text)
        if match is not None and _is_day(match.group(day)) and _is_year(match.group(3)):
            return _is_month(match.group(month)) or _nearly_month(match.group(month))
    return False


def _with_worn_day(text: str) -> bool:
    """Tell whether a text is a month and a year as they are stamped, with a day that is read badly before them."""
    match = _WORN_DAY.match(text)
    if match is not None and match.group(1) not in _NO_DAYS and _is_month(match.group(2)):
        return True
    match = _WORN_DATE.match(text)
    return match is not None and _is_month(match.group(1)) and sum(map(str.isdigit, match.group(2))) >= _YEAR_FIGURES


def _with_stray_letter(text: str) -> bool:
    """Tell whether a text is a day in figures between strokes, one letter read for a figure or beside one."""
    if not _WITH_STROKES.match(text):
        return False
    signs = [sign for sign in text if sign.isalnum()]
    return sum(map(str.isdigit, signs)) >= _LEAST_FIGURES and sum(map(str.isalpha, signs)) == 1


def _is_day(text: str) -> bool:
    digits = figured(text).replace(" ", "")
    return digits.isdigit() and 0 < int(digits) <= _DAYS


def _is_year(text: str) -> bool:
    """Tell whether a text can be a year: two figures, or three of four signs figures that begin or end like one."""
    bare = re.sub(r"[\s'’.,*_•-]", "", figured(text))
    digits = sum(map(str.isdigit, bare))
    if len(bare) == 2:
        return digits == 2
    return len(bare) in (_MISREAD_YEAR, _MISREAD_YEAR + 1) and digits >= _MISREAD_YEAR - 1


def _is_month(token: str) -> bool:
    return len(token) > 2 and not token.isdigit() and months().near(squeeze(token)) is not None


def _nearly_month(token: str) -> bool:
    """Tell whether a token is a month but for a letter, short ones too, as only a day and a year beside it allow."""
    squeezed = squeeze(token.replace("4", "A").replace("9", "O"))
    allowed = 2 if len(squeezed) > _LONG_MONTH else 1
    return len(squeezed) > 2 and any(OSA.distance(squeezed, one, score_cutoff=allowed) <= allowed for one in _months())


@functools.cache
def _months() -> tuple[str, ...]:
    return tuple(months().squeezed())


def _only_places(words: list[str], text: str) -> bool:
    """Tell whether the other words of a date can be its place: few, with capitals, before a comma or a bracket."""
    if words and OSA.distance(words[0].upper(), "DATE", score_cutoff=1) <= 1:
        words = words[1:]
    others = [word for word in words if word.upper() not in _SMALL]
    if not others:
        return True
    if others[0].upper() in _NO_PLACE or others[-1].upper() == "SUBJECT":
        return False
    return len(others) <= 3 and all(word[0].isupper() for word in others) and ("," in text or "(" in text)


def date(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a date by itself: the dateline before the text, else one beside it."""
    written = date_of(piece.text)
    if not written and _is_month_of_memorandum(piece, sheet, at):
        return hit("dateline", "It is a month and a year, over a memorandum.", 0.1)
    if not written and _is_short_day(piece, sheet, at):
        return hit("date", "It is a day and a month, as slips and stamps are dated.", 0.1)
    if sheet.cover and any(map(str.isalpha, piece.text)):
        return None
    if not written or _ends_sentence(piece, sheet, at) or in_column(sheet, at):
        return None
    if (
        written == "words"
        and not _CLOCK.match(piece.text)
        and sheet.last >= 0
        and sheet.before_body(at)
        and not _in_field(piece, sheet, at)
    ):
        return hit("dateline", "It is a date written out, before the text.")
    return hit("date", "It is a date and nothing else.")


def _is_month_of_memorandum(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is a month and a year, and the head of a memorandum stands under it."""
    month = _MONTH_AND_YEAR.match(piece.text)
    if month is None or not _is_month(month.group(1)) or not sheet.before_body(at):
        return False
    return any(label_of(one).startswith(("MEMORANDUM", "SUBJECT")) for one in sheet.pieces[at + 1 : at + _OVER_HEAD])


def in_column(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is one of the days that a column of a table is filled with: in small letters, or figures."""
    near = sheet.pieces[max(0, at - _COLUMN_NEAR) : at + _COLUMN_NEAR + 1]
    if _is_typed_day(sheet.pieces[at]):
        return sum(map(_is_typed_day, near)) > _COLUMN_DAYS
    return _in_figures(sheet.pieces[at]) and sum(map(_in_figures, near)) > _COLUMN_DAYS


def _of_days(sheet: Sheet, at: int) -> bool:
    """Tell whether typed days stand over and under a date on two lines, as in a list of them."""
    near = (*sheet.pieces[max(0, at - 1) : at], *sheet.pieces[at + 2 : at + 3])
    return len(near) == 2 and all(map(_is_typed_day, near))


def _in_figures(piece: Piece) -> bool:
    return date_of(piece.text) == "figures"


def _is_typed_day(piece: Piece) -> bool:
    """Tell whether a piece is a day or a month with its year, in small letters behind a capital."""
    if capitals(piece.text) >= _STAMPED or not any(map(str.isalpha, piece.text)):
        return False
    month = _MONTH_AND_YEAR.match(piece.text)
    return date_of(piece.text) == "words" or (month is not None and _is_month(month.group(1)))


def _is_short_day(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is a day and the short form of a month: beside a field for a date, or outside the text."""
    written = _WRITTEN.match(piece.text)
    if written and _is_day(written.group(1)) and _by_field(sheet, at, 1) and sheet.last >= 0 and sheet.after_body(at):
        return True
    match = _SHORT_DAY.match(piece.text)
    if match is None or sheet.running(at - 1) or sheet.running(at + 1):
        return False
    day, month = match.group(1) or match.group(4), match.group(2) or match.group(3)
    return _is_day(day) and _is_month(month) and (_outside(piece, sheet, at) or _by_field(sheet, at, _FIELD_NEAR))


def _outside(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether a day and a month stand where a list of days does not: at the head, or stamped at the foot."""
    zone = sheet.zone(at)
    return zone == "head" or (zone != "body" and capitals(piece.text) >= _STAMPED)


def _in_field(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether a date was stamped into the field of a slip."""
    return capitals(piece.text) >= _STAMPED and _by_field(sheet, at, 1)


def _by_field(sheet: Sheet, at: int, near: int) -> bool:
    """Tell whether the field of a form for a date stands within so many pieces of one."""
    around = range(max(0, at - near), min(len(sheet.pieces), at + near + 1))
    return any(sheet.pieces[each].squeezed in _FIELDS for each in around)


def _ends_sentence(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether a date may be the last line of a sentence that is not at its end above it."""
    text = piece.text.rstrip()
    if _OF_SENTENCE.search(text) or (text.endswith(",") and sheet.running(at + 1)):
        return True
    if not sheet.running(at - 1):
        return False
    if capitals(piece.text) > _STAMPED:
        return False
    unfinished = not sheet.pieces[at - 1].text.rstrip().endswith((".", ":", "?", "!", '"', "”"))
    return unfinished and (date_of(piece.text) == "words" or text.endswith((".", ",")))


def broken_date(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines of a date that stands broken on three, or on two: a day, a month, a year."""
    yield from _on_three(sheet)
    for at in range(len(sheet.pieces) - 1):
        if sheet.free(at) and sheet.free(at + 1):
            first, second = sheet.pieces[at].text, sheet.pieces[at + 1].text
            if _GROUP_ALONE.match(first) and _MONTH_OF_GROUP.match(second) and _is_month(second.split()[0].strip(".,")):
                yield from ((each, hit("date", "It is the time of a telegram on two lines.")) for each in (at, at + 1))
            match = _DAY_AND_MONTH.match(first)
            if (
                match
                and _is_day(match.group(1))
                and _month_and_year(match.group(2), second)
                and not _of_days(sheet, at)
            ):
                yield from ((each, hit("date", "It is a date on two lines.")) for each in (at, at + 1))


def _month_and_year(month: str, year: str) -> bool:
    """Tell whether a word and the line under it are a month and a year, one of the two with a sign misread."""
    if _ONLY_YEAR.match(year):
        return _is_month(month) or (month.isupper() and _nearly_month(month))
    return _is_month(month) and _YEAR_OF_TWO.match(year) is not None


def _on_three(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    for at in range(len(sheet.pieces) - 2):
        lines = [sheet.pieces[each].text for each in (at, at + 1, at + 2)]
        if all(sheet.free(each) for each in (at, at + 1, at + 2)) and max(map(len, lines)) <= _LONG_MONTH + 5:
            day, month, year = (re.sub(r"[^\w]", "", line) for line in lines)
            if _is_day(day or "x") and _is_month(month) and _year_under(year, month):
                yield from ((each, hit("date", "It is a date on three lines.")) for each in (at, at + 1, at + 2))


def _year_under(year: str, month: str) -> bool:
    """Tell whether a line is a year, one of its figures misread where the month is stamped in capitals."""
    written = figured(year)
    return _YEAR.fullmatch(written) is not None or (month.isupper() and _YEAR_OF_TWO.match(written) is not None)
