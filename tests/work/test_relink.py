"""Images that moved are found again by digest, name and folder; never by a guess."""

from pathlib import Path

import pytest
from PIL import Image

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.work import import_files, relink


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    with Project.create(folder / "p.muniment", user="archivist") as project:
        yield project


def image(path, shade=200, size=(300, 400)):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", size, shade).save(path)
    return path


def bring(project, *sources):
    with import_files.plan([Path(s) for s in sources]) as plan:
        return list(import_files.take(project, plan, "Box"))


def pages(project):
    return list(readers.all_pages(project))


def found(project, *folders, **options):
    return [
        (one.page.label, one.image and one.image.name, one.how)
        for one in relink.look(project, list(folders), **options)
    ]


def test_nothing_is_missing(project, tmp_path):
    bring(project, image(tmp_path / "a.png"))
    assert relink.missing(project) == [] and relink.look(project, [tmp_path]) == []


def test_by_digest_whatever_its_name_and_as_one_step_to_undo(project, tmp_path):
    old = tmp_path / "old"
    bring(project, image(old / "a.png", 1), image(old / "b.png", 2))
    new = tmp_path / "new"
    new.mkdir()
    (old / "a.png").rename(new / "renamed.png")
    (old / "b.png").rename(new / "b.png")
    seen = []
    proposals = relink.look(project, [tmp_path / "new"], report=lambda name, done, of: seen.append((name, done, of)))
    assert [(one.page.label, one.image.name, one.how) for one in proposals] == [
        ("a", "renamed.png", "digest"),
        ("b", "b.png", "digest"),
    ]
    assert seen == [("b.png", 0, 2), ("renamed.png", 1, 2)]
    assert [page.image for page in pages(project)] == ["../old/a.png", "../old/b.png"]
    relink.take(project, proposals)
    assert [page.image for page in pages(project)] == ["../new/renamed.png", "../new/b.png"]
    assert [(page.width, page.height) for page in pages(project)] == [(300, 400)] * 2
    assert relink.missing(project) == []
    project.undo()
    assert [page.image for page in pages(project)] == ["../old/a.png", "../old/b.png"]


def test_the_projects_own_folder_where_none_is_named(project, tmp_path):
    bring(project, image(tmp_path / "a.png"))
    (tmp_path / "a.png").rename(project.path.parent / "a.png")
    assert found(project) == [("a", "a.png", "digest")]


def test_by_name_where_the_size_is_right_and_told(project, tmp_path):
    bring(project, image(tmp_path / "old" / "a.png", 1), image(tmp_path / "old" / "b.png", 2))
    for name in "ab":
        (tmp_path / "old" / f"{name}.png").unlink()
    image(tmp_path / "new" / "a.png", 9)
    image(tmp_path / "new" / "B.TIF", 9)
    proposals = relink.look(project, [tmp_path / "new"])
    assert [(one.image.name, one.how) for one in proposals] == [("a.png", "name"), ("B.TIF", "stem")]
    assert "other" in proposals[0].why
    relink.take(project, proposals)
    digests = [page.digest for page in pages(project)]
    assert digests == [relink.digest_of(tmp_path / "new" / name) for name in ("a.png", "B.TIF")]


def test_another_size_is_refused_and_told_unless_the_digest_agrees(project, tmp_path):
    (taken,) = bring(project, image(tmp_path / "old" / "a.png"))
    (tmp_path / "old" / "a.png").unlink()
    image(tmp_path / "new" / "a.png", size=(150, 200))
    (one,) = relink.look(project, [tmp_path / "new"])
    assert one.image is None and "150 x 200" in one.why and "300 x 400" in one.why
    assert relink.take(project, [one]) is None
    page = pages(project)[0]
    digest = relink.digest_of(tmp_path / "new" / "a.png")
    project.apply(e.SetPageImage(taken.page, page.image, 0, page.width, page.height, digest))
    assert found(project, tmp_path / "new") == [("a", "a.png", "digest")]


