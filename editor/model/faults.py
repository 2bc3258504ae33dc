"""Errors of the archivist's world, told in one sentence; our own bugs stay ordinary exceptions."""


class Fault(Exception):
    """Say in one sentence what is wrong with the user's file, input or environment, and what was kept."""


class Damaged(Fault):
    """Say that a project's file is not as it was written; behind ``said`` stands what can be done about it."""

    def __init__(self, said: str) -> None:
        """Take the sentence that says what is damaged."""
        super().__init__(f"{said} Open a backup, or salvage what can be read.")
        self.said = said


class EditFault(Fault):
    """Say why an edit cannot be applied; nothing was changed."""
