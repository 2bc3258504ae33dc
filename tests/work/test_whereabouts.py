"""Network drives and synced folders are recognised by what they are, and nothing else is."""

from pathlib import Path

import pytest

from editor.work.whereabouts import advice, network_kind, synced_by

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
server:/export /mnt/archive nfs4 rw 0 0
//server/share /mnt/with\040blank cifs rw 0 0
/dev/sdb1 /mnt/archive/local ext4 rw 0 0
me@host:/ /home/me/far fuse.sshfs rw 0 0
tmpfs /tmp tmpfs rw 0 0
torn
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/archive/p.muniment", "nfs4"),
        ("/mnt/archive/local/p.muniment", ""),
        ("/mnt/with blank/a/p.muniment", "cifs"),
        ("/mnt/archive2/p.muniment", ""),
        ("/home/me/far/p.muniment", "fuse.sshfs"),
        ("/home/me/p.muniment", ""),
        ("/tmp/p.muniment", ""),
    ],
)
def test_the_innermost_mount_decides(path, kind):
    assert network_kind(Path(path), MOUNTS) == kind


def test_a_system_that_lies_on_a_network_as_a_whole_is_its_own_disk():
    assert network_kind(Path("/home/me/p.muniment"), "host / 9p rw 0 0\n") == ""
    assert network_kind(Path("/home/me/p.muniment"), "") == ""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (County Archive)/letters", "Dropbox"),
        ("OneDrive - County Archive", "OneDrive"),
        ("Nextcloud", "Nextcloud"),
        ("My Drive/x/y", "Google Drive"),
        ("dropbox letters", ""),
        ("projects", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(tmp_path, folder, service):
    assert synced_by(tmp_path / folder / "p.muniment") == service


def test_a_synced_folder_is_known_by_what_the_program_left_there(tmp_path):
    (tmp_path / "shared" / "deep").mkdir(parents=True)
    assert advice(tmp_path / "shared" / "deep" / "p.muniment") == ""
    (tmp_path / "shared" / ".stfolder").mkdir()
    assert "that Syncthing syncs" in advice(tmp_path / "shared" / "deep" / "p.muniment")
