from editor.model import edit as e
from editor.store import readers


def test_pages_are_counted_over_all_documents(project):
    first = [page.id for page in readers.all_pages(project)]
    document = project.apply(e.AddDocument("A second record", after=None)).id
    before = project.apply(e.AddPage(document, "", "before all")).id
    assert [readers.page_position(project, page) for page in (before, *first)] == [1, 2, 3, 4]
    assert readers.page_position(project, 7) == 0
