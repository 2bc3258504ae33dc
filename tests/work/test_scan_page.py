"""What an engine read becomes a page: words on the lines that were found, paragraphs, kinds, reading order."""

from editor.assist.engines.values import Picture, ReadBlock, ReadLine, ReadWord
from editor.model.found import FoundLine, Layout
from editor.model.geometry import bounds, rectangle
from editor.work.scan_alone import alone
from editor.work.scan_page import page_of
from editor.work.scan_picture import Cut, Sheet

PICTURE = Picture(b"", 1000, 1400, 200)


def read(*words, sure=0.9):
    """Return a block of one line: words with their left edge and their top, 20 high and 10 wide a letter."""
    made = tuple(ReadWord(text, (x, y, x + 10 * len(text), y + 20), sure) for text, x, y in words)
    left, top = min(word.box[0] for word in made), min(word.box[1] for word in made)
    box = (left, top, max(word.box[2] for word in made), max(word.box[3] for word in made))
    return ReadBlock((ReadLine(made, box, ((left, top + 16), (box[2], top + 16))),), box)


def found(left, top, right, block=0, kind="body", angle=0.0):
    line = rectangle((left, top, right, top + 20))
    return FoundLine(line, ((left, top + 15), (right, top + 15)), block, kind, angle)


def page(blocks, *lines, bare=None):
    layout = Layout(1000, 1400, lines) if lines else None
    readings = [blocks] if bare is None else [blocks, bare]
    return page_of(readings, Sheet(1000, 1400, PICTURE, lambda points: points, layout), "scan.png", "eng")


def texts(made):
    return [(region.kind, [line.text for line in region.lines]) for region in made.regions]


def test_without_a_layout_the_blocks_of_the_engine_stay():
    made = page([read(("one", 100, 100), ("two", 140, 100)), read(("three", 100, 130))])
    assert texts(made) == [("paragraph", ["one two"]), ("paragraph", ["three"])]
    line = made.regions[0].lines[0]
    assert bounds(line.outline) == (100, 100, 170, 120) and line.baseline == ((100, 116), (170, 116))
    assert [(word.start, word.end, word.confidence) for word in line.words] == [(0, 3, 0.9), (4, 7, 0.9)]


def test_a_line_that_runs_over_a_gutter_is_taken_apart():
    blocks = [read(("text", 100, 100), ("goes", 150, 102), ("note", 700, 100))]
    made = page(blocks, found(100, 100, 200), found(690, 98, 760, 1, "margin"))
    assert texts(made) == [("paragraph", ["text goes"]), ("marginalia", ["note"])]
    assert bounds(made.regions[0].lines[0].outline) == (100, 100, 200, 120)


def test_what_stands_on_no_line_is_kept_unless_it_is_a_speck():
    blocks = [read(("text", 100, 100)), read(("lost", 100, 600)), read((".", 300, 700))]
    assert texts(page(blocks, found(100, 100, 200))) == [("paragraph", ["text"]), ("paragraph", ["lost"])]


def test_of_two_readings_each_line_keeps_the_better_one_and_what_only_one_has():
    lines = [found(100, top, 300) for top in (100, 130, 160, 190)]
    plain = [
        read(("memorandum", 100, 100)), read(("rne", 100, 130), ("mo", 140, 130), sure=0.3), read(("first", 100, 160)),
        read(("stamp", 500, 600)),
    ]  # fmt: skip
    bare = [
        read(("mem", 100, 100)), read(("memo", 100, 130)), read(("second", 100, 190)),
        read(("stam", 500, 602)), read(("note", 500, 700)),
    ]  # fmt: skip
    made = page(plain, *lines, bare=bare)
    assert [line.text for line in made.lines()] == ["memorandum", "memo", "first", "second", "stamp", "note"]


def test_of_debris_only_what_the_engine_is_sure_of_is_kept():
    lines = found(100, 100, 200, 0, "debris"), found(100, 300, 200, 1, "debris")
    blocks = [read(("xq", 100, 100), sure=0.3), read(("Cuba", 100, 300))]
    assert texts(page(blocks, *lines)) == [("paragraph", ["Cuba"])]


def test_specks_are_no_text():
    said = ((".*", 0.9), ("a", 0.3), ("7", 0.9), ("Cuba", 0.3))
    blocks = [read((text, 100, 100 * row), sure=sure) for row, (text, sure) in enumerate(said, start=1)]
    assert texts(page(blocks, found(700, 900, 800))) == [("paragraph", ["7"]), ("paragraph", ["Cuba"])]
    lines = [found(100, 100 * row, 200, row) for row in range(1, 5)]
    assert [text for _, text in texts(page(blocks, *lines))] == [["a"], ["7"], ["Cuba"]]


def test_a_paragraph_begins_where_a_line_stands_in_and_behind_a_gap():
    tops = {100: 100, 130: 100, 160: 150, 190: 100, 260: 100}
    lines = [found(left, top, 600) for top, left in tops.items()]
    blocks = [read((f"at{top}", left, top)) for top, left in tops.items()]
    regions = [["at100", "at130"], ["at160", "at190"], ["at260"]]
    assert [[line.text for line in region.lines] for region in page(blocks, *lines).regions] == regions


