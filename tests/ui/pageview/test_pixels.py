"""Pictures: small first, sharp later, nothing too late, and only within a budget of bytes."""

import shutil

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader

from editor.imaging.probe import probe
from editor.model import edit as e
from editor.model.faults import Fault
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Missing, Source, first_look, levels_of, thumbnail, whole_picture
from editor.ui.kit.pixels import Pixels
from editor.ui.pageview.settings import Tone
from editor.ui.pageview.tone import table_of, toned

from .conftest import draw_page


@pytest.fixture
def large(qapp, tmp_path):
    path = tmp_path / "large.jpg"
    draw_page(path, 2400, 3200, "large")
    return Source(str(path))


def test_a_jpeg_is_decoded_small_first(large):
    look = first_look(large, 600)
    assert (look.width, look.height, look.whole) == (2400, 3200, False)
    assert look.levels[0].image.width() == 600
    whole = whole_picture(large)
    assert whole.whole and [level.image.width() for level in whole.levels] == [2400, 1200, 600]
    assert [level.ratio for level in whole.levels] == [1, 0.5, 0.25]
    assert whole.level_for(1.0) == 0 and whole.level_for(0.4) == 1 and whole.level_for(0.1) == 2


def test_the_exif_orientation_is_applied_once(tmp_path):
    from PIL import Image

    picture = Image.new("RGB", (2000, 1000), "white")
    picture.paste((255, 0, 0), (0, 0, 1000, 500))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(tmp_path / "turned.jpg", exif=exif, quality=95)
    source = Source(str(tmp_path / "turned.jpg"))
    for picture in (first_look(source, 200), whole_picture(source)):
        assert (picture.width, picture.height) == (1000, 2000)
        image = picture.levels[0].image
        assert image.width() * 2 == image.height()
        corner = QColor(image.pixel(image.width() - 5, 5))
        assert corner.red() > 200 and corner.green() < 60


def test_a_black_and_white_tiff_with_several_pages(tmp_path):
    from PIL import Image

    first, second = Image.new("1", (1700, 2200), 1), Image.new("1", (1700, 2200), 1)
    second.paste(0, (0, 0, 1700, 1100))
    first.save(tmp_path / "fax.tif", save_all=True, append_images=[second], compression="group4")
    path = str(tmp_path / "fax.tif")
    for frame, shade in ((0, 255), (1, 0)):
        picture = whole_picture(Source(path, frame))
        assert picture.levels[0].image.format() == QImage.Format.Format_Grayscale8
        assert picture.levels[-1].image.pixelColor(10, 10).red() == shade
    with pytest.raises(Fault, match="no image 3"):
        whole_picture(Source(path, 2))


def test_jpeg_2000_and_deep_grey_come_through_imaging(tmp_path):
    from PIL import Image

    Image.linear_gradient("L").resize((1600, 1200)).save(tmp_path / "page.jp2")
    look = first_look(Source(str(tmp_path / "page.jp2")), 400)
    assert (look.width, look.height, look.levels[0].image.width()) == (1600, 1200, 400)
    assert whole_picture(Source(str(tmp_path / "page.jp2"))).levels[0].image.width() == 1600
    Image.new("I;16", (64, 64), 3000).save(tmp_path / "deep.png")
    assert first_look(Source(str(tmp_path / "deep.png")), 64).levels[0].image.pixelColor(3, 3).red() > 150


def test_what_is_no_image_is_a_sentence(tmp_path):
    (tmp_path / "text.jpg").write_text("not an image")
    with pytest.raises(Fault, match=r"text\.jpg"):
        first_look(Source(str(tmp_path / "text.jpg")), 400)
    with pytest.raises(Missing, match=r"gone\.jpg.*the text is kept"):
        first_look(Source(str(tmp_path / "gone.jpg")), 400)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP"])
def test_qt_is_told_the_format_by_what_the_file_begins_with(form, tmp_path, monkeypatch):
    from PIL import Image

    monkeypatch.setattr("editor.ui.kit.decode._through_imaging", None)
    Image.new("L", (60, 40), 200).save(tmp_path / "page.xyz", form)
    picture = whole_picture(Source(str(tmp_path / "page.xyz")))
    assert (picture.width, picture.height) == (60, 40)


@pytest.mark.parametrize("name", ["page.svg", "page.png"])
def test_a_drawing_of_lines_is_given_to_no_decoder(name, tmp_path):
    (tmp_path / name).write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    assert QImageReader(str(tmp_path / name)).size() == QSize(9, 9)
    with pytest.raises(Fault):
        whole_picture(Source(str(tmp_path / name)))


