"""TEI out, and our own TEI back: the one place that knows how a record is written in the Guidelines' elements.

`write` streams, `profile` judges, `read` and `compare` make sure of what is on the disk, `export` gives it its name. It
refuses to know projects and windows: a ``Record`` of values comes in, bytes go out.
"""
