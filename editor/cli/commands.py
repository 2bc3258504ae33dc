"""The commands of ``muniment``: each one reads its words, calls ``work`` and prints what came of it."""

from __future__ import annotations

from editor.cli import edits, files, furniture, linking, projects, scans, texts
from editor.cli.program import program

__all__ = ["program"]

for command in (
    *(projects.demo, projects.new, projects.stats, projects.check),
    *(projects.backup, projects.restore, projects.salvage),
    *(files.inspect, files.import_command, files.relink, files.export),
    scans.ocr,
    *(texts.search, texts.series, texts.compare, texts.suspects, texts.replace),
    *(linking.link, linking.divide, furniture.marks),
    *(edits.dump, edits.log, edits.apply, edits.undo),
):
    program.add_command(command)
