"""The pane of the pages: thumbnails with label and status, in the order of the project."""
