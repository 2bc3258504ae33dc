"""The tab of the region: every control is one edit, and shows what the file holds."""

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from editor.model import edit as e
from editor.model.geometry import bounds, rectangle
from editor.ui.inspector.scope import region_name, region_names
from tests.ui.inspector.conftest import choose

LINE = "We informed Ambassador Dobrynin"


def test_without_a_region_it_says_what_to_do(bench):
    tab = bench.show("Region")
    assert tab.empty.isVisible()
    assert not tab.form.isVisible()


def test_the_kind_is_shown_and_changed(bench):
    tab = bench.show("Region")
    bench.select(LINE)
    assert tab.form.kind.currentData() == "paragraph"
    choose(tab.form.kind, "Marginalia")
    assert bench.region(1).kind == "marginalia"
    bench.session.undo()
    bench.settle()
    assert tab.form.kind.currentData() == "paragraph"


def test_a_kind_the_tag_set_lacks_is_shown(bench):
    tab = bench.show("Region")
    bench.project.apply(e.SetRegionKind(bench.region(1).id, "cartouche"))
    bench.select(LINE)
    assert tab.form.kind.currentText() == "Cartouche"


def test_the_hand_is_shown_and_changed(bench):
    tab = bench.show("Region")
    bench.select(LINE)
    assert tab.form.hand.currentText() == "not said"
    choose(tab.form.hand, bench.session.tagset.hands[0].label)
    assert bench.region(1).hand == bench.session.tagset.hands[0].name
    bench.settle()
    choose(tab.form.hand, "not said")
    assert bench.region(1).hand is None


def test_the_reading_order_by_number_and_arrow(bench):
    tab = bench.show("Region")
    bench.select(LINE)
    assert (tab.form.order.value(), tab.form.order.suffix()) == (2, " of 3")
    tab.form.order.setFocus()
    QTest.keyClick(tab.form.order, Qt.Key.Key_Up)
    assert bench.region(0).kind == "paragraph"
    bench.settle()
    tab.form.order.setValue(3)
    assert bench.region(2).kind == "paragraph"
    bench.settle()
    QTest.keyClick(tab.form.order, Qt.Key.Key_Down)
    assert bench.region(2).kind == "paragraph"


def test_a_region_continues_the_page_before(bench):
    tab = bench.show("Region")
    bench.session.step_page(1)
    bench.session.select_region(bench.region(0, 1).id)
    bench.settle()
    names = [tab.form.continues.itemText(i) for i in range(tab.form.continues.count())]
    assert names == ["nothing", "Paragraph of memo: of insp-"]
    choose(tab.form.continues, names[1])
    assert bench.region(0, 1).continues == bench.region(1, 0).id
    bench.settle()
    assert tab.form.continues.currentIndex() == 1
    choose(tab.form.continues, "nothing")
    assert bench.region(0, 1).continues is None


def test_of_a_page_of_very_many_regions_the_last_are_offered(bench):
    tab = bench.show("Region")
    many, made = [], 2_000
    for number in range(made):
        region = bench.project.new_id()
        many += [e.AddRegion(bench.pages[0], "paragraph", id=region), e.AddLine(region, f"part {number}")]
    bench.project.apply(e.Batch(tuple(many), "Newspaper"))
    bench.session.show_page(bench.pages[1])
    begun = time.monotonic()
    bench.session.select_region(bench.region(0, 1).id)
    bench.settle()
    assert time.monotonic() - begun < 2  # every region by itself among all others: ten times that
    names = [tab.form.continues.itemText(i) for i in range(tab.form.continues.count())]
    assert names[:2] == ["nothing", f"Paragraph {made + 1} of memo: part {made - 1}"]
    assert len(names) == 301
    content, tagset = bench.content(), bench.session.tagset
    some = content.regions[::400]
    assert [region_names(content, tagset)[one.id] for one in some] == [
        region_name(one, content, tagset) for one in some
    ]


