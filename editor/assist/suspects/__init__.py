"""Words that may have been misread, each with its reasons in sentences, and what may have stood there instead.

Pure: lines and knowledge go in as values, suspects come out; nothing is changed and no project is known.
"""
