"""A project in a synced folder: said once, calmly."""

import shutil


def test_a_project_in_a_synced_folder_is_told_of_once(window, project_file, tmp_path):
    (tmp_path / "Nextcloud").mkdir()
    there = shutil.copy(project_file, tmp_path / "Nextcloud" / "p.muniment")
    assert window.files.open_path(there)
    assert "that Nextcloud syncs" in window.banner.label.text() and window.banner.isVisible()
    assert window.banner.property("kind") == "warning"
    window.files.close()
    window.banner.hide()
    assert window.files.open_path(there)
    assert not window.banner.isVisible()
