from editor.model import edit as e
from editor.store import readers
from editor.ui.kit.settings import Settings
from editor.ui.shell_places import Place


def test_pages_are_counted_over_all_documents(project):
    first = [page.id for page in readers.all_pages(project)]
    document = project.apply(e.AddDocument("A second record", after=None)).id
    before = project.apply(e.AddPage(document, "", "before all")).id
    assert [readers.page_position(project, page) for page in (before, *first)] == [1, 2, 3, 4]
    assert readers.page_position(project, 7) == 0


def test_the_place_is_told_and_remembered_with_each_page_so_that_a_crash_does_not_forget_it(session, tmp_path, qtbot):
    settings, told = Settings(tmp_path / "settings.ini"), []
    before = Place(settings)
    before.told.connect(told.append)
    before.follow(session)
    session.step_page(1)
    there = session.page_id
    qtbot.waitUntil(lambda: told == ["Page 2 of 3"])
    session.show_first_page()  # and here the program is killed: nobody leaves
    Place(settings).follow(session)
    assert session.page_id == there
