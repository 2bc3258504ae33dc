"""The judging of words by tables: what is exempt, which signs are found, what is proposed, what is learnt."""

import functools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.assist.suspects.confusions import Confusions, confused, tally
from editor.assist.suspects.judge import judge, quieted
from editor.assist.suspects.lexicon import _lines, lexicon, rest_with
from editor.assist.suspects.proposals import proposals
from editor.assist.suspects.rules import code_of, confusions, language, points
from editor.assist.suspects.tokens import exempt, token, tokens
from editor.assist.suspects.values import Engine, Knowledge, Suspect, TextLine
from tests.assist.lexicons import without_dictionaries

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


@pytest.fixture(scope="module")
def known():
    pytest.importorskip("hunspell", reason="the extra spell is not installed")
    pytest.importorskip("symspellpy", reason="the extra spell is not installed")
    return Knowledge(lexicon("en"), Confusions(confusions()))


def suspects(knowledge, *texts, engine=None, **fields):
    return judge([TextLine(n, text, region=1, **fields) for n, text in enumerate(texts)], knowledge, engine)


def said(knowledge, *texts):
    return {one.word: one for one in suspects(knowledge, *texts)}


@pytest.mark.parametrize(
    ("name", "code"), [("eng", "en"), ("English", "en"), ("en_GB", "en"), ("ger", "de"), ("de-AT", "de-AT")]
)
def test_languages_have_one_code(name, code):
    assert code_of(name) == code


LEFT_ALONE = """1,200,000 7:00 8-7-78 22nd 54 $1.50 IL-28's E.O. TDCS-3/560,871 U. S. Mr. Stat. p.m. a) (3) iv. XIV
-- & ... ****** name@place.org"""


@pytest.mark.parametrize("word", LEFT_ALONE.split())
def test_numbers_codes_and_abbreviations_are_left_alone(word):
    assert exempt(token(word), language("en"))


@pytest.mark.parametrize("word", ["hcuse", "c1osed", "Boarcl.", "of*250", ",.", "»", "x,y"])
def test_other_words_are_judged(word):
    assert not exempt(token(word), language("en"))


def test_a_line_is_cut_at_blanks_and_dashes_with_true_places():
    text = "the ships--two “Fox” (all)..."
    found = list(tokens(text))
    assert [(one.lead, one.core, one.tail) for one in found] == [
        ("", "the", ""), ("", "ships", ""), ("", "two", ""), ('"', "Fox", '"'), ("(", "all", ")..."),
    ]  # fmt: skip
    assert [text[one.start : one.end].strip("“”().") for one in found] == ["the", "ships", "two", "Fox", "all"]


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("The harbor was c1osed", "c1osed", "digit"),
        ("by the secretery of", "secretery", "in no dictionary"),
        ("the defcnse of it", "defcnse", "“c” read for “e” gives “defense”"),
        ("some of*250 men", "of*250", "stands inside"),
        ("the ship , was", ",", "no letter"),
        ("a lot q of it", "q", "stands alone"),
        ("the ship. was here", "ship.", "small letter"),
        ("some gooDz here", "gooDz", "Capitals"),
        ("in the United States end Canada", "end", "much more usual"),
        ("the men saw16» of it", "saw16»", "unusual"),
        ("November 16» 1962", "16»", "unusual"),
    ],
)
def test_each_sign_has_its_sentence(known, text, word, reason):
    assert any(reason in one for one in said(known, text)[word].reasons)


@pytest.mark.parametrize(
    "text",
    [
        "In accordance with the law, the colour of the harbour was honoured.",
        "Mr. J. F. Smith arrived at 7:00 p.m. on the 22nd with 3 of the IL-28's.",
        "(a) The President's memorandum, dated 16 November 1962, is attached.",
    ],
)
def test_good_text_is_left_alone(known, text):
    assert [one.word for one in suspects(known, text) if one.band != "listed"] == []


def test_a_word_broken_at_the_lines_end_is_judged_whole(known):
    assert said(known, "the general busi-", "ness of the day") == {}
    assert "busi-" in said(known, "the general busi-", "nexq of the day")


