"""Suspects and proposals against truth, beside the targets: precision, recall, false alarms, proposals, times.

    python tests/bench/suspects.py [--words SET | --alarms]

Reads the corpora and scans beside the checkout; what tesseract is to read it reads once, into a temporary folder.
``--words`` lists the words of one set that are judged worst instead: errors not found, and right words that are marked.
``--alarms`` lists the words that are marked in right texts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
if str(REPOSITORY) not in sys.path:
    sys.path.insert(0, str(REPOSITORY))

from editor.assist.suspects.confusions import Confusions  # noqa: E402
from editor.assist.suspects.lexicon import Lexicon, lexicon  # noqa: E402
from editor.assist.suspects.rules import confusions, points  # noqa: E402
from editor.assist.suspects.values import Knowledge  # noqa: E402
from tests.bench import suspect_figures as figures  # noqa: E402
from tests.bench import suspect_texts as sources  # noqa: E402
from tests.bench.suspect_figures import Judged  # noqa: E402
from tests.bench.suspect_texts import Text  # noqa: E402

SETS: dict[str, Callable[[], list[Text]]] = {
    "scans, tesseract 5": lambda: sources.scanned("scans"),
    "scans, marks too": lambda: sources.scanned("scans"),
    "scans worn": lambda: sources.scanned("scans", worn=True),
    "typescript, tesseract 5": lambda: sources.scanned("typescript"),
    "typescript worn": lambda: sources.scanned("typescript", worn=True),
    "order, tesseract 5": lambda: sources.scanned("order"),
    "letters, tesseract 5": lambda: sources.scanned("letters"),
    "letters, tesseract 4": lambda: sources.letters("tesseract.hocr"),
    "letters, ABBYY": lambda: sources.letters("abbyy.xml"),
    "letters, ocropus": lambda: sources.letters("ocropy.hocr"),
    "order text, tesseract": lambda: sources.order("tesseract"),
    "order text, abbyy": lambda: sources.order("abbyy"),
    "order text, calamari": lambda: sources.order("calamari"),
}
MARKS_TOO = "scans, marks too"
"""The set in which words in the marks of a record count, which the truth's own regions tell apart elsewhere."""
SURE = ("scans, tesseract 5", "typescript, tesseract 5")
"""The sets with confidences in which together 5 to 10 words in a hundred are wrong."""
BARE = ("letters, ABBYY", "letters, ocropus", "order text, tesseract", "order text, abbyy", "order text, calamari")
CLEAN = ("letters, tesseract 5", "letters, tesseract 4")
WORN_TYPE = ("order, tesseract 5", "order text, tesseract")
POOLS = {
    "with confidence": SURE,
    "with confidence, worn": ("scans worn", "typescript worn"),
    "without": BARE,
    "clean": CLEAN,
}
"""What is put together: sets of one sort."""


def measured(words: Lexicon, names: Sequence[str] | None = None) -> dict[str, Judged]:
    """Return what each set comes to, judged by what its other pages have taught; absent sets are left out."""
    shipped = confusions()
    out = {}
    for name in names if names is not None else SETS:
        texts = SETS[name]()

        def knows(text: Text, texts: Sequence[Text] = texts) -> Knowledge:
            return Knowledge(words, Confusions(shipped, figures.learnt_elsewhere(texts, text)))

        if texts:
            out[name] = figures.measure(texts, knows, marks=name == MARKS_TOO)
    return out


def row(name: str, judged: Judged) -> str:
    """Return the figures of one set as a line of the table."""
    words = judged.words
    count = max(len(words), 1)
    _, _, hundred = figures.band(words, points().possible)
    return (
        f"{name:24} {len(words):6} {100 * judged.wrong / count:5.1f} {figures.precision_at(words, 0.8):6.2f} "
        f"{figures.recall_at(words, 0.5):6.2f} {figures.average_precision(words):5.2f}  "
        f"{figures.in_top(words, 0.05):.2f}/{figures.in_top(words, 0.1):.2f} {hundred:8.1f}   "
        f"{judged.hits(1):.2f}/{judged.hits(5):.2f} of {len(judged.right):3}  "
        f"{1e4 * judged.seconds / max(judged.whole, 1):5.2f} "
        f"{1e4 * (judged.seconds + judged.proposing) / max(judged.whole, 1):5.2f}"
    )


HEAD = (
    f"{'set':24} {'words':>6} {'err%':>5} {'P@R.8':>6} {'R@P.5':>6} {'AP':>5}  top 5/10% marked%   "
    f"first/five      s/10k words, with proposals"
)

Target = tuple[str, float, float, float]
"""What is measured, the figure, what it must reach and what it may; less is better where the second is less."""


