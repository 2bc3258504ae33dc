"""How sure a link is: its evidence, its rivals and what stands around it, as the share of such links that are right.

The weights were fitted (a logistic regression) to some 22,000 links of the drawn pages, seeds, letters and typescript
that are not held aside, with and without OCR, in order, shuffled, and with text that is damaged, missing or foreign.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy

from editor.assist.linking.blocks import Placing
from editor.assist.linking.paths import Field
from editor.assist.linking.values import SURE


class Evidence(NamedTuple):
    """What speaks for and against a link.

    ``score`` is how well text and line suit each other, ``lead`` and ``contest`` by how much better than the text any
    other line and the line any other text, ``firm`` how much worth would be lost if the text stood elsewhere. ``late``
    and ``alone`` tell of elimination (see `Placing`), ``strange`` how unlike a line of type it is for one so long,
    ``uneven`` by what share the counts of texts and lines differ.
    """

    score: float
    lead: float
    contest: float
    firm: float
    late: float
    alone: float
    strange: float
    uneven: float


_BASE = 1.9
_WEIGHTS = Evidence(score=0.35, lead=0.17, contest=0.72, firm=0.40, late=-1.6, alone=2.1, strange=-0.55, uneven=-2.7)
_MOST = 8.0
"""More than this says no more."""
_FITS = 2.0
"""A long text that suits its line less than this is strange there."""
_PROVEN = 1.0
"""How firm a link must be to be sure though neither look nor reading speak for it."""
_STRANGE = 2.0
"""From this strangeness on neighbours do not make a link sure."""
_DECIDED = 3.5
"""How firm a link must be where there are not as many lines of ink as texts and only the order tells which is which."""
_UNPROVEN = SURE - 0.05


def evidence(ground: Field, placing: Placing, uneven: float) -> dict[int, Evidence]:
    """Return what speaks for the link of each row that has a place."""
    found: dict[int, Evidence] = {}
    for row, line in placing.at.items():
        own = float(ground.score[row, line])
        in_row, in_column = ground.score[row].copy(), ground.score[:, line].copy()
        in_row[line] = in_column[row] = -math.inf
        found[row] = Evidence(
            score=min(own, _MOST),
            lead=_held(own - float(in_row.max(initial=-_MOST))),
            contest=_held(own - float(in_column.max(initial=-_MOST))),
            firm=_held(placing.firm.get(row, 0.0)),
            late=float(row in placing.late),
            alone=placing.alone.get(row, 0.0),
            strange=ground.weight[row] * max(0.0, _FITS - own),
            uneven=uneven,
        )
    return found


def confidence(of: Evidence, counted: bool = True) -> float:
    """Return the share of links with this evidence that are right; never sure where only elimination speaks.

    ``counted`` is false where the order alone speaks for the link and does not come out even (see `counts`).
    """
    raw = _BASE + float(numpy.dot(_WEIGHTS, of))
    share = 0.5 + 0.5 * math.tanh(0.5 * max(min(raw, 30.0), -30.0))
    proven = of.score > 0 or of.firm >= _PROVEN or of.alone == 1
    proven = proven and (counted or of.firm >= _DECIDED)
    return share if proven and of.strange < _STRANGE else min(share, _UNPROVEN)


def _held(lead: float) -> float:
    return max(-_MOST, min(lead, _MOST))
