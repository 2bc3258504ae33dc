"""What stands over a text: who writes to whom, on what, of what it is a part; only offered."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from editor.assist.marks import memoranda
from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field, is_printed, label_of
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

Opened = tuple[int | None, Hit]
"""What a line is, and how many lines under it go with it; None for as many as before."""

_LONGEST_SAID = 60
_FORM_CAPITALS = 0.9
_TITLE = re.compile(r"^(?:Chief|Director|Deputy|Acting|Chairman)(?: of \w+)?,? .{2,30}$")
_CONTINUED = re.compile(r"^\W?(?:Memorandum|Memo|Airtel|Letter|Teletype|LHM) to (?:the )?[A-Z].{2,40}$")
"""What stands at the head of the second and later pages of a letter."""
_SENTENCE = re.compile(r"^\W{0,2}(?:[a-z]{2,} (?:\S+ ){2,}|\d{1,2}\. .*[a-z]{3,} [a-z]{2,} |.*(?: [a-z]{2,}){4,})")
_LETTERED = re.compile(r"^\W{0,2}(\S{5,12}) (?:[A-Z]|\d{1,2}|[IVX]{1,4})\W{0,2}$")
_SAID = 0.6
_ADDRESSED = re.compile(
    r"^\W?(?:DIRECTOR,? FBI|(?:SAC|ASAC|LEGAT),? [A-Z][A-Za-z.]{2,}(?: [A-Z][A-Za-z]{2,})?)\b.{0,24}$"
)
"""To whom, or from whom, a letter of the Federal Bureau of Investigation is."""
_ORIGIN = re.compile(r"^\W{0,2}[0O]{2} ?[:;] ?(?:[A-Z]{2}|Bureau|[A-Z][a-z]+)\W{0,2}$")
"""Which of its offices the case is of."""
_PAGE = re.compile(r"^\W?Page (?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d{1,2})\W{0,2}$", re.IGNORECASE)
_OF_LIST = re.compile(r"^\W?[A-Z]\.{1,2} [A-Z]{2}|.*[A-Z]\.$")
"""An item of a list, or the end of a sentence, where all of the text is in capitals."""
_DAY = r"\d{1,2} [A-Z][A-Za-z]{2,8}\W{0,2} ?(?:19)?\d\d"
_REFERRED = re.compile(
    rf"^\W{{0,2}}(?:[A-H]\W{{1,3}})?[A-Za-z]{{4}}\W{{0,2}}\d{{3,6}}\W{{1,2}}(?:[Dd]ated )?{_DAY}\W{{0,2}}$"
)
_SHAPES = (
    (
        re.compile(r"^\W?(?:IS|ISC|RA|SM|FPM|NM|IR|CR|ITAR|BM|EM)(?: ?[-–•—] ?[A-Z]{1,12}){1,2}\W?$"),
        "It is the character of a case, as letters of a bureau have it.",
    ),
    (
        re.compile(r"^\W{0,2}[A-Z][\w.]+(?: [A-Z][\w.]*){1,3} [@®] [A-Z]{2,5}\W?$"),
        "It is who is written to, and where.",
    ),
    (re.compile(r"^\W?KENNEDY\W?$"), "It is the part of the inquiry, as papers of a committee are headed."),
    (_REFERRED, "It is a dispatch that is referred to."),
    (
        re.compile(r"^\W?(?:(?:AIRTEL|Airtel|TELETYPE|Teletype|CABLEGRAM)\W{0,2}|SEPARATE COVER ATT.{0,20})$"),
        "It says how the letter is sent.",
    ),
    (
        re.compile(r"^\W{0,3}DIRECTOR\W{0,2}$|^(?!.*\(201)[A-Z]{3,}(?: [A-Z]{3,})? ?\(\d{1,3}-\d{1,6}[A-Z]?\)$"),
        "It is an office that writes, or is written to.",
    ),
    (re.compile(r"^\W?[A-Z][a-z]{3,9} \((?:North|South|East|West)\)\W?$"), "It is the nation of a message."),
)
_UNLABELLED = re.compile(r"^\W{0,2}SUB[JIT]ECT\W{1,3}(?!OF\b|WAS\b|IS\b|HAS\b)[A-Z].{3,50}[^.]$")
_REFERS = frozenset({"REFERENCE", "REFERENCES"})
_FIELD_NEAR = 4
_HINT = re.compile(r"^\([a-z]")
"""What a form explains in brackets under a field."""
_GREETING = re.compile(r"^\W?Dear\b|^\W?Gentlemen\b")
_BEGINS_SENTENCE = re.compile(r"^\W?(?:The|This|In|On|It|Attached|Your|We|He|As|During) [a-z]")
_LONG_LINE = 40
_LEAST_ROWS = 3
_FEW_PLACES = 2
_PLACE_WORDS = 4
_NO_PLACES = re.compile(r"\b(?:THAT|HE|WOULD|WAS|WERE|IN|TO|A|AND|HAD|HIS|IS|BY|ON|AT|FROM|WHO|AS)\b|\d|\.\s*$")
_LABEL_ALONE = re.compile(r"^\W{0,2}[A-Z][A-Z ./-]{4,30}:\W{0,2}$")
_ANSWER = re.compile(r"^\W{0,2}(?:[A-Z][A-Za-z.]+)(?: (?:[A-Z(][A-Za-z.)]+|and|of|the)){1,4}\W{0,2}$")
"""A name or a title, its words with capitals."""
_LABEL_WORD = re.compile(r"^\W?[A-Z]{4,8}\W?$")
_OVER_COLON = re.compile(r"^\W?[A-Z]{4,}(?: [A-Z]{2,}){0,2}\W{0,2}$")
"""A label in capitals, its colon at the head of the next line."""
_LABELS_OVER = 6
_WORDS = re.compile(r"[A-Z]{4,}")
_SMALL_WORDS = re.compile(r"\b(?:THAT|HE|WOULD|WAS|WERE|IN|TO|A|AND|HAD|HIS|IS|BY|ON|AT|FROM)\b")
_NUMBERED = re.compile(r"^\W{0,2}\d{1,2}\. ")
"""The field of a form with its number."""
_CLAUSE = 4
"""So many blanks a part of a sentence has at least, where a semicolon ends it."""
_TOP_LINES = 3
_PAGE_SAID = 6
_LEAST_OVER = 6


_MOST_CARRIED = 12
_LABEL_NEAR = 2
_OVER_COLUMN = 2
_LONG_COLUMN = 3
_OVER_LONG_COLUMN = 5
"""So many lines more are said behind labels that stand in a long column: offices and addressees take two each."""
_REFERRED_LINES = 6
"""So many lines of papers that are referred to may stand under their label."""
_OVER_BODY = "TEXT"
_WRAPPED = frozenset({"SUBJECT", "SUBJ", "RE", "REFERENCE", "REGARDING", "TITLE"})
_WRAPPED_LETTERS = 38
"""What is written on so long a line behind a label may go on under it."""
_BEHIND_LABEL = 3
"""So many lines behind a label that stands alone are what it announces; forms set labels and answers apart."""


def headings(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines before the text that say who writes to whom, on what; none that is printed on forms."""
    yield from _addressees(sheet)
    yield from ((at, one) for at, one in _over_text(sheet) if not is_printed(sheet.pieces[at]))