def targets(found: dict[str, Judged], words: Lexicon) -> list[Target]:
    """Return the figures that have targets."""
    sure, clean = _pooled(found, SURE), _pooled(found, CLEAN)
    bare, worn = _pooled(found, BARE), _pooled(found, WORN_TYPE)
    every = _pooled(found, tuple(name for name in found if name != MARKS_TOO))
    before, after = _alarms(words)
    out: list[Target] = []
    if sure.words:
        out += [
            ("with confidence: precision at recall .8", figures.precision_at(sure.words, 0.8), 0.70, 0.90),
            ("with confidence: recall at precision .5", figures.recall_at(sure.words, 0.5), 0.88, 0.95),
            ("with confidence: average precision", figures.average_precision(sure.words), 0.82, 0.90),
        ]
    seconds = 1e4 / max(every.whole, 1)
    return [
        *out,
        ("without: recall at precision .5", figures.recall_at(bare.words, 0.5), 0.65, 0.78),
        ("clean: errors in the top 5 % of words", figures.in_top(clean.words, 0.05), 0.70, 0.85),
        ("clean: errors in the top 10 % of words", figures.in_top(clean.words, 0.1), 0.85, 0.93),
        ("alarms in 1,000 right words", before, 25, 12),
        ("alarms, the page's names accepted", after, 10, 5),
        ("typewriter: the first proposal is right", worn.hits(1), 0.65, 0.78),
        ("typewriter: one of five proposals is right", worn.hits(5), 0.82, 0.92),
        ("all marked: the first proposal is right", every.hits(1, marked=True), 0.50, 0.65),
        ("all marked: one of five proposals is right", every.hits(5, marked=True), 0.62, 0.78),
        ("seconds for 10,000 words", seconds * every.seconds, 1.5, 0.7),
        ("seconds for 10,000 words, with proposals", seconds * (every.seconds + every.proposing), 6, 3),
    ]


def _pooled(found: dict[str, Judged], names: Sequence[str]) -> Judged:
    return figures.together([found[name] for name in names if name in found])


def _alarms(words: Lexicon) -> tuple[float, float]:
    """Return how many words in a thousand are marked in right texts, before and after their names are accepted."""
    knowledge = Knowledge(words, Confusions(confusions()))
    counts = [figures.alarms(text, knowledge) for texts in sources.right_texts().values() for text in texts]
    total = sum(count for *_, count in counts)
    return 1000 * sum(one for one, *_ in counts) / total, 1000 * sum(left for _, left, _ in counts) / total


def verdict(target: Target) -> str:
    """Return a target as a line of the table."""
    name, figure, must, may = target
    less = may < must
    reached = figure <= must if less else figure >= must
    aimed = figure <= may if less else figure >= may
    said = "reached, and what was aimed at" if aimed else "reached" if reached else "MISSED"
    sign = "<=" if less else ">="
    return f"{name:46} {figure:6.2f}   must {sign} {must:<5g} aim {sign} {may:<5g} {said}"


def listed(name: str, words: Lexicon) -> None:
    """Print the words of a set that are judged worst."""
    misses = measured(words, [name])[name].misses
    print("Right, and marked:")
    for score, word, truth, reasons in sorted(misses, key=lambda one: -one[0]):
        if truth == word and score >= points().possible:
            print(f"  {score:5.1f} {word}  {' '.join(reasons)}")
    print("Wrong, and not marked:")
    for score, word, truth, reasons in sorted(misses, key=lambda one: one[0]):
        if truth != word and score < points().possible:
            print(f"  {score:5.1f} {word} > {truth}  {' '.join(reasons)}")


def false_alarms(words: Lexicon) -> None:
    """Print the words that are marked in right texts."""
    knowledge = Knowledge(words, Confusions(confusions()))
    for name, texts in sources.right_texts().items():
        for text in texts:
            for one in figures.marked(text, knowledge):
                print(f"{name:12} {one.score:5.1f} {one.word}  {' '.join(one.reasons)}")


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    if not sources.CORPORA.is_dir():
        print(f"The corpora are not at {sources.CORPORA}.")
        return 1
    began = time.perf_counter()
    words = lexicon("en")
    print(f"Dictionaries: {time.perf_counter() - began:.1f} s. {words.missing}")
    if arguments[:1] == ["--alarms"]:
        false_alarms(words)
        return 0
    if arguments[:1] == ["--words"]:
        listed(arguments[1], words)
        return 0
    found = measured(words)
    if SURE[0] not in found:
        print("Tesseract is not installed: the sets it reads here are left out.")
    print(HEAD)
    for name, judged in found.items():
        print(row(name, judged))
    for name, parts in POOLS.items():
        print(row(f"= {name}", _pooled(found, parts)))
    print()
    for target in targets(found, words):
        print(verdict(target))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