def test_place_rotation_and_reflowed(bench):
    tab = bench.show("Region")
    bench.select("Seen by")
    choose(tab.details.place, "right margin")
    choose(tab.details.rotation, "270°")
    tab.details.reflowed.click()
    assert bench.region(2).attributes == {"place": "margin-right", "rotation": "270", "reflowed": "true"}
    bench.settle()
    choose(tab.details.place, "not said")
    tab.details.reflowed.click()
    assert bench.region(2).attributes == {"rotation": "270"}


def test_the_language_of_a_region_is_chosen_and_one_from_a_file_keeps_its_name(bench):
    tab = bench.show("Region")
    bench.select("Seen by")
    assert tab.details.language.currentText() == "as the record says"
    choose(tab.details.language, "French")
    assert bench.region(2).attributes == {"language": "fr"}
    bench.project.undo()
    bench.project.apply(e.SetRegionAttributes(bench.region(2).id, {"language": "eng"}))
    bench.settle()
    bench.select(LINE)
    bench.select("Seen by")
    assert tab.details.language.currentText() == "English" and tab.details.language.currentData() == "eng"
    bench.project.apply(e.SetRegionAttributes(bench.region(2).id, {"language": "tlh"}))
    bench.settle()
    bench.select(LINE)
    bench.select("Seen by")
    assert tab.details.language.currentText() == "tlh"


def test_the_box_moves_and_stretches_the_outline(bench):
    tab = bench.show("Region")
    triangle = ((100, 100), (300, 100), (200, 200))
    bench.project.apply(e.SetRegionOutline(bench.region(1).id, triangle))
    bench.select(LINE)
    assert [spin.value() for spin in tab.details.box] == [100, 100, 200, 100]
    tab.details.box[0].setValue(150)
    assert bench.region(1).outline == ((150, 100), (350, 100), (250, 200))
    bench.settle()
    tab.details.box[3].setValue(50)
    assert bench.region(1).outline == ((150, 100), (350, 100), (250, 150))
    bench.project.apply(e.SetRegionOutline(bench.region(1).id, ()))
    bench.settle()
    assert [spin.text() for spin in tab.details.box] == [""] * 4
    for place, value in enumerate((10, 20, 70)):
        tab.details.box[place].setValue(value)
        assert bench.region(1).outline == ()
    tab.details.box[3].stepUp()
    assert bounds(bench.region(1).outline) == bounds(rectangle((10, 20, 80, 21)))
    bench.settle()
    tab.details.box[0].clear()
    tab.details.box[0].interpretText()
    bench.settle()
    assert tab.details.box[0].text() == "10"


def test_the_line_shows_its_ocr_and_takes_it_back(bench):
    tab = bench.show("Region")
    bench.project.apply(e.SetLineText(bench.line(LINE).id, "something else"))
    bench.select("something else")
    assert tab.facts.ocr.text() == LINE
    assert "0.91" in tab.facts.confidence.text()
    tab.facts.take_back.click()
    assert bench.line(LINE)
    bench.settle()
    assert not tab.facts.take_back.isEnabled()


def test_the_tags_on_the_line_lead_to_the_tab_of_tags(bench):
    tab = bench.show("Region")
    tagged = bench.project.apply(e.TagSpan(bench.line(LINE).id, 23, 31, "person", {"name": "A. <b>Dobrynin</b>"})).id
    bench.select(LINE)
    buttons = tab.facts.tags.findChildren(QToolButton)
    assert [b.text().startswith("Dobrynin · Person · A. <b>") for b in buttons] == [True]
    buttons[0].click()
    assert bench.pane.box.currentWidget() is bench.pane.tags
    assert bench.pane.tags._chosen == tagged


def test_controls_have_names(bench):
    tab = bench.show("Region")
    bench.select(LINE)
    controls = (
        tab.form.kind,
        tab.form.hand,
        tab.form.order,
        tab.form.continues,
        tab.details.language,
        tab.details.place,
        tab.details.rotation,
    )
    assert all(control.accessibleName() for control in (*controls, *tab.details.box))
