"""Whole jobs: making a project, importing, exporting, replacing, verifying.

What a person would call one piece of work, used by the window and the command line alike, with its progress and its
cancelling. This room refuses to know who asked: it prints nothing, shows nothing and imports neither of them.
"""
