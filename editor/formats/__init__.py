"""Other people's files, read into the model's neutral page and written from it.

The only room with lxml; nothing of a format leaks out of it. It refuses to know projects: a reader is given bytes and
gives values, a writer is given values and gives bytes. What it reads comes from strangers and is treated so.
"""
