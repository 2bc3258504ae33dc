"""Marks found in text against labels, beside the targets: recall and precision by kind, with disturbed characters.

    python tests/bench/marks.py [--aside | --records FOLDER] [--texts FOLDER] [--misses]

Reads the labelled records beside the checkout. Without a word only the records the rules were made on are measured,
with ``--aside`` those that were kept apart once (``marks_labels.json``; the texts of the sets not beside the checkout
are read from the folder given by ``--texts``), with ``--records`` every ``NAME.md`` of a folder that has
``NAME.labels`` beside it. ``--misses`` lists what was missed and what was no mark.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
if str(REPOSITORY) not in sys.path:
    sys.path.insert(0, str(REPOSITORY))

from editor.assist.marks.consensus import consensus  # noqa: E402
from editor.assist.marks.judge import is_safe, marks_of  # noqa: E402
from editor.assist.marks.repeat import Repetition  # noqa: E402
from editor.assist.marks.values import MarkLine, MarkPage  # noqa: E402
from tests.assist.marks.traps import TRAPS  # noqa: E402
from tests.bench.marks_sets import Labelled, NoTexts, development, in_folder, kept_apart  # noqa: E402

RUNS = 8
RATES = (0.0, 0.02, 0.05)
NAMES = {
    "classification": "classification", "release": "release_banner", "declassification": "declass_stamp",
    "review": "declass_stamp", "handling": "handling", "routing": "routing", "control": "control_number",
    "page": "page_number", "date": "date",
    "letterhead": "letterhead", "dateline": "dateline", "heading": "heading", "signature": "signature",
    "distribution": "distribution", "running": "running",
}  # fmt: skip
ASIDE = {
    "first": "KEPT APART, 102 labels (before anything was learnt from them: R .79 .77 .71, P body 1.00)",
    "second": "KEPT APART, 65 labels (before the offices between lines were: R .57 .53 .52, P body 1.00)",
    "learn": "LEARNT FROM, 373 labels of marks (before that: R .54 .52 .49, P body .98)",
    "third": "LEARNT FROM, 301 labels of marks (before that: R .70 .67 .61, P body .97)",
    "fourth": "LEARNT FROM, 647 labels of marks (before that: R .63 .62 .58 and .68 .66 .63, P body .95 and .99)",
    "fifth": "LEARNT FROM, 748 labels of marks (before that: R .55 .51 .47 and .72 .69 .65, P body .99 and .98)",
    "sixth": "LEARNT FROM, memoranda, 561 labels (before that: R .80 .77 .73 and .74 .72 .68, P body .99 and .98)",
    "seventh": "LEARNT FROM, memoranda, 316 labels of marks (before that: R .76 .73 .70, P body .99)",
    "eighth": "LEARNT FROM, memoranda, 394 labels of marks (before that: R .75 .73 .69, P body .91)",
    "ninth": "LEARNT FROM, memoranda, 19 records (before that: R .91 .89 .87 and .88 .87 .84, P body 1.00 and .99)",
    "tenth": "LEARNT FROM, memoranda within, 15 records (before that: R .81 .79 .77 and .81 .78 .76, P body .98)",
    "eleventh": "LEARNT FROM, typescript of any sort, 12 (before that: R .80 .78 .75 and .77 .75 .70, P body .97)",
    "twelfth": "LEARNT FROM, memoranda, 12 records (before that: R .88 .86 .85, P body .97)",
    "thirteenth": "LEARNT FROM, memoranda, 24 records (before that: R .80 to .95, P body .90 to 1.00 by six)",
    "fourteenth": "LEARNT FROM, memoranda, 24 records (before that: R .84 .83 .81, P body .98)",
    "fifteenth": "LEARNT FROM, memoranda, 24 records (before that: R .88 .87 .85, P body .96)",
    "sixteenth": "LEARNT FROM, memoranda, 28 records (before that: R .86 .85 .82, P body .97)",
    "seventeenth": "LEARNT FROM, memoranda, 28 records (before that: R .84 .83 .82, P body .98)",
    "eighteenth": "LEARNT FROM, memoranda, 12 records (before that: R .84 .83 .80, P body .93)",
    "nineteenth": "LEARNT FROM, memoranda, 18 records (before that: R .82 .81 .79, P body .99)",
    "twentieth": "LEARNT FROM, memoranda, 15 records (before that: R .80 .79 .77, P body .99)",
    "twentyfirst": "LEARNT FROM, memoranda, 25 records (before that: R .80 .79 .78, P body .88)",
    "twentysecond": "LEARNT FROM, memoranda, a few within, 28 records (before that: R .83 .81 .80, P body .96)",
    "twentythird": "LEARNT FROM, memoranda within, 12 records (before that: R .82 .81 .80, P body .96)",
    "twentyfourth": "LEARNT FROM, memoranda of one page, heads of long records, 12 (before: R .89 .87 .84, P body .83)",
    "twentyfifth": "LEARNT FROM, as the one before, 27 records (before that: R .83 .82 .81, P body .99)",
    "twentysixth": "LEARNT FROM, as the one before, 24 records (before that: R .82 .82 .80, P body .97)",
    "twentyseventh": "LEARNT FROM, as the one before, 28 records (before that: R .81 .80 .79, P body .99)",
    "twentyeighth": "KEPT APART, as the one before, 20 records: nothing was learnt from it (R .87 .86 .84, P body .99)",
    "seed": "THE SECOND SEED TEXT, as its machine read it",
}
NOT_MARKS = ("form", "noise")
GROUPS = (
    ("classification, release, letterhead", ("classification", "release_banner", "letterhead"), ".95/.98", ".99/1.0"),
    ("control, declassification, handling", ("control_number", "declass_stamp", "handling"), ".80/.97", ".92/.99"),
    ("page number, margin date", ("page_number", "date"), ".70/.85", ".90/.95"),
    ("routing, distribution", ("routing", "distribution"), ".60/.90", ".80/.95"),
    ("heading, dateline, signature", ("heading", "dateline", "signature"), ".50/.60 P", ".75/.80 P"),
    ("all kinds", tuple(set(NAMES.values()) - {"running"}), ".75/.97", ".88/.99"),
)
CONFUSED = dict(zip("OIlBSZGecaornmhtfisuv0158", "0l1852Gcoeaanrmbfsjlev" + "OlSB", strict=False))
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


# What is measured


def disturbed(text: str, rate: float, chance: random.Random) -> str:
    """Return a text with a share of its characters misread: 60 % confusable, else lost, added or any other."""
    if not rate:
        return text
    out = []
    for sign in text:
        if sign.isspace() or chance.random() >= rate:
            out.append(sign)
        elif chance.random() < 0.6:
            out.append(CONFUSED.get(sign) or CONFUSED.get(sign.lower()) or chance.choice(LETTERS))
        else:
            out.append(chance.choice(["", sign + chance.choice(LETTERS), chance.choice(LETTERS)]))
    return "".join(out)


def found_in(record: Labelled, rate: float, chance: random.Random) -> dict[int, list[tuple[str, bool]]]:
    """Return the kinds found by line of a record, and whether they may be taken with all others."""
    pages = []
    for at, page in enumerate(record.pages):
        lines = tuple(MarkLine(number, disturbed(text, rate, chance)) for number, text in page)
        pages.append(MarkPage(at, lines))
    repetition = Repetition(pages)
    found: dict[int, list[tuple[str, bool]]] = {}
    for page in pages:
        for mark in marks_of(page, repetition.count):
            for each in mark.ranges:
                found.setdefault(each.line, []).append((NAMES[mark.kind], is_safe(mark)))
    return found


class Count:
    """Hits and misses by kind; with ``sure`` only of lines that may not be noise as well."""

    def __init__(self, *, sure: bool = False) -> None:
        self._sure = sure
        self.there: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.hits: Counter[str] = Counter()
        self.body: Counter[str] = Counter()
        self.taken_body = 0
        self.said: list[str] = []

    def add(self, record: Labelled, found: dict[int, list[tuple[str, bool]]]) -> None:
        for page in record.pages:
            for number, text in page:
                self._line(record, number, text, found.get(number, []))

    def _line(self, record: Labelled, number: int, text: str, found: list[tuple[str, bool]]) -> None:
        kinds = record.kinds.get(number, [])
        if self._sure and "noise" in kinds[1:]:
            return
        kind = next((one for one, _ in found if one in kinds), "")
        first = next((one for one in kinds if one not in NOT_MARKS), "")
        if kind or (kinds and kinds[0] not in NOT_MARKS):
            self.there[kind or first] += 1
            self.right[kind or first] += bool(kind)
            if not kind:
                self.said.append(f"missed {first:16} {record.name[:16]} {number} {text[:60]!r} {found}")
        for one, safe in found:
            if one == "running" and kinds:
                continue
            self.hits[one] += 1
            self.body[one] += not kinds
            self.taken_body += safe and not kinds
            if one not in kinds:
                self.said.append(f"wrong  {one:16} {record.name[:16]} {number} {text[:60]!r} is {kinds or 'body'}")

    def figures(self, kinds: tuple[str, ...]) -> tuple[int, float, float, float]:
        """Return how many there are, recall, precision, and precision on running text."""
        there, right = sum(self.there[one] for one in kinds), sum(self.right[one] for one in kinds)
        hits, body = sum(self.hits[one] for one in kinds), sum(self.body[one] for one in kinds)
        return there, _share(right, there), _share(right, hits), _share(hits - body, hits)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def counted(records: list[Labelled], rate: float, *, sure: bool = False) -> Count:
    """Return what is found in records with a share of characters disturbed."""
    count = Count(sure=sure)
    for run in range(RUNS if rate else 1):
        for at, record in enumerate(records):
            count.add(record, found_in(record, rate, random.Random(f"{run} {at} {rate}")))
    return count


def table(records: list[Labelled], *, misses: bool) -> None:
    """Print the figures of records by kind, then by group beside the targets."""
    counts = [counted(records, rate) for rate in RATES]
    print(f"{'kind':38}{'n':>5}" + "".join(f"{f'R {rate:.0%}':>8}" for rate in RATES) + f"{'P 0%':>8}{'P body':>8}")
    for kind in dict.fromkeys(NAMES.values()):
        _row(kind, (kind,), counts, "")
    print()
    for name, kinds, must, aim in GROUPS:
        _row(name, kinds, counts, f"  must {must}  aim {aim}")
    surely = [counted(records, rate, sure=True) for rate in RATES]
    if surely[0].there != counts[0].there:
        print("the same without the lines whose label says that they may be noise as well:")
        for name, kinds, must, aim in GROUPS:
            _row(name, kinds, surely, f"  must {must}  aim {aim}")
    print(
        f"lines of running text among the safe marks: {[count.taken_body for count in counts]} (8 runs where disturbed)"
    )
    if misses:
        print("\n".join(counts[0].said))


def _row(name: str, kinds: tuple[str, ...], counts: list[Count], behind: str) -> None:
    first = counts[0].figures(kinds)
    if not first[0] and not counts[0].hits[kinds[0]]:
        return
    recalls = "".join(f"{count.figures(kinds)[1]:8.2f}" for count in counts)
    both = f"{first[2]:8.2f}{first[3]:8.2f}  P body 2%{counts[1].figures(kinds)[3]:6.2f}"
    print(f"{name:38}{first[0]:5}{recalls}{both}{behind}")


# Merged lines, traps, numbers of many pages, speed


def merged(records: list[Labelled]) -> None:
    """Print how many marks are found that stand on one line with text, by what parts them."""
    wanted = ("classification", "release_banner", "letterhead")
    for name in ("blanks", "bar", "boxes"):
        for rate in (0.0, 0.02):
            there = right = 0
            for run in range(RUNS if rate else 1):
                chance = random.Random(f"{name} {run} {rate}")
                for record in records:
                    one = _merged_record(record, wanted, name, rate, chance)
                    there, right = there + one[0], right + one[1]
            print(
                f"merged by {name:7} {rate:.0%} disturbed: n {there:4} R {_share(right, there):.2f}  must .75  aim .90"
            )


def _merged_record(
    record: Labelled, wanted: tuple[str, ...], parted: str, rate: float, chance: random.Random
) -> tuple[int, int]:
    there = right = 0
    for page in record.pages:
        lines, expected = _merged_page(page, record.kinds, wanted, parted, rate, chance)
        found = {
            (each.line, NAMES[mark.kind]) for mark in marks_of(MarkPage(1, lines, (2550, 3300))) for each in mark.ranges
        }
        there += len(expected)
        right += sum(any((line, kind) in found for kind in kinds) for line, kinds in expected)
    return there, right


def _merged_page(
    page: list[tuple[int, str]], kinds: dict[int, list[str]], wanted: tuple[str, ...], parted: str, rate: float,
    chance: random.Random,
) -> tuple[tuple[MarkLine, ...], list[tuple[int, list[str]]]]:  # fmt: skip
    lines, expected, at = [], [], 0
    while at < len(page):
        number, text = page[at]
        text = disturbed(text, rate, chance)
        mark = kinds.get(number, [""])[0] in wanted
        if mark and at + 1 < len(page) and kinds.get(page[at + 1][0], [""])[0] not in wanted:
            other = disturbed(page[at + 1][1], rate, chance)
            pair = (text, other) if chance.random() < 0.5 else (other, text)
            lines.append(_one_line(number, pair, parted, len(lines)))
            expected.append((number, kinds[number]))
            at += 2
        else:
            lines.append(_one_line(number, (text,), parted, len(lines)))
            at += 1
    return tuple(lines), expected


def _box(row: int) -> tuple[float, float, float, float]:
    return 200.0, 150.0 + 40 * row, 2000.0, 180.0 + 40 * row


def _one_line(number: int, pair: tuple[str, ...], parted: str, row: int) -> MarkLine:
    if parted != "boxes":
        return MarkLine(number, ("    " if parted == "blanks" else " | ").join(pair))
    words, x, at = [], 200.0, 0
    top, bottom = _box(row)[1], _box(row)[3]
    for half in pair:
        for word in half.split():
            words.append((at, at + len(word), (x, top, x + 18.0 * len(word), bottom)))
            x, at = x + 18.0 * len(word) + 18.0, at + len(word) + 1
        x += 120.0
    text = " ".join(word for half in pair for word in half.split())
    return MarkLine(number, text, box=(200.0, top, x, bottom), words=tuple(words))


AROUND = (
    "We have exchanged a series of messages with Moscow in",
    "recent days, and the sum and substance is as follows, and",
    "the offer so far appears to be tied to a series of actions",
    "on our part: lifting of the blockade, assurances, and more",
    "which we have made clear is quite unacceptable to us, since",
)


def traps() -> list[str]:
    """Return the traps that are taken for marks between lines of running text."""
    out = []
    for trap in TRAPS:
        texts = [*AROUND, trap, *AROUND]
        page = MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(texts)))
        out += [f"{trap} -> {mark.kind}{' (safe)' if is_safe(mark) else ''}" for mark in marks_of(page)]
    return out


def numbers() -> None:
    """Print how often the consensus of disturbed readings of a number is exactly the number."""
    chance = random.Random(7)
    forms = ("CIA-RDP99A99999A999999999999-9", "999-99999-99999", "TDCS-9/999,999", "99-9999999 AA")
    print(f"{'disturbed':10}{'pages':>6}{'one':>7}{'consensus':>10}{'trusted':>9}{'right if trusted':>18}")
    for rate in (0.02, 0.05, 0.10):
        for pages in (2, 3, 5, 10):
            one = right = trusted = sure = 0
            for at in range(400):
                number = "".join(_sign(sign, chance) for sign in forms[at % len(forms)])
                readings = [disturbed(number, rate, chance) for _ in range(pages)]
                vote = consensus(readings)
                one += readings[0] == number
                right += vote.value == number
                trusted += vote.trusted
                sure += vote.trusted and vote.value == number
            figures = f"{one / 400:7.2f}{right / 400:10.3f}{trusted / 400:9.2f}{_share(sure, trusted):18.3f}"
            print(f"{rate:<10.0%}{pages:6}{figures}")
    print("must: 5 pages at 5 % .97, aim .995")


def _sign(form: str, chance: random.Random) -> str:
    if form == "9":
        return chance.choice("0123456789")
    return chance.choice("ABMORST") if form == "A" and chance.random() < 0.999 else form


def speed(records: list[Labelled]) -> None:
    """Print how long a line takes."""
    pages = [
        MarkPage(at, tuple(MarkLine(number, text) for number, text in page))
        for record in records for at, page in enumerate(record.pages)
    ]  # fmt: skip
    lines = sum(len(page.lines) for page in pages)
    begun = time.process_time()
    for _ in range(5):
        for page in pages:
            marks_of(page)
    taken = (time.process_time() - begun) / 5 / lines * 1000
    print(f"{taken:.3f} ms a line of {lines} (must .3, aim .1)")


def own(folder: Path, *, misses: bool) -> None:
    """Print the figures of the labelled records of a folder."""
    records, wrong = in_folder(folder)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    labels = sum(len(record.kinds) for record in records)
    print(f"{len(records)} RECORDS OF {folder}, {sum(len(one.pages) for one in records)} pages, {labels} labels")
    if records:
        table(records, misses=misses)
        merged(records)
        speed(records)


def apart(texts: Path | None, *, misses: bool) -> None:
    """Print the figures of the sets that were kept apart once."""
    for which, said in ASIDE.items():
        print(said)
        try:
            records = kept_apart(which, texts)
        except NoTexts as lacking:
            print(f"left out: {lacking}")
            continue
        table(records, misses=misses)
        merged(records)


def main(words: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Marks found in text against labels.")
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--records", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--misses", action="store_true")
    said = parser.parse_args(words)
    if said.records is not None:
        own(said.records, misses=said.misses)
        return
    if said.aside:
        apart(said.texts, misses=said.misses)
        return
    print("DEVELOPMENT (the rules were made on these)")
    records = development()
    table(records, misses=said.misses)
    merged(records)
    caught = traps()
    print(f"traps: {len(caught)} of {len(TRAPS)} (must 2, aim 0)", *caught, sep="\n  ")
    numbers()
    speed(records)


if __name__ == "__main__":
    main(sys.argv[1:])
