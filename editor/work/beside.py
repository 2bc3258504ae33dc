"""Images out of archives and PDFs, put beside the project: whole or not at all, and never over another file."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path

from editor.model.faults import Fault
from editor.store.project import Project
from editor.whole import name_new
from editor.work.texts import digest_of


def folder_of(project: Project) -> Path:
    """Return the folder beside a project that its own images are in."""
    return project.path.parent / f"{project.path.stem}.images"


def put_beside(project: Project, image: Path, name: str, digest: str) -> tuple[Path, bool]:
    """Copy an image into the project's folder of images; return its path there, and whether it had to be made.

    Args:
        project: The project it is for.
        image: The file to copy.
        name: The name it should have in that folder, with slashes; a file of that name is left alone and another name
            found, unless it is the same image.
        digest: SHA-256 of the image.

    Raises:
        Fault: it cannot be written.
    """
    wanted = folder_of(project) / name
    if ".." in wanted.parts:
        raise Fault(f"{name} could not be put beside the project: it would lie outside its folder.")
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        target = wanted
        while os.path.lexists(target):
            if target.is_file() and digest_of(target) == digest:
                return target, False
            number += 1
            target = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        _copy(image, target, digest)
    except OSError as error:
        raise Fault(f"{name} could not be put beside the project ({error.strerror or error}).") from error
    return target, True


def _copy(image: Path, target: Path, digest: str) -> None:
    part = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with image.open("rb") as read, part.open("xb") as written:
            shutil.copyfileobj(read, written, 1 << 20)
        if digest_of(part) != digest:
            raise Fault(f"{target.name} could not be put beside the project: what was written differs.")
        name_new(part, target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
