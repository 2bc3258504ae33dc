"""The fixtures of the harbour project."""

from tests.ui.shell.harbour import jobs, lines, project, project_file, session, theme, window

__all__ = ["jobs", "lines", "project", "project_file", "session", "theme", "window"]
