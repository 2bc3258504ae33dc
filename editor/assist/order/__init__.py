"""Proposals about the order of lines and regions of a page: what is misplaced, where it belongs, and by what evidence.

Pure: values of the model go in, proposals with edits come out. Knows no project and no screen.
"""