def test_kinds_come_from_the_place_and_furniture_stands_around_the_text():
    lines = (
        found(400, 1300, 500, 0, "foot"),
        found(400, 600, 500, 1, "stamp"),
        found(700, 200, 800, 2, "margin"),
        found(700, 230, 800, 3, "margin"),
        found(100, 200, 500, 4),
        found(400, 50, 500, 5, "head"),
    )
    words = ("- 7 -", "SECRET", "seen", "by", "text", "HEAD")
    blocks = [
        read((word, bounds(line.outline)[0], bounds(line.outline)[1])) for word, line in zip(words, lines, strict=True)
    ]
    assert texts(page(blocks, *lines)) == [
        ("header", ["HEAD"]),
        ("paragraph", ["text"]),
        ("marginalia", ["seen", "by"]),
        ("stamp", ["SECRET"]),
        ("page-number", ["- 7 -"]),
    ]


def test_columns_are_read_one_after_the_other():
    lines, blocks = [found(100, 50, 800, 9)], [read(("title", 100, 50))]
    for block, left in enumerate((500, 100)):
        for row in range(4):
            lines.append(found(left, 100 + 30 * row, left + 300, block))
            blocks.append(read((f"{block}{row}", left, 100 + 30 * row)))
    assert texts(page(blocks, *lines)) == [
        ("paragraph", ["title"]),
        ("paragraph", ["10", "11", "12", "13"]),
        ("paragraph", ["00", "01", "02", "03"]),
    ]


def test_words_of_a_turned_line_stand_in_its_own_direction():
    upwards = FoundLine(rectangle((50, 100, 70, 400)), ((65, 400), (65, 100)), 0, "turned", 270.0)
    words = tuple(ReadWord(text, (50, top, 70, top + 60), 0.9) for text, top in (("second", 120), ("first", 300)))
    box = (50, 120, 70, 360)
    assert texts(page([ReadBlock((ReadLine(words, box),), box)], upwards)) == [("stamp", ["first second"])]


def again(blocks, said, *lines, cursive=False):
    """Return a page of which lines are read again, and what was shown: by the left edge and the angle of a line."""
    shown = []

    def cut(outline, angle):
        shown.append((bounds(outline)[0], angle))
        return Cut(Picture(bytes(1), 1, 1, 200), lambda points: tuple((x + 500, y) for x, y in points))

    def read_lines(pictures):
        return [said.get(place, ()) for place in shown]

    sheet = Sheet(1000, 1400, PICTURE, lambda points: points, Layout(1000, 1400, lines, cursive=cursive), cut)
    return page_of([blocks], sheet, "scan.png", "eng", alone(read_lines, sheet)), shown


def words(text, sure=0.95):
    return tuple(ReadWord(word, (50 * at, 3, 50 * at + 40, 18), sure) for at, word in enumerate(text.split()))


def test_a_line_left_empty_is_read_on_its_own():
    made, shown = again([], {(100, 0.0): words("NSC REVIEW")}, found(100, 100, 200))
    (line,) = made.lines()
    assert (line.text, shown) == ("NSC REVIEW", [(100, 0.0)])
    assert [word.box for word in line.words] == [(500, 3, 540, 18), (550, 3, 590, 18)]


def test_what_is_read_again_is_kept_only_where_it_is_surer_and_whole():
    tops = {"weak line": words("Weak line"), "short one": words("short"), "nearly so": words("nearly no", 0.75)}
    blocks = [read((text, 100 * at, 100 * at), sure=0.8) for at, text in enumerate(tops, start=1)]
    blocks.append(read(("certain", 400, 400), sure=0.95))
    lines = [found(100 * at, 100 * at, 100 * at + 80) for at in range(1, 5)]
    made, shown = again(blocks, {(100 * at, 0.0): said for at, said in enumerate(tops.values(), start=1)}, *lines)
    assert sorted(line.text for line in made.lines()) == ["Weak line", "certain", "nearly so", "short one"]
    assert sorted(shown) == [(100, 0.0), (200, 0.0), (300, 0.0)]


def test_specks_stay_empty_and_debris_and_cursive_pages_are_not_read_again():
    said = {(100, 0.0): words("a", 0.8), (200, 0.0): words("xqz", 0.6), (300, 0.0): words("text")}
    lines = found(100, 100, 200), found(200, 200, 300), found(300, 300, 400, 0, "debris")
    made, shown = again([], said, *lines)
    assert not made.lines() and sorted(shown) == [(100, 0.0), (200, 0.0)]
    assert again([], said, *lines, cursive=True)[1] == []


def test_a_turned_line_is_read_from_both_sides():
    upwards = FoundLine(rectangle((50, 100, 70, 400)), ((65, 400), (65, 100)), 0, "turned", 270.0)
    made, shown = again([], {(50, 450.0): words("first second")}, upwards)
    assert texts(made) == [("stamp", ["first second"])] and shown == [(50, 270.0), (50, 450.0)]


def test_of_a_bad_page_only_some_lines_are_read_again():
    assert len(again([], {}, *(found(100, 30 * row, 200) for row in range(40)))[1]) == 24
