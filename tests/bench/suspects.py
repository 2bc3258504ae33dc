"""Suspects and proposals against truth: precision, recall, average precision, false alarms, times.

    python tests/bench/suspects.py

Reads the corpora beside the checkout; figures are for words between blanks, punctuation and case included.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
if str(REPOSITORY) not in sys.path:
    sys.path.insert(0, str(REPOSITORY))

from rapidfuzz.distance import Levenshtein  # noqa: E402

from editor.assist.suspects.confusions import Confusion, Confusions, tally  # noqa: E402
from editor.assist.suspects.judge import judge  # noqa: E402
from editor.assist.suspects.lexicon import lexicon  # noqa: E402
from editor.assist.suspects.proposals import neighbours, proposals  # noqa: E402
from editor.assist.suspects.rules import confusions, points  # noqa: E402
from editor.assist.suspects.tokens import token  # noqa: E402
from editor.assist.suspects.values import Engine, Knowledge, Suspect, TextLine  # noqa: E402
from editor.formats import known  # noqa: E402
from editor.model.source import SourcePage  # noqa: E402
from editor.work.suspects import engine_of  # noqa: E402

CORPORA = REPOSITORY.parent / "shared" / "corpora"
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "¬": "-", "\u00ad": "-", "`": "'"})


@dataclass(slots=True)
class Text:
    """A page as it was read, and as it should read; ``name`` says which engine."""

    name: str
    lines: list[TextLine]
    truth: str
    absolute: bool = False


@dataclass(slots=True)
class Judged:
    """The words of pages: score, whether wrong, what would be right where that is one word, what was proposed."""

    words: list[tuple[float, bool]] = field(default_factory=list)
    right: list[tuple[str, list[str]]] = field(default_factory=list)
    seconds: float = 0.0
    proposing: float = 0.0

    @property
    def wrong(self) -> int:
        """Return how many words are wrong."""
        return sum(bad for _, bad in self.words)


def isri(engine: str) -> list[Text]:
    """Return the business letters as one engine read them."""
    folder = CORPORA / "isri-business-letters"
    texts = []
    for truth in sorted(folder.glob("*.gt.txt")):
        read = folder / truth.name.replace(".gt.txt", f".tif.{engine}")
        if read.exists():
            page = known.read(read).pages[0]
            texts.append(Text(engine, _lines(page), truth.read_text(encoding="utf-8", errors="replace"),
                              "tesseract" in engine))  # fmt: skip
    return texts


def _lines(page: SourcePage) -> list[TextLine]:
    return [
        TextLine(
            line.number, line.text,
            tuple((w.start, w.end, w.confidence) for w in line.words if w.confidence is not None),
            line.confidence, region=index,
        )
        for index, region in enumerate(page.regions) for line in region.lines
    ]  # fmt: skip


def order(engine: str) -> list[Text]:
    """Return Executive Order 9066 as one engine read it, without confidences."""
    folder = CORPORA / "factful-ocr-testing"
    truth = (folder / "eo9066.transcript.txt").read_text(encoding="utf-8")
    return [Text(engine, plain((folder / f"eo9066.{engine}.txt").read_text(encoding="utf-8")), truth)]


def plain(text: str) -> list[TextLine]:
    """Return the lines of a text, a blank one parting regions."""
    out: list[TextLine] = []
    region = 0
    for number, line in enumerate(text.splitlines()):
        region += not line.strip()
        if line.strip():
            out.append(TextLine(number, line, region=region))
    return out


def words_of(line: TextLine) -> list[tuple[int, int, str]]:
    """Return the words of a line between blanks, with their places."""
    out, at = [], 0
    for word in line.text.split():
        start = line.text.index(word, at)
        at = start + len(word)
        out.append((start, at, word))
    return out


def measure(texts: Sequence[Text], knows: Callable[[Text], Knowledge], *, proposing: bool = True) -> Judged:
    """Judge pages and compare what was found with the truth."""
    out = Judged()
    for text in texts:
        knowledge = knows(text)
        began = time.perf_counter()
        found = judge(text.lines, knowledge, engine_of(text.lines, absolute=text.absolute))
        out.seconds += time.perf_counter() - began
        _compare(text, found, knowledge, out, proposing)
    return out


def _compare(text: Text, found: Sequence[Suspect], knowledge: Knowledge, out: Judged, proposing: bool) -> None:
    by_line: dict[int, list[Suspect]] = {}
    for suspect in found:
        by_line.setdefault(suspect.line, []).append(suspect)
    words = [(line, *word) for line in text.lines for word in words_of(line)]
    truths = text.truth.translate(_SAME).replace("''", '"').split()
    aligned = _aligned([w[3] for w in words], truths)
    moved = Counter(truths) - Counter(t.translate(_SAME).replace("''", '"') for t in aligned if t)
    for (line, start, end, word), truth in zip(words, aligned, strict=True):
        if truth == "~":  # the truth's bullet, which no machine reads so
            continue
        if truth is None and len(word) > 2 and moved[word] > 0:  # right, but read in another order
            moved[word] -= 1
            truth = word
        here = [s for s in by_line.get(line.id, ()) if s.start < end and start < s.end]
        score = max((s.score for s in here), default=-9.0)
        out.words.append((score, truth != word))
        letters = truth is not None and any(c.isalpha() for c in word) and _bare(word) != _bare(truth)
        if truth and letters and proposing:
            began = time.perf_counter()
            before, behind = neighbours(line.text, Suspect(line.id, start, end, word, 0, ()))
            out.right.append((_bare(truth), [_bare(p) for p in proposals(word, knowledge, before, behind)]))
            out.proposing += time.perf_counter() - began


def _bare(word: str) -> str:
    return token(word).core.casefold()


def _aligned(words: list[str], truths: list[str]) -> list[str | None]:
    """Return for each word as read the word of the truth it stands for; itself where it is right, None for none."""
    plain = [word.translate(_SAME).replace("''", '"') for word in words]
    out: list[str | None] = []
    for op in Levenshtein.opcodes(plain, truths):
        count = op.src_end - op.src_start
        if op.tag == "equal":
            out += words[op.src_start : op.src_end]
        elif op.tag == "replace":
            theirs = truths[op.dest_start : op.dest_end]
            out += [theirs[i] if i < len(theirs) else None for i in range(count)]
        else:
            out += [None] * count
    return out


def average_precision(words: Sequence[tuple[float, bool]]) -> float:
    """Return the area under the curve of precision and recall; words of one score are met together."""
    total = sum(bad for _, bad in words)
    return sum(p * gained for _, p, gained in _steps(words)) / total if total else 0.0


def _steps(words: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float, int]]:
    """Yield recall, precision and newly found errors as the list is read from the most doubtful word on."""
    total = sum(bad for _, bad in words)
    seen = hits = at = 0
    ranked = sorted(words, key=lambda word: -word[0])
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        gained = sum(bad for _, bad in ranked[at:end])
        seen, hits, at = seen + end - at, hits + gained, end
        yield hits / total, hits / seen, gained


def precision_at(words: Sequence[tuple[float, bool]], recall: float) -> float:
    """Return the best precision with at least so much recall."""
    return max((p for r, p, _ in _steps(words) if r >= recall), default=0.0)


def recall_at(words: Sequence[tuple[float, bool]], precision: float) -> float:
    """Return the most recall with at least so much precision."""
    return max((r for r, p, _ in _steps(words) if p >= precision), default=0.0)


def band(words: Sequence[tuple[float, bool]], floor: float) -> tuple[float, float, float]:
    """Return recall, precision and flagged words per hundred at a score."""
    flagged = [bad for score, bad in words if score >= floor]
    total = sum(bad for _, bad in words)
    return sum(flagged) / max(total, 1), sum(flagged) / max(len(flagged), 1), 100 * len(flagged) / max(len(words), 1)


def alarms(text: str, knowledge: Knowledge, floor: float = -1.0) -> tuple[int, int]:
    """Return how many words of a right text are flagged, and how many words it has."""
    lines = plain(text)
    found = [s for s in judge(lines, knowledge, Engine()) if s.score >= floor]
    return len(found), sum(len(line.text.split()) for line in lines)


def learnt_elsewhere(texts: Sequence[Text], text: Text) -> dict[Confusion, int]:
    """Return what the corrections of the other pages of a set would have taught."""
    pairs = []
    for other in texts:
        if other is not text:
            read = [word for line in other.lines for _, _, word in words_of(line)]
            truths = other.truth.translate(_SAME).replace("''", '"').split()
            pairs += [(w, t) for w, t in zip(read, _aligned(read, truths), strict=True) if t]
    return dict(tally(iter(pairs)))


def row(name: str, judged: Judged) -> str:
    """Return the figures of one set as a line of the table."""
    words = judged.words
    top1 = sum(p[:1] == [t] for t, p in judged.right)
    top5 = sum(t in p[:5] for t, p in judged.right)
    many = max(len(judged.right), 1)
    bands = " ".join(f"{r:.2f}/{p:.2f}" for r, p, _ in (band(words, floor) for floor in (0.0, -1.0, -2.0)))
    return (
        f"{name:22} {len(words):6} {100 * judged.wrong / max(len(words), 1):5.1f} {precision_at(words, 0.8):6.2f} "
        f"{recall_at(words, 0.5):6.2f} {average_precision(words):5.2f}  {bands}  "
        f"{top1 / many:.2f}/{top5 / many:.2f} of {len(judged.right):3}  {1e4 * judged.seconds / len(words):5.2f}"
    )


def main() -> int:
    """Print the table."""
    if not CORPORA.is_dir():
        print(f"The corpora are not at {CORPORA}.")
        return 1
    began = time.perf_counter()
    words = lexicon("en")
    print(f"dictionaries: {time.perf_counter() - began:.1f} s. {words.missing}")
    print(f"{'set':22} {'words':>6} {'err%':>5} {'P@R.8':>6} {'R@P.5':>6} {'AP':>5}  R/P at 0 -1 -2, top-1/5, s/10k")
    shipped = confusions()
    for name, texts in sets().items():
        for learning in (False, True) if len(texts) > 1 else (False,):

            def knows(text: Text, texts: Sequence[Text] = texts, learning: bool = learning) -> Knowledge:
                learnt = learnt_elsewhere(texts, text) if learning else {}
                return Knowledge(words, Confusions(shipped, learnt))

            print(row(name + (" +learnt" if learning else ""), measure(texts, knows)))
    bare = Knowledge(words, Confusions(shipped))
    for name, rights in truths().items():
        for floor in (points().possible, points().probable):
            counts = [alarms(text, bare, floor) for text in rights]
            print(f"alarms per 1,000 right words, {name}, s >= {floor:g}: "
                  f"{1000 * sum(c for c, _ in counts) / sum(n for _, n in counts):.1f}")  # fmt: skip
    return 0


def sets() -> dict[str, list[Text]]:
    """Return the sets of the table."""
    return {
        "isri tesseract 4": isri("tesseract.hocr"),
        "isri ocropus": isri("ocropy.hocr"),
        "isri ABBYY": isri("abbyy.xml"),
        "eo9066 tesseract": order("tesseract"),
        "eo9066 abbyy": order("abbyy"),
        "eo9066 calamari": order("calamari"),
    }


def truths() -> dict[str, list[str]]:
    """Return right texts by set."""
    folder = CORPORA / "isri-business-letters"
    return {
        "isri": [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.gt.txt"))],
        "eo9066": [(CORPORA / "factful-ocr-testing" / "eo9066.transcript.txt").read_text(encoding="utf-8")],
    }


if __name__ == "__main__":
    sys.exit(main())
