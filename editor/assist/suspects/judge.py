"""The judging of words: signs are looked for, their points added up, and each point has its sentence; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.assist.suspects import lexicon
from editor.assist.suspects.rules import points
from editor.assist.suspects.tokens import NO_WORD, Token, abbreviated, exempt, tokens
from editor.assist.suspects.values import Engine, Knowledge, Suspect, TextLine

Sign = tuple[str, float, str]
"""The name of a sign, how strongly it is there, and the sentence that tells it."""

_LEAD = re.compile(r"[\"'(\[{]*[$£#&*+•-]*[\"'(\[{]*\Z")
_TAIL = re.compile(r"[\"')\]}]*(?:[.,;:!?%*+°/-]|[.!?]{2,3}|\.[,;:?!]|[!?]\.)?[\"')\]}]*[.,;:]?-{0,2}\Z")
_INSIDE = re.compile(r"[^\W_]+(?:(?:['&/-]|,(?=\d)|\.(?=\d|\w\b|\w\.))[^\W_]+)*\Z")
_NEVER = re.compile(r"[«»^~|\\{}<>_@]")
"""Marks that stand beside no number, code or initial either."""
_MIXED = re.compile(r"(?:Mc|Mac|O'|D'|De|Di|Du|La|Le|Van|Fitz|St)?[A-Z]?(?:[^\WA-Z_]+|[A-Z]+(?:'?s)?)\Z")
_RARE = 300.0
"""Below this many in a thousand million words a word is rare."""
_COMMON = 1500.0
_SHORT_COMMON = 30_000.0
_PAIR_FLOOR = 300.0
_GAIN = (0.8, 2.5)
_SHORT_GAIN = 1.5
_REPEATED = 3
_LONG = 7
"""A known word of so many letters is mostly right, even where the machine was not sure of it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A word among its neighbours; ``joined`` is the word a hyphen at the line's end makes with the next line."""

    line: TextLine
    token: Token
    before: Token | None
    behind: Token | None
    joined: str = ""
    second: bool = False
    edge: bool = False