def test_a_file_that_cannot_be_reached_is_a_sentence(tmp_path):
    with pytest.raises(Fault, match=r"cannot be reached.*The text is kept"):
        first_look(Source(str(tmp_path / ("x" * 5000 + ".jpg"))), 400)


def test_halving_keeps_the_mean(tmp_path):
    image = QImage(2600, 1302, QImage.Format.Format_Grayscale8)
    image.fill(0)
    for y in range(0, 1302, 2):
        for x in range(0, 64, 2):
            image.setPixelColor(x, y, QColor(200, 200, 200))
    image.setPixelColor(2000, 900, QColor("white"))
    half = levels_of(image, 1.0)[1].image
    assert half.format() == QImage.Format.Format_Grayscale8
    assert half.pixelColor(10, 10).red() == pytest.approx(50, abs=2)
    assert half.pixelColor(10, 255).red() == pytest.approx(50, abs=2)
    assert half.pixelColor(1000, 450).red() == pytest.approx(64, abs=2), "each strip of rows lies where it was"


def test_a_thumbnail_fits_its_box(large):
    image = thumbnail(large, QSize(120, 120))
    assert image.size() == QSize(90, 120)


@pytest.mark.parametrize("form", [QImage.Format.Format_Grayscale8, QImage.Format.Format_RGB32])
def test_toning_follows_the_table(form):
    image = QImage(300, 7, form)
    image.fill(QColor(90, 90, 90))
    table = table_of(Tone(10, 20, 1.4, True))
    done = toned(image, table)
    assert done.pixelColor(299, 6) == QColor(table[90], table[90], table[90])
    assert done.pixelColor(0, 0).alpha() == 255
    assert image.pixelColor(0, 0).red() == 90


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.stop()


def test_a_page_arrives_small_then_sharp_then_the_neighbours(qtbot, jobs, large, tmp_path):
    shutil.copy(large.path, tmp_path / "next.jpg")
    beside = Source(str(tmp_path / "next.jpg"))
    pixels, came = Pixels(jobs), []
    pixels.ready.connect(came.append)
    assert pixels.show(large, 600, lambda: [beside]) is None
    qtbot.waitUntil(lambda: len(came) == 2, timeout=5000)
    assert [picture.whole for picture in came] == [False, True]
    qtbot.waitUntil(lambda: pixels.peek(beside) is not None, timeout=5000)
    known = pixels.show(beside, 600)
    assert known is not None and known.source == beside


def test_what_comes_too_late_is_dropped(qtbot, jobs, large, tmp_path):
    shutil.copy(large.path, tmp_path / "next.jpg")
    beside = Source(str(tmp_path / "next.jpg"))
    pixels, came = Pixels(jobs), []
    pixels.ready.connect(came.append)
    pixels.show(large, 600)
    pixels.show(beside, 600)
    qtbot.waitUntil(lambda: any(picture.whole for picture in came), timeout=5000)
    assert {picture.source for picture in came} == {beside}


def test_leafing_through_decodes_only_small_pictures(qtbot, jobs, large, tmp_path):
    pixels, came = Pixels(jobs), []
    pixels.ready.connect(came.append)
    for number in range(6):
        shutil.copy(large.path, tmp_path / f"{number}.jpg")
        pixels.show(Source(str(tmp_path / f"{number}.jpg")), 300)
        qtbot.waitUntil(lambda n=number: len(came) == n + 1, timeout=5000)
    assert not any(picture.whole for picture in came)


def test_the_cache_keeps_within_its_bytes_but_every_page_stays_quick(qtbot, jobs, large, tmp_path):
    pixels, came = Pixels(jobs, budget=24 << 20), []
    pixels.ready.connect(came.append)
    sources = []
    for number in range(5):
        shutil.copy(large.path, tmp_path / f"{number}.jpg")
        sources.append(Source(str(tmp_path / f"{number}.jpg")))
        pixels.show(sources[-1], 600)
        qtbot.waitUntil(lambda: bool(came) and came[-1].whole and came[-1].source == sources[-1], timeout=5000)
    current = pixels.peek(sources[-1]).size_in_bytes
    assert pixels.kept_bytes() - current <= 24 << 20
    assert sum(pixels.peek(source) is not None for source in sources) >= 4
    assert pixels.show(sources[-2], 600) is not None


