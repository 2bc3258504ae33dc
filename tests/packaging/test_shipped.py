"""The reader of resources finds what is shipped and nothing else."""

import pytest

from editor.shipped import resource, resource_names


def test_every_name_it_lists_is_a_file_it_finds(repository):
    names = resource_names()
    assert names == sorted(set(names))
    assert "README.md" in names
    for name in names:
        assert resource(name) == repository / "resources" / name
        assert resource(name).is_file()


def test_names_below_a_folder_are_whole_names():
    folders = {name.rpartition("/")[0] for name in resource_names()} - {""}
    for folder in folders:
        below = resource_names(folder)
        assert below == [name for name in resource_names() if name.startswith(f"{folder}/")]


def test_what_is_not_shipped_is_named():
    with pytest.raises(FileNotFoundError, match=r"'tagsets/nothing\.toml'"):
        resource("tagsets/nothing.toml")
    with pytest.raises(FileNotFoundError, match="'nothing'"):
        resource_names("nothing")


@pytest.mark.parametrize("name", ["", ".", "..", "../pyproject.toml", "a/../../b", "/etc/passwd", "a\\b", "C:/b"])
def test_nothing_outside_can_be_named(name):
    with pytest.raises(ValueError, match="not the name of a resource"):
        resource(name)
