"""Where a project lies: on this computer's own disk, on a network drive, or in a folder that another program syncs.

It only recognises and advises: whoever has no other place may work there. What is told of are the two places at which
projects of comparable programs were lost.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_MOUNTS = Path("/proc/mounts")
_REMOTE: Final = re.compile(
    r"nfs4?|cifs|smb3|smbfs|ncpfs|afs|9p|ceph|glusterfs|davfs|"
    r"fuse\.(sshfs|davfs2|rclone|s3fs|gvfsd-fuse|curlftpfs|glusterfs)"
)
"""Kinds of file systems, as Linux names them, whose disk is in another computer."""

_NAMES: Final = (
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive( - .+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"nextcloud\d?", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\d?", re.IGNORECASE), "ownCloud"),
    (re.compile(r"google ?drive|my drive|googledrive-.+", re.IGNORECASE), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs", re.IGNORECASE), "iCloud"),
)
"""How programs that sync call their folder, each with its own name."""

_MARKERS: Final = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".dropbox": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
}
"""What they leave in the topmost of the folders they sync."""

_NETWORK = (
    "{name} lies on a network drive ({kind}), where another computer decides what is saved. It is safer to work with a "
    "project on this computer's own disk: choose File > Save a Copy, and put that there when the day is done."
)
_SYNCED = (
    "{name} lies in a folder that {service} syncs, which may take it away or double it while you work. It is safer to "
    "work with a project outside: choose File > Save a Copy, and put that there when the day is done."
)


def advice(project: Path) -> str:
    """Return a sentence about the place of a project, "" where it lies well."""
    path = project.absolute()
    if kind := network_kind(path, _mounts()):
        return _NETWORK.format(name=path.name, kind=kind)
    if service := synced_by(path):
        return _SYNCED.format(name=path.name, service=service)
    return ""


def network_kind(path: Path, mounts: str) -> str:
    """Return the kind of network drive an absolute path is on, "" for none.

    Args:
        path: Absolute.
        mounts: What is mounted where, in the form of Linux's ``/proc/mounts``; "" where that is not known.
    """
    if path.drive.startswith("\\\\"):
        return "a shared folder"
    found: tuple[int, str] = (0, "")
    for line in mounts.splitlines():
        _, place, kind, *_ = [*line.split(" "), "", "", ""]
        top = Path(re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), place))
        # What the whole system lies on is as good as its own disk.
        if top != Path("/") and path.is_relative_to(top) and len(top.parts) >= found[0]:
            found = (len(top.parts), kind)
    return found[1] if _REMOTE.fullmatch(found[1]) else ""


def synced_by(path: Path) -> str:
    """Return the program that syncs one of the folders a file is in, "" for none."""
    for folder in path.parents:
        for pattern, service in _NAMES:
            if pattern.fullmatch(folder.name):
                return service
        for marker, service in _MARKERS.items():
            # In somebody's home lies the program's own folder, which has the same name and syncs nothing.
            if folder != Path.home() and (folder / marker).exists():
                return service
    return ""


def _mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:  # macOS, Windows
        return ""
