"""The transcript: a page's text, one block a line, under the headings of its regions.

Inside a line the text widget types, and what was typed becomes an edit after a pause; across lines every key becomes an
edit before the widget touches its document. Knows the session, and no other pane.
"""
