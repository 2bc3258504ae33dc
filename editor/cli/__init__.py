"""The command line: words in, work done, lines of text or JSON out.

The only room with click. It parses, calls a job and words the answer. It refuses to know the window, to hold logic that
the window would need as well, and to show a traceback for what is the user's environment and not our bug.
"""