def test_by_the_folders_it_is_in(project, tmp_path):
    for n, folder in enumerate(("box 1", "box 2")):
        bring(project, image(tmp_path / "old" / folder / "1.png", n))
    for n, folder in enumerate(("box 1", "box 2", "box 3")):
        image(tmp_path / "new" / folder / "1.png", 50 + n)
        (tmp_path / "old" / folder / "1.png").unlink(missing_ok=True)
    proposals = relink.look(project, [tmp_path / "new"])
    assert [(one.image.parent.name, one.how) for one in proposals] == [("box 1", "folder"), ("box 2", "folder")]


def test_between_two_equally_good_there_is_no_guess(project, tmp_path):
    bring(project, image(tmp_path / "old" / "1.png", 1))
    (tmp_path / "old" / "1.png").unlink()
    for n, folder in enumerate(("x", "y")):
        image(tmp_path / "new" / folder / "1.png", 50 + n)
    (one,) = relink.look(project, [tmp_path / "new"])
    assert one.image is None and len(one.candidates) == 2 and "equally well" in one.why


def test_one_image_is_not_given_to_two_pages_by_its_name(project, tmp_path):
    for n, folder in enumerate(("x", "y")):
        bring(project, image(tmp_path / "old" / folder / "1.png", n))
        (tmp_path / "old" / folder / "1.png").unlink()
    image(tmp_path / "new" / "1.png", 50)
    assert [one.image for one in relink.look(project, [tmp_path / "new"])] == [None, None]
    (tmp_path / "new" / "x").mkdir()
    (tmp_path / "new" / "1.png").rename(tmp_path / "new" / "x" / "1.png")
    assert found(project, tmp_path / "new") == [("1", "1.png", "name"), ("1", None, "")]


def test_the_image_of_another_page_is_not_taken_for_it_by_its_name(project, tmp_path):
    for n, folder in enumerate(("x", "y")):
        bring(project, image(tmp_path / "old" / folder / "1.png", n))
    (tmp_path / "old" / "x" / "1.png").unlink()
    assert found(project, tmp_path / "old") == [("1", None, "")]


def test_blank_sheets_alike_byte_for_byte_go_where_their_names_say(project, tmp_path):
    bring(project, image(tmp_path / "old" / "a.png"), image(tmp_path / "old" / "b.png"))
    (tmp_path / "old").rename(tmp_path / "new")
    assert found(project, tmp_path / "new") == [("a", "a.png", "digest"), ("b", "b.png", "digest")]


def test_pages_of_one_roll_go_with_it(project, tmp_path):
    frames = [Image.new("1", (200, 300), n % 2) for n in range(3)]
    frames[0].save(tmp_path / "roll.tif", save_all=True, append_images=frames[1:], compression="group4")
    bring(project, tmp_path / "roll.tif")
    (tmp_path / "new").mkdir()
    (tmp_path / "roll.tif").rename(tmp_path / "new" / "microfilm.tif")
    proposals = relink.look(project, [tmp_path / "new"])
    relink.take(project, proposals)
    assert [(page.image, page.frame) for page in pages(project)] == [("../new/microfilm.tif", n) for n in range(3)]


def test_all_pages_are_led_to_a_copy_elsewhere(project, tmp_path):
    bring(project, image(tmp_path / "old" / "a.png", 1), image(tmp_path / "old" / "b.png", 2))
    image(tmp_path / "copy" / "a.png", 1)
    assert found(project, tmp_path / "copy") == []
    assert found(project, tmp_path / "copy", everything=True) == [("a", "a.png", "digest")]
    assert found(project, tmp_path / "old", everything=True) == []


def test_what_is_gone_again_changes_nothing(project, tmp_path):
    bring(project, image(tmp_path / "old" / "a.png", 1), image(tmp_path / "old" / "b.png", 2))
    (tmp_path / "old").rename(tmp_path / "new")
    proposals = relink.look(project, [tmp_path / "new"])
    (tmp_path / "new" / "b.png").unlink()
    with pytest.raises(relink.Fault, match=r"b\.png"):
        relink.take(project, proposals)
    assert [page.image for page in pages(project)] == ["../old/a.png", "../old/b.png"]


def test_a_broken_image_of_the_name_is_told(project, tmp_path):
    bring(project, image(tmp_path / "old" / "a.png"))
    (tmp_path / "old" / "a.png").unlink()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    (one,) = relink.look(project, [tmp_path / "new"])
    assert one.image is None and "a.png" in one.why