def _over_text(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    carried = 0
    over_page, memorandum = _over_page(sheet), memoranda.is_memorandum(sheet)
    for at, piece in enumerate(sheet.pieces):
        if not sheet.free(at) or (is_field(piece) and not _is_label(sheet, at, memorandum=memorandum)):
            continue
        carried = 0 if _ends_said(sheet, at) else carried
        over = sheet.before_body(at)
        opened = _opened(piece) if over or _in_form(sheet, at, piece) else None
        if opened is None and over:
            opened = _led(sheet, at, memorandum=memorandum)
        if opened is not None:
            carried = carried if opened[0] is None else _carry(sheet, at, opened[0])
            yield at, opened[1]
        elif carried and _carried_on(sheet, at):
            carried -= 1
            yield at, hit("heading", "It stands behind a label such as TO or SUBJECT.", 0.05)
        elif over:
            named = _named(sheet, at, at in over_page)
            yield from ((at, one) for one in [named] if one is not None)
        else:
            carried = 0


def _led(sheet: Sheet, at: int, *, memorandum: bool) -> Opened | None:
    """Return what a line before the text is by the line above it or as an address, after how many more of it."""
    if memorandum and memoranda.is_label(sheet.pieces[at]):
        more = _REFERRED_LINES if sheet.pieces[at].squeezed.startswith("REF") else 1
        return more, hit("heading", "It is a label of a memorandum, as of a meeting or of references.", 0.1)
    if _behind_colon(sheet, at):
        return None, hit("heading", "It begins with the colon of the label above it.", 0.05)
    if memoranda.is_address(sheet, at) or (
        len(sheet.pieces[at].text) <= _LONGEST_SAID and memoranda.is_greeted(sheet, at)
    ):
        return None, hit("heading", "It is a person with his title, or his address, as letters are headed.", 0.1)
    if memoranda.is_referred(sheet, at):
        return None, hit("heading", "It names a paper that a memorandum refers to.", 0.1)
    if memoranda.is_office(sheet, at):
        return None, hit(
            "heading", "It is the office of who writes or is written to, in the head of a memorandum.", 0.1
        )
    if _goes_on(sheet, at):
        return None, hit("heading", "It goes on with what the line above says behind its label.", 0.05)
    return None


def _is_label(sheet: Sheet, at: int, *, memorandum: bool) -> bool:
    """Tell whether what forms are printed with is a label of a memorandum here, or has what it says behind it."""
    piece = sheet.pieces[at]
    return memoranda.says_filled(piece) or _is_reference(sheet, at) or (memorandum and memoranda.is_label(piece))


def _carry(sheet: Sheet, at: int, more: int) -> int:
    """Return for how many lines what a label announces goes on: longer under labels that stand in a column."""
    first = at
    while more and first and _in_column(sheet.pieces[first - 1]):
        first -= 1
    over = _OVER_LONG_COLUMN if at - first >= _LONG_COLUMN else _OVER_COLUMN
    return min(_MOST_CARRIED, max(more, at - first + over)) if first < at else more


def _in_column(piece: Piece) -> bool:
    """Tell whether a piece is a label of a memorandum that stands alone, others under it."""
    alone = piece.text.rstrip().endswith(":")
    return alone and bool(label_of(piece) or memoranda.is_label(piece))


def _carried_on(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece may be what a label above it announces."""
    piece = sheet.pieces[at]
    if (
        len(piece.text) > _LONGEST_SAID
        or not _is_said(piece.text)
        or _HINT.match(piece.text)
        or _NUMBERED.match(piece.text)
    ):
        return False
    if _GREETING.match(piece.text) or (len(piece.text) >= _LONG_LINE and _BEGINS_SENTENCE.match(piece.text)):
        return False
    return sheet.before_body(at) or (_is_title(piece) and not sheet.running(at))


def _ends_said(sheet: Sheet, at: int) -> bool:
    """Tell whether what a label announces ends at a piece."""
    piece = sheet.pieces[at]
    return _is_slip(piece) or memoranda.begins_text(piece) or _is_sentence(sheet, at)


def _is_sentence(sheet: Sheet, at: int) -> bool:
    """Tell whether a line of running text stands by itself over the others, and not right behind a label."""
    over = sheet.pieces[max(0, at - _LABEL_NEAR) : at]
    return sheet.running(at) and bool(over) and not any(label_of(one) or one.text[:1] == ":" for one in over)


def _behind_colon(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is the colon of a column, by itself or before what is said, its label right above it."""
    text = sheet.pieces[at].text.strip()
    if not at or text[:1] != ":" or len(text) > _LONGEST_SAID:
        return False
    above = sheet.pieces[at - 1]
    labelled = bool(label_of(above) or (_LABEL_WORD.match(above.text) and len(text) > 1))
    if sheet.cover or sheet.upper:
        return labelled and (len(text) == 1 or _is_said(text))
    labelled |= _OVER_COLON.match(above.text) is not None or (above.text[:1] == ":" and not sheet.free(at - 1))
    return labelled and (len(text) == 1 or _is_said(text))


def _goes_on(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece may go on with a long line above it that begins with a label."""
    if not at or sheet.pieces[at].text[:1].islower():
        return False
    above = sheet.pieces[at - 1]
    if memoranda.is_under_addressee(sheet, at):
        return True
    return label_of(above) in _WRAPPED and len(above.text) >= _WRAPPED_LETTERS and _carried_on(sheet, at)


def _addressees(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the rows of places that a telegram to many goes to, which stand before the first sentence of it."""
    rows: list[int] = []
    for at in filter(sheet.free, range(sheet.first, len(sheet.pieces))):
        if not (_is_places(sheet.pieces[at].text) or (rows and _is_place_between(sheet, at))):
            break
        rows.append(at)
    if len(rows) >= _LEAST_ROWS:
        yield from ((at, hit("heading", "It is one of the rows of places that a telegram goes to.")) for at in rows)


def _is_places(text: str) -> bool:
    """Tell whether a line is three names in capitals or more, parted by commas, and no sentence."""
    cells = [cell.strip() for cell in text.rstrip(" ,").split(",")]
    few = len(cells) > _FEW_PLACES and max(len(cell.split()) for cell in cells) <= _PLACE_WORDS
    return few and capitals(text) > _FORM_CAPITALS and _NO_PLACES.search(text) is None


def _is_place_between(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is one place or two in capitals, a row of places under it."""
    text = sheet.pieces[at].text.rstrip(" ,")
    under = sheet.pieces[at + 1].text if at + 1 < len(sheet.pieces) else ""
    return text.isupper() and len(text.split()) <= _FEW_PLACES and not _NO_PLACES.search(text) and _is_places(under)


def _is_reference(sheet: Sheet, at: int) -> bool:
    """Tell whether a field of a dispatch is REFERENCE, what it refers to under it."""
    return sheet.pieces[at].squeezed in _REFERS and any(
        _REFERRED.match(sheet.pieces[each].text) for each in range(at + 1, min(len(sheet.pieces), at + _FIELD_NEAR))
    )


def _is_slip(piece: Piece) -> bool:
    """Tell whether a piece is a word of a routing slip that says what is to be done."""
    return phrases("form", "slip").near(piece.squeezed) is not None


def _of_form(text: str) -> bool:
    """Tell whether a word of a line in capitals is one that forms and stamps are printed with."""
    return any(_form_word(squeeze(word)) for word in _WORDS.findall(text))


@functools.lru_cache(maxsize=4096)
def _form_word(word: str) -> bool:
    return phrases("form", "words").near(word) is not None


def _in_sentence(text: str) -> bool:
    """Tell whether a line of a text in capitals is an item of a list or has the small words of a sentence."""
    if text.rstrip().endswith((".", "?", ".)")) or (text.rstrip().endswith(";") and text.count(" ") >= _CLAUSE):
        return True
    return _OF_LIST.match(text) is not None or len(_SMALL_WORDS.findall(text)) > 1


def _named(sheet: Sheet, at: int, over_page: bool) -> Hit | None:
    """Return what a line before the text is by its shape or its place."""
    piece = sheet.pieces[at]
    if over_page and len(piece.squeezed) >= _LEAST_OVER and _is_said(piece.text):
        return hit("heading", "It stands over the number of a later page, as what the letter is about does.")
    said = next((said for shape, said in _SHAPES if shape.match(piece.text)), "")
    if said:
        return hit("heading", said, 0.1)
    if sheet.last < 0:
        return None
    if _UNLABELLED.match(piece.text) and not sheet.upper and not is_field(piece):
        return hit("heading", "It begins with SUBJECT, the colon not read.", 0.1)
    if _ANSWER.match(piece.text) and _under_labels(sheet, at):
        return hit("heading", "It stands under labels of a form in capitals.", 0.1)
    if _is_title(piece) and not (sheet.upper and _in_sentence(piece.text)):
        return hit("heading", "It is a short line in capitals before the text.", 0.15)
    return None


def _under_labels(sheet: Sheet, at: int) -> bool:
    """Tell whether labels with a colon, in capitals, stand over a piece, other answers between or not."""
    for each in range(at - 1, max(-1, at - _LABELS_OVER), -1):
        text = sheet.pieces[each].text
        if _LABEL_ALONE.match(text):
            return True
        if not _ANSWER.match(text) and sheet.free(each):
            return False
    return False


def _over_page(sheet: Sheet) -> range:
    """Return the first lines of a page where the number of the page stands under them, written out."""
    for at, piece in enumerate(sheet.pieces[:_PAGE_SAID]):
        if _PAGE.match(piece.text):
            return range(max(0, at - _TOP_LINES), at)
    return range(0)


def _in_form(sheet: Sheet, at: int, piece: Piece) -> bool:
    """Tell whether a line under a first few of text may be a label of a form: in the upper half, in capitals."""
    return at < len(sheet.pieces) // 2 and not sheet.running(at) and capitals(piece.text) >= _FORM_CAPITALS


def _opened(piece: Piece) -> Opened | None:
    """Return what a heading by itself is, after how many lines that belong to it, None for as many as before."""
    label = label_of(piece)
    if _CONTINUED.match(piece.text):
        return _BEHIND_LABEL, hit("heading", "It says of what letter the page is a part.", -0.1)
    if label:
        alone = len(piece.squeezed) <= len(label) + 2 and label != _OVER_BODY
        return _BEHIND_LABEL if alone else 0, hit("heading", f"It is the line of {label}.", -0.15)
    if _ADDRESSED.match(piece.text) or _ORIGIN.match(piece.text):
        return None, hit("heading", "It is an office of a bureau that is written to, or writes.", -0.1)
    if _attached(piece.text):
        return 0, hit("heading", "It names what the page is attached to, or as what.", 0.05)
    titled = _TITLE.match(piece.text) or memoranda.is_station(piece.text)
    return (None, hit("heading", "It is an office that is written to.", 0.05)) if titled else None


def _attached(text: str) -> bool:
    """Tell whether a line is ATTACHMENT, ENCLOSURE or the like with its letter or number, and no more."""
    match = _LETTERED.match(text)
    return match is not None and phrases("heading", "attached").near(squeeze(match.group(1)), 1) is not None


def _is_said(text: str) -> bool:
    """Tell whether a text can answer a label: letters enough, and not the middle or the start of a sentence."""
    if _SENTENCE.match(text) or not any(sign.isascii() and sign.isalpha() for sign in text):
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 2 and letters >= _SAID * sum(not c.isspace() for c in text)


def _is_title(piece: Piece) -> bool:
    text = piece.text
    if _of_form(text) or _NUMBERED.match(text):
        return False
    letters = sum(c.isalpha() for c in text)
    signs = sum(not c.isspace() for c in text)
    whole = len(re.findall(r"[A-Z]{3,}", text)) >= 2
    return 8 <= len(text) <= 60 and whole and capitals(text) >= 0.85 and letters >= 0.85 * signs
