"""The window: panes that show what the project file holds and turn a hand's acts into edits.

The only room with Qt. A widget is a view and never the truth. This room refuses to know SQL, file formats and image
libraries, and the panes inside it refuse to know one another: they meet in the main window.
"""
