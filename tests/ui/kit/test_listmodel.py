import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from editor.ui.kit.listmodel import VALUE, RowsModel


def shown(row, role):
    return f"row {row}" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def model(qapp):
    model = RowsModel(shown)
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def test_rows_show_what_they_are_told_to(model):
    model.set_rows(["a", "b"])
    assert [model.index(i).data() for i in range(2)] == ["row a", "row b"]
    assert model.index(1).data(VALUE) == "b"
    assert model.index(1).data(Qt.ItemDataRole.ToolTipRole) is None
    assert model.row(model.index(0)) == "a"
    assert model.row(QModelIndex()) is None


def test_the_rows_that_follow_are_fetched_when_asked_for(model):
    every = list(range(25))
    asked = []

    def more(have):
        asked.append(have)
        return every[have : have + 10]

    model.set_rows(every[:10], more)
    assert model.canFetchMore(QModelIndex())
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rows() == tuple(every)
    assert asked == [10, 20, 25]


def test_nothing_found_asks_for_no_more(model):
    model.set_rows([], lambda have: [have])
    assert not model.canFetchMore(QModelIndex())
    assert model.rowCount() == 0


def test_rows_can_be_put_at_the_end(model):
    model.set_rows(["a"])
    model.append(["b", "c"])
    model.append([])
    assert model.rows() == ("a", "b", "c")
