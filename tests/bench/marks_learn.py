"""Learn what marks read like from labelled records: writes ``resources/marks/likely.json``.

    python tests/bench/marks_learn.py TEXTS [--without SET ...] [--to FILE] [--cross]

Reads the records that the rules were made on and those of ``marks_labels.json`` whose texts are in the folder TEXTS.
What the rules say of the lines around one is a part of what is learnt from, and rules say more of records they were
made on than of others: so each set is judged by the rules as they were before they learnt from it, taken from the
history (``BEFORE``). ``--cross`` prints what is added at some bounds
in records that were left out of the learning.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
if str(REPOSITORY) not in sys.path:
    sys.path.insert(0, str(REPOSITORY))

from editor.assist.marks.likely import BODY, NOT_MARKS, better, is_mark, is_text  # noqa: E402
from editor.assist.marks.rules import kinds  # noqa: E402
from editor.assist.marks.sheet import Sheet  # noqa: E402
from editor.assist.marks.traits import traits  # noqa: E402
from editor.assist.marks.values import MarkLine, MarkPage  # noqa: E402
from editor.assist.marks.weights import Weights, row_of, written  # noqa: E402
from tests.bench.marks import GROUPS, NAMES, Count, disturbed  # noqa: E402
from tests.bench.marks_sets import Labelled, development, kept_apart  # noqa: E402

DEVELOPMENT = "development"
BEFORE = {
    DEVELOPMENT: "6e1c3ab", "learn": "6e1c3ab", "third": "797ac80", "fourth": "797ac80", "fifth": "4b1ca38",
    "sixth": "15b06ef", "seventh": "81c0f86", "eighth": "81c0f86", "ninth": "0146872", "tenth": "0e28518",
    "eleventh": "b2a627a", "twelfth": "b2a627a", "thirteenth": "b2a627a", "fourteenth": "b2a627a",
    "fifteenth": "b2a627a", "sixteenth": "b2a627a", "seventeenth": "0698863", "eighteenth": "0698863",
    "nineteenth": "4d00b13", "twentieth": "4d00b13", "twentyfirst": "82b4f80", "twentysecond": "86907bb",
    "twentythird": "7840e56", "twentyfourth": "cd29fe1", "twentyfifth": "9db4aa1",
    "twentysixth": "6233517", "twentyseventh": "e37e715",
}  # fmt: skip
"""The last state of the rules that had not learnt from a set, in the history of the branch main."""
RATES = (0.0, 0.02, 0.05, 0.12)
ROWS = 1 << 15
STRENGTH = 0.1
STEPS = 60
LEAST = 0.35
"""How likely a kind must be to be added (by trial, with ``--cross``)."""
FOLDS = 5
SAFE = 0.75
KINDS = (*NOT_MARKS, *(kind for kind in NAMES if kind not in ("review", "running")))
BY_LABEL = {NAMES[kind]: at for at, kind in reversed(list(enumerate(KINDS))) if kind in NAMES}


@dataclass
class Told:
    """A record with its lines disturbed or not: a row of traits for each piece, and what the rules said of it."""

    record: Labelled
    rate: float
    numbers: list[int]
    texts: list[str]
    said: list[str]
    sure: list[float]
    rows: list[list[int]]
    kinds: list[int]


# What the rules say, in this tree or in an earlier one


def said_before(commit: str, records: list[list[list[tuple[int, str]]]]) -> list[list]:
    """Return what the rules of a commit say of records."""
    packed = subprocess.run(
        ["git", "-C", str(REPOSITORY), "archive", commit, "editor", "resources"], capture_output=True, check=True
    )
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(place, filter="data")
        command = [sys.executable, str(Path(__file__).with_name("marks_said.py")), place]
        asked = subprocess.run(command, input=json.dumps(records), capture_output=True, text=True, check=True)
    return json.loads(asked.stdout)


def _records(which: str, texts: Path) -> list[Labelled]:
    return development() if which == DEVELOPMENT else kept_apart(which, texts)


def _disturbed(record: Labelled, rate: float, at: int) -> list[list[tuple[int, str]]]:
    chance = random.Random(f"learn {at} {rate}")
    return [[(line, disturbed(text, rate, chance)) for line, text in page] for page in record.pages]


# Rows of traits


def told(which: str, texts: Path) -> list[Told]:
    """Return the records of a set as rows of traits."""
    records = _records(which, texts)
    every = [(record, rate, _disturbed(record, rate, at)) for rate in RATES for at, record in enumerate(records)]
    said = said_before(BEFORE[which], [pages for _, _, pages in every])
    return [_told(*one, hits) for one, hits in zip(every, said, strict=True)]


def _told(record: Labelled, rate: float, pages: list[list[tuple[int, str]]], said: list) -> Told:
    hits: dict[int, list] = {}
    for line, *rest in said:
        hits.setdefault(line, []).append(rest)
    out = Told(record, rate, [], [], [], [], [], [])
    for page in pages:
        sheet = Sheet(MarkPage(0, tuple(MarkLine(number, text) for number, text in page)))
        own = {}
        for at, piece in enumerate(sheet.pieces):
            for start, end, kind, sure in hits.get(piece.range.line, []):
                if start < piece.range.end and end > piece.range.start:
                    own[at] = kind, sure
        sheet.taken = set(own)
        for at, shown in enumerate(traits(sheet, {at: kind for at, (kind, _) in own.items()})):
            kind, sure = own.get(at, ("", 0.0))
            number = sheet.pieces[at].range.line
            label = record.kinds.get(number, [BODY])[0]
            out.numbers.append(number)
            out.texts.append(sheet.pieces[at].text)
            out.said.append(kind)
            out.sure.append(sure)
            out.rows.append(sorted({row_of(one, ROWS) for one in shown}))
            out.kinds.append(BY_LABEL.get(label, KINDS.index(label) if label in KINDS else 0))
    return out


def _is_safe(kind: str, sure: float) -> bool:
    return bool(kind) and kinds()[kind].safe and sure >= SAFE


# Learning


def fitted(records: list[Told]):
    """Return the fitted model of some records."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, max_iter=STEPS, tol=1e-3)
    return model.fit(_matrix(records), [kind for record in records for kind in record.kinds])


