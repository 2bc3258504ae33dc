"""`muniment new` says where a project had better not lie."""

from click.testing import CliRunner

from editor.cli.commands import program


def test_a_new_project_in_a_synced_folder_is_made_and_advised_on(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    said = CliRunner().invoke(program, ["new", str(tmp_path / "Dropbox" / "p.muniment")])
    assert said.exit_code == 0 and "that Dropbox syncs" in said.output
    said = CliRunner().invoke(program, ["new", str(tmp_path / "p.muniment")])
    assert said.exit_code == 0 and "syncs" not in said.output
