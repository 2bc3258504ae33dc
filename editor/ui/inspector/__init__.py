"""The inspector: what is known of the region, line, page and record that are selected, and where it is changed.

One tab a question. Knows the session, and no other pane.
"""
