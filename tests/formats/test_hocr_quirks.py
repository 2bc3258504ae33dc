"""hOCR, one small file for each habit of a producer."""

import pytest

from editor.formats import hocr
from editor.formats.xml import FormatFault
from editor.model.source import SourceTag, SourceWord

PAGE = "image &quot;a.png&quot;; bbox 0 0 300 200; ppageno 0"


def read(body, *, page=PAGE, head='<meta name="ocr-system" content="maker 1"/>', wrap=True):
    if wrap:
        body = f"<div class='ocr_page' title=\"{page}\">{body}</div>"
    text = f'<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>{head}</head><body>{body}</body></html>'
    return hocr.read(text.encode(), "a.hocr")


def line(text, title="bbox 10 20 110 50", name="ocr_line"):
    return f"<span class='{name}' title='{title}'>{text}</span>"


def word(text, title="bbox 10 20 50 50; x_wconf 90"):
    return f"<span class='ocrx_word' title='{title}'>{text}</span>"


def only_line(text, **more):
    return read(line(text, **more)).pages[0].regions[0].lines[0]


def test_what_the_file_says_of_itself():
    source = read(line("x"))
    page = source.pages[0]
    assert (source.format, source.version, source.producer, source.messages) == ("hOCR", "", "maker 1", ())
    assert (page.image, page.width, page.height, page.attributes) == ("a.png", 300, 200, {"number": "0"})


@pytest.mark.parametrize(
    ("title", "image"),
    [
        ("image &quot;a; b.png&quot;; bbox 0 0 9 9", "a; b.png"),
        ("image 'a b.png'; bbox 0 0 9 9", "a b.png"),
        ("image /mnt/x/a b.png; bbox 0 0 9 9", "/mnt/x/a b.png"),
        ("bbox 0 0 9 9, image tests/resources/bw.png", "tests/resources/bw.png"),
        ("image &quot;it's.png&quot;; bbox 0 0 9 9", "it's.png"),
        ("image ; bbox 0 0 9 9", ""),
        ("bbox 0 0 9 9", ""),
    ],
)
def test_image_names_quoted_or_not(title, image):
    page = read(line("x"), page=title).pages[0]
    assert (page.image, page.width) == (image, 9)


