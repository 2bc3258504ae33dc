from dataclasses import replace

from editor.assist.linking.flow import link_flow
from editor.model.geometry import rectangle
from tests.assist.linking.small import placed, repaired, text_of, typed


def of_kind(linking, kind):
    return [notice for notice in linking.notices if notice.kind == kind]


def test_words_in_another_order_are_put_right_as_the_scan_reads():
    texts = text_of(
        "He gave an explicit undertaking to return to the Soviet Union",
        'under foreign verification."',
        "",
        "\"the weapons which are 'offensive', // It is the position",
    )
    scan = typed(
        "He gave an explicit undertaking to return",
        'to the Soviet Union "the weapons which are',
        "'offensive?\" under foreign verification. It is",
        "the position",
    )
    (notice,) = of_kind(link_flow(texts, [scan]), "order")
    assert [line.text for line in repaired(texts, notice)] == [
        "He gave an explicit undertaking to return to the Soviet Union",
        "",
        "\"the weapons which are 'offensive'\" under foreign verification. It is the position",
    ]
    assert not of_kind(link_flow(repaired(texts, notice), [scan]), "order")


def test_a_lost_word_comes_back_with_the_repair_of_its_sentence():
    texts = text_of("The offer of them", "long since", "all was refused by the other side")
    scan = typed("The offer of them all was", "refused long since by the other side")
    (notice,) = of_kind(link_flow(texts, [scan]), "order")
    whole = " ".join(line.text for line in repaired(texts, notice) if line.text)
    assert whole == "The offer of them all was refused long since by the other side"
    shorter = text_of("The offer them", "long since", "all was refused by the other side")
    (notice,) = of_kind(link_flow(shorter, [scan]), "order")
    assert " ".join(line.text for line in repaired(shorter, notice) if line.text) == whole


def test_one_word_out_of_order_is_no_other_order():
    texts = text_of("the first word stands alone here")
    assert not link_flow(texts, [typed("the word first stands alone here")]).notices


def columns(linking):
    return [(notice.line, notice.at) for notice in of_kind(linking, "columns")]


def test_lines_read_across_two_columns_are_split_where_the_second_begins():
    scan = placed(
        [
            (100, 100, "Ministry"),
            (900, 100, "Declassified by order"),
            (100, 150, "zzqqzz"),
            (900, 150, "under provisions of law"),
            (900, 200, "by National Council"),
        ]
    )
    texts = text_of("Ministry Declassified by order", "Hughes under provisions of law", "Manhart by National Council")
    assert columns(link_flow(texts, [scan])) == [(1, 9), (2, 7), (3, 8)]


def test_a_line_in_two_pieces_is_no_column():
    scan = placed([(100, 100, "November 16,"), (380, 100, "1962"), (100, 150, "To the Committee")])
    assert not link_flow(text_of("November 16, 1962", "To the Committee"), [scan]).notices


def test_columns_are_seen_where_the_left_one_was_not_read_at_all():
    scan = placed(
        [
            (100, 100, "######"),
            (900, 100, "Declassified by order"),
            (100, 150, "#######"),
            (900, 150, "under provisions of law"),
        ]
    )
    texts = text_of("Hughes Declassified by order", "Manhart under provisions of law")
    assert columns(link_flow(texts, [scan])) == [(1, 7), (2, 8)]


def test_words_that_were_not_read_belong_to_the_column_that_has_room_for_them():
    lines = [(100, 100, "Ministry"), (900, 100, "Declassified by order"), (100, 150, "######")]
    scan = placed([*lines, (900, 150, "under provisions of law 12065 11652")])
    blind = replace(scan.reading.regions[0].lines[3], text="##### ########## of law 12065 11652")
    region = replace(scan.reading.regions[0], lines=(*scan.reading.regions[0].lines[:3], blind))
    texts = text_of("Ministry Declassified by order", "Hughes under provisions of law 12065 11652")
    found = link_flow(texts, [replace(scan, reading=replace(scan.reading, regions=(region,)))])
    assert columns(found) == [(1, 9), (2, 7)]


def test_words_of_two_lines_that_touch_are_in_no_other_order():
    scan = typed("the station asked for instructions under section twelve")
    line = scan.reading.regions[0].lines[0]
    lower = tuple(
        replace(word, box=(word.box[0], word.box[1] + 20, word.box[2], word.box[3] + 20)) for word in line.words[:5]
    )
    region = replace(scan.reading.regions[0], lines=(replace(line, words=(*lower, *line.words[5:])),))
    outline = rectangle((200, 100, 2000, 155))
    layout = replace(scan.layout, lines=(replace(scan.layout.lines[0], outline=outline),))
    touching = replace(scan, layout=layout, reading=replace(scan.reading, regions=(region,)))
    texts = text_of("under section twelve the station asked for instructions")
    assert of_kind(link_flow(texts, [scan]), "order")
    assert not of_kind(link_flow(texts, [touching]), "order")


def test_a_single_misplaced_reading_is_no_other_order():
    texts = text_of("the text of the note and asked for instructions", "our delegation withheld it")
    scan = typed("our note and asked for instructions", "delegation withheld it")
    assert not of_kind(link_flow(texts, [scan]), "order")


def test_a_closing_mark_that_moved_by_mistake_stays_where_the_quotation_ends():
    texts = text_of("It wants", 'under verification."', "\"the weapons 'offensive', // out of there")
    scan = typed('It wants "the weapons', "'offensive' under verification. out of there")
    (notice,) = of_kind(link_flow(texts, [scan]), "order")
    assert notice.repair == "'offensive'\" under verification."


def test_a_banner_like_a_word_does_not_keep_the_order_from_being_seen():
    texts = text_of(
        "He gave an explicit undertaking to return to the Soviet Union",
        'under foreign verification."',
        "",
        "\"the weapons which are 'offensive', // It is the position",
    )
    scan = typed(
        "TOP SECRET - SENSITIVE",
        "He gave an explicit undertaking to return",
        'to the Soviet Union "the weapons which are',
        "'offensive?\" under foreign verification. It is",
        "the position",
    )
    linking = link_flow(texts, [scan])
    (notice,) = of_kind(linking, "order")
    assert [line.text for line in repaired(texts, notice)][-1] == (
        "\"the weapons which are 'offensive'\" under foreign verification. It is the position"
    )
    assert (0, 0) in linking.textless


def test_a_column_is_split_where_words_that_were_not_read_have_their_room():
    unread = " " * len("under provisions ")
    scan = placed(
        [
            (100, 100, "Ministry"),
            (900, 100, "Declassified by order"),
            (100, 150, "#######"),
            (900, 150, f"{unread}of the law of 1965"),
        ]
    )
    texts = text_of("Ministry Declassified by order", "Manhart under provisions of the law of 1965")
    assert columns(link_flow(texts, [scan])) == [(1, 9), (2, 8)]
