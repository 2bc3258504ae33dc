"""Errors of the archivist's world, told in one sentence; our own bugs stay ordinary exceptions."""


class Fault(Exception):
    """Say in one sentence what is wrong with the user's file, input or environment, and what was kept."""


class EditFault(Fault):
    """Say why an edit cannot be applied; nothing was changed."""
