"""One number out of many misread ones: readings aligned to the best of them, and a vote at every place.

Votes are counted in classes of signs that machines mix up, so that an O and a 0 do not split them; what kind of sign
stands there is then settled by the vote itself and by what stands around it. Errors of readings are taken as
independent: a worn stamp repeats its own on every page, which no vote can tell, so the scan has the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_CLASSES = ("O0oQD", "Il|1i!", "B8", "S5s$", "G6", "Z2z")
_CLASS = {sign: signs[0] for signs in _CLASSES for sign in signs}
_FIGURE = dict(zip("OIBSGZ", "018562", strict=True))
FARTHEST = 0.3
"""A reading farther than this share of its length from the pivot is none of this number (by trial)."""
_TRUSTED_READINGS = 4
_TRUSTED_SUPPORT = 0.75
_SAME_READINGS = 3
_DOUBTFUL = 0.75


@dataclass(frozen=True, slots=True)
class Vote:
    """The number that was voted for; ``support`` is the share of the weakest place, ``doubtful`` those below a limit.

    ``trusted`` tells that it may be set without being asked for; ``readings`` is how many took part.
    """

    value: str
    support: float
    readings: int
    doubtful: tuple[int, ...] = ()
    trusted: bool = False


def consensus(readings: Sequence[str]) -> Vote:
    """Return what several readings of one number agree on.

    Raises:
        ValueError: there are no readings.
    """
    if not readings:
        raise ValueError("a vote needs readings")
    counts = Counter(readings)
    pivot = min(counts, key=lambda one: (sum(Levenshtein.distance(one, other) for other in readings), one))
    near = [one for one in readings if Levenshtein.distance(one, pivot) <= FARTHEST * len(pivot)]
    value, supports = _vote(pivot, near)
    support = min(supports, default=0.0)
    doubtful = tuple(at for at, share in enumerate(supports) if share < _DOUBTFUL)
    most = counts.most_common(1)[0][1]
    same = most >= _SAME_READINGS or (len(readings) == most == 2)
    agreed = len(near) >= _TRUSTED_READINGS and support >= _TRUSTED_SUPPORT
    return Vote(
        value, round(support, 3), len(near), doubtful, agreed or (same and value == counts.most_common(1)[0][0])
    )


def _vote(pivot: str, readings: Sequence[str]) -> tuple[str, list[float]]:
    """Return the number and the share of votes of each of its signs."""
    columns: list[Counter[str]] = [Counter() for _ in pivot]
    gaps: list[Counter[str]] = [Counter() for _ in range(len(pivot) + 1)]
    for reading in readings:
        _align(pivot, reading, columns, gaps)
    out: list[tuple[Counter[str], float]] = []
    for at in range(len(pivot) + 1):
        added, votes = (gaps[at].most_common(1) or [("", 0)])[0]
        if votes * 2 > len(readings):
            out.append((Counter({added: votes}), votes / len(readings)))
        if at < len(pivot):
            winner, share = _winner(columns[at], len(readings))
            if winner:
                out.append((winner, share))
    signs = [max(sorted(votes), key=lambda sign: votes[sign]) for votes, _ in out]
    return "".join(_settled(at, signs, out[at][0]) for at in range(len(signs))), [share for _, share in out]


def _align(pivot: str, reading: str, columns: list[Counter[str]], gaps: list[Counter[str]]) -> None:
    for step in Levenshtein.opcodes(pivot, reading):
        if step.tag in ("equal", "replace"):
            for i, j in zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True):
                columns[i][reading[j]] += 1
        elif step.tag == "delete":
            for i in range(step.src_start, step.src_end):
                columns[i][""] += 1
        else:
            gaps[step.src_start][reading[step.dest_start : step.dest_end]] += 1


def _winner(votes: Counter[str], readings: int) -> tuple[Counter[str], float]:
    """Return the votes of the class that won, empty where most say that nothing stands there."""
    classes: dict[str, Counter[str]] = {}
    for sign, count in votes.items():
        classes.setdefault(_CLASS.get(sign, sign), Counter())[sign] += count
    best = max(sorted(classes), key=lambda name: classes[name].total())
    return (classes[best] if best else Counter()), classes[best].total() / readings


def _settled(at: int, signs: list[str], votes: Counter[str]) -> str:
    """Return the sign at a place: the most read of its class, a figure among figures where the vote is even."""
    sign = signs[at]
    group = _CLASS.get(sign)
    if group is None or len(votes) < 2:
        return sign
    figures = sum(count for one, count in votes.items() if one.isdigit())
    letters = votes.total() - figures
    if figures == letters:
        beside = [signs[place] for place in (at - 1, at + 1) if 0 <= place < len(signs)]
        figures += 1 if sum(one.isdigit() for one in beside) * 2 >= len(beside) else -1
    if figures > letters:
        return _FIGURE[group] if not sign.isdigit() else sign
    return max(sorted(one for one in votes if not one.isdigit()), key=lambda one: votes[one])
