"""The project file: the one door through which a project changes, and the readers of what it holds.

The only room that knows SQL. It writes an edit, its journal entry and its inverse in one transaction. It refuses to
know foreign formats, images and widgets, and to hold any truth that is not in the file.
"""
