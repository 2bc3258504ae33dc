"""Proposals: spelling, suspect readings, the marks of a record, alignment, recognition.

This room never edits: it is given values and answers with proposals that a person accepts or leaves. It refuses to know
the project file and the window, and must do without any engine that is not installed.
"""
