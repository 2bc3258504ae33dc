"""Which way of linking is taken where an engine made little of a scan."""

from editor.assist.linking.choose import link
from tests.assist.linking.small import Written, text_of, typed

NAMES = (
    "Mr. T. H. Goodman",
    "Mr. Wm. H. Crocker of Burlingame",
    "Hon. Whitelaw Reid",
    "Mr. Russell J. Wilson, Secretary",
    "Mr. George Crothers",
    "Mr. Horace Davis and Mrs. Davis",
)
JUNK = (
    "Nr, 7, X, Gootnan",
    "Nr, Hm, H. Mr. Davis lingame",
    "Hon hon",
    "Mr. Mrs. and J. Sec",
    "Mr. Wm.",
    "of Horace and",
)


def test_lines_are_linked_as_they_are_cut_where_words_say_little():
    """Words that an engine made up part lines of text that stand on the scan as they are."""
    texts = text_of(*NAMES)
    found = link(texts, [typed(*JUNK, looks=Written(*NAMES))])
    assert [(one.line, one.at) for one in found.links] == [(at + 1, at) for at in range(len(NAMES))]
    assert sum(one.sure for one in found.links) >= 4


def test_a_text_that_is_cut_otherwise_goes_by_its_words_however_few_were_read():
    whole = " ".join(NAMES)
    texts = text_of(whole[:60].strip(), whole[60:].strip())
    found = link(texts, [typed(*NAMES[:2], *JUNK[2:], looks=Written(*NAMES))])
    assert {one.at for one in found.links if one.sure} >= {0, 1}