def judge(
    lines: Sequence[TextLine],
    knowledge: Knowledge,
    engine: Engine | None = None,
    only: Collection[int] | None = None,
    least: float | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> list[Suspect]:
    """Return the words of a page that may be wrong, in reading order.

    Args:
        lines: All lines, those of a region one after the other: words are judged by their neighbours.
        knowledge: Dictionaries, confusions, the project's own words.
        engine: How far the confidences can be taken.
        only: The ids of the lines whose suspects are wanted; their neighbours are needed nevertheless.
        least: The least points a word must have; without it what is worth a place in a list.
        stop: Asked at each word whether nobody wants the answer any more.

    Raises:
        Abandoned: ``stop`` said so.
    """
    found = []
    floor = points().listed if least is None else least
    for place in _places(lines):
        if stop():
            raise lexicon.Abandoned
        line = place.line
        if line.verified or (only is not None and line.id not in only):
            continue
        if any(a < place.token.end and place.token.start < b for a, b in line.quiet):
            continue
        suspect = _judged(place, knowledge, engine or Engine(), floor)
        if suspect is not None:
            found.append(suspect)
    return _once_repeated(found, floor)


def _places(lines: Sequence[TextLine]) -> Iterator[_Place]:
    words = [list(tokens(line.text)) for line in lines]
    for index, (line, here) in enumerate(zip(lines, words, strict=True)):
        above = words[index - 1] if index and lines[index - 1].region == line.region else []
        below = words[index + 1] if index + 1 < len(lines) and lines[index + 1].region == line.region else []
        # A word may break over the end of a column.
        last, first = words[index - 1] if index else [], words[index + 1] if index + 1 < len(lines) else []
        for at, one in enumerate(here):
            before = here[at - 1] if at else (above[-1] if above else None)
            behind = here[at + 1] if at + 1 < len(here) else (below[0] if below else None)
            place = _Place(line, one, before, behind, edge=at == 0 or at + 1 == len(here))
            if at + 1 == len(here) and first and _broken(one):
                place = replace(place, joined=one.core + first[0].core, behind=first[0])
            elif at == 0 and last and _broken(last[-1]):
                place = replace(place, joined=last[-1].core + one.core, second=True, before=last[-1])
            yield place


def _broken(one: Token) -> bool:
    return one.tail == "-" and len(one.core) > 1 and one.core[-1].isalpha()


def _judged(place: _Place, knowledge: Knowledge, engine: Engine, least: float) -> Suspect | None:
    line, one = place.line, place.token
    confidence = min((c for a, b, c in line.sure if a < one.end and one.start < b), default=None)
    column = 0 if engine.absolute and confidence is not None else 1
    endless = (_shape(one.core), 1.0, "It is longer than any word.")
    signs = list(_signs(place, knowledge, confidence)) if len(one.core) <= NO_WORD else [endless]
    weights = knowledge.points.signs
    score = weights["start"][column] + sum(weights[name][column] * amount for name, amount, _ in signs)
    gained, said = _of_confidence(place, signs, confidence, engine, knowledge)
    score += gained
    if score < least - abs(weights["repeated"][column]):
        return None
    names = {name for name, _, _ in signs}
    form = one.core.casefold() if any(name.startswith("unknown") for name in names) else ""
    aside = ("It stands in a stamp, a list or handwriting beside the text, and is not counted.",) if line.group else ()
    reasons = (*(sentence for _, _, sentence in signs), *said, *aside)
    word = line.text[one.start : one.end]
    swapped = bool(names & {"swap", "learnt"})
    return Suspect(line.id, one.start, one.end, word, score, reasons, form, swapped, group=line.group)


def _of_confidence(
    place: _Place, signs: Sequence[Sign], confidence: float | None, engine: Engine, knowledge: Knowledge
) -> tuple[float, tuple[str, ...]]:
    if confidence is None:
        return 0.0, ()
    if engine.absolute:
        return _of_figure(place, signs, confidence, knowledge)
    gained = max((points for limit, points in engine.ranks if confidence <= limit), default=0.0)
    return gained, ("The machine was less sure of this word than of most on the page.",) if gained else ()


def _of_figure(
    place: _Place, signs: Sequence[Sign], confidence: float, knowledge: Knowledge
) -> tuple[float, tuple[str, ...]]:
    """Return the points of a confidence that means the same on every page, and what is said of them."""
    rules, line = knowledge.points, place.line
    mean = line.confidence if line.confidence is not None else sum(c for _, _, c in line.sure) / len(line.sure)
    gained = rules.word * (1 - confidence) + rules.line * (1 - mean)
    if confidence >= rules.certain:
        return gained, ()
    gained += rules.doubt + (rules.edge if place.edge else 0.0)
    if confidence >= rules.knee:
        return gained, ()
    gained += rules.low
    said = [f"The machine was {round(100 * confidence)} % sure of this word."]
    if place.edge:
        said.append("It stands at an end of its line, where machines misread most.")
    if exempt(place.token, knowledge.lexicon.rules):
        gained += rules.exempt
        if any(c.isalnum() for c in place.token.text):
            said.append("No dictionary can tell whether a number, a code or an initial is right.")
    elif len(place.token.core) >= _LONG and not any(name.startswith("unknown") for name, _, _ in signs):
        gained += rules.long
    return gained, tuple(said)


def _signs(place: _Place, knowledge: Knowledge, confidence: float | None) -> Iterator[Sign]:
    one = place.token
    rules = knowledge.lexicon.rules
    core = one.core
    if exempt(one, rules):
        yield from _of_exempt(one)
        return
    if not any(c.isalnum() for c in one.text):
        yield from _of_mark(place)
        return
    yield from _of_punctuation(place, knowledge)
    if len(core) == 1 and core.isalpha():
        if core not in ("a", "A", "I", "O"):
            yield "single_letter", 1.0, f"“{core}” stands alone."
        return
    yield from _of_shape(core)
    if not core[:1].isalpha() and not any(c.isalpha() for c in core):
        return
    hyphen = _of_hyphen(place, knowledge)
    if hyphen is not None:
        yield from hyphen
    elif knowledge.knows(core):
        yield from _of_known(place, knowledge)
    else:
        yield from _of_unknown(core, knowledge)


def _of_exempt(one: Token) -> Iterator[Sign]:
    if _NEVER.search(one.lead + one.tail):
        yield "odd_outside", 1.0, f"The marks around it (“{(one.lead + ' ' + one.tail).strip()}”) are unusual."


def _of_mark(place: _Place) -> Iterator[Sign]:
    text = place.token.text
    # Not a row of dots that leads to a figure.
    if all(other is None or other.text != text for other in (place.before, place.behind)):
        yield "only_punctuation", 1.0, "There is no letter in it: a speck, or a mark that stands alone."


def _of_punctuation(place: _Place, knowledge: Knowledge) -> Iterator[Sign]:
    one = place.token
    if not _LEAD.match(one.lead) or not _TAIL.match(one.tail) or _lone_quote(place):
        odd = (one.lead + " " + one.tail).strip()
        yield "odd_outside", 1.0, f"The marks around it (“{odd}”) are unusual."
    elif one.tail.endswith((".,", ";.", ",.", ":.")) and not abbreviated(one, knowledge.lexicon.rules):
        yield "odd_outside", 1.0, f"“{one.tail}” is an unusual end."
    behind = place.behind
    stops = one.tail == "." and behind is not None and not behind.lead and behind.core[:1].islower()
    if stops and behind is not None and not abbreviated(one, knowledge.lexicon.rules) and len(behind.core) > 1:
        yield "stop_small", 1.0, "A small letter follows the full stop."


def _lone_quote(place: _Place) -> bool:
    one = place.token
    if (
        not one.tail.startswith("'")
        or one.tail.startswith("''")
        or one.tail.startswith("')")
        or one.core.casefold().endswith(("s", "in", "o", "th"))
    ):
        return False
    return "'" not in one.lead and place.line.text[: one.start].count("'") % 2 == 0


def _of_shape(core: str) -> Iterator[Sign]:
    letters = sum(c.isalpha() for c in core)
    if letters and any(not part.isalpha() and not part.isdigit() for part in core.split("-") if part.isalnum()):
        yield "digit_inside", 1.0, "There is a digit among its letters."
    if not _INSIDE.match(core):
        odd = next((c for c in core if not c.isalnum() and c not in "'-&/"), "_")
        yield "odd_inside", 1.0, f"“{odd}” stands inside the word."
    if letters == len(core) and not core.islower() and not core.isupper() and not _MIXED.match(core):
        yield "mixed_case", 1.0, "Capitals stand among small letters."


def _of_hyphen(place: _Place, knowledge: Knowledge) -> list[Sign] | None:
    """Return the signs of a word broken at a line's end; None where it is none, so that it is judged by itself."""
    if not place.joined or not knowledge.lexicon.loaded:
        return None if not place.joined else []
    first, other = (place.before, place.token) if place.second else (place.token, place.behind)
    halves = first is not None and other is not None and knowledge.knows(first.core) and knowledge.knows(other.core)
    if place.second or halves or knowledge.knows(place.joined):
        return []
    known = first is not None and other is not None and knowledge.knows(f"{first.core}-{other.core}")
    if known:
        return []
    shape = _shape(place.joined)
    return [
        (shape, 0.6, f"“{place.joined}”, as it is joined over the line's end, is in no dictionary."),
        ("broken_hyphen", 1.0, "Neither the joined word nor both halves are known."),
    ]


def _shape(core: str) -> str:
    if core.isupper():
        return "unknown_capitals"
    return "unknown_capitalised" if core[:1].isupper() else "unknown_lower"


def _of_unknown(core: str, knowledge: Knowledge) -> Iterator[Sign]:
    name = _shape(core)
    half = 2 <= len(core) <= 5 and core.removesuffix("s").isupper()
    yield name, 0.5 if half else 1.0, f"“{core}” is in no dictionary and not among the project's words."
    odd = [part for part in core.split("-") if part and not knowledge.knows(part)]
    best = None
    for made, (read, truth) in knowledge.confusions.swaps(odd[0] if len(odd) == 1 and "-" in core else core):
        strength = knowledge.confusions.strength((read, truth))
        if strength and knowledge.knows(made):
            yield "learnt", strength, f"“{read}” was corrected to “{truth}” here before; that gives “{made}”."
            return
        if best is None and not half and _common(made, knowledge):
            best = (made, read, truth)
    if best is not None:
        yield "swap", 1.0, f"“{best[1]}” read for “{best[2]}” gives “{best[0]}”."


def _common(word: str, knowledge: Knowledge) -> bool:
    floor = _SHORT_COMMON if len(word) <= 3 else _COMMON
    return len(word) > 1 and knowledge.lexicon.frequency(word) >= floor and knowledge.lexicon.holds(word)


def _of_known(place: _Place, knowledge: Knowledge) -> Iterator[Sign]:
    core = place.token.core
    words = knowledge.lexicon
    twin = _twin(place, knowledge) if core.islower() or _begins(place) else None
    if twin is not None:
        yield "twin", twin[1], f"Beside its neighbours “{twin[0]}” is much more usual."
    if not words.loaded or not core.islower() or len(core) < 4 or core in knowledge.words or not core.isalpha():
        return
    if words.near("the", 0) and words.frequency(core) < _RARE and core not in words.rules.period:
        yield "rare", 1.0, f"“{core}” is a rare word."


def _twin(place: _Place, knowledge: Knowledge) -> tuple[str, float] | None:
    """Return the word that the neighbours prefer to a known one, and how strongly, 0.8 to 2.5."""
    core, words = place.token.core.casefold(), knowledge.lexicon
    sides = [place.before if not _ends(place.before) else None, place.behind if not place.token.tail else None]
    best: tuple[str, float] | None = None
    for other in _twins(core, knowledge):
        if (len(core) <= 2 or len(other) <= 2) and (place.edge or None in sides):
            continue
        gains = []
        if sides[0] is not None and sides[0].core:
            left = sides[0].core
            gains.append(lexicon.gain(words.pair(left, core), words.pair(left, other), _PAIR_FLOOR))
        if sides[1] is not None and sides[1].core:
            right = sides[1].core
            gains.append(lexicon.gain(words.pair(core, right), words.pair(other, right), _PAIR_FLOOR))
        short, total = min(len(core), len(other)) <= 2, sum(gains)
        if short and min(gains, default=0.0) <= 0:
            continue
        needed = _SHORT_GAIN if short else _GAIN[0]
        if total >= needed and (best is None or total > best[1]):
            best = (other, min(total, _GAIN[1]))
    return best


def _twins(core: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield the real words a real word may be misread for: pairs that are listed, and what the project has taught."""
    yield from knowledge.lexicon.rules.twins.get(core, ())
    for made, confusion in knowledge.confusions.swaps(core) if knowledge.confusions.trusted else ():
        if knowledge.confusions.strength(confusion) and knowledge.lexicon.frequency(made) >= _COMMON:
            yield made


def _begins(place: _Place) -> bool:
    """Tell whether a sentence may begin with a word; elsewhere one with a capital is a name."""
    return place.before is None or place.before.tail[-1:] in (".", "!", "?", ":", '"')


def _ends(one: Token | None) -> bool:
    return one is not None and bool(one.tail)


def _once_repeated(found: list[Suspect], least: float) -> list[Suspect]:
    """Quiet unknown words that stand on the page three times, and drop what is then below the list."""
    counts: dict[str, int] = {}
    for suspect in found:
        if suspect.form:
            counts[suspect.form] = counts.get(suspect.form, 0) + 1
    often = {form for form, count in counts.items() if count >= _REPEATED}
    return listed([quieted(suspect) if suspect.form in often else suspect for suspect in found], least)


def quieted(suspect: Suspect) -> Suspect:
    """Return a suspect whose word is often read so; one that a confusion makes a known word stays as it is."""
    if suspect.swapped or not suspect.form:
        return suspect
    said = "It stands so in several places."
    if said in suspect.reasons:
        return suspect
    return replace(suspect, score=suspect.score + points().signs["repeated"][0], reasons=(*suspect.reasons, said))


def listed(found: Sequence[Suspect], least: float | None = None) -> list[Suspect]:
    """Return the suspects that are worth a place in a list, or that have at least so many points."""
    floor = points().listed if least is None else least
    return [suspect for suspect in found if suspect.score >= floor]