@pytest.mark.qt_log_ignore("fromIccProfile", extend=True)  # the colour profile of a real scan that is damaged
def test_the_size_agrees_with_the_room_that_imports(shared):
    folder = shared / "corpora"
    found = 0
    for name in ("exif-orientation", "isri-business-letters", "ocrd-kant-jp2/OCR-D-IMG", "hooker-transkribus"):
        for path in sorted((folder / name).glob("*.*")):
            if path.suffix.lower() in (".jpg", ".tif", ".jp2", ".png"):
                facts = probe(path)
                picture = first_look(Source(str(path)), 300)
                assert (picture.width, picture.height) == (facts.width, facts.height), path.name
                found += 1
    assert found > 10


# In the pane


def test_turning_the_page_shows_that_page_and_no_other(desk, qtbot):
    qtbot.waitUntil(desk.sharp, timeout=5000)
    came = []
    desk.pane.imagery.pixels.ready.connect(lambda picture: came.append(picture.source.name))
    desk.pane.imagery.pixels._kept.clear()
    desk.session.show_page(desk.pages[1])
    assert desk.pane.imagery.levels == ()
    desk.session.show_page(desk.pages[2])
    qtbot.waitUntil(desk.sharp, timeout=5000)
    assert set(came) == {"scan-3.jpg"}


def test_the_next_page_is_there_at_once(desk, qtbot):
    qtbot.waitUntil(desk.sharp, timeout=5000)
    second = Source(str(desk.project.path.parent / "scan-2.jpg"))
    qtbot.waitUntil(lambda: desk.pane.imagery.pixels.peek(second) is not None, timeout=5000)
    desk.session.show_page(desk.pages[1])
    assert desk.pane.imagery.levels


def test_a_missing_image_is_told_and_the_regions_stay(desk, qtbot):
    desk.session.do(e.SetPageImage(desk.pages[0], "gone.jpg", 0, 900, 1200))
    missing = desk.pane.missing
    qtbot.waitUntil(missing.isVisible, timeout=5000)
    assert missing.words.text() == "The image “gone.jpg” is not there; the text is kept."
    assert desk.view.rect().contains(missing.geometry())
    assert not desk.pane._notice.isVisible()
    with qtbot.waitSignal(desk.pane.relinkWanted):
        qtbot.mouseClick(missing.button, Qt.MouseButton.LeftButton)
    assert len(desk.view.paper.marks()) == 3
    assert desk.view.paper.page.boundingRect().size().toSize() == QSize(900, 1200)
    desk.session.undo()
    qtbot.waitUntil(lambda: not missing.isVisible(), timeout=5000)
    qtbot.waitUntil(desk.sharp, timeout=5000)


def test_a_page_of_unknown_size_takes_that_of_its_image(desk, qtbot):
    desk.session.do(e.SetPageImage(desk.pages[1], "scan-2.jpg"))
    desk.session.show_page(desk.pages[1])
    qtbot.waitUntil(desk.sharp, timeout=5000)
    assert desk.view.paper.page.boundingRect().size().toSize() == QSize(900, 1200)


def test_frames_of_one_file_are_different_pages(desk, qtbot):
    from PIL import Image

    shades = (40, 210)
    pages = [Image.new("L", (900, 1200), shade) for shade in shades]
    pages[0].save(desk.project.path.parent / "two.tif", save_all=True, append_images=pages[1:])
    for frame, shade in enumerate(shades):
        desk.session.do(e.SetPageImage(desk.pages[frame], "two.tif", frame, 900, 1200))
        desk.session.show_page(desk.pages[frame])
        qtbot.waitUntil(desk.sharp, timeout=5000)
        assert desk.pane.imagery.levels[0].image.pixelColor(5, 5).red() == shade


def test_tone_reaches_the_screen_and_not_the_file(desk, qtbot):
    qtbot.waitUntil(desk.sharp, timeout=5000)
    before = (desk.project.path.parent / "scan-1.jpg").read_bytes()
    desk.pane.show_tone()
    desk.pane._tone_box.invert.setChecked(True)
    qtbot.waitUntil(lambda: desk.sharp() and desk.pane.imagery.levels[0].image.pixelColor(5, 300).red() < 60)
    picture = desk.view.viewport().grab().toImage()
    assert picture.pixelColor(5, 300).lightness() < 80
    desk.pane.reset_tone()
    qtbot.waitUntil(lambda: desk.sharp() and desk.pane.imagery.levels[0].image.pixelColor(5, 300).red() > 180)
    assert (desk.project.path.parent / "scan-1.jpg").read_bytes() == before


def test_qt_reads_no_jpeg_2000_yet():
    """When this fails, decode.py may stop going through imaging for it."""
    assert b"jp2" not in [bytes(name.data()) for name in QImageReader.supportedImageFormats()]
