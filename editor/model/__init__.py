"""The nouns of a transcription and the pure functions over them.

Pages, regions, lines, annotations, the edits that change them and the way back from each. Standard library only. This
room refuses to know where things are kept, which file they came from, what a pixel is and who is looking: it reads no
file, opens no database and holds nothing that cannot be compared, printed and stored.
"""