def test_what_the_project_knows_is_right_possessive_and_capitals_included(known):
    assert "Dobrynin" in said(known, "to Dobrynin and back")
    taught = Knowledge(known.lexicon, known.confusions, frozenset({"dobrynin"}))
    assert said(taught, "to Dobrynin and Dobrynin's DOBRYNIN") == {}


def test_verified_lines_and_quiet_spans_are_not_judged(known):
    assert suspects(known, "the secretery", verified=True) == []
    assert suspects(known, "the secretery", quiet=((4, 13),)) == []
    assert len(suspects(known, "the secretery", quiet=((0, 3),))) == 1


def test_confidence_counts_and_is_told(known):
    sure = suspects(known, "the kultus of", engine=Engine(True), sure=((4, 10, 0.97),))
    doubtful = suspects(known, "the kultus of", engine=Engine(True), sure=((4, 10, 0.30),))
    assert doubtful[0].score > sure[0].score + 3
    assert any("30 %" in reason for reason in doubtful[0].reasons)
    assert not any("%" in reason for reason in sure[0].reasons)


def test_a_form_that_is_read_often_is_quieted_once(known):
    once, thrice = said(known, "to Dobrynin"), suspects(known, "Dobrynin or Dobrynin or Dobrynin")
    assert all(one.score == once["Dobrynin"].score + points().signs["repeated"][0] for one in thrice)
    assert quieted(thrice[0]) == thrice[0]
    swapped = Suspect(1, 0, 3, "tbe", 2.0, (), "tbe", True)
    assert quieted(swapped) == swapped


def test_without_dictionaries_the_other_signs_work_and_it_says_so():
    bare = Knowledge(without_dictionaries(), Confusions(confusions()))
    assert bare.lexicon.missing
    assert set(said(bare, "the c1osed secretery of*250 men , x")) == {"c1osed", "of*250", ",", "x"}
    assert proposals("secretery", bare) == []


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("secretery", "secretary"), ("Boarcl.", "Board."), ("nationel-defense", "national-defense"),
        ("DEFEMSE", "DEFENSE"), ("carriedout", "carried out"), ("modermize", "modernize"),
    ],
)  # fmt: skip
def test_proposals_keep_case_and_punctuation(known, word, first):
    assert proposals(word, known, "the", "of")[0] == first


@pytest.mark.parametrize(
    ("word", "right"),
    [("tc", "to"), ("bf", "of"), ("}ust", "just"), ("today'", "today's")],
)
def test_short_words_lost_ends_and_marks_read_for_letters_have_proposals(known, word, right):
    assert right in proposals(word, known, "the")


def test_words_of_two_letters_that_nobody_writes_are_not_proposed(known):
    assert not set(proposals("iis", known)) & {"ii", "ll", "rs"}


@pytest.mark.parametrize(
    "text", ["Enclosures . . . 3", "a 24-hour watch", "with Ph.D. degrees", "the Aid Committee", "(as ‘the policy’)"]
)
def test_what_typists_write_is_no_suspect(known, text):
    assert [one.word for one in suspects(known, text) if one.band != "listed"] == []


def test_an_unsure_number_or_end_of_a_line_is_told(known):
    number, middle = (
        suspects(known, "it was 300 of them", engine=Engine(True), sure=((7, 10, 0.5),)),
        suspects(known, "it was off of them", engine=Engine(True), sure=((7, 10, 0.5),)),
    )
    assert any("number" in reason for reason in number[0].reasons)
    assert not middle or middle[0].score < number[0].score
    edge = suspects(known, "off of them", engine=Engine(True), sure=((0, 3, 0.2),))
    assert any("end of its line" in reason for reason in edge[0].reasons)


@pytest.mark.parametrize("word", ["Iudractn", ",.", "q", "zzxqj"])
def test_nothing_is_proposed_rather_than_something_silly(known, word):
    assert proposals(word, known) == []


def test_names_of_the_project_are_proposed(known):
    taught = Knowledge(known.lexicon, known.confusions, frozenset({"dobrynin"}))
    assert proposals("Dobryrin", taught)[0] == "Dobrynin"