class TestMarkup:
    def test_named_letters_and_a_public_dtd_are_read_strictly(self):
        said = line("Item&nbsp;caf&eacute; &amp; &shy;&lt;")
        text = (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
            f'<html><body><div class="ocr_page" title="{PAGE}">{said}</div></body></html>'
        )
        source = hocr.read(text.encode(), "a.hocr")
        assert source.pages[0].regions[0].lines[0].text == "Item\u00a0caf\u00e9 & \u00ad<"
        assert source.messages == ()

    @pytest.mark.parametrize(
        "body",
        [
            "<meta name='x'><br>" + line("A & B <C", name="ocr_line"),
            line("A & B <C") + "<img src=x>",
            "<?bad" + line("A & B <C"),
        ],
    )
    def test_what_browsers_forgive_is_forgiven_and_told(self, body):
        text = f'<html><body><div class="ocr_page" title="{PAGE}">{line("first")}<br>{body}</div></body></html>'
        source = hocr.read(text.encode(), "a.hocr")
        assert source.pages[0].lines()[0].text == "first"
        assert source.messages[0] == "It is not well-formed and was read as a browser would read it."

    def test_control_characters_are_left_out_and_told(self):
        text = f'<html><body><div class="ocr_page" title="{PAGE}">{line("a" + chr(1) + "b")}</div></body></html>'
        source = hocr.read(text.encode(), "a.hocr")
        assert source.pages[0].lines()[0].text == "ab"
        assert "Control characters in it were left out." in source.messages

    def test_a_comment_that_never_ends_is_told(self):
        text = f'<html><body><div class="ocr_page" title="{PAGE}">{line("a")}<br>{line("b<!--c")}</div></body></html>'
        source = hocr.read(text.encode(), "a.hocr")
        assert any("never closed" in message for message in source.messages)

    @pytest.mark.parametrize("cut", [1, 3])
    def test_a_file_that_breaks_off_is_refused(self, cut):
        text = f'<html><body><div class="ocr_page" title="{PAGE}">' + line("a") * 4 + "</div></body></html>"
        with pytest.raises(FormatFault, match="breaks off"):
            hocr.read(text[: len(text) * cut // 5].encode(), "a.hocr")

    def test_entities_of_its_own_are_refused(self):
        text = f'<!DOCTYPE html [<!ENTITY x "y">]><html><body>{line("&x;")}</body></html>'
        with pytest.raises(FormatFault, match="entities"):
            hocr.read(text.encode(), "a.hocr")

    def test_a_web_page_is_refused(self):
        with pytest.raises(FormatFault, match="web page"):
            hocr.read(b"<html><body><p>Sign in</p></body></html>", "a.html")

    @pytest.mark.parametrize(
        ("encoding", "said"),
        [("utf-8", "utf-8"), ("latin-1", "iso-8859-1"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16")],
    )
    def test_encodings(self, encoding, said):
        word = "caf\u00e9"
        text = (
            f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={said}"></head><body>'
            f'<div class="ocr_page" title="{PAGE}">{line(word)}</div></body></html>'
        )
        assert hocr.read(text.encode(encoding), "a.hocr").pages[0].lines()[0].text == "caf\u00e9"

    def test_a_page_that_is_not_marked(self):
        source = read(line("x"), wrap=False)
        assert (source.pages[0].lines()[0].text, "marks no page" in source.messages[0]) == ("x", True)


class TestRegions:
    def test_paragraphs_are_the_regions_and_areas_hold_them(self):
        body = (
            "<div class='ocr_carea' id='c' title='bbox 0 0 200 90'>"
            f"<p class='ocr_par' id='p1' title='bbox 0 0 100 40'>{line('a')}</p>"
            f"<p class='ocr_par' id='p2'>{line('b')}</p></div>"
        )
        source = read(body)
        first, second = source.pages[0].regions
        assert source.facts.regions == 3
        assert (first.ident, first.native, first.attributes) == ("p1", "ocr_par", {"parent": "c"})
        assert first.outline == ((0, 0), (100, 0), (100, 40), (0, 40))
        assert second.outline == ((10, 20), (110, 20), (110, 50), (10, 50))  # that of its lines

    def test_an_area_with_lines_of_its_own_is_a_region(self):
        source = read(f"<div class='ocr_carea' id='c'>{line('a')}<p class='ocr_par' id='p'>{line('b')}</p></div>")
        assert [(r.ident, r.lines[0].text) for r in source.pages[0].regions] == [("c", "a"), ("p", "b")]

    def test_lines_without_any_region_are_one_until_a_region_comes(self):
        source = read(f"{line('a')}<br/>{line('b')}<p class='ocr_par'>{line('c')}</p>{line('d')}")
        assert [[ln.text for ln in r.lines] for r in source.pages[0].regions] == [["a", "b"], ["c"], ["d"]]
        assert source.facts.regions == 1

    def test_headings_of_html(self):
        found = read(f"<h2>{line('Title')}</h2>{line('a')}").pages[0].regions
        assert [r.kind for r in found] == ["heading", "paragraph"]

    @pytest.mark.parametrize(
        ("attributes", "kind"),
        [
            ("class='ocr_header'", "header"),
            ("class='ocr_footer'", "footer"),
            ("class='ocr_pageno'", "page-number"),
            ("class='ocr_textfloat' data-type='stamp'", "stamp"),
            ("class='ocr_textfloat' data-type='marginalia'", "marginalia"),
            ("class='ocr_header' data-type='classification'", "classification"),
            ("class='ocr_textfloat'", "other"),
            ("class='ocrx_block'", "paragraph"),
        ],
    )
    def test_kinds(self, attributes, kind):
        found = read(f"<div {attributes} id='x'>{line('a')}</div>").pages[0].regions[0]
        assert (found.kind, [ln.text for ln in found.lines]) == (kind, ["a"])

    def test_a_header_is_counted_as_a_line_even_where_it_holds_one(self):
        source = read(f"<div class='ocr_header'>{line('a')}</div>{line('b')}")
        assert (source.facts.lines, source.facts.characters) == (3, 3)
        assert [ln.number for ln in source.pages[0].lines()] == [0, 1]

    def test_a_header_set_as_a_line_is_one(self):
        source = read(f"<p class='ocr_par'>{line('a', name='ocr_header')}{line('b')}</p>")
        assert [ln.text for ln in source.pages[0].regions[0].lines] == ["a", "b"]
        assert source.facts.lines == 2

    def test_text_of_a_region_without_lines_becomes_one_that_is_not_counted(self):
        source = read("<div class='ocr_pageno' id='n' title='bbox 1 2 30 40'> 286\n</div>")
        found = source.pages[0].regions[0]
        assert [(ln.text, ln.ident) for ln in found.lines] == [("286", "")]
        assert source.facts.lines == 0

    def test_order_hand_angle_and_language(self):
        body = (
            "<div class='ocr_textfloat' id='a' data-hand='h-ink' title='bbox 0 0 9 9; order 2; textangle 90'>"
            f"{line('a')}</div>"
            f"<p class='ocr_par' id='b' lang='de' title='bbox 0 0 9 9; order 1'>{line('b')}</p>"
        )
        first, second = read(body).pages[0].regions
        assert (first.ident, first.attributes) == ("b", {"language": "de"})
        assert (second.ident, second.hand, second.attributes) == ("a", "h-ink", {"rotation": "270"})

    def test_graphics_are_regions_without_lines(self):
        found = read("<div class='ocr_photo' title='bbox 0 0 9 9'/><div class='ocr_separator' title='bbox 0 0 9 1'/>")
        assert [(r.kind, r.lines) for r in found.pages[0].regions] == [("image", ()), ("separator", ())]


class TestLines:
    def test_white_space_is_collapsed_and_a_no_break_space_is_none(self):
        assert only_line(" <br/>\n a \t <b>b</b>\u00a0c ").text == "a b\u00a0c"

    def test_words_with_places_boxes_and_confidences(self):
        found = only_line(
            f"{word('<strong>One</strong>')} {word('two', 'bbox 1 2 3 4; x_wconf 44.25')}{word('', 'bbox 0 0 1 1')}"
            f"{word('x', 'bbox 5 5 5 5, x_confs 0.9 0.5')}"
        )
        assert found.text == "One twox"
        assert found.words == (
            SourceWord(0, 3, (10, 20, 50, 50), 0.9),
            SourceWord(4, 7, (1, 2, 3, 4), 0.4425),
            SourceWord(7, 8, None, 0.7),
        )

    def test_the_confidence_of_a_line(self):
        assert only_line("x", title="bbox 1 1 9 9; x_wconf 91").confidence == 0.91
        assert only_line("x", title="bbox 1 1 9 9; x_wconf -1").confidence is None

    @pytest.mark.parametrize(
        ("title", "points"),
        [
            ("bbox 100 20 200 50; baseline 0.1 -5", ((100, 45), (200, 55))),
            ("bbox 100 20 200 50; baseline 0 0", ((100, 50), (200, 50))),
            ("bbox 100 20 200 50; baseline -3", ((100, 47), (200, 47))),
            ("bbox 100 20 200 50", ()),
            ("bbox 100 20 200 50; baseline 0 0; textangle 90", ()),
        ],
    )
    def test_baselines_are_counted_from_the_lower_left(self, title, points):
        assert only_line("x", title=title).baseline == points

    def test_a_curved_baseline_is_followed(self):
        found = only_line("x", title="bbox 0 0 80 50; baseline 0.01 0 -10").baseline
        assert (found[0], found[4], found[-1]) == ((0, 40), (40, 56), (80, 104))

    @pytest.mark.parametrize("box", ["5 5 5 9", "9 9 1 1", "a b c d", "1 2 3"])
    def test_a_box_that_cannot_be_used_is_left_out_and_told(self, box):
        source = read(line("kept", title=f"bbox {box}"))
        found = source.pages[0].regions[0].lines[0]
        assert (found.outline, found.text) == ((), "kept")
        assert "could not be used" in source.messages[0]

    def test_a_polygon_goes_before_the_box(self):
        assert only_line("x", title="bbox 0 0 9 9; poly 1 1 8 1 8 8").outline == ((1, 1), (8, 1), (8, 8))

    def test_tags_of_html_and_of_our_own(self):
        found = only_line(
            "On <span data-annotation='persName;ref=roe'>Richard <u>Roe</u></span> <del>was</del> <ins>is</ins>"
            " H<sub>2</sub>O<span data-annotation='gap;reason=redacted'></span>"
        )
        assert found.text == "On Richard Roe was is H2O"
        assert found.tags == (
            SourceTag("person", 3, 14, {"ref": "roe"}),
            SourceTag("underline", 11, 14, {}),
            SourceTag("del", 15, 18, {}),
            SourceTag("add", 19, 21, {}),
            SourceTag("hi", 23, 24, {"rend": "subscript"}),
            SourceTag("gap", 25, 25, {"reason": "redacted"}),
        )


def test_many_pages_in_one_file_number_their_lines_on():
    body = "".join(
        f"<div class='ocr_page' title='bbox 0 0 9 9; lpageno \"{i}\"'>{line(str(i))}</div>" for i in (1, 2, 3)
    )
    pages = read(body, wrap=False).pages
    assert [(p.label, p.lines()[0].text, p.lines()[0].number) for p in pages] == [
        ("1", "1", 0),
        ("2", "2", 1),
        ("3", "3", 2),
    ]


def test_a_page_of_no_size_is_told():
    assert "no usable size" in read(line("x"), page="bbox 0 0 0 0").messages[0]