def _matrix(records: list[Told]):
    import numpy
    from scipy import sparse

    rows = [row for record in records for row in record.rows]
    ends = numpy.cumsum([0, *map(len, rows)])
    columns = numpy.concatenate([numpy.asarray(row, dtype=numpy.int32) for row in rows])
    ones = numpy.ones(len(columns), dtype=numpy.float32)
    return sparse.csr_matrix((ones, columns, ends), shape=(len(rows), ROWS))


def learnt(records: list[Told]) -> Weights:
    """Return the weights of some records, each a byte."""
    import numpy

    model = fitted(records)
    every, bias = numpy.zeros((ROWS, len(KINDS))), numpy.full(len(KINDS), -20.0)
    every[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    scale = float(numpy.abs(every).max()) / 127
    table = (numpy.clip(numpy.rint(every / scale), -127, 127) + 128).astype(numpy.uint8)
    return Weights(KINDS, bias.tolist(), scale, LEAST, table.tobytes())


# Bounds by trial


def crossed(records: list[Told]) -> None:
    """Print what is found at some bounds, each record judged by what was learnt from others."""
    names = sorted({record.record.name for record in records})
    shares: dict[int, object] = {}
    for fold in range(FOLDS):
        model = fitted([one for one in records if names.index(one.record.name) % FOLDS != fold])
        for one in records:
            if not one.rate and names.index(one.record.name) % FOLDS == fold:
                shares[id(one)] = model.classes_, model.predict_proba(_matrix([one]))
    for least in (2.0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        count = Count()
        for one in records:
            if not one.rate:
                count.add(one.record, _found(one, *shares[id(one)], least))
        figures = [count.figures(group) for _, group, *_ in GROUPS]
        said = "  ".join(f"R {one[1]:.3f} P {one[2]:.2f} body {one[3]:.3f}" for one in (figures[-1], *figures[:-1]))
        print(f"least {least}: {said}")


def _found(one: Told, classes, likely, least: float) -> dict[int, list[tuple[str, bool]]]:
    import numpy

    every = numpy.zeros((len(one.rows), len(KINDS)))
    every[:, classes] = likely
    found: dict[int, list[tuple[str, bool]]] = {}
    for number, text, kind, sure, shares in zip(one.numbers, one.texts, one.said, one.sure, every, strict=True):
        best, body = len(NOT_MARKS) + int(shares[len(NOT_MARKS) :].argmax()), shares[KINDS.index(BODY)]
        if kind:
            kind = better(kind, text, dict(zip(KINDS, shares, strict=True)))
            if kind == "running" or not is_text(kind, sure, body):
                found.setdefault(number, []).append((NAMES[kind], _is_safe(kind, sure)))
        elif is_mark(KINDS[best], text, shares[best], body, least):
            found.setdefault(number, []).append((NAMES[KINDS[best]], False))
    return found


def main(words: list[str]) -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description="Learn what marks read like from labelled records.")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--without", nargs="*", default=[], choices=list(BEFORE), metavar="SET")
    parser.add_argument("--to", type=Path, default=REPOSITORY / "resources/marks/likely.json")
    parser.add_argument("--cross", action="store_true")
    said = parser.parse_args(words)
    try:
        import sklearn  # noqa: F401
    except ImportError:
        sys.exit("Learning needs scikit-learn, which the program itself does not: pip install scikit-learn")
    records = [one for which in BEFORE if which not in said.without for one in told(which, said.texts)]
    print(f"{sum(len(one.rows) for one in records)} lines of {len(records)} records, each {len(RATES)} times")
    if said.cross:
        crossed(records)
        return
    text = written(learnt(records))
    said.to.write_text(text, encoding="utf-8")
    print(f"{said.to.name}: {len(text)} signs")


if __name__ == "__main__":
    main(sys.argv[1:])