def test_confusions_are_learnt_from_corrections_and_used(known):
    pairs = [("the hnrbour", "the harbour"), ("a bnnk", "a bank"), ("same line", "same line"), ("abc", "quite other")]
    learnt = tally(iter(pairs))
    assert learnt == {("n", "a"): 2}
    assert list(confused("one  two", "one two")) == []
    taught = Knowledge(known.lexicon, Confusions(known.confusions.shipped, learnt))
    assert any("corrected to “a” here before" in reason for reason in said(taught, "the bnrrel")["bnrrel"].reasons)
    assert taught.confusions.distance("bnrrel", "barrel") < known.confusions.distance("bnrrel", "barrel")


def test_weighted_distance(known):
    distance = known.confusions.distance
    assert distance("word", "word") == 0
    assert distance("wcrd", "ward") > distance("werd", "ward") == 0.45
    assert distance("wo'rd", "word") == 0.7
    assert distance("modem", "modern") == 0.45


def test_the_measured_floor_holds(known):
    if not CORPORA.is_dir():
        pytest.skip(f"the corpora are not at {CORPORA}")
    from tests.bench import suspect_figures as bench
    from tests.bench import suspect_texts as texts

    letters = bench.measure(texts.letters("tesseract.hocr"), lambda text: known, proposing=False).words
    assert bench.precision_at(letters, 0.8) >= 0.70
    assert bench.recall_at(letters, 0.5) >= 0.88
    assert bench.average_precision(letters) >= 0.82
    assert bench.in_top(letters, 0.05) >= 0.70
    order = bench.measure(texts.order("tesseract"), lambda text: known)
    assert bench.recall_at(order.words, 0.5) >= 0.65
    assert order.hits(1) >= 0.65 and order.hits(5) >= 0.82
    counts = [bench.alarms(text, known) for text in texts.right_texts()["letters"]]
    total = sum(count for *_, count in counts)
    assert 1000 * sum(before for before, *_ in counts) / total <= 25
    assert 1000 * sum(after for _, after, _ in counts) / total <= 10


@given(st.text("abcilmnrtou1.", min_size=1, max_size=8), st.text("abcilmnrtou1.", max_size=8))
def test_the_distance_is_the_least_of_all_ways_and_what_is_too_far_is_infinite(read, truth):
    confused = Confusions({"rn": ("m",), "l": ("i", "1"), "c": ("o", "")}, {("tu", "n"): 3, ("i", "rt"): 1})
    costs = {("rn", "m"): 0.45, ("l", "i"): 0.45, ("l", "1"): 0.45, ("c", "o"): 0.45, ("tu", "n"): 0.35}

    @functools.cache
    def least(i, j):
        if i == j == 0:
            return 0.0
        ways = [least(i - 1, j) + (1.0 if read[i - 1].isalnum() else 0.7)] if i else []
        ways += [least(i, j - 1) + 1.0] if j else []
        ways += [least(i - 1, j - 1) + (read[i - 1] != truth[j - 1])] if i and j else []
        for (a, b), cost in costs.items():
            if read[:i].endswith(a) and truth[:j].endswith(b):
                ways.append(least(i - len(a), j - len(b)) + cost)
        return min(ways)

    right = least(len(read), len(truth))
    assert confused.distance(read, truth) == pytest.approx(right)
    near = confused.distance(read, truth, 1.5)
    assert near == pytest.approx(right) if right <= 1.5 else near > 1.5


def test_loading_rests_as_it_is_told_to(tmp_path):
    rested = []
    (tmp_path / "list.txt").write_text("".join(f"word{number} {number}\n" for number in range(401)), encoding="utf-8")
    rest_with(lambda: rested.append(1))
    try:
        assert len(list(_lines(tmp_path / "list.txt"))) == 401
    finally:
        rest_with(None)
    assert len(rested) == 3


def test_what_is_longer_than_any_word_is_told_so_at_once(known):
    found = suspects(known, "a" * 100_000)
    assert [one.reasons for one in found] == [("It is longer than any word.",)]
    assert proposals(found[0].word, known) == []
